package io.recurrence.forecast.mixture;

import io.recurrence.core.Past;

/** The window of a mixture as a model reads it: in the units of the series. */
final class WindowPast implements Past {
  private final SeriesView view;
  private long steps;
  private double base;
  private double unit;

  WindowPast(SeriesView view) {
    this.view = view;
  }

  /**
   * Takes the series at hand, whose window is laid out.
   *
   * @param seen how many steps, those in the window among them
   */
  void bind(long seen) {
    this.steps = seen;
    this.base = view.h[MemoryIndex.BASE];
    this.unit = Scale.unitOf(view.h);
  }

  /** In the units of the series. */
  double real(double z) {
    return base + unit * z;
  }

  /** In units of the mixture. */
  double scaled(double x) {
    return (x - base) / unit;
  }

  @Override
  public int length() {
    return (int) Math.min(view.seasons.fine, steps);
  }

  @Override
  public double back(int k) {
    return real(view.values[view.now - k]);
  }

  @Override
  public long index() {
    return steps;
  }

  @Override
  public long intervalNumber() {
    return view.start + steps;
  }

  /** By the clock that seasons follow; 0 where there is no sampling interval. */
  @Override
  public long time() {
    return intervalNumber() * step();
  }

  @Override
  public long step() {
    return (long) view.h[MemoryIndex.STEP];
  }
}
