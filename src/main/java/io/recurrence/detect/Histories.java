package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;
import java.util.Arrays;

/**
 * The history of several signed statistics as logarithmic histograms: per statistic and sign
 * {@value #BINS} bins of width ln 1.4 under the largest value so far. How rare a value is, is read
 * off its own statistic's history, whatever the law of it; beyond the record the tail goes on as a
 * power law with its own exponent (Hill, 1975).
 *
 * <p>In the memory: the counts by side and bin, then the bin of the record of each side.
 */
final class Histories {
  private static final int BINS = 13;
  private static final double WIDTH = ElementaryFunctions.ln(1.4);
  private static final double NO_RECORD = Short.MIN_VALUE; // record of a side without a value
  private static final double LN_2 = ElementaryFunctions.ln(2);
  private static final int RISE = 2; // bins that a record may rise by in one step
  private static final double TAIL = .03; // share of values that the exponent is estimated from
  private static final int TAIL_LEAST = 8; // values
  private static final double HEAVIEST = 1;
  private static final double LIGHTEST = 3;

  private static final int GAP = 3; // bins beyond the record: a value far off,
  private static final double FAR_SHARE = .01; // which is normal where more than these are
  private static final int FAR_LEAST = 3;

  private final int statistics;
  private final int at;
  private final int records;
  private final double[] placed; // the values that were looked at last,
  private final double[] places; // and where they lie

  Histories(int statistics, int at) {
    this.statistics = statistics;
    this.at = at;
    this.records = at + 2 * statistics * BINS;
    this.placed = new double[statistics];
    this.places = new double[statistics];
    Arrays.fill(places, ElementaryFunctions.ln(0) / WIDTH);
  }

  static int size(int statistics) {
    return 2 * statistics * (BINS + 1) + statistics;
  }

  void start(double[] h) {
    Arrays.fill(h, at, records, 0);
    Arrays.fill(h, records, records + 2 * statistics, NO_RECORD);
  }

  private int far(int statistic) {
    return records + 2 * statistics + statistic;
  }

  private static int side(int statistic, double value) {
    return 2 * statistic + (value > 0 ? 0 : 1);
  }

  /**
   * How surprising a value is: {@code -ln p}, p being the share of values of either sign that are
   * as extreme; half of the value's own bin counts as as extreme, since values may be discrete.
   *
   * @param lnMass ln of the number of values seen and 1
   */
  double surprise(double[] h, int statistic, double value, double lnMass) {
    int side = side(statistic, value);
    if (h[records + side] == NO_RECORD) {
      return lnMass;
    }
    int record = (int) h[records + side];
    double place = place(statistic, value);
    int bin = (int) Math.floor(place);
    int from = at + side * BINS;
    if (bin > record) {
      double far = bin > record + GAP ? ElementaryFunctions.ln(1 + h[far(statistic)]) : 0;
      return lnMass - far + exponent(h, from) * WIDTH * (place - (record + 1));
    }
    int i = bin - (record - BINS + 1);
    if (i < 0) {
      return 0;
    }
    double above = .5;
    for (int j = i + 1; j < BINS; j++) {
      above += h[from + j];
    }
    double within = .25 + .5 * (place - bin);
    double lnAbove =
        (1 - within) * ElementaryFunctions.ln(above + h[from + i])
            + within * ElementaryFunctions.ln(above);
    return Math.max(0, lnMass - LN_2 - lnAbove);
  }

  /** In which bin a value lies, and how far in it; a value that is judged is learned next. */
  private double place(int statistic, double value) {
    if (value != placed[statistic]) {
      placed[statistic] = value;
      places[statistic] = ElementaryFunctions.ln(Math.abs(value)) / WIDTH;
    }
    return places[statistic];
  }

  /** The inverse of the mean logarithmic excess over the edge of the tail. */
  private static double exponent(double[] h, int from) {
    double total = 0;
    for (int i = 0; i < BINS; i++) {
      total += h[from + i];
    }
    double needed = Math.max(TAIL_LEAST, TAIL * total);
    double count = 0;
    int edge = BINS;
    while (edge > 1 && count < needed) {
      count += h[from + --edge];
    }
    if (count < TAIL_LEAST) {
      return HEAVIEST;
    }
    double excess = 0;
    for (int i = edge; i < BINS; i++) {
      excess += h[from + i] * (i - edge + .5) * WIDTH;
    }
    return Math.max(HEAVIEST, Math.min(LIGHTEST, count / Math.max(1e-9, excess)));
  }

  /** The size that no value of a statistic has reached, of either sign; 0 before the first. */
  double beyond(double[] h, int statistic) {
    double record = Math.max(h[records + 2 * statistic], h[records + 2 * statistic + 1]);
    return record == NO_RECORD ? 0 : ElementaryFunctions.exp((record + 1 + RISE) * WIDTH);
  }

  /**
   * Learns a value.
   *
   * @param free whether the record may rise as far as it likes
   */
  void learn(double[] h, int statistic, double value, boolean free) {
    int side = side(statistic, value);
    int from = at + side * BINS;
    int bin = (int) Math.floor(place(statistic, value));
    if (h[records + side] == NO_RECORD) {
      h[records + side] = bin;
    }
    int record = (int) h[records + side];
    if (bin > record + GAP && !free) {
      double total = 0;
      for (int i = 0; i < BINS; i++) {
        total += h[from + i];
      }
      h[far(statistic)]++;
      if (h[far(statistic)] <= Math.max(FAR_LEAST, FAR_SHARE * total)) {
        return;
      }
    }
    if (bin > record) {
      int raised = free ? bin : Math.min(bin, record + RISE);
      raise(h, from, raised - record);
      h[records + side] = record = raised;
    }
    h[from + Math.max(0, Math.min(BINS - 1, bin - (record - BINS + 1)))]++;
  }

  /** Moves the bins down; what falls below the lowest is counted there. */
  private static void raise(double[] h, int from, int bins) {
    double low = 0;
    for (int i = 0; i < Math.min(bins, BINS); i++) {
      low += h[from + i];
    }
    for (int i = 0; i < BINS; i++) {
      h[from + i] = i + bins < BINS ? h[from + i + bins] : 0;
    }
    h[from] += low;
  }

  /**
   * Halves all counts, so that the last ten thousand values or so count most.
   *
   * @param odd whether odd counts are rounded up in even or in odd bins, so that a single one can
   *     go
   */
  void halve(double[] h, boolean odd) {
    for (int i = 0; i < 2 * statistics * BINS; i++) {
      h[at + i] = Math.floor((h[at + i] + ((i + (odd ? 1 : 0)) & 1)) / 2);
    }
    for (int k = 0; k < statistics; k++) {
      h[far(k)] = Math.floor(h[far(k)] / 2);
    }
    for (int side = 0; side < 2 * statistics; side++) {
      lower(h, side);
    }
  }

  /** Lets a record fall whose bin is empty. */
  private void lower(double[] h, int side) {
    int from = at + side * BINS;
    int top = BINS - 1;
    while (top >= 0 && h[from + top] == 0) {
      top--;
    }
    if (top < 0) {
      h[records + side] = NO_RECORD;
      return;
    }
    int empty = BINS - 1 - top;
    if (empty > 0) {
      System.arraycopy(h, from, h, from + empty, BINS - empty);
      Arrays.fill(h, from, from + empty, 0);
      h[records + side] -= empty;
    }
  }

  /** The first statistics are henceforth in a unit so many bins smaller. */
  void restate(double[] h, int statistics, double bins) {
    for (int side = 0; side < 2 * statistics; side++) {
      if (h[records + side] != NO_RECORD) {
        h[records + side] -= bins;
      }
    }
  }

  /**
   * Takes the first statistics from a memory with histories of more of them, and of more bins.
   *
   * @param bins of each side there
   */
  void takeOver(double[] from, int fromAt, int fromStatistics, int bins, double[] to, int count) {
    for (int side = 0; side < 2 * count; side++) {
      int low = bins - BINS; // bins there that fall below the lowest here
      for (int i = 0; i < bins; i++) {
        to[at + side * BINS + Math.max(0, i - low)] += from[fromAt + side * bins + i];
      }
    }
    System.arraycopy(from, fromAt + 2 * fromStatistics * bins, to, records, 2 * count);
  }

  /** How many bins make a factor. */
  static double bins(double factor) {
    return Math.floor(ElementaryFunctions.ln(factor) / WIDTH);
  }
}
