package io.recurrence.streams;

import io.recurrence.config.InputSpec;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Measurement;
import io.recurrence.record.MeasurementBytes;
import io.recurrence.record.Measurements;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimePlausibility;
import io.recurrence.record.TimeUnit;
import io.recurrence.schema.RegistryException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads records once, and refuses times that cannot be right. */
final class Intake {
  private static final long MAX_TIME = Long.MAX_VALUE / 4; // no sum overflows

  private final RecordReader reader;
  private final TimeUnit unit;
  private final boolean timed; // by a field of its own
  private final long maxAhead;
  private final Measurements found = new Measurements();

  Intake(InputSpec input) {
    this.reader = input.reader();
    this.unit = input.time().unit();
    this.timed = input.time().given();
    this.maxAhead = Math.min(input.maxAhead().toMillis(), MAX_TIME);
  }

  /**
   * Reads one record; where it cannot be used as a whole, that is all it says.
   *
   * @param origin has the key that the record came with
   * @return overwritten by the next
   */
  Measurements read(Origin origin, Record<byte[], byte[]> record) {
    found.clear();
    try {
      if (TruncatedRecord.note(record.headers()).contains("value=")) {
        throw new BadRecordException(
            Reason.TOO_LARGE, "the record is larger than the topic takes that gathers series");
      }
      Headers headers = record.headers();
      reader.read(
          new SourceRecord(
              origin.topic(),
              origin.key(),
              record.value(),
              record.timestamp(),
              name -> value(headers.lastHeader(name))),
          found);
    } catch (BadRecordException e) {
      refuse(e);
    } catch (RegistryException e) {
      throw e; // the record can be read once the registry answers
    } catch (RuntimeException e) {
      refuse(failed(e));
    }
    return found;
  }

  private static byte @Nullable [] value(@Nullable Header header) {
    return header == null ? null : header.value();
  }

  private void refuse(BadRecordException e) {
    found.clear();
    found.add().refuse("", e);
  }

  /**
   * What was read of a record before it came through the topic that gathers series. Earlier
   * versions did not say, so that it is read again.
   */
  Measurements carried(Origin origin, Record<byte[], byte[]> record) {
    byte[] measurement = Origin.carried(record.headers());
    byte[] key = record.key();
    if (measurement == null || key == null) {
      return read(origin, record);
    }
    found.clear();
    return MeasurementBytes.read(measurement, key, found.add()) ? found : read(origin, record);
  }

  /** A record that the code itself failed on. */
  static BadRecordException failed(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return new BadRecordException(Reason.FAILED, e + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  /**
   * Refuses the time of a measurement where it cannot be right. A time in a field is judged by the
   * record's own timestamp, so that what is refused as it comes is refused when it is read again;
   * the timestamp itself has nothing to be judged by but the clock of the machine.
   *
   * @param states of the series; one that has been in 1970 goes on there
   */
  void checkTime(Measurement reading, Origin origin, StateRepository states, Bytes key)
      throws BadRecordException {
    long time = timed ? reading.time() : origin.timestamp();
    if (time < 0) {
      throw new BadRecordException(Reason.BEFORE_EPOCH, "the time " + time + " ms is before 1970");
    }
    long reference = reference(origin);
    long latest = reference + maxAhead;
    Optional<TimeUnit> likelier =
        timed ? TimePlausibility.likelier(time, unit, latest) : Optional.empty();
    if (time > latest) {
      throw new BadRecordException(
          Reason.AHEAD_OF_TIME,
          "the time %d ms is more than %d ms ahead of %s%s"
              .formatted(
                  time,
                  maxAhead,
                  timed ? "the record's timestamp, " + reference : "now",
                  likelier.map(other -> remedy(time, other)).orElse("")));
    }
    if (timed && time == 0 && isUnset(origin, states.last(key))) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time 0 is that of a clock that is not set; the record's timestamp is " + reference);
    }
    if (timed
        && !TimePlausibility.isRecent(time)
        && isDate(time, origin)
        && !livesThen(states.last(key))) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time %d ms is long before the record's timestamp, %d; it looks like a date, which input.time.pattern: yyyyMMdd reads"
              .formatted(time, reference));
    }
    if (likelier.isPresent() && !livesThen(states.last(key))) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time %d ms is long before the record's timestamp, %d%s"
              .formatted(time, reference, remedy(time, likelier.get())));
    }
  }

  /** Whether the time 0 is no time: a counter has it once, as its first. */
  private static boolean isUnset(Origin origin, long last) {
    return last >= 0 && TimePlausibility.isRecent(origin.timestamp());
  }

  private boolean isDate(long time, Origin origin) {
    return TimePlausibility.isRecent(origin.timestamp()) && TimePlausibility.isDate(time, unit);
  }

  private static boolean livesThen(long last) {
    return last >= 0 && !TimePlausibility.isRecent(last);
  }

  private String remedy(long time, TimeUnit likelier) {
    return "; %s: set input.time.unit: %s"
        .formatted(
            TimePlausibility.shown(time, unit, likelier), likelier.name().toLowerCase(Locale.ROOT));
  }

  /** The latest time that a record may have without being refused. */
  long latest(Origin origin) {
    return reference(origin) + maxAhead;
  }

  /** When the record was written, as far as anything says so. */
  private long reference(Origin origin) {
    long timestamp = origin.timestamp();
    long now = System.currentTimeMillis();
    return timed && TimePlausibility.isRecent(timestamp) && timestamp - maxAhead <= now
        ? timestamp
        : now;
  }
}
