package io.recurrence.cli;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.generate.Generator;
import io.recurrence.generate.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When generated records are let out. */
final class PaceOptions {
  private static final Duration DEFAULT_HISTORY = Duration.ofDays(1);

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "Writes X times as fast as the records' own times say. Default: as fast as it goes.")
  private @Nullable Double speed;

  @Option(
      names = "--follow",
      description =
          "Keeps to the clock: the last --history at once, then each record when its time has come. Where --topic has"
              + " records, it goes on from the time of the last, so that it may be stopped and started at will.")
  private boolean follow;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      description = "How much of the past --follow writes, at most. Default: 1d.")
  private @Nullable Duration history;

  /** Records, each when it is its turn. */
  interface Feed {
    Sample next() throws InterruptedException;
  }

  boolean follow() {
    return follow;
  }

  void check() {
    require(speed == null || speed > 0, "--speed must be positive");
    require(!follow || speed == null, "give either --speed or --follow");
    require(follow || history == null, "--history is of --follow");
    require(history == null || !history.isNegative(), "--history must not be negative");
  }

  /**
   * The records of a generator at their pace.
   *
   * @param newest time of the last record that was written before, in milliseconds since 1970
   */
  Feed feed(Generator generator, OptionalLong newest) {
    if (!follow) {
      Throttle throttle = new Throttle(speed);
      return () -> {
        Sample sample = generator.next();
        throttle.await(sample.time());
        return sample;
      };
    }
    InstantSource clock = InstantSource.system();
    long oldest = clock.millis() - (history == null ? DEFAULT_HISTORY : history).toMillis();
    // those of the very last time once more: a feed that was killed may not have written all of
    // them
    return new LiveFeed(generator, Math.max(oldest, newest.orElse(oldest)), clock, Thread::sleep)
        ::next;
  }
}
