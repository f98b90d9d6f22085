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
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    this.spec = spec;
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
    try (BufferedReader text = TextInput.openLeniently(input)) {
      Files.createDirectories(output);
      try (OutputStream results = file(output, "results.jsonl");
          OutputStream anomalies = file(output, "anomalies.jsonl");
          OutputStream dropped = file(output, "refused.jsonl")) {
        read(lines(input, text), new Sinks(results, anomalies, dropped), progress);
      }
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

  private static OutputStream file(Path directory, String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
  }

  /** Where lines are written. */
  private record Sinks(OutputStream results, OutputStream anomalies, OutputStream refused) {
    static void line(OutputStream out, byte[] record) {
      try {
        out.write(record);
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void refuse(long line, String reason, String problem) {
      String shown = problem.replaceAll("\\p{Cntrl}", "?").replace("\\", "\\\\");
      String json =
          "{\"line\":%d,\"reason\":\"%s\",\"problem\":\"%s\"}"
              .formatted(line, reason, shown.replace("\"", "\\\""));
      line(refused, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private EventLines lines(Path input, BufferedReader text) throws IOException {
    try {
      return EventLines.of(new QuotedLines(text), spec.input());
    } catch (InputException e) {
      throw new InputException(input + " " + e.getMessage());
    }
  }

  private void read(EventLines lines, Sinks sinks, LongConsumer progress) throws IOException {
    QuotedLines file = lines.records();
    for (String next = file.next(); next != null; next = file.next()) {
      take(lines.reader(), next, file.line(), sinks);
      if ((records & 0xfff) == 0) {
        progress.accept(records);
      }
    }
  }

  private void take(RecordReader reader, String record, long number, Sinks sinks) {
    records++;
    found.clear();
    try {
      byte[] key = spec.name().getBytes(StandardCharsets.UTF_8); // where lines name no series
      if (record.contains(TextInput.MALFORMED)) {
        throw new BadRecordException(Reason.MALFORMED, "it is not UTF-8; save the file so");
      }
      reader.read(new SourceRecord(key, record.getBytes(StandardCharsets.UTF_8), -1), found);
    } catch (BadRecordException e) {
      refuse(number, e.reason().name(), e, sinks);
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      take(found.get(i), number, sinks);
    }
  }

  private void take(Measurement reading, long number, Sinks sinks) {
    try {
      BadRecordException fault = reading.fault();
      if (fault != null) {
        throw fault;
      }
      checkTime(reading.time());
      Fate fate = move(reading, sinks);
      if (fate != Fate.ACCEPTED) {
        refused++;
        sinks.refuse(number, fate.name(), problem(fate, state(reading), reading));
      }
    } catch (BadRecordException e) {
      refuse(number, e.reason().name(), e, sinks);
    } catch (EventContentException e) {
      refuse(number, e.fault().name(), e, sinks);
    }
  }

  private void refuse(long line, String reason, Exception e, Sinks sinks) {
    refused++;
    sinks.refuse(line, reason, String.valueOf(e.getMessage()));
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

  private Fate move(Measurement reading, Sinks sinks) throws EventContentException {
    String series = reading.series();
    State state = state(reading);
    pipeline.encode(state, reading.content());
    return reorderer.accept(
        state, measurements++, reading.time(), reading.content(), out -> write(series, out, sinks));
  }

  private void write(String series, StepResult out, Sinks sinks) {
    if (out.event().kind() == Kind.SYMBOL) {
      bits += (out.event().surprise() - bits) / ++surprises;
      flagged += out.judgement().verdict().anomaly() ? 1 : 0;
      Sinks.line(sinks.anomalies, encoder.anomaly(series, out.judgement()));
    }
    if (out.event().kind() != Kind.NONE) {
      Sinks.line(sinks.results, encoder.result(series, out.judgement(), out.event()));
    }
  }
}
