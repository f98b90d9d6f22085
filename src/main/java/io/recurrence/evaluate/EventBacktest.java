package io.recurrence.evaluate;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventResult.Kind;
import io.recurrence.core.Fate;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.JsonEncoder;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Runs a pipeline whose task is on symbols or sequences over a file, record by record, as the
 * stream would. Written are {@code results.jsonl} and {@code anomalies.jsonl}, line by line the
 * records that the topics would hold, and {@code refused.jsonl}, which says of each line that was
 * not used why.
 */
public final class EventBacktest {
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private final SeriesPipeline pipeline;
  private final PipelineSpec spec;
  private final Charset encoding;
  private final Reorderer reorderer;
  private final JsonEncoder encoder;
  private final Map<String, State> states = new LinkedHashMap<>();
  private final Measurements found = new Measurements();
  private long measurements; // of all records
  private long records;
  private long refused;
  private long flagged;
  private long surprises;
  private double bits; // their mean

  /** What a run came to. */
  public record Report(
      long records, long series, long refused, long flagged, double bits, double seconds) {
    @Override
    public String toString() {
      String text =
          String.format(
              Locale.ROOT,
              "%,d records of %,d series, %,d refused, in %.1f s",
              records,
              series,
              refused,
              seconds);
      return bits == 0
          ? text
          : text
              + String.format(
                  Locale.ROOT, "; %.3f bits of surprise a record, %,d flagged", bits, flagged);
    }
  }

  /** Prepares a run of a pipeline that does not forecast. */
  public EventBacktest(PipelineSpec spec) {
    this(spec, StandardCharsets.UTF_8);
  }

  /** The same over a file in an encoding. */
  public EventBacktest(PipelineSpec spec, Charset encoding) {
    this.spec = spec;
    this.encoding = encoding;
    this.pipeline = spec.newPipeline();
    this.reorderer = new Reorderer(pipeline);
    this.encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
  }

  /**
   * Runs over a file.
   *
   * @param output a directory, made if need be
   * @param progress receives how many records have been read, now and then
   * @throws InputException where the file cannot be read, or none of its lines
   */
  public Report run(Path input, Path output, LongConsumer progress) {
    long started = System.nanoTime();
    try (BufferedReader text = TextInput.openLeniently(input, encoding);
        ResultFiles files = ResultFiles.in(output)) {
      read(lines(input, text), files, progress);
    } catch (IOException e) {
      throw new InputException("cannot read or write: " + e.getMessage());
    }
    if (records == 0) {
      throw new InputException(input + " has a header, but no rows");
    }
    if (records == refused) {
      throw new InputException(
          "none of the %,d lines of %s can be used; %s says why"
              .formatted(records, input, output.resolve("refused.jsonl")));
    }
    progress.accept(records);
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Report(records, states.size(), refused, flagged, bits, seconds);
  }

  private EventLines lines(Path input, BufferedReader text) throws IOException {
    try {
      return EventLines.of(new QuotedLines(text), spec.input());
    } catch (InputException e) {
      throw new InputException(input + " " + e.getMessage());
    }
  }

  private void read(EventLines lines, ResultFiles files, LongConsumer progress) throws IOException {
    QuotedLines text = lines.records();
    for (String next = text.next(); next != null; next = text.next()) {
      take(lines.reader(), next, text.line(), files);
      if ((records & 0xfff) == 0) {
        progress.accept(records);
      }
    }
  }

  private void take(RecordReader reader, String record, long number, ResultFiles files) {
    records++;
    found.clear();
    try {
      byte[] key = spec.name().getBytes(StandardCharsets.UTF_8); // where lines name no series
      if (record.contains(TextInput.MALFORMED)) {
        throw new BadRecordException(
            Reason.MALFORMED,
            "it is not %s; save the file in UTF-8, or name its encoding by --encoding"
                .formatted(encoding));
      }
      reader.read(new SourceRecord(key, record.getBytes(StandardCharsets.UTF_8), -1), found);
    } catch (BadRecordException e) {
      refuse(number, e.reason().name(), e, files);
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      take(found.get(i), number, files);
    }
  }

  private void take(Measurement reading, long number, ResultFiles files) {
    try {
      BadRecordException fault = reading.fault();
      if (fault != null) {
        throw fault;
      }
      checkTime(reading.time());
      Fate fate = move(reading, files);
      if (fate != Fate.ACCEPTED) {
        refused++;
        files.refuse(number, fate.name(), problem(fate, state(reading), reading));
      }
    } catch (BadRecordException e) {
      refuse(number, e.reason().name(), e, files);
    } catch (EventContentException e) {
      refuse(number, e.fault().name(), e, files);
    }
  }

  private void refuse(long line, String reason, Exception e, ResultFiles files) {
    refused++;
    files.refuse(line, reason, String.valueOf(e.getMessage()));
  }

  private State state(Measurement reading) {
    return states.computeIfAbsent(reading.series(), unused -> pipeline.newState());
  }

  private static String problem(Fate fate, State state, Measurement reading) {
    return switch (fate) {
      case DUPLICATE ->
          "it repeats the record before it, at the same time; time.duplicates: keep takes it";
      case LATE ->
          "the time %d ms is before the last record of its series, at %d ms"
              .formatted(reading.time(), state.time());
      default -> "it is outside the opening hours of time.calendar";
    };
  }

  /** A file says nothing of when its records were written; so only what can be no time is wrong. */
  private static void checkTime(long time) throws BadRecordException {
    if (time < 0) {
      throw new BadRecordException(
          Reason.BEFORE_EPOCH, "the time %d ms is before 1970".formatted(time));
    }
    if (time > LATEST) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time %d ms is after the year 9999; is input.time.unit right?".formatted(time));
    }
  }

  private Fate move(Measurement reading, ResultFiles files) throws EventContentException {
    String series = reading.series();
    State state = state(reading);
    pipeline.encode(state, reading.content());
    return reorderer.accept(
        state, measurements++, reading.time(), reading.content(), out -> write(series, out, files));
  }

  private void write(String series, StepResult out, ResultFiles files) {
    if (out.event().kind() == Kind.SYMBOL) {
      bits += (out.event().surprise() - bits) / ++surprises;
      flagged += out.judgement().verdict().anomaly() ? 1 : 0;
      ResultFiles.line(files.anomalies(), encoder.anomaly(series, out.judgement()));
    }
    if (out.event().kind() != Kind.NONE) {
      ResultFiles.line(files.results(), encoder.result(series, out.judgement(), out.event()));
    }
  }
}
