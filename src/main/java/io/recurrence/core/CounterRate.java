package io.recurrence.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the readings of a counter, which only grows, into its rate: growth over the time since the
 * reading before, {@code (x_t - x_{t-1}) / (t - t')}.
 *
 * <ul>
 *   <li>Of the first reading there is no rate, nor of one that is not later than the one before; of
 *       several at one time the highest is the one that is counted from.
 *   <li>After a gap the rate is the mean over the gap.
 *   <li>Where a reading falls, the counter has begun again at 0, and has grown by the reading at
 *       least (as Prometheus' {@code rate()} has it),
 *   <li>or it has wrapped around at 2^32 or 2^64: where the reading before was within a tenth of
 *       that, and the growth that this explains is at most ten times that before.
 *   <li>A fall of at most 1 % is neither: the counter stands, until it is higher than it was. Where
 *       it is not after five readings, it is counted from the last of them.
 * </ul>
 */
public final class CounterRate implements Recurrence {
  /** What the growth is divided by. */
  public enum Per {
    /** The seconds since the reading before. */
    S,
    /** Nothing: the growth since the reading before. */
    STEP
  }

  private static final int READINGS = 0; // how many there were: 0, or 1 for any number
  private static final int HIGHEST = 1; // reading since the last reset
  private static final int TIME = 2; // of the last reading, in milliseconds
  private static final int RATE = 3; // of the last reading, per second
  private static final int LOWER = 4; // readings in a row below the highest
  private static final int SIZE = 5;

  private static final double STANDS = .99; // of the highest reading, from which no fall is a reset
  private static final int MOST_LOWER = 5;
  private static final double[] WIDTHS = {0x1p32, 0x1p64};
  private static final double NEAR = .1; // of a width, from its end and from 0
  private static final double FASTER = 10; // times the rate before
  private static final double MILLIS = 1000; // of a second

  private final Per per;

  public CounterRate(Per per) {
    this.per = per;
  }

  @Override
  public int size() {
    return SIZE;
  }

  /** The last reading; NaN before the first. */
  double last(double[] h) {
    return h[READINGS] == 0 ? Double.NaN : h[HIGHEST];
  }

  /**
   * Takes a reading.
   *
   * @param time in milliseconds
   * @return the rate; NaN where it is not known
   */
  double rate(double[] h, long time, double reading) {
    double seconds = (time - h[TIME]) / MILLIS;
    if (reading < 0 || (h[READINGS] > 0 && seconds <= 0)) {
      boolean further = reading > h[HIGHEST] && seconds == 0;
      h[HIGHEST] = further ? reading : h[HIGHEST];
      return Double.NaN;
    }
    if (h[READINGS] == 0) {
      h[READINGS] = 1;
      h[HIGHEST] = reading;
      h[TIME] = time;
      return Double.NaN;
    }
    double growth = growth(h, reading, seconds);
    h[TIME] = time;
    h[RATE] = Double.isNaN(growth) ? h[RATE] : Values.clamp(growth / seconds);
    return Values.clamp(per == Per.S ? growth / seconds : growth);
  }

  /** The growth since the reading before; NaN where the counter has been put back for good. */
  private static double growth(double[] h, double reading, double seconds) {
    double highest = h[HIGHEST];
    boolean lower = reading < highest && reading >= STANDS * highest;
    if (lower && ++h[LOWER] < MOST_LOWER) {
      return 0;
    }
    h[HIGHEST] = reading;
    h[LOWER] = 0;
    return lower
        ? Double.NaN
        : reading >= highest ? reading - highest : afterFall(h[RATE], highest, reading, seconds);
  }

  private static double afterFall(double rate, double highest, double reading, double seconds) {
    for (double width : WIDTHS) {
      double wrapped = width - highest + reading;
      if (highest < width
          && highest >= (1 - NEAR) * width
          && reading <= NEAR * width
          && wrapped <= FASTER * rate * seconds) {
        return wrapped;
      }
    }
    return reading;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("highest_reading", h[HIGHEST]);
    fields.put("rate", h[RATE]);
    return fields;
  }
}
