package io.recurrence.forecast.mixture;

import io.recurrence.core.Expectation;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Observation;
import io.recurrence.core.OutcomeListener;
import io.recurrence.core.Past;
import io.recurrence.core.QuantileForecast;
import io.recurrence.core.Storage;
import io.recurrence.core.StoredForm;
import io.recurrence.time.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The forecaster for series of which nothing is known: an online mixture of simple experts and of
 * sparse autoregressions ({@link Experts}), with seasons from the calendar or found in the values,
 * and a conformal distribution around it. One memory holds all parts ({@link Components}): they
 * share window, profile and unit. {@link OnlineUpdate} is one step of it, {@link MixtureForecast}
 * what is read from it.
 */
public final class Mixture implements Forecaster {
  private static final double MOST_STEPS = 1e15; // beyond all clocks; places are exact up to there
  private static final double LONGEST_SEASON = 1 << 22; // steps, a month of seconds and more
  private static final double MOST_MISSES = 1e9; // steps
  private final Tier tier;
  private final int reported; // steps ahead of which outcomes are reported
  private final List<ExpertModel> models;
  private final Components parts;
  private final Storage storage;
  private final SeriesLoader loader;
  private final MixtureForecast forecasts;
  private final OnlineUpdate update;
  private final PhaseAlignment phase;
  private final MemoryConversion conversion;

  /**
   * A mixture of the size of a tier.
   *
   * @param calendar that days and weeks follow
   * @param horizon how far its forecasts are to look; it learns as far as a little beyond
   * @param outcomes whether forecasts are kept to be reported with their actual values
   */
  public Mixture(Tier tier, Calendar calendar, int horizon, boolean outcomes) {
    this(tier, calendar, horizon, outcomes, List.of());
  }

  /**
   * A mixture of the size of a tier, with models as further experts. Its memory grows by theirs.
   *
   * @throws IllegalArgumentException if a model reads more values than the window can hold
   */
  public Mixture(
      Tier tier, Calendar calendar, int horizon, boolean outcomes, List<ExpertModel> models) {
    this(tier, TierConfig.of(tier, calendar), horizon, outcomes, models);
  }

  private Mixture(
      Tier tier, TierConfig config, int horizon, boolean outcomes, List<ExpertModel> models) {
    this.tier = tier;
    this.models = List.copyOf(models);
    this.reported = outcomes ? horizon : 0;
    this.parts = new Components(config, models, horizon, reported);
    this.storage = parts.allocator.storage();
    this.loader = parts.loader;
    this.forecasts = new MixtureForecast(parts);
    this.update = new OnlineUpdate(parts, forecasts);
    this.phase = new PhaseAlignment(parts);
    this.conversion = new MemoryConversion(parts, forecasts, update);
  }

  /** The same as its memory was laid out before it had narrow cells and an upper bound. */
  Mixture former(int horizon) {
    return new Mixture(tier, parts.config.former(), horizon, reported > 0, models);
  }

  @Override
  public int size() {
    return storage.size();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  /** Its name as a stage, which says all that the shape of its memory depends on. */
  public String name() {
    return name(reported);
  }

  /** Its name where outcomes are reported so many steps ahead. */
  String name(int stepsReported) {
    return MixtureForms.name(tier, calendar(), bands(), stepsReported, models);
  }

  Calendar calendar() {
    return parts.config.calendar();
  }

  List<ExpertModel> models() {
    return models;
  }

  int bands() {
    return parts.bands.count();
  }

  @Override
  public Stream<StoredForm> storedForms() {
    return MixtureForms.of(this);
  }

  /**
   * Goes on with the memory of another mixture. One of the same tier and experts is taken as it is,
   * in the bands that both have; of any other, the values in its window are learned.
   *
   * @param otherReported how many steps ahead the other one's outcomes are reported
   */
  void takeOver(Mixture other, int otherReported, double[] from, double[] to) {
    if (other.tier == tier && other.experts().equals(experts())) {
      conversion.takeOver(other.parts, otherReported, from, to);
    } else {
      conversion.learn(other.conversion, from, to);
    }
  }

  @Override
  public long learned(double[] h) {
    return (long) h[MemoryIndex.T] + 1;
  }

  @Override
  public List<String> experts() {
    return parts.experts.names();
  }

  /** The window is not looked at: each value that enters it is in the averages too. */
  @Override
  public boolean finite(double[] h) {
    return storage.finite(h, 0, parts.windowFrom) && storage.finite(h, parts.windowTo, size());
  }

  @Override
  public boolean sound(double[] h) {
    return within(h[MemoryIndex.T] + 1, MOST_STEPS)
        && within(h[MemoryIndex.SEASON], LONGEST_SEASON)
        && within(h[MemoryIndex.SHORT_SEASON], LONGEST_SEASON)
        && within(h[MemoryIndex.MISSES], MOST_MISSES)
        && h[MemoryIndex.HELD_BACK] <= MOST_MISSES;
  }

  private static boolean within(double x, double most) {
    return x >= 0 && x <= most;
  }

  @Override
  public void start(double[] h) {
    parts.start(h, 0);
  }

  @Override
  public void step(double[] h, Observation x, OutcomeListener outcomes) {
    long interval = x.past().step();
    if (interval > 0 && interval != (long) h[MemoryIndex.STEP]) {
      conversion.resample(h, interval);
    } else {
      followClock(h, x.past());
    }
    phase.align(h, x.past());
    update.step(h, x.value(), outcomes);
  }

  /** Puts in or takes out as many steps as the clocks are put forward or back. */
  private void followClock(double[] h, Past past) {
    Seasons seasons = loader.seasons(h);
    long moved = phase.moved(h, seasons, past);
    for (long i = 0; i < moved; i++) {
      update.miss(h);
    }
    phase.takeOut(h, seasons, -moved);
  }

  @Override
  public void amend(double[] h, double x) {
    update.amend(h, x);
  }

  @Override
  public void miss(double[] h, Past past) {
    if (h[MemoryIndex.T] >= 0) {
      followClock(h, past);
      phase.align(h, past);
      update.miss(h);
    }
  }

  @Override
  public void expect(double[] h, Past past, Expectation expectation) {
    forecasts.expect(h, past.intervalNumber(), expectation);
  }

  @Override
  public void forecastAndRemember(double[] h, Past past, QuantileForecast forecast) {
    forecasts.forecastAndRemember(h, forecast);
  }

  @Override
  public void forecast(double[] h, Past past, QuantileForecast forecast) {
    forecasts.forecast(h, forecast);
  }

  @Override
  public void skip(double[] h, long steps) {
    h[MemoryIndex.START] += steps;
    h[MemoryIndex.FIRST_ORIGIN] = Components.NO_STEP;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    loader.load(h);
    Seasons seasons = parts.view.seasons;
    boolean scaled = parts.scale.known(h);
    double unit = scaled ? parts.scale.unit(h) : 0;
    fields.put("season", (double) seasons.main);
    fields.put("longer_season", (double) seasons.longSeason);
    fields.put("shorter_season", (double) seasons.shortSeason);
    fields.put("unit", unit);
    fields.put("mean_error", parts.mixture.error(h) * unit);
    if (scaled) {
      Combination combination = parts.mixture.combination();
      combination.weigh(parts.view, 1);
      for (int e = 0; e < experts().size(); e++) {
        fields.put("weight_" + experts().get(e), combination.weight(e));
      }
    }
    return fields;
  }
}
