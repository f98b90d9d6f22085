package io.recurrence.evaluate.everyday;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A kind of series.
 *
 * @param name for tables, and to select it by
 * @param step between rows
 * @param rows of each series
 * @param series how many are made of it
 * @param recipe writes values and events
 */
record Scenario(String name, Duration step, int rows, int series, Consumer<Signal> recipe) {
  /** A series of this kind; the same seed and number give the same bytes. */
  LabelledSeries make(long seed, int number) {
    long own = new SplittableRandom(seed ^ ((long) name.hashCode() << 32) ^ number).nextLong();
    Signal signal = new Signal(own, step.toMillis(), rows);
    recipe.accept(signal);
    return signal.labelled(name, number);
  }
}
