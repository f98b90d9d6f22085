package io.recurrence.evaluate.everyday;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;

/** Business that follows the clock: orders of an office week, visits of a web site, revenue. */
final class OrderScenarios {
  private static final int VISITS_BY_NIGHT = 220;

  private OrderScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("orders 1 h", Duration.ofHours(1), 12 * 168, 4, OrderScenarios::orders),
        new Scenario("orders 15 min", Duration.ofMinutes(15), 6 * 672, 3, OrderScenarios::orders),
        new Scenario("orders 5 min", Duration.ofMinutes(5), 5 * 2016, 3, OrderScenarios::orders),
        new Scenario("orders 1 min", Duration.ofMinutes(1), 4 * 10_080, 2, OrderScenarios::orders),
        new Scenario(
            "visits, a day is missing",
            Duration.ofHours(1),
            10 * 168,
            4,
            s -> {
              visits(s);
              int first = s.at(s.uniform(.65, .8), DayOfWeek.TUESDAY, 8);
              int rows = s.rows(Duration.ofHours(14));
              s.fill(first, rows, i -> VISITS_BY_NIGHT * (1 + .05 * s.noise()));
              s.event("weekday traffic does not come", first, rows);
            }),
        new Scenario(
            "visits, five hours late",
            Duration.ofMinutes(15),
            6 * 672,
            3,
            s -> {
              visits(s);
              int first = s.at(s.uniform(.65, .8), DayOfWeek.THURSDAY, 6);
              int late = s.rows(Duration.ofHours(5));
              s.copy(first, s.rows(Duration.ofHours(18)), i -> i - late);
              s.event("traffic at the wrong hour", first, s.rows(Duration.ofHours(18)));
            }),
        new Scenario(
            "visits, an hour of trouble",
            Duration.ofMinutes(5),
            4 * 2016,
            3,
            s -> {
              visits(s);
              int first = s.at(s.uniform(.7, .9), s.integer(9, 18));
              int rows = s.rows(Duration.ofHours(1));
              s.fill(first, rows, i -> .35 * s.get(i));
              s.event("traffic falls to a third", first, rows);
            }),
        new Scenario(
            "revenue by day",
            Duration.ofDays(1),
            450,
            4,
            s -> {
              double level = s.uniform(4000, 9000);
              s.noisy(i -> level * (s.weekend(i) ? 1.7 : 1) * (1 + 3e-4 * i), .06 * level, .3);
              int first = s.integer(300, 420);
              s.set(first, 0);
              s.event("no revenue for a day", first, 1);
            }));
  }

  /** Busy on weekdays from nine to six, quiet at night and at the weekend. */
  private static void orders(Signal s) {
    double peak = s.uniform(300, 520) / s.rows(Duration.ofHours(1)); // a row
    s.fill(i -> s.poisson(peak * load(s, i)));
    int first = s.at(s.uniform(.65, .75), DayOfWeek.WEDNESDAY, 11);
    int rows = s.rows(Duration.ofHours(3));
    s.fill(first, rows, i -> 0);
    s.event("orders stop", first, rows);
  }

  private static double load(Signal s, int row) {
    double hour = s.hour(row);
    if (s.weekend(row)) {
      return hour >= 8 && hour < 22 ? .02 : .006;
    }
    if (hour >= 9 && hour < 18) {
      return .7 + .3 * StrictMath.sin(Math.PI * (hour - 9) / 9);
    }
    return hour >= 8 && hour < 9 ? .3 : hour >= 18 && hour < 20 ? .22 : .012;
  }

  /** Two humps a day, fewer at the weekend, errors in per cent. */
  private static void visits(Signal s) {
    double peak = s.uniform(900, 1900);
    s.noisy(i -> 0, .05, .6);
    s.fill(
        i -> {
          double day = Math.max(0, .15 + s.wave(i, 14)) + .35 * Math.max(0, s.wave(i, 20));
          double visits = VISITS_BY_NIGHT + peak * day * (s.weekend(i) ? .55 : 1);
          return Math.rint(visits * (1 + s.get(i)));
        });
  }
}
