package io.recurrence.evaluate.everyday;

import java.time.Duration;
import java.util.List;

/** Measured quantities, and what goes wrong with them. */
final class SensorScenarios {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SOON = 24; // rows in which something that lasts is to be found

  private SensorScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("stuck after 500 rows", TEN, 720, 4, SensorScenarios::stuckEarly),
        new Scenario("stuck after a month", TEN, 31 * 144, 4, SensorScenarios::stuckSeasonal),
        new Scenario("stuck 1 s", SECOND, 7200, 3, SensorScenarios::stuckVibration),
        new Scenario("temperature 1 h", HOUR, 1500, 4, SensorScenarios::spike),
        new Scenario("second blow 1 min", MINUTE, 2600, 4, SensorScenarios::blows),
        new Scenario("error codes 5 min", FIVE, 16 * 288, 3, SensorScenarios::codes),
        new Scenario("error codes 1 h", HOUR, 1600, 3, SensorScenarios::hourlyCodes),
        new Scenario("shift of 3 sd", QUARTER, 2000, 4, s -> shift(s, 3)),
        new Scenario("shift of 12 sd", FIVE, 2000, 4, s -> shift(s, 12)),
        new Scenario("variance up", MINUTE, 2400, 4, s -> variance(s, "variance up", 4, 40)),
        new Scenario("variance down", MINUTE, 2400, 4, s -> variance(s, "variance down", .15, 80)),
        new Scenario("trend break", QUARTER, 2400, 4, SensorScenarios::slope),
        new Scenario("pressure drops out", FIVE, 3000, 4, SensorScenarios::dropOut),
        new Scenario("large offset", MINUTE, 2400, 4, SensorScenarios::offset));
  }

  private static void stuckEarly(Signal s) {
    double level = s.uniform(30, 60);
    s.noisy(i -> level, 1.4, .3);
    s.round(.01);
    stuck(s, s.integer(470, 560), 120);
  }

  private static void stuckSeasonal(Signal s) {
    temperature(s, 8, .35);
    s.round(.01);
    stuck(s, 29 * 144 + s.integer(0, 143), 120);
  }

  private static void stuckVibration(Signal s) {
    s.noisy(i -> 2.5, .12, 0);
    s.round(.001);
    stuck(s, s.integer(4000, 6500), 300);
  }

  private static void stuck(Signal s, int first, int rows) {
    double value = s.get(first - 1);
    s.fill(first, rows, i -> value);
    s.event("stuck", first, SOON, rows);
  }

  /** Warm by day, with noise that remembers. */
  private static void temperature(Signal s, double amplitude, double deviation) {
    double level = s.uniform(9, 21);
    double peak = s.uniform(13, 17);
    s.noisy(i -> level + amplitude * s.wave(i, peak), deviation, .6);
  }

  private static void spike(Signal s) {
    temperature(s, 6, .6);
    spike(s, s.integer(900, 1400), s.sign() * 4.8, "spike of 8 sd");
  }

  private static void blows(Signal s) {
    double level = s.uniform(80, 140);
    s.noisy(i -> level, 2, .4);
    int first = s.integer(1500, 2200);
    spike(s, first, 30, "spike of 15 sd");
    spike(s, first + s.integer(12, 45), 30, "second spike of 15 sd");
  }

  private static void offset(Signal s) {
    s.noisy(i -> 1e9, .05, 0);
    spike(s, s.integer(1200, 2300), s.sign() * .6, "spike of 12 sd");
  }

  private static void spike(Signal s, int row, double size, String name) {
    s.set(row, s.get(row) + size);
    s.event(name, row, 1);
  }

  private static void codes(Signal s) {
    temperature(s, 7, .3);
    code(s, s.at(.3, 5), 1, -127);
    code(s, s.at(.46, 13), 15, 85);
    code(s, s.at(.6, 21), 3, -999);
    code(s, s.at(.75, 9), 1, 85);
  }

  private static void hourlyCodes(Signal s) {
    temperature(s, 5, .5);
    code(s, s.at(.3, 7), 2, -999);
    code(s, s.at(.47, 3), 6, -127);
    code(s, s.at(.8, 15), 1, 85);
  }

  /** What a probe reports instead of a value. */
  private static void code(Signal s, int first, int rows, int code) {
    s.fill(first, rows, i -> code);
    s.event("code %d, %d rows".formatted(code, rows), first, rows);
  }

  private static void shift(Signal s, double deviations) {
    int first = s.integer(1300, 1800);
    double size = s.sign() * deviations;
    double level = s.uniform(40, 90);
    s.noisy(i -> level + (i < first ? 0 : size), 1, .2);
    s.event(size > 0 ? "level shift up" : "level shift down", first, SOON);
  }

  private static void variance(Signal s, String name, double factor, int soon) {
    int first = s.integer(1500, 2000);
    int rows = 200;
    double level = s.uniform(10, 30);
    s.noisy(i -> 0, 1, .2);
    s.fill(first, rows, i -> factor * s.get(i));
    s.fill(i -> level + s.get(i));
    s.event(name, first, soon, rows);
  }

  private static void slope(Signal s) {
    int first = s.integer(1500, 2000);
    int rows = 250;
    double slope = .08 * s.sign();
    s.noisy(i -> 60 + slope * Math.min(rows, Math.max(0, i - first)), 1, .3);
    s.event("a slope begins", first, 120, rows);
  }

  private static void dropOut(Signal s) {
    double level = s.uniform(4, 9);
    s.noisy(i -> level + .05 * s.wave(i, 16), .08, .5);
    int first = s.integer(2000, 2900);
    s.fill(first, 5, i -> 0);
    s.event("drop to zero", first, 5);
  }
}
