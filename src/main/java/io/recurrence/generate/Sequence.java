package io.recurrence.generate;

import java.util.function.DoubleSupplier;

/** One series of evenly spaced values. */
final class Sequence implements Generator {
  private final String series;
  private final long stepMillis;
  private final DoubleSupplier values;
  private long time;

  Sequence(String series, long startMillis, long stepMillis, DoubleSupplier values) {
    this.series = series;
    this.time = startMillis;
    this.stepMillis = stepMillis;
    this.values = values;
  }

  @Override
  public Sample next() {
    Sample sample = new Sample(series, time, true, values.getAsDouble(), "");
    time += stepMillis;
    return sample;
  }
}
