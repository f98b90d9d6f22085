package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models of one's own choice as the forecasting half of a pipeline: transforms, the window that the
 * models share, the models, a combiner and an interval. A forecast waits at each {@linkplain
 * HorizonGrid knot} of the horizon for its actual value.
 */
final class Ensemble implements ForecastStage {
  private static final int OWN = 1; // columns of a waiting row beside the models: the forecast,
  private static final int BAND = 2; // its band, where outcomes are reported,
  private static final int SPREAD = 2; // and the model's own quantiles, where they are the unit

  private final HorizonGrid horizonGrid;
  private final boolean outcomes;
  private final double lowerLevel;
  private final double upperLevel;
  private final Paths paths;
  private final OutlierClipping clipping = new OutlierClipping();
  private final ForecastRing pending;
  private final ScaledInterval interval;
  private final Expectation.Quantiles quantiles = this::quantile;
  private final List<String> names;
  private final int clippingAt; // where each stands in a state
  private final int waitingAt;
  private final int intervalAt;

  private final Expectation expected = new Expectation();
  private final double[] row; // [model], forecasts for one knot
  private final double[] path;
  private final int spreadAt; // in a waiting row
  private final int[] allSteps;
  private final int[][] scored; // [how many], scratch
  private final double[] lowers;
  private final double[] uppers;
  private double mean; // of the step to come, valid from expect to step, with
  private double[] spread = new double[0]; // the interval's memory
  private double below; // and the model's spread
  private double above;

  Ensemble(PipelineBuilder b, Sampling sampling, List<Stage> stages) {
    this.horizonGrid = HorizonGrid.upTo(b.horizon);
    this.outcomes = b.outcomes;
    this.lowerLevel = (1 - b.confidence) / 2;
    this.upperLevel = 1 - lowerLevel;
    this.interval = new ScaledInterval(b.interval.recurrence(Interval.class), b.horizon);
    this.spreadAt = b.models.size() + OWN + (outcomes ? BAND : 0);
    this.pending =
        new ForecastRing(horizonGrid, spreadAt + (interval.relative() ? SPREAD : 0), b.single);
    this.names = b.models.stream().map(Stage::name).toList();
    this.clippingAt = stages.size();
    stages.add(new Stage("guard", clipping));
    this.waitingAt = stages.size();
    stages.add(new Stage("waiting(" + b.horizon + ")", pending));
    this.intervalAt = stages.size();
    stages.add(b.interval.as("interval"));
    this.paths = new Paths(b, horizonGrid, sampling, stages);
    this.row = new double[names.size()];
    this.path = new double[b.horizon];
    this.allSteps = IntStream.rangeClosed(1, b.horizon).toArray();
    this.scored = new int[horizonGrid.count() + 1][];
    Arrays.setAll(scored, int[]::new);
    this.lowers = new double[b.horizon];
    this.uppers = new double[b.horizon];
  }

  @Override
  public List<String> experts() {
    return names;
  }

  @Override
  public boolean canForecast(State s) {
    return paths.past(s).length() > 0;
  }

  @Override
  public void carriedOver(State s, BitSet carried) {
    s.firstScorable = s.index + 1; // what waits was forecast by other stages
    if (!carried.get(waitingAt)) {
      pending.anchor(s.h[waitingAt], s.last);
    }
  }

  @Override
  public void expect(State s, Expectation expectation) {
    int at = pending.row(0, s.index);
    mean = pending.get(s.h[waitingAt], at + row.length);
    spread = s.h[intervalAt];
    if (interval.relative()) {
      below = mean - pending.get(s.h[waitingAt], at + spreadAt);
      above = pending.get(s.h[waitingAt], at + spreadAt + 1) - mean;
    }
    expectation.set(mean, quantiles);
  }

  private double quantile(double level) {
    return interval.quantile(spread, level, mean, below, above);
  }

  @Override
  public boolean step(State s, double x, double elapsed, long time, StepResult out) {
    double learned = x;
    boolean hasForecast = s.hasForecast();
    if (hasForecast) {
      expect(s, expected);
      learned = clipping.clip(s.h[clippingAt], expected, x, out.judgement().verdict());
      learnOutcomes(s, x, learned, out.outcomes().listener());
    }
    boolean accepted = paths.step(s, learned, elapsed, time);
    if (!accepted && hasForecast) {
      paths.miss(s, mean);
    }
    return accepted;
  }

  /** Scores every forecast whose actual value is the step now being made. */
  private void learnOutcomes(State s, double x, double learned, OutcomeListener listener) {
    double[] rows = s.h[waitingAt];
    for (int knot = 0; knot < horizonGrid.count(); knot++) {
      long origin = s.index + 1 - horizonGrid.steps(knot);
      if (origin < s.firstScorable || !pending.keeps(knot, origin)) {
        continue;
      }
      int at = pending.row(knot, origin);
      double forecast = pending.get(rows, at + row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] = pending.get(rows, at + i);
      }
      paths.learn(s, knot, row, learned);
      double low = interval.relative() ? pending.get(rows, at + spreadAt) : forecast;
      double high = interval.relative() ? pending.get(rows, at + spreadAt + 1) : forecast;
      interval.learn(s.h[intervalAt], knot, forecast, x, low, high);
      if (outcomes) {
        double lower = pending.get(rows, at + row.length + 1);
        double upper = pending.get(rows, at + row.length + 2);
        listener.outcome(horizonGrid.steps(knot), forecast, lower, upper);
      }
    }
  }

  @Override
  public void amend(State s, double x, double elapsed) {
    paths.amend(s, x);
  }

  @Override
  public void miss(State s) {
    expect(s, expected);
    paths.miss(s, mean);
  }

  @Override
  public void skip(State s, long steps) {
    paths.skip(s, steps);
  }

  @Override
  public String versions(State s, int ago) {
    return paths.versions(s, ago);
  }

  @Override
  public void forecast(State s, QuantileForecast forecast) {
    int far = horizonGrid.count() - 1;
    look(s, far, allSteps, forecast);
  }

  @Override
  public void forecastAndRemember(State s, boolean valued, QuantileForecast forecast) {
    int far = horizonGrid.count() - 1; // the furthest knot that anyone looks at
    while (far > 0 && forecast.steps() == 0 && !pending.keeps(far, s.index)) {
      far--;
    }
    look(s, far, forecast.steps() > 0 ? allSteps : scored(s.index, far), forecast);
    pending.follow(s.h[waitingAt], s.index, s.last);
    remember(s, far);
  }

  /** The steps of which a forecast made at an origin is kept, where nobody reads the others. */
  private int[] scored(long origin, int far) {
    int count = 0;
    for (int knot = 0; knot <= far; knot++) {
      count += pending.keeps(knot, origin) ? 1 : 0;
    }
    int[] steps = scored[count];
    for (int knot = 0, i = 0; knot <= far; knot++) {
      if (pending.keeps(knot, origin)) {
        steps[i++] = horizonGrid.steps(knot);
      }
    }
    return steps;
  }

  private void look(State s, int far, int[] steps, QuantileForecast forecast) {
    interval.forecast(s, paths, far, steps, path);
    double[] h = s.h[intervalAt];
    if (outcomes) {
      interval.around(h, lowerLevel, path, lowers);
      interval.around(h, upperLevel, path, uppers);
    }
    for (int i = 0; i < row.length; i++) {
      forecast.weight(i, paths.weights()[i]);
    }
    if (forecast.steps() > 0) {
      System.arraycopy(path, 0, forecast.path(), 0, path.length);
      for (int i = 0; i < forecast.levels(); i++) {
        interval.around(h, forecast.level(i), path, forecast.quantiles(i));
      }
    }
  }

  private void remember(State s, int far) {
    double[] rows = s.h[waitingAt];
    for (int knot = 0; knot <= far; knot++) {
      if (!pending.keeps(knot, s.index)) {
        continue;
      }
      int at = pending.row(knot, s.index);
      int step = horizonGrid.steps(knot);
      for (int i = 0; i < row.length; i++) {
        pending.set(rows, at + i, paths.forecastOf(i, far, step));
      }
      pending.set(rows, at + row.length, path[step - 1]);
      if (interval.relative()) {
        pending.set(rows, at + spreadAt, interval.low(path, step - 1));
        pending.set(rows, at + spreadAt + 1, interval.high(path, step - 1));
      }
      if (outcomes) {
        pending.set(rows, at + row.length + 1, lowers[step - 1]);
        pending.set(rows, at + row.length + 2, uppers[step - 1]);
      }
    }
  }
}
