package io.recurrence.streams;

import io.recurrence.core.Fate;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Measurement;
import io.recurrence.streams.StateRepository.Moved;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts what became of measurements, and refuses those that led to no step. */
final class RecordFates {
  private final boolean forecasts;
  private final Meters meters;
  private final MixedSeries mixed = new MixedSeries();

  /**
   * Counts for one task.
   *
   * @param forecasts whether several values of a series at one time are a mistake
   */
  RecordFates(boolean forecasts, Meters meters) {
    this.forecasts = forecasts;
    this.meters = meters;
  }

  /**
   * Accounts for one measurement.
   *
   * @param metadata of its record, where its offset counts
   * @param key of its series
   * @throws BadRecordException where it came too late, or while the series was closed
   */
  void account(@Nullable RecordMetadata metadata, byte[] key, Measurement measurement, Moved moved)
      throws BadRecordException {
    Fate fate = moved.fate();
    long time = measurement.time();
    meters.record(fate);
    meters.missing(moved.missing());
    if (fate == Fate.REPLAYED) {
      warn(metadata, measurement.series());
    } else if (fate == Fate.ACCEPTED) {
      compare(key, measurement);
    } else if (fate == Fate.LATE) {
      meters.late(moved.last() - time);
    }
    check(moved, measurement.series(), time);
  }

  /**
   * Refuses what led to no step.
   *
   * @throws BadRecordException where it came too late, or while the series was closed
   */
  static void check(Moved moved, String series, long time) throws BadRecordException {
    if (moved.fate() == Fate.CLOSED) {
      throw new BadRecordException(
          Reason.CLOSED,
          "the time %s is outside the opening hours of time.calendar"
              .formatted(Instant.ofEpochMilli(time)));
    }
    if (moved.fate() == Fate.LATE) {
      throw new BadRecordException(
          Reason.LATE,
          "the time %d ms is before the last step of series '%s' at %d ms"
              .formatted(time, series, moved.last()));
    }
  }

  private void warn(@Nullable RecordMetadata metadata, String series) {
    if (metadata != null) {
      meters
          .notices()
          .warn(
              Fate.REPLAYED.name(),
              () -> Origin.of(metadata).place() + ", series '" + series + "': left out",
              "a record of this or a later offset has been applied before; offsets that the group"
                  + " committed were set back");
    }
  }

  /** Counts a value that differs from another one of its series at the same time. */
  private void compare(byte[] key, Measurement measurement) {
    long time = measurement.time();
    if (forecasts && measurement.present() && mixed.conflicts(key, time, measurement.value())) {
      meters
          .input()
          .conflict(measurement.series(), time, measurement.value(), mixed.other(), mixed.often());
    }
  }
}
