package io.recurrence.symbol;

import io.recurrence.core.EventResult;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import java.util.Arrays;
import java.util.Map;

/**
 * Labels each value of a series with the state that a {@link GaussianHiddenMarkov} believes it to
 * be in: {@code state 0} has the lowest mean, and is the only one before regimes begin and while
 * all values are equal. Says how probable each state is, how many values one lasts on average, and
 * when the regime changes.
 */
public final class Regimes implements EventTask {
  private static final double HUNDREDTHS = 100; // of a record

  private final GaussianHiddenMarkov model;
  private final String name;
  private final String[] states;

  /**
   * @param name of the model, with all that decides what its memory means
   */
  public Regimes(String name, GaussianHiddenMarkov model) {
    this.name = name;
    this.model = model;
    this.states = new String[model.max()];
    Arrays.setAll(states, k -> "state " + k);
  }

  @Override
  public Map<String, Recurrence> stages() {
    return Map.of(name, model);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public int warmUp() {
    return HiddenMarkov.FIRST - 1;
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    double[] memory = h[0];
    model.step(memory, x[0]);
    if (!model.started(memory)) { // too few values, or all are equal
      out.event().label(states[0], 1, time, false, 0);
      out.event().distribution(new String[] {states[0]}, new double[] {1});
      return;
    }
    int regime = model.regime(memory);
    double[] p = new double[model.states(memory)];
    for (int k = 0; k < p.length; k++) {
      p[k] = model.probability(memory, k);
    }
    EventResult result = out.event();
    result.label(
        states[regime],
        p[regime],
        time,
        model.changed(memory),
        Math.rint(model.dwell(memory, regime) * HUNDREDTHS) / HUNDREDTHS);
    result.distribution(Arrays.copyOf(states, p.length), p);
  }

  @Override
  public void miss(double[][] h, long time, StepResult out) {
    model.miss(h[0]);
  }
}
