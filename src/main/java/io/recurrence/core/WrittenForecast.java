package io.recurrence.core;

/**
 * The forecast that was written last, so that the next one is written where it says something else:
 * where at any step that both have, the expected values differ by more than a share of the width of
 * the new interval,
 *
 * <pre>
 *  |mean(k) - written(k + elapsed)| > share * (upper(k) - lower(k))
 * </pre>
 *
 * with {@code elapsed} steps between them; where its steps are of another length, as where the
 * sampling interval has just been learned; and at the latest where half of the written one is past.
 */
final class WrittenForecast implements Recurrence {
  private static final double SHARE = .1;
  private static final int INDEX = 0; // of the step at which it was written; 0 before the first
  private static final int SPACING = 1; // ms from the record to the first step of it
  private static final int MEANS = 2; // from here on, by step
  private static final double RESPACED = 1.5; // months differ by less

  private final int horizon;
  private final Storage storage;

  WrittenForecast(int horizon) {
    this.horizon = horizon;
    this.storage = Storage.of(Precision.DOUBLE, MEANS).then(Precision.SINGLE, horizon);
  }

  @Override
  public int size() {
    return storage.size();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void round(double[] h) {
    storage.round(h);
  }

  /**
   * Marks a forecast as due where it differs, and keeps it then.
   *
   * @param index of the step from which it was made
   */
  void step(double[] h, long index, SeriesForecast forecast) {
    if (!forecast.made() || !forecast.timed() || !differs(h, index, forecast)) {
      return;
    }
    forecast.due();
    h[INDEX] = index;
    h[SPACING] = spacing(forecast);
    for (int k = 1; k <= horizon; k++) {
      h[MEANS + k - 1] = Precision.single(forecast.mean(k));
    }
  }

  private static double spacing(SeriesForecast forecast) {
    return Math.max(1, forecast.time(1) - forecast.time());
  }

  private boolean differs(double[] h, long index, SeriesForecast forecast) {
    long elapsed = index - (long) h[INDEX];
    if (h[INDEX] == 0 || elapsed < 0 || elapsed > horizon / 2) {
      return true;
    }
    double ratio = spacing(forecast) / h[SPACING];
    if (ratio > RESPACED || ratio < 1 / RESPACED) {
      return true;
    }
    for (int k = 1; k + elapsed <= horizon; k++) {
      double written = h[MEANS + k + (int) elapsed - 1];
      double width = forecast.upper(k) - forecast.lower(k);
      if (Math.abs(Precision.single(forecast.mean(k)) - written) > SHARE * width) {
        return true;
      }
    }
    return false;
  }
}
