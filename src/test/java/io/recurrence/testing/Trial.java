package io.recurrence.testing;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Statistic;
import java.util.Arrays;
import java.util.Map;

/** One model on one series, with a window of exactly the lags that it asks for. */
public final class Trial<M extends Model> {
  private static final long STEP = 60_000;

  private final M model;
  private final double[] h;
  private final Tape past;
  private final Observation observation;

  public Trial(M model) {
    this(model, STEP);
  }

  public Trial(M model, long stepMillis) {
    this.model = model;
    this.h = new double[model.size()];
    this.past = new Tape(model.lags(), stepMillis);
    this.observation = new Observation(past);
    model.start(h);
  }

  /** The memory itself. */
  public double[] memory() {
    return h;
  }

  public Tape past() {
    return past;
  }

  /** Feeds values; NaN stands for a step without one. */
  public Trial<M> feed(double... values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        miss();
      } else {
        step(value, past.index() == 0 ? 0 : past.step() / 1000.0);
      }
    }
    return this;
  }

  /** Feeds one value that comes {@code seconds} after the one before. */
  public void step(double value, double seconds) {
    model.step(h, observation.set(value, seconds, past.time() + Math.round(1000 * seconds)));
    past.push(value);
  }

  /** A step without a value, for which the window holds what was expected. */
  public void miss() {
    if (past.length() > 0) {
      double expected = forecast(1)[0];
      model.miss(h, past);
      past.push(expected);
    }
  }

  public double[] forecast(int steps) {
    double[] path = new double[steps];
    Arrays.fill(path, Double.NaN);
    model.forecast(h, past, path);
    return path;
  }

  /** The deviation of each step; of length 0 where the model cannot tell. */
  public double[] deviation(int steps) {
    double[] deviation = new double[steps];
    return model.deviation(h, past, deviation) ? deviation : new double[0];
  }

  /** A field of the memory, by the name that the model gives it. */
  public double described(String field) {
    Map<String, Double> fields = model.describe(h);
    if (!fields.containsKey(field)) {
      throw new AssertionError("no " + field + " in " + fields);
    }
    return fields.get(field);
  }

  /** What the model, being a statistic, stands at. */
  public double value() {
    return ((Statistic) model).value(h, past);
  }
}
