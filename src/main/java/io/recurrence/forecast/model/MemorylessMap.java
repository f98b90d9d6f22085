package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;

/** A recurrence of order 0: {@code h_t = f(x_t)}, without any memory. */
public final class MemorylessMap implements Statistic {

  /** The maps that can be asked for by name. */
  public enum Function {
    ABS,
    SQUARE,
    SIGN,
    SIN,
    TANH,
    SIGNED_LOG;

    double apply(double x) {
      return switch (this) {
        case ABS -> Math.abs(x);
        case SQUARE -> x * x;
        case SIGN -> Math.signum(x);
        case SIN -> StrictMath.sin(x);
        case TANH -> StrictMath.tanh(x);
        case SIGNED_LOG -> Math.signum(x) * StrictMath.log1p(Math.abs(x));
      };
    }
  }

  private final Function function;

  public MemorylessMap(Function function) {
    this.function = function;
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public int lags() {
    return 1;
  }

  @Override
  public void step(double[] h, Observation x) {}

  @Override
  public double value(double[] h, Past past) {
    return Bounded.of(function.apply(past.back(0)));
  }
}
