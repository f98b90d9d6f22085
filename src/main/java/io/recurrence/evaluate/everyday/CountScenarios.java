package io.recurrence.evaluate.everyday;

import java.time.Duration;
import java.util.List;

/** Counters and counts, and quantities with a bound. */
final class CountScenarios {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private CountScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "counter still at night",
            QUARTER,
            40 * 96,
            3,
            s -> {
              double mean = s.uniform(4, 9);
              s.fill(i -> s.hour(i) >= 6 && s.hour(i) < 20 ? s.poisson(mean) : 0);
            }),
        new Scenario(
            "disk fills",
            Duration.ofMinutes(5),
            4000,
            3,
            s -> {
              double slope = s.uniform(.08, .13);
              double used = s.uniform(15, 40);
              for (int i = 0; i < s.rows(); i++) {
                if (used > 88) {
                  used = s.uniform(12, 18);
                  s.tolerated("clean-up", i, 1);
                }
                used += slope * s.uniform(.6, 1.4);
                s.set(i, used);
              }
              s.round(.01);
            }),
        new Scenario(
            "energy counter",
            TEN_MINUTES,
            3000,
            4,
            s -> {
              double sum = s.uniform(2e5, 8e5);
              int reset = s.integer(1700, 2700);
              for (int i = 0; i < s.rows(); i++) {
                sum = i == reset ? 0 : sum + s.poisson(30 + 24 * s.wave(i, 19));
                s.set(i, sum);
              }
              s.event("counter begins again", reset, 1);
            }),
        new Scenario(
            "logins by day",
            Duration.ofDays(1),
            420,
            4,
            s -> {
              double mean = s.uniform(.8, 1.6);
              s.fill(i -> s.poisson(mean));
              int first = s.integer(250, 400);
              s.set(first, 15);
              s.event("15 logins", first, 1);
            }),
        new Scenario(
            "parts 1 h",
            Duration.ofHours(1),
            3000,
            3,
            s -> {
              s.fill(i -> s.happens(.1) ? 1 + s.poisson(1.5) : 0);
              int first = s.integer(2000, 2900);
              s.set(first, 45);
              s.event("45 parts at once", first, 1);
            }),
        new Scenario(
            "rare errors 1 min",
            MINUTE,
            6000,
            4,
            s -> {
              s.fill(i -> s.happens(.015) ? 1 : 0);
              int first = s.integer(4000, 5800);
              s.fill(first, 10, i -> s.integer(2, 6));
              s.event("burst of errors", first, 10);
            }),
        new Scenario(
            "busy processor",
            MINUTE,
            6 * 1440,
            3,
            s -> {
              double level = s.uniform(70, 85);
              s.noisy(i -> level + 14 * s.wave(i, 15), 7, .7);
              s.bound(0, 100);
              s.round(.1);
            }),
        new Scenario(
            "solar 15 min",
            QUARTER,
            40 * 96,
            4,
            s -> {
              double peak = s.uniform(3000, 6000);
              s.noisy(i -> 0, 1, .97);
              s.fill(
                  i -> {
                    double sun = Math.max(0, s.wave(i, 12.5) + .1);
                    double sky = 1 / (1 + StrictMath.exp(-1.5 - s.get(i)));
                    return Math.rint(peak * sun * sky * (1 + .03 * s.noise()));
                  });
              int first = s.at(.8, 10);
              int rows = s.rows(Duration.ofHours(4));
              s.fill(first, rows, i -> 0);
              s.event("dead inverter at noon", first, rows);
            }),
        new Scenario(
            "latency 1 min",
            MINUTE,
            5 * 1440,
            4,
            s -> {
              double level = s.uniform(40, 140);
              s.noisy(i -> .15 * s.wave(i, 14), .22, .3);
              int first = s.integer(5000, 7000);
              s.fill(
                  i -> level * StrictMath.exp(s.get(i)) * (i >= first && i < first + 60 ? 2 : 1));
              s.round(.1);
              s.event("slow hour", first, 60);
            }));
  }
}
