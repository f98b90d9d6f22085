package io.recurrence.streams;

import io.recurrence.record.BadRecordException.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Warns of what goes wrong with records: at once when a reason first occurs, then at most once a
 * minute for each reason, with one example. Any thread may call it.
 */
final class Notices {
  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_EXAMPLE = 400; // characters of an example

  private final String pipeline;
  private final LongSupplier clock;
  private final Consumer<String> log;
  private final Map<String, Repeated> reasons = new ConcurrentHashMap<>();

  /** When a reason was last warned of, and how often it has occurred since. Guards itself. */
  private static final class Repeated {
    private long nanos;
    private long since = -1; // before the first warning

    /** How many warnings were left out before this one; -1 where this one is left out too. */
    synchronized long next(long now) {
      if (since >= 0 && now - nanos < PERIOD_NANOS) {
        since++;
        return -1;
      }
      long left = Math.max(0, since);
      nanos = now;
      since = 0;
      return left;
    }
  }

  /**
   * Notices of one pipeline.
   *
   * @param clock in nanoseconds
   * @param log takes the lines
   */
  Notices(String pipeline, LongSupplier clock, Consumer<String> log) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Warns, unless this reason has been warned of within the last minute.
   *
   * @param reason a constant name such as {@code NO_VALUE}
   * @param example which record, by topic, partition and offset, and what was found; asked for only
   *     where it is written
   * @param remedy what to do, in one sentence
   */
  void warn(String reason, Supplier<String> example, String remedy) {
    long left = reasons.computeIfAbsent(reason, unused -> new Repeated()).next(clock.getAsLong());
    if (left >= 0) {
      log.accept(
          "%s: %s: %s; %s%s"
              .formatted(
                  pipeline,
                  reason,
                  printable(example.get()),
                  remedy,
                  left == 0 ? "" : " (and %,d more since the last warning)".formatted(left)));
    }
  }

  /**
   * Warns of a record that is not used.
   *
   * @param series where it is known, otherwise empty
   * @param message what was found
   */
  void record(Reason reason, Origin origin, String series, @Nullable String message) {
    String named = series.isEmpty() ? "" : ", series '" + series + "'";
    warn(reason.name(), () -> origin.place() + named + ": " + message, reason.remedy());
  }

  /** What a record holds may neither forge lines of the log nor fill it. */
  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cc}", "?");
    return line.length() > MAX_EXAMPLE ? line.substring(0, MAX_EXAMPLE) + "…" : line;
  }
}
