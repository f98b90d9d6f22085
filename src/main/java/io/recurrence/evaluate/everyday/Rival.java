package io.recurrence.evaluate.everyday;

import java.util.BitSet;
import java.util.function.Function;

/**
 * A detector that ours is measured against on the same rows.
 *
 * @param rule a fresh one for each series
 */
record Rival(String name, Function<LabelledSeries, Rule> rule) {

  /** Flags the values of one series, one by one. */
  interface Rule {

    /** Takes the next value, and says whether it is flagged. */
    boolean flags(long time, double x);
  }

  BitSet flags(LabelledSeries series) {
    Rule fresh = rule.apply(series);
    BitSet flags = new BitSet(series.length());
    for (int row = 0; row < series.length(); row++) {
      flags.set(row, fresh.flags(series.time(row), series.values()[row]));
    }
    return flags;
  }
}
