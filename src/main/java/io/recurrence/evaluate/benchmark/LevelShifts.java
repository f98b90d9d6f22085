package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made series whose level jumps by 5 to 20 deviations of their noise: whether intervals still cover
 * what they should in the 200 steps after a jump. Forecasts into which another jump falls are left
 * out.
 */
final class LevelShifts {
  private static final int[] JUMPS = {800, 1500, 2200, 2900, 3600};
  private static final int ROWS = 4000;
  private static final int AFTER = 200;
  private static final int HORIZON = 48;
  private static final int REPEATS = 30;
  private static final long SEED = 11;

  /** What the jumps happen to. */
  enum Kind {
    WHITE("white noise"),
    SEASONAL("season of 24 steps"),
    AUTOREGRESSIVE("autoregression, 0.9"),
    WALK("random walk");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private LevelShifts() {}

  /**
   * What intervals covered after jumps, by kind.
   *
   * @param limit series of each kind at most
   */
  static Map<Kind, Reliability> run(Engine engine, int limit, Progress progress) {
    int repeats = Math.min(limit, REPEATS);
    progress.begin("jumps of level", (long) ROWS * repeats * Kind.values().length);
    Map<Kind, Reliability> results = new EnumMap<>(Kind.class);
    long seed = SEED;
    for (Kind kind : Kind.values()) {
      List<Long> seeds = new ArrayList<>();
      for (int i = 0; i < repeats; i++) {
        seeds.add(seed++);
      }
      Reliability total = new Reliability();
      Parallel.map(
              seeds,
              each -> {
                Reliability one = follow(engine, kind, new Random(each));
                progress.rows(ROWS);
                return one;
              })
          .forEach(total::add);
      results.put(kind, total);
    }
    return results;
  }

  private static Reliability follow(Engine engine, Kind kind, Random random) {
    double[] x = series(kind, random);
    long step = (kind == Kind.SEASONAL ? Duration.ofHours(1) : Duration.ofMinutes(1)).toMillis();
    Reliability reliability = new Reliability();
    Follower follower = engine.follow(HORIZON, Steps.OF_TIME);
    for (int i = 0; i + HORIZON < ROWS; i++) {
      follower.step(i * step, x[i]);
      int now = i;
      boolean after = Arrays.stream(JUMPS).anyMatch(jump -> now >= jump && now < jump + AFTER);
      boolean clear = Arrays.stream(JUMPS).noneMatch(jump -> jump > now && jump <= now + HORIZON);
      if (after && clear && follower.forecast()) {
        for (int k = 1; k <= HORIZON; k++) {
          reliability.add(follower, k, x[i + k]);
        }
      }
    }
    return reliability;
  }

  private static double[] series(Kind kind, Random random) {
    double[] x = new double[ROWS];
    double level = 0;
    double v = 0;
    for (int i = 0; i < ROWS; i++) {
      if (Arrays.binarySearch(JUMPS, i) >= 0) {
        level += (random.nextBoolean() ? 1 : -1) * (5 + 15 * random.nextDouble());
      }
      double noise = random.nextGaussian();
      double phase = 2 * Math.PI * i / 24;
      v =
          switch (kind) {
            case AUTOREGRESSIVE -> 0.9 * v + noise;
            case WALK -> v + 0.3 * noise;
            case SEASONAL -> noise + 5 * StrictMath.sin(phase) + 2 * StrictMath.cos(2 * phase);
            case WHITE -> noise;
          };
      x[i] = level + v;
    }
    return x;
  }
}
