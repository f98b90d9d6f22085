package io.recurrence.forecast.mixture;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import java.util.Arrays;

/**
 * A {@link Model} as an expert. Its memory is part of the mixture's. It learns and forecasts in the
 * units of the series, so that a change of unit or base is none for it.
 */
final class ModelExpert implements Expert {
  private final String name;
  private final Model model;
  private final Range range;
  private final int at;
  private final double[] memory; // of the model, valid within a call
  private final WindowPast past;
  private final Observation observation;

  /**
   * Takes its memory.
   *
   * @throws IllegalArgumentException if the model reads more values than the window can hold
   */
  ModelExpert(MemoryAllocator allocator, ExpertModel expert, SeriesView view, Range range) {
    this.name = expert.name();
    this.model = expert.model();
    this.range = range;
    int held = view.now + 1;
    if (model.lags() > held) {
      throw new IllegalArgumentException(
          "%s reads %d values, of which the window holds %d".formatted(name, model.lags(), held));
    }
    this.at = allocator.take(model.storage());
    this.memory = new double[model.size()];
    this.past = new WindowPast(view);
    this.observation = new Observation(past);
  }

  @Override
  public String name() {
    return name;
  }

  void start(double[] h) {
    Arrays.fill(memory, 0);
    model.start(memory);
    keep(h);
  }

  /** Learns the value of the newest step, which the window does not hold yet. */
  void step(SeriesView view, double z) {
    read(view, view.t);
    double elapsed = view.t > 0 ? past.step() / 1000.0 : 0;
    model.step(memory, observation.set(past.real(z), elapsed, past.time()));
    keep(view.h);
  }

  /** The newest step, which the window does not hold yet, has no value that is to be learned. */
  void miss(SeriesView view) {
    read(view, view.t);
    model.miss(memory, past);
    keep(view.h);
  }

  /** The path is held within the range of the past and a margin. */
  @Override
  public void path(SeriesView view, int steps, double[] path) {
    read(view, view.t + 1);
    model.forecast(memory, past, path);
    for (int k = 0; k < steps; k++) {
      path[k] = range.hold(view, past.scaled(path[k]), k);
    }
  }

  private void read(SeriesView view, long seen) {
    past.bind(seen);
    System.arraycopy(view.h, at, memory, 0, memory.length);
  }

  private void keep(double[] h) {
    model.storage().round(memory);
    System.arraycopy(memory, 0, h, at, memory.length);
  }
}
