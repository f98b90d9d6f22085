package io.recurrence.evaluate.everyday;

import java.time.Duration;
import java.util.List;

/** Counters and counts, and quantities with a bound. */
final class CountScenarios {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private CountScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("still at night", QUARTER, 40 * 96, 3, CountScenarios::stillAtNight),
        new Scenario("disk fills", FIVE, 4000, 3, CountScenarios::disk),
        new Scenario("energy counter", TEN, 3000, 4, CountScenarios::energy),
        new Scenario("logins by day", DAY, 420, 4, CountScenarios::logins),
        new Scenario("parts 1 h", HOUR, 3000, 3, CountScenarios::parts),
        new Scenario("rare errors 1 min", MINUTE, 6000, 4, CountScenarios::errors),
        new Scenario("zeros and a blip", FIVE, 3000, 2, CountScenarios::blip),
        new Scenario("busy processor", MINUTE, 6 * 1440, 3, CountScenarios::processor),
        new Scenario("solar 15 min", QUARTER, 40 * 96, 4, CountScenarios::solar),
        new Scenario("latency 1 min", MINUTE, 5 * 1440, 4, CountScenarios::latency));
  }

  /** A particle counter that is rightly still each night. */
  private static void stillAtNight(Signal s) {
    double mean = s.uniform(4, 9);
    s.fill(i -> s.hour(i) >= 6 && s.hour(i) < 20 ? s.poisson(mean) : 0);
  }

  /** Fills steadily and is cleaned up when nearly full, which is no event. */
  private static void disk(Signal s) {
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
  }

  private static void energy(Signal s) {
    double sum = s.uniform(2e5, 8e5);
    int reset = s.integer(1700, 2700);
    for (int i = 0; i < s.rows(); i++) {
      sum = i == reset ? 0 : sum + s.poisson(30 + 24 * s.wave(i, 19));
      s.set(i, sum);
    }
    s.event("the counter begins again", reset, 1);
  }

  private static void logins(Signal s) {
    double mean = s.uniform(.8, 1.6);
    s.fill(i -> s.poisson(mean));
    burst(s, "15 logins", s.integer(250, 400), 1, 15, 15);
  }

  private static void parts(Signal s) {
    s.fill(i -> s.happens(.1) ? 1 + s.poisson(1.5) : 0);
    burst(s, "45 parts at once", s.integer(2000, 2900), 1, 45, 45);
  }

  private static void errors(Signal s) {
    s.fill(i -> s.happens(.015) ? 1 : 0);
    burst(s, "burst of errors", s.integer(4000, 5800), 10, 2, 6);
  }

  private static void blip(Signal s) {
    burst(s, "a value in zeros", s.integer(2000, 2900), 1, 5, 12);
  }

  private static void burst(Signal s, String name, int first, int rows, int low, int high) {
    s.fill(first, rows, i -> s.integer(low, high));
    s.event(name, first, rows);
  }

  /** Often at its bound of a hundred per cent, which is no event. */
  private static void processor(Signal s) {
    double level = s.uniform(70, 85);
    s.noisy(i -> level + 14 * s.wave(i, 15), 7, .7);
    s.bound(0, 100);
    s.round(.1);
  }

  /** Nothing by night, clouds by day. */
  private static void solar(Signal s) {
    double peak = s.uniform(3000, 6000);
    s.noisy(i -> 0, 1, .97);
    s.fill(
        i -> {
          double sun = Math.max(0, s.wave(i, 12.5) + .1);
          double sky = 1 / (1 + StrictMath.exp(-1.5 - s.get(i)));
          return Math.rint(peak * sun * sky * (1 + .03 * s.noise()));
        });
    int first = s.at(s.uniform(.7, .9), 10);
    int rows = s.rows(Duration.ofHours(4));
    s.fill(first, rows, i -> 0);
    s.event("dead inverter at noon", first, rows);
  }

  private static void latency(Signal s) {
    double level = s.uniform(40, 140);
    s.noisy(i -> .15 * s.wave(i, 14), .22, .3);
    s.fill(i -> level * StrictMath.exp(s.get(i)));
    int first = s.integer(5000, 7000);
    s.fill(first, 60, i -> 2 * s.get(i));
    s.round(.1);
    s.event("slow hour", first, 60);
  }
}
