package io.recurrence.cli;

import io.recurrence.generate.Generator;
import io.recurrence.generate.Sample;
import java.time.InstantSource;

/**
 * A generated feed that keeps to the clock: records of the past come at once, each later one when
 * its time has come, none before. What a record holds depends on the generator alone, so that a
 * feed that begins again somewhere goes on as one that was never interrupted.
 */
final class LiveFeed {
  private static final long LONGEST_SLEEP = 1_000; // ms: a clock that is set is noticed within it

  private final Generator generator;
  private final InstantSource clock;
  private final Sleep sleep;
  private final long from;

  /** Waits for some milliseconds. */
  interface Sleep {
    void millis(long millis) throws InterruptedException;
  }

  /**
   * Opens a feed.
   *
   * @param from time of the first record, in milliseconds since 1970: those before it are generated
   *     and left out
   */
  LiveFeed(Generator generator, long from, InstantSource clock, Sleep sleep) {
    this.generator = generator;
    this.from = from;
    this.clock = clock;
    this.sleep = sleep;
  }

  /** The next record, once the clock has come to its time. */
  Sample next() throws InterruptedException {
    Sample sample = generator.next();
    while (sample.time() < from) {
      sample = generator.next();
    }
    for (long ahead; (ahead = sample.time() - clock.millis()) > 0; ) {
      sleep.millis(Math.min(ahead, LONGEST_SLEEP));
    }
    return sample;
  }
}
