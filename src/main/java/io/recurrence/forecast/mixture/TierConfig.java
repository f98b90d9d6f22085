package io.recurrence.forecast.mixture;

import static io.recurrence.forecast.mixture.RegressionSpec.Window.NONE;

import io.recurrence.core.HorizonGrid;
import io.recurrence.forecast.mixture.RegressionSpec.Window;
import io.recurrence.time.Calendar;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the memory of a {@link Tier} is spent on. */
final class TierConfig {
  private static final int BINS = 24;
  private static final int FORMER_BINS = 48;
  private static final Map<String, Integer> FORMER_WEIGHTS =
      Map.of("periodic-regression", 25, "long-periodic-regression", 46);

  private static final TierConfig SMALL =
      new TierConfig(
          Calendar.UTC,
          false,
          new History(28, 8, 0),
          0,
          0,
          0,
          false,
          HorizonGrid.buckets(new int[] {1, 8, 40}, 1, 5, 20),
          List.of(
              new RegressionSpec(
                  "short-regression",
                  6,
                  .998,
                  2,
                  to(6),
                  new Window(-2, 1),
                  NONE,
                  NONE,
                  false,
                  0,
                  0)));

  private static final TierConfig MEDIUM =
      new TierConfig(
          Calendar.UTC,
          false,
          new History(171, 64, 60),
          BINS,
          456,
          24,
          true,
          HorizonGrid.buckets(new int[] {1, 3, 6, 12, 24, 48}, 1, 1, 2, 5, 7, 13),
          List.of(
              sparse(),
              new RegressionSpec(
                  "periodic-regression",
                  17,
                  .9995,
                  4,
                  List.of(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48),
                  new Window(-2, 1),
                  NONE,
                  new Window(-1, 0),
                  false,
                  1,
                  1),
              quick()));

  private static final TierConfig LARGE =
      new TierConfig(
          Calendar.UTC,
          false,
          new History(2100, 1500, 60),
          1440,
          2016,
          24,
          true,
          HorizonGrid.buckets(new int[] {1, 3, 6, 12, 24, 48}, 1, 1, 2, 5, 7, 13),
          List.of(
              sparse(),
              MEDIUM.regressions.get(1),
              quick(),
              new RegressionSpec(
                  "long-periodic-regression",
                  42,
                  .9995,
                  6,
                  List.of(
                      1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80,
                      96),
                  new Window(-3, 2),
                  new Window(-2, 1),
                  new Window(-2, 2),
                  false,
                  3,
                  4),
              new RegressionSpec(
                  "long-regression",
                  35,
                  .9995,
                  3,
                  to(32),
                  new Window(-3, 3),
                  new Window(-2, 1),
                  new Window(-3, 3),
                  true,
                  0,
                  0)));

  /**
   * The window of past values.
   *
   * @param values how many numbers there are
   * @param fine how many of them are single values where the season is longer than all of them; the
   *     others are then means of blocks
   * @param reach how many steps it reaches back at least, by blocks if need be
   */
  record History(int values, int fine, int reach) {}

  private final Calendar calendar;
  private final boolean former;
  private final History history;
  private final int profile;
  private final int cells;
  private final int volatilityBins;
  private final boolean hasBoa;
  private final HorizonGrid bands;
  private final List<RegressionSpec> regressions;

  private TierConfig(
      Calendar calendar,
      boolean former,
      History history,
      int profile,
      int cells,
      int volatilityBins,
      boolean hasBoa,
      HorizonGrid bands,
      List<RegressionSpec> regressions) {
    this.calendar = calendar;
    this.former = former;
    this.history = history;
    this.profile = profile;
    this.cells = cells;
    this.volatilityBins = volatilityBins;
    this.hasBoa = hasBoa;
    this.bands = bands;
    this.regressions = regressions;
  }

  private static List<Integer> to(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  /**
   * A few lags at each season and none between: what a seasonal autoregression multiplies out to.
   */
  private static RegressionSpec sparse() {
    Window around = new Window(-2, 1);
    return new RegressionSpec(
        "seasonal-regression", 14, .998, 2, to(12), around, around, around, true, 0, 0);
  }

  /** Forgets within a hundred steps. */
  private static RegressionSpec quick() {
    return new RegressionSpec("quick-regression", 5, .99, 5, to(5), NONE, NONE, NONE, false, 0, 0);
  }

  static TierConfig of(Tier tier) {
    return of(tier, Calendar.UTC);
  }

  /** What the memory of a tier is spent on where days and weeks are those of a calendar. */
  static TierConfig of(Tier tier, Calendar calendar) {
    return sized(tier).with(calendar);
  }

  /**
   * The same as it was before there were narrow cells, bounds and excursions, with more wide bins,
   * and more terms beside the lags; states of it are still stored.
   */
  TierConfig former() {
    List<RegressionSpec> terms =
        regressions.stream()
            .map(t -> t.sized(FORMER_WEIGHTS.getOrDefault(t.name(), t.parameters())))
            .toList();
    int bins = profile == BINS ? FORMER_BINS : profile;
    return new TierConfig(calendar, true, history, bins, 0, volatilityBins, hasBoa, bands, terms);
  }

  private TierConfig with(Calendar other) {
    return new TierConfig(
        other, former, history, profile, cells, volatilityBins, hasBoa, bands, regressions);
  }

  private static TierConfig sized(Tier tier) {
    return switch (tier) {
      case SMALL -> SMALL;
      case MEDIUM -> MEDIUM;
      case LARGE -> LARGE;
    };
  }

  Calendar calendar() {
    return calendar;
  }

  /** Whether there is what has been added since {@link #former}. */
  boolean extended() {
    return !former;
  }

  History history() {
    return history;
  }

  /** How many bins the profile of the season has. */
  int profile() {
    return profile;
  }

  /** How many narrow cells the profile has. */
  int cells() {
    return cells;
  }

  /** How many parts of the season have a spread of their own. */
  int volatilityBins() {
    return volatilityBins;
  }

  /** Whether there are BOA weights beside those by recent errors. */
  boolean hasBoa() {
    return hasBoa;
  }

  /** The bands of a horizon, and one beyond it for what lies between. */
  HorizonGrid bands(int horizon) {
    return bands.through(2 * horizon);
  }

  List<RegressionSpec> regressions() {
    return regressions;
  }
}
