package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * From values to one path: the transforms, the window that the models share, the models, and the
 * combiner.
 */
final class Paths {
  private final HorizonGrid horizonGrid;
  private final Transform[] transforms;
  private final History history;
  private final Model[] models;
  private final Combiner combiner;
  private final int historyAt; // where each stands in a state
  private final int combinerAt;
  private final int transformsAt;
  private final int modelsAt;

  private final Window past;
  private final Observation observation;
  private final double[][][] paths; // [furthest knot][model][step]
  private final double[][] weights; // [knot][model]

  Paths(PipelineBuilder b, HorizonGrid horizonGrid, Sampling sampling, List<Stage> stages) {
    this.horizonGrid = horizonGrid;
    this.transforms =
        b.transforms.stream().map(s -> s.recurrence(Transform.class)).toArray(Transform[]::new);
    this.models = b.models.stream().map(s -> s.recurrence(Model.class)).toArray(Model[]::new);
    this.combiner = b.combiner.recurrence(Combiner.class);
    int lags = Arrays.stream(models).mapToInt(Model::lags).max().orElse(0);
    this.history = new History(Math.max(1, lags), b.single);
    this.historyAt = stages.size();
    String space = Stage.names(b.transforms);
    stages.add(new Stage("history", history).of(space));
    this.combinerAt = stages.size();
    stages.add(b.combiner.as("combine").of(Stage.names(b.models)));
    this.transformsAt = stages.size();
    for (int i = 0; i < transforms.length; i++) {
      stages.add(b.transforms.get(i).as("transform").of(Stage.names(b.transforms.subList(0, i))));
    }
    this.modelsAt = stages.size();
    b.models.forEach(stage -> stages.add(stage.as("model").of(space)));

    this.past = new Window(history, sampling);
    this.observation = new Observation(past);
    this.paths = new double[horizonGrid.count()][models.length][];
    for (int knot = 0; knot < horizonGrid.count(); knot++) {
      for (int i = 0; i < models.length; i++) {
        paths[knot][i] = new double[horizonGrid.steps(knot)];
      }
    }
    this.weights = new double[horizonGrid.count()][models.length];
  }

  /** The window as it stands in {@code s}. */
  Past past(State s) {
    return past.bind(s.h[historyAt], s);
  }

  /**
   * Learns a value; false where the transforms are not defined there, and nothing has been learned.
   */
  boolean step(State s, double x, double elapsed, long time) {
    past.bind(s.h[historyAt], s);
    if (transforms.length > 0 && !transforms[0].accepts(x)) {
      return false;
    }
    double z = x;
    for (int i = 0; i < transforms.length; i++) {
      z = Values.clamp(transforms[i].apply(s.h[transformsAt + i], z));
    }
    observation.set(z, elapsed, time);
    for (int i = 0; i < models.length; i++) {
      models[i].step(s.h[modelsAt + i], observation);
    }
    history.push(s.h[historyAt], z);
    return true;
  }

  /**
   * The newest value is now another: the models read it from their window. The memories of models
   * and transforms keep the value that they have learned; a window of transformed values does too.
   */
  void amend(State s, double x) {
    if (transforms.length == 0) {
      history.amend(s.h[historyAt], x);
    }
  }

  /** A step without a value, for which {@code expected} was forecast. */
  void miss(State s, double expected) {
    past.bind(s.h[historyAt], s);
    double z = expected;
    for (int i = 0; i < transforms.length; i++) {
      z = Values.clamp(transforms[i].miss(s.h[transformsAt + i], z));
    }
    for (int i = 0; i < models.length; i++) {
      models[i].miss(s.h[modelsAt + i], past);
    }
    history.push(s.h[historyAt], z);
  }

  /**
   * So many steps are left out: seasons stay in phase. Of the seasonal model with the longest
   * season the window takes what is left over of whole seasons.
   */
  void skip(State s, long steps) {
    for (int i = 0; i < transforms.length; i++) {
      transforms[i].skip(s.h[transformsAt + i], steps);
    }
    past.bind(s.h[historyAt], s);
    int longest = 0;
    for (int i = 1; i < models.length; i++) {
      longest = models[i].season(past) > models[longest].season(past) ? i : longest;
    }
    int season = models[longest].season(past);
    if (season == 0) {
      return;
    }
    double[] bridge = new double[(int) (steps % season)];
    models[longest].forecast(s.h[modelsAt + longest], past, bridge);
    for (double z : bridge) {
      history.push(s.h[historyAt], Values.clamp(z));
    }
  }

  /** Learns what each model had forecast for a knot whose actual value has come. */
  void learn(State s, int knot, double[] forecasts, double actual) {
    combiner.learn(s.h[combinerAt], knot, forecasts, actual);
  }

  /** Writes the combined path up to knot {@code far}. */
  void forecast(State s, int far, double[] path) {
    past.bind(s.h[historyAt], s);
    for (int i = 0; i < models.length; i++) {
      models[i].forecast(s.h[modelsAt + i], past, paths[far][i]);
    }
    combine(s, far, path);
  }

  /**
   * The same of the only model, which is not transformed, with its spread.
   *
   * @param steps that are looked at, ascending, counted from 1
   * @return whether it gives a spread
   */
  boolean forecast(State s, int far, int[] steps, double[] path, double[] below, double[] above) {
    past.bind(s.h[historyAt], s);
    boolean spread = models[0].forecast(s.h[modelsAt], past, steps, paths[far][0], below, above);
    combine(s, far, path);
    return spread;
  }

  private void combine(State s, int far, double[] path) {
    double[][] each = paths[far];
    for (int i = 0; i < models.length; i++) {
      for (int j = transforms.length - 1; j >= 0; j--) {
        transforms[j].invert(s.h[transformsAt + j], each[i]);
      }
      Values.clamp(each[i]);
    }
    for (int knot = 0; knot <= far; knot++) {
      combiner.weights(s.h[combinerAt], knot, weights[knot]);
    }
    for (int k = 1; k <= horizonGrid.steps(far); k++) {
      double[] below = weights[horizonGrid.below(k)];
      double[] above = weights[Math.min(horizonGrid.below(k) + 1, far)];
      double fraction = horizonGrid.fraction(k);
      double sum = 0;
      for (int i = 0; i < models.length; i++) {
        sum += (below[i] + fraction * (above[i] - below[i])) * each[i][k - 1];
      }
      path[k - 1] = Values.clamp(sum);
    }
  }

  /**
   * What a model forecast for a step, counted from 1, when {@link #forecast} last looked as far as
   * {@code far}.
   */
  double forecastOf(int model, int far, int step) {
    return paths[far][model][step - 1];
  }

  /** The weights of the models at the first step, when {@link #forecast} last looked. */
  double[] weights() {
    return weights[0];
  }

  /** Which trained weights stood behind the forecast made {@code ago} steps ago; mostly none. */
  String versions(State s, int ago) {
    String all = "";
    for (int i = 0; i < models.length; i++) {
      String one = models[i].version(s.h[modelsAt + i], ago);
      if (!one.isEmpty()) {
        all = all.isEmpty() ? one : all + '+' + one;
      }
    }
    return all;
  }
}
