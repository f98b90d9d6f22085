package io.recurrence.evaluate.everyday;

import java.time.Duration;
import java.util.List;

/** Series in which nothing happens: whatever is flagged in them is a false alarm. */
final class CleanScenarios {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int LONG = 10_000;

  private CleanScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario("white noise", MINUTE, LONG, 2, s -> s.noisy(i -> 50, 2, 0)),
        new Scenario("autoregression", FIVE, LONG, 2, s -> s.noisy(i -> 20, 1, .9)),
        new Scenario("heavy tails", MINUTE, LONG, 2, CleanScenarios::heavyTails),
        new Scenario("random walk", MINUTE, LONG, 2, CleanScenarios::randomWalk),
        new Scenario("slow drift", FIVE, LONG, 2, CleanScenarios::drift),
        new Scenario("queue 10 s", TEN_SECONDS, 2 * LONG, 2, CleanScenarios::queue),
        new Scenario("telemetry 1 s", SECOND, 2 * LONG, 2, CleanScenarios::telemetry),
        new Scenario("room temperature 1 h", HOUR, LONG / 2, 2, CleanScenarios::room));
  }

  /** Student's t of three degrees of freedom. */
  private static void heavyTails(Signal s) {
    s.fill(
        i -> {
          double a = s.noise();
          double b = s.noise();
          double c = s.noise();
          return 30 + s.noise() / Math.sqrt((a * a + b * b + c * c) / 3);
        });
  }

  private static void randomWalk(Signal s) {
    s.set(0, s.uniform(100, 200));
    s.fill(1, s.rows() - 1, i -> s.get(i - 1) + s.noise());
  }

  private static void drift(Signal s) {
    double way = s.uniform(900, 1500);
    double high = s.uniform(4, 9);
    s.noisy(i -> 70 + high * StrictMath.sin(i / way), 1, .3);
  }

  /** Lengths with a long tail, longer by day. */
  private static void queue(Signal s) {
    s.noisy(i -> 1.5 + .6 * s.wave(i, 15), .4, .8);
    s.fill(i -> Math.rint(StrictMath.exp(s.get(i))));
  }

  private static void telemetry(Signal s) {
    double period = s.uniform(400, 900);
    s.noisy(i -> 55 + 6 * StrictMath.sin(2 * Math.PI * i / period), .5, .8);
    s.round(.01);
  }

  private static void room(Signal s) {
    s.noisy(i -> 21 + 1.5 * s.wave(i, 16) - (s.weekend(i) ? 1.2 : 0), .25, .6);
    s.round(.1);
  }
}
