package io.recurrence.forecast.ensemble;

import io.recurrence.core.Transform;
import io.recurrence.core.Values;

/**
 * {@code z = log(x + shift)}: growth by a factor becomes growth by a step. Defined for {@code x >
 * -shift}; elsewhere the step counts as missing.
 */
public final class Log implements Transform {
  private static final double MAX_LOG = StrictMath.log(Values.MAX_MAGNITUDE);

  private final double shift;

  public Log(double shift) {
    this.shift = shift;
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public boolean accepts(double x) {
    return x + shift > 0;
  }

  @Override
  public double apply(double[] h, double x) {
    return StrictMath.log(x + shift);
  }

  @Override
  public double miss(double[] h, double expected) {
    return accepts(expected) ? apply(h, expected) : StrictMath.log(Double.MIN_NORMAL);
  }

  @Override
  public void invert(double[] h, double[] path) {
    for (int k = 0; k < path.length; k++) {
      path[k] = StrictMath.exp(Math.min(MAX_LOG, path[k])) - shift;
    }
  }
}
