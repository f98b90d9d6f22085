package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of a mixture, each with its share of one memory, in the order in which it is stored.
 */
final class Components {
  private static final int NO_SHIFT = -1000; // step of the last level shift
  static final double NO_STEP = (float) 1e18;

  final TierConfig config;
  final MemoryAllocator allocator = new MemoryAllocator();
  final HorizonGrid bands;
  final int windowFrom; // window and profile: all that enters them is in the averages too
  final int windowTo;
  final Ring ring;
  final Profile profile;
  final Averages averages;
  final Regression[] regressions;
  final List<ModelExpert> models;
  final Experts experts;
  final ExpertMixture mixture;
  final Extremes extremes;
  final Excursion excursion;
  final Scale scale;
  final SeriesLoader loader;
  final SeriesView view;

  /**
   * Lays out a memory.
   *
   * @param added models that are experts beside those of the tier
   * @param horizon how far forecasts are to look
   * @param reported steps ahead of which outcomes are reported, 0 for none
   */
  Components(TierConfig config, List<ExpertModel> added, int horizon, int reported) {
    this.config = config;
    this.bands = config.bands(horizon);
    MemoryIndex.allocate(allocator);
    this.windowFrom = allocator.storage().size();
    this.ring = new Ring(allocator, config);
    this.loader = new SeriesLoader(config, ring);
    this.view = loader.view;
    this.profile = new Profile(allocator, config);
    this.windowTo = allocator.storage().size();
    this.averages = new Averages(allocator);
    List<RegressionSpec> specs = config.regressions();
    Range range = new Range();
    this.regressions = new Regression[specs.size()];
    for (int r = 0; r < regressions.length; r++) {
      regressions[r] = new Regression(allocator, r, specs.get(r), ring, range);
    }
    this.models =
        added.stream().map(each -> new ModelExpert(allocator, each, view, range)).toList();
    this.experts = new Experts(bands, averages, profile, range, table());
    this.mixture = new ExpertMixture(allocator, config, bands, experts, reported);
    this.extremes = new Extremes(allocator, config);
    this.excursion = new Excursion(allocator, config);
    this.scale = new Scale(extremes);
  }

  /**
   * All experts, a line each. The order is that of stored memories; the last value comes first,
   * since pending forecasts are stored as differences from it.
   */
  private List<Expert> table() {
    List<Expert> table = new ArrayList<>();
    table.add(new LastValue());
    table.add(new SeasonalLag(ring));
    table.add(new SlowAverage());
    table.add(new ProfilePath());
    table.addAll(List.of(regressions));
    table.addAll(models);
    return table;
  }

  /**
   * Writes the memory of a series of which nothing has been seen.
   *
   * @param step sampling interval in milliseconds, 0 if none is known
   */
  void start(double[] h, long step) {
    Arrays.fill(h, 0);
    h[MemoryIndex.T] = -1;
    h[MemoryIndex.STEP] = step;
    h[MemoryIndex.SHORT_SEASON] = Seasons.shortSeasonOf(config.calendar(), step);
    h[MemoryIndex.SHIFTED] = NO_SHIFT;
    h[MemoryIndex.FIRST_ORIGIN] = NO_STEP;
    mixture.start(h);
    extremes.start(h);
    excursion.start(h);
    profile.clear(h);
    Seasons seasons = loader.seasons(h);
    for (Regression regression : regressions) {
      regression.start(h, seasons);
    }
    for (ModelExpert model : models) {
      model.start(h);
    }
  }
}
