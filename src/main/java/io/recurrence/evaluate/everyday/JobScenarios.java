package io.recurrence.evaluate.everyday;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;

/** Load with a job that runs by the clock: its ordinary run is no event. */
final class JobScenarios {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** What goes wrong with a run. */
  private enum Failure {
    ABSENT,
    DOUBLE,
    LATE
  }

  private JobScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "nightly job 1 h",
            HOUR,
            70 * 24,
            4,
            s -> nightly(s, 2, HOUR, Failure.ABSENT, Failure.DOUBLE)),
        new Scenario(
            "nightly job 15 min", QUARTER, 45 * 96, 3, s -> nightly(s, 3, HOUR, Failure.LATE)),
        new Scenario(
            "nightly job 5 min",
            FIVE,
            28 * 288,
            3,
            s -> nightly(s, 2, TEN, Failure.ABSENT, Failure.DOUBLE)),
        new Scenario(
            "nightly job 1 min",
            MINUTE,
            21 * 1440,
            2,
            s -> nightly(s, 2, TEN, Failure.ABSENT, Failure.LATE)),
        new Scenario("hourly job 1 min", MINUTE, 6 * 1440, 3, JobScenarios::hourly),
        new Scenario("hourly job 10 s", TEN_SECONDS, 60 * 360, 3, JobScenarios::hourly),
        new Scenario("weekly job 1 h", HOUR, 14 * 168, 2, JobScenarios::weekly));
  }

  private static void nightly(Signal s, double hour, Duration length, Failure... failures) {
    runs(s, s.at(0, hour), s.rows(DAY), s.rows(length), failures);
  }

  private static void hourly(Signal s) {
    int every = s.rows(HOUR);
    int first = s.integer(0, every - 1);
    runs(s, first, every, s.rows(FIVE), Failure.ABSENT, Failure.DOUBLE);
  }

  private static void weekly(Signal s) {
    runs(s, s.at(0, DayOfWeek.SUNDAY, 4), s.rows(Duration.ofDays(7)), 2);
  }

  /** Runs of a job over a quiet background; the failures, two at most, come late in the series. */
  private static void runs(Signal s, int first, int every, int rows, Failure... failures) {
    double level = s.uniform(8, 20);
    s.noisy(i -> level, .08 * level, .4);
    double size = s.uniform(45, 70);
    int runs = (s.rows() - first - rows) / every;
    int[] failing = {(int) (s.uniform(.62, .75) * runs), (int) (s.uniform(.82, .93) * runs)};
    for (int run = 0; run <= runs; run++) {
      int at = first + run * every;
      int failure = run == failing[0] ? 0 : run == failing[1] ? 1 : failures.length;
      if (failure < failures.length) {
        fail(s, failures[failure], at, rows, size, every / 8);
      } else {
        run(s, at, rows, size);
      }
    }
  }

  private static void fail(Signal s, Failure failure, int at, int rows, double size, int late) {
    switch (failure) {
      case ABSENT -> s.event("the job does not come", at, 2 * rows); // known when it should end
      case DOUBLE -> {
        run(s, at, rows, 2 * size);
        s.event("the job is twice as large", at, rows);
      }
      case LATE -> {
        run(s, at + late, rows, size);
        s.event("the job is late", at, late + rows);
      }
    }
  }

  private static void run(Signal s, int first, int rows, double size) {
    s.fill(first, rows, i -> s.get(i) + size * (1 + .04 * s.noise()));
  }
}
