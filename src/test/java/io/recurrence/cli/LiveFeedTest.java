package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.generate.Generator;
import io.recurrence.generate.Plant;
import io.recurrence.generate.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A feed by a made-up clock. */
class LiveFeedTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long STEP = Duration.ofSeconds(20).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private long now = START + 3 * DAY;
  private final List<Sample> written = new ArrayList<>();

  private static Generator plant() {
    return new Plant(1, START, STEP, 2);
  }

  private LiveFeed feed(long from) {
    return new LiveFeed(plant(), from, () -> Instant.ofEpochMilli(now), millis -> now += millis);
  }

  private void write(LiveFeed feed, long until) throws InterruptedException {
    while (now < until) {
      Sample sample = feed.next();
      assertThat(sample.time()).as("never ahead of the clock").isLessThanOrEqualTo(now);
      written.add(sample);
    }
  }

  /** What a feed that was never interrupted writes. */
  private static List<Sample> uninterrupted(long from, long to) {
    List<Sample> all = new ArrayList<>();
    Generator plant = plant();
    for (Sample sample = plant.next(); sample.time() <= to; sample = plant.next()) {
      if (sample.time() >= from) {
        all.add(sample);
      }
    }
    return all;
  }

  @Test
  void aWeekWithRestartsIsTheWeekWithoutThem() throws InterruptedException {
    long begin = now - DAY;
    long end = now + 7 * DAY;
    Random random = new Random(3);
    long from = begin;
    while (now < end) {
      write(feed(from), Math.min(end, now + random.nextInt((int) (DAY / 2))));
      from = written.get(written.size() - 1).time();
      if (random.nextBoolean()) {
        written.remove(written.size() - 1); // the last record was lost when it was killed
      }
      now += random.nextInt(600_000); // nothing ran
    }
    write(feed(from), now + STEP);
    long last = written.get(written.size() - 1).time();
    List<Sample> distinct = new ArrayList<>(new LinkedHashSet<>(written));
    assertThat(distinct.subList(0, distinct.size() - 6)) // those of one time are six
        .isEqualTo(uninterrupted(begin, last).subList(0, distinct.size() - 6));
    assertThat(distinct).hasSizeGreaterThan((int) (7 * DAY / STEP * 5));
  }

  @Test
  void whatLiesBeforeTheFirstTimeIsLeftOutAndThePastComesAtOnce() throws InterruptedException {
    long before = now;
    LiveFeed feed = feed(now - 10 * STEP);
    Sample first = feed.next();
    assertThat(first.time()).isEqualTo(before - 10 * STEP);
    while (feed.next().time() < before) {
      assertThat(now).isEqualTo(before);
    }
  }

  @Test
  void aClockThatIsSetBackHoldsTheFeedBack() throws InterruptedException {
    LiveFeed feed = feed(now);
    feed.next();
    now -= 3_600_000;
    long time = feed.next().time();
    assertThat(now).isGreaterThanOrEqualTo(time);
  }
}
