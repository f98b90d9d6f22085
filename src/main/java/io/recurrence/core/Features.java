package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * The statistics that a pipeline was asked for, over the values as they come: neither transformed
 * nor damped.
 */
final class Features {
  private final String[] names;
  private final Statistic[] statistics;
  private final History history;
  private final int historyAt; // where each stands in a state
  private final int statisticsAt;
  private final Window past;
  private final Observation observation;

  Features(PipelineBuilder b, Sampling sampling, List<Stage> stages) {
    this.names = b.features.stream().map(Stage::name).toArray(String[]::new);
    this.statistics =
        b.features.stream().map(s -> s.recurrence(Statistic.class)).toArray(Statistic[]::new);
    this.history =
        new History(Arrays.stream(statistics).mapToInt(Model::lags).max().orElse(0), b.single);
    this.historyAt = stages.size();
    this.statisticsAt = historyAt + 1;
    if (statistics.length > 0) {
      stages.add(new Stage("raw", history));
      b.features.forEach(stage -> stages.add(stage.as("feature")));
    }
    this.past = new Window(history, sampling);
    this.observation = new Observation(past);
  }

  /** The names of the statistics, in their order. */
  String[] names() {
    return names;
  }

  void step(State s, double x, double elapsed, long time, double[] out) {
    if (statistics.length == 0) {
      return;
    }
    observation.set(x, elapsed, time);
    past.bind(s.h[historyAt], s);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i].step(s.h[statisticsAt + i], observation);
    }
    history.push(s.h[historyAt], x);
    read(s, out);
  }

  void read(State s, double[] out) {
    if (statistics.length == 0) {
      return;
    }
    past.bind(s.h[historyAt], s);
    for (int i = 0; i < statistics.length; i++) {
      out[i] = statistics[i].value(s.h[statisticsAt + i], past);
    }
  }
}
