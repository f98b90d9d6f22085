package io.recurrence.core;

/**
 * Forecasts that wait for their actual value: per {@linkplain HorizonGrid knot} a ring of origins,
 * and per origin a row of what each model had forecast, what the pipeline had, and (where outcomes
 * are written) its band. Kept as differences to an anchor that follows the series, so that single
 * precision loses nothing that matters on values far from 0.
 */
final class ForecastRing implements Recurrence {
  private static final int ANCHOR = 0;
  private static final int ROWS = 1;
  private static final int FOLLOW = 128; // steps after which the anchor is taken anew

  private final HorizonGrid horizonGrid;
  private final int width;
  private final int size;
  private final boolean single;
  private final Storage storage;

  ForecastRing(HorizonGrid horizonGrid, int width, boolean single) {
    this.horizonGrid = horizonGrid;
    this.width = width;
    this.single = single;
    this.size = ROWS + width * horizonGrid.slots();
    this.storage = Storage.of(single ? Precision.SINGLE : Precision.DOUBLE, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void round(double[] h) {
    storage.round(h);
  }

  /** Whether forecasts made at step {@code origin} are kept for knot {@code knot}. */
  boolean keeps(int knot, long origin) {
    return horizonGrid.keeps(knot, origin);
  }

  /**
   * Where in {@code h} the row of an origin begins; a row is overwritten once its actual value is
   * due.
   */
  int row(int knot, long origin) {
    return ROWS + width * horizonGrid.slot(knot, origin);
  }

  double get(double[] h, int at) {
    return h[ANCHOR] + h[at];
  }

  void set(double[] h, int at, double forecast) {
    double difference = forecast - h[ANCHOR];
    h[at] = single ? Precision.single(difference) : difference;
  }

  /** Takes the anchor near {@code x} now and then. */
  void follow(double[] h, long index, double x) {
    if (index % FOLLOW == 1) {
      anchor(h, x);
    }
  }

  /** Takes the anchor near {@code x}. */
  void anchor(double[] h, double x) {
    double anchor = single ? Precision.single(x) : x;
    double shift = h[ANCHOR] - anchor;
    for (int i = ROWS; i < size; i++) {
      double shifted = h[i] + shift;
      h[i] = single ? Precision.single(shifted) : shifted;
    }
    h[ANCHOR] = anchor;
  }
}
