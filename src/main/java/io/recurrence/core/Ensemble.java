package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

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
  private final OutlierClipping guard = new OutlierClipping();
  private final ForecastRing pending;
  private final Interval interval;
  private final Expectation.Quantiles quantiles = this::quantile;
  private final List<String> names;
  private final int guardAt; // where each stands in a state
  private final int waitingAt;
  private final int intervalAt;

  private final Expectation expected = new Expectation();
  private final double[] row; // [model], forecasts for one knot
  private final double[] path;
  private final boolean relative; // errors are told to the interval in units of the model's spread
  private final int spreadAt; // in a waiting row
  private final double[] below; // [step], the model's spread
  private final double[] above;
  private final double[] zeros; // a path
  private final double[] zero = new double[1];
  private final double[] lowers;
  private final double[] uppers;
  private final double[] mean = new double[1];
  private final double[] one = new double[1];
  private double[] spread = new double[0]; // the interval's memory, valid from expect to step,
  private double below1; // and the model's spread
  private double above1;

  Ensemble(PipelineBuilder b, Sampling sampling, List<Stage> stages) {
    this.horizonGrid = HorizonGrid.upTo(b.horizon);
    this.outcomes = b.outcomes;
    this.lowerLevel = (1 - b.confidence) / 2;
    this.upperLevel = 1 - lowerLevel;
    this.interval = b.interval.recurrence(Interval.class);
    this.relative = interval.relative();
    this.spreadAt = b.models.size() + OWN + (outcomes ? BAND : 0);
    this.pending = new ForecastRing(horizonGrid, spreadAt + (relative ? SPREAD : 0), b.single);
    this.names = b.models.stream().map(Stage::name).toList();
    this.guardAt = stages.size();
    stages.add(new Stage("guard", guard));
    this.waitingAt = stages.size();
    stages.add(new Stage("waiting(" + b.horizon + ")", pending));
    this.intervalAt = stages.size();
    stages.add(b.interval.as("interval"));
    this.paths = new Paths(b, horizonGrid, sampling, stages);
    this.row = new double[names.size()];
    this.path = new double[b.horizon];
    this.below = new double[b.horizon];
    this.above = new double[b.horizon];
    this.zeros = new double[b.horizon];
    this.lowers = new double[b.horizon];
    this.uppers = new double[b.horizon];
  }

  /** A stage is not read by a pipeline where it would stand upon others than it was fitted on. */
  static String names(List<Stage> stages) {
    return stages.stream().map(Stage::name).collect(Collectors.joining(", "));
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
    mean[0] = pending.get(s.h[waitingAt], pending.row(0, s.index) + row.length);
    spread = s.h[intervalAt];
    if (relative) {
      int at = pending.row(0, s.index);
      below1 = mean[0] - pending.get(s.h[waitingAt], at + spreadAt);
      above1 = pending.get(s.h[waitingAt], at + spreadAt + 1) - mean[0];
    }
    expectation.set(mean[0], quantiles);
  }

  private double quantile(double level) {
    if (relative) {
      interval.quantile(spread, level, zero, one);
      return bounded(mean[0] + one[0] * (one[0] < 0 ? below1 : above1));
    }
    interval.quantile(spread, level, mean, one);
    return one[0];
  }

  @Override
  public boolean step(State s, double x, double elapsed, long time, StepResult out) {
    double learned = x;
    boolean hasForecast = ForecastPipeline.hasForecast(s);
    if (hasForecast) {
      expect(s, expected);
      learned = guard.clip(s.h[guardAt], expected, x, out.judgement().verdict());
      learnOutcomes(s, x, learned, out.outcomes().listener());
    }
    boolean accepted = paths.step(s, learned, elapsed, time);
    if (!accepted && hasForecast) {
      paths.miss(s, mean[0]);
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
      if (relative) {
        learnRelative(s.h[intervalAt], knot, forecast, x, rows, at + spreadAt);
      } else {
        interval.learn(s.h[intervalAt], knot, forecast, x);
      }
      if (outcomes) {
        double lower = pending.get(rows, at + row.length + 1);
        double upper = pending.get(rows, at + row.length + 2);
        listener.outcome(horizonGrid.steps(knot), forecast, lower, upper);
      }
    }
  }

  /** A spread of 0 is that of a series that has not moved: it is no unit for anything. */
  private void learnRelative(
      double[] h, int knot, double forecast, double x, double[] rows, int at) {
    double error = x - forecast;
    double unit =
        error < 0 ? forecast - pending.get(rows, at) : pending.get(rows, at + 1) - forecast;
    if (unit > 0) {
      interval.learn(h, knot, 0, bounded(error / unit));
    }
  }

  @Override
  public void amend(State s, double x, double elapsed) {
    paths.amend(s, x);
  }

  @Override
  public void miss(State s) {
    expect(s, expected);
    paths.miss(s, mean[0]);
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
    look(s, horizonGrid.count() - 1, forecast);
  }

  @Override
  public void forecastAndRemember(State s, boolean valued, QuantileForecast forecast) {
    int far = horizonGrid.count() - 1; // the furthest knot that anyone looks at
    while (far > 0 && forecast.steps() == 0 && !pending.keeps(far, s.index)) {
      far--;
    }
    look(s, far, forecast);
    pending.follow(s.h[waitingAt], s.index, s.last);
    remember(s, far);
  }

  private void look(State s, int far, QuantileForecast forecast) {
    paths.forecast(s, far, path);
    double[] h = s.h[intervalAt];
    if (relative && !paths.spread(s, below, above)) {
      Arrays.fill(below, 0);
      Arrays.fill(above, 0);
    }
    if (outcomes) {
      around(h, lowerLevel, lowers);
      around(h, upperLevel, uppers);
    }
    for (int i = 0; i < row.length; i++) {
      forecast.weight(i, paths.weights()[i]);
    }
    if (forecast.steps() > 0) {
      System.arraycopy(path, 0, forecast.path(), 0, path.length);
      for (int i = 0; i < forecast.levels(); i++) {
        around(h, forecast.level(i), forecast.quantiles(i));
      }
    }
  }

  /** The quantile of each step of the path. */
  private void around(double[] h, double level, double[] out) {
    if (!relative) {
      interval.quantile(h, level, path, out);
      return;
    }
    interval.quantile(h, level, zeros, out);
    for (int k = 0; k < out.length; k++) {
      out[k] = bounded(path[k] + out[k] * (out[k] < 0 ? below[k] : above[k]));
    }
  }

  private static double bounded(double x) {
    return Math.max(-SeriesPipeline.MAX_MAGNITUDE, Math.min(SeriesPipeline.MAX_MAGNITUDE, x));
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
      if (relative) {
        pending.set(rows, at + spreadAt, path[step - 1] - below[step - 1]);
        pending.set(rows, at + spreadAt + 1, path[step - 1] + above[step - 1]);
      }
      if (outcomes) {
        pending.set(rows, at + row.length + 1, lowers[step - 1]);
        pending.set(rows, at + row.length + 2, uppers[step - 1]);
      }
    }
  }
}
