package io.recurrence.evaluate.everyday;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;

/** Business that follows the clock: orders of an office week, visits of a web site, revenue. */
final class OrderScenarios {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int VISITS_BY_NIGHT = 220;

  private OrderScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("orders 1 h", HOUR, 12 * 168, 4, OrderScenarios::orders),
        new Scenario("orders 15 min", QUARTER, 6 * 672, 3, OrderScenarios::orders),
        new Scenario("orders 5 min", FIVE, 5 * 2016, 3, OrderScenarios::orders),
        new Scenario("orders 1 min", MINUTE, 4 * 10_080, 2, OrderScenarios::orders),
        new Scenario("visits, a day missing", HOUR, 10 * 168, 4, OrderScenarios::missingDay),
        new Scenario("visits, hours late", QUARTER, 6 * 672, 3, OrderScenarios::late),
        new Scenario("visits, a bad hour", FIVE, 4 * 2016, 3, OrderScenarios::badHour),
        new Scenario("revenue by day", DAY, 450, 4, OrderScenarios::revenue));
  }

  /** Busy on weekdays from nine to six, quiet at night and at the weekend; Poisson counts. */
  private static void orders(Signal s) {
    double peak = s.uniform(300, 520) / s.rows(HOUR);
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

  /** Two humps a day, fewer at the weekend; errors in per cent. */
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

  private static void missingDay(Signal s) {
    visits(s);
    int first = s.at(s.uniform(.65, .8), DayOfWeek.TUESDAY, 8);
    int rows = s.rows(Duration.ofHours(14));
    s.fill(first, rows, i -> Math.rint(VISITS_BY_NIGHT * (1 + .05 * s.noise())));
    s.event("weekday traffic does not come", first, rows);
  }

  private static void late(Signal s) {
    visits(s);
    int first = s.at(s.uniform(.65, .8), DayOfWeek.THURSDAY, 6);
    int rows = s.rows(Duration.ofHours(18));
    int late = s.rows(Duration.ofHours(5));
    s.copy(first, rows, i -> i - late);
    s.event("traffic comes five hours late", first, rows);
  }

  private static void badHour(Signal s) {
    visits(s);
    int first = s.at(s.uniform(.7, .9), s.integer(9, 18));
    int rows = s.rows(HOUR);
    s.fill(first, rows, i -> Math.rint(.35 * s.get(i)));
    s.event("traffic falls to a third", first, rows);
  }

  private static void revenue(Signal s) {
    double level = s.uniform(4000, 9000);
    s.noisy(i -> level * (s.weekend(i) ? 1.7 : 1) * (1 + 3e-4 * i), .06 * level, .3);
    int first = s.integer(300, 420);
    s.set(first, 0);
    s.event("no revenue for a day", first, 1);
  }
}
