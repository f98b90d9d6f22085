package io.recurrence.evaluate.everyday;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;

/** Load with a job that runs by the clock: its ordinary run is no event. */
final class JobScenarios {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private JobScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "nightly job 1 h",
            HOUR,
            70 * 24,
            4,
            s -> daily(s, 2, HOUR, List.of("absent", "double"))),
        new Scenario(
            "nightly job 15 min",
            Duration.ofMinutes(15),
            45 * 96,
            3,
            s -> daily(s, 3, HOUR, List.of("late"))),
        new Scenario(
            "nightly job 5 min",
            Duration.ofMinutes(5),
            28 * 288,
            3,
            s -> daily(s, 2, Duration.ofMinutes(10), List.of("absent", "double"))),
        new Scenario(
            "nightly job 1 min",
            Duration.ofMinutes(1),
            21 * 1440,
            2,
            s -> daily(s, 2, Duration.ofMinutes(10), List.of("absent", "late"))),
        new Scenario(
            "hourly cron 1 min",
            Duration.ofMinutes(1),
            6 * 1440,
            3,
            s -> hourly(s, Duration.ofMinutes(5))),
        new Scenario(
            "hourly cron 10 s",
            Duration.ofSeconds(10),
            60 * 360,
            3,
            s -> hourly(s, Duration.ofMinutes(5))),
        new Scenario(
            "weekly job 1 h",
            HOUR,
            14 * 168,
            2,
            s -> {
              background(s);
              double size = s.uniform(40, 60);
              for (int i = s.at(0, DayOfWeek.SUNDAY, 4); i < s.rows(); i += 168) {
                run(s, i, 2, size);
              }
            }));
  }

  private static void background(Signal s) {
    double level = s.uniform(8, 20);
    s.noisy(i -> level, .08 * level, .4);
  }

  private static void run(Signal s, int first, int rows, double size) {
    s.fill(first, rows, i -> s.get(i) + size * (1 + .04 * s.noise()));
  }

  private static void daily(Signal s, double hour, Duration length, List<String> faults) {
    repeated(s, s.at(0, hour), s.rows(DAY), s.rows(length), faults);
  }

  private static void hourly(Signal s, Duration length) {
    int every = s.rows(HOUR);
    repeated(s, s.integer(0, every - 1), every, s.rows(length), List.of("absent", "double"));
  }

  private static void repeated(Signal s, int first, int every, int rows, List<String> faults) {
    background(s);
    double size = s.uniform(45, 70);
    int runs = (s.rows() - first - rows) / every;
    int once = (int) (s.uniform(.62, .75) * runs);
    int again = (int) (s.uniform(.82, .93) * runs);
    for (int run = 0; run <= runs; run++) {
      int at = first + run * every;
      int fault = run == once ? 0 : run == again ? 1 : faults.size();
      switch (fault < faults.size() ? faults.get(fault) : "") {
        case "absent" -> s.event("the job does not come", at, rows);
        case "double" -> {
          run(s, at, rows, 2 * size);
          s.event("the job is twice as large", at, rows);
        }
        case "late" -> {
          int late = every / 8;
          run(s, at + late, rows, size);
          s.event("the job runs three hours late", at, late + rows);
        }
        default -> run(s, at, rows, size);
      }
    }
  }
}
