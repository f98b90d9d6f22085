package io.recurrence.evaluate.benchmark;

/** Counts alarms against actual value, point by point. Rates of nothing are 0. */
final class Confusion {
  private long truePositives;
  private long falsePositives;
  private long falseNegatives;
  private long trueNegatives;

  void add(boolean bad, boolean alarm) {
    if (bad) {
      truePositives += alarm ? 1 : 0;
      falseNegatives += alarm ? 0 : 1;
    } else {
      falsePositives += alarm ? 1 : 0;
      trueNegatives += alarm ? 0 : 1;
    }
  }

  /** {@code 2 TP / (2 TP + FP + FN)}, the harmonic mean of precision and recall. */
  double f1() {
    return ratio(2 * truePositives, falsePositives + falseNegatives);
  }

  /** FAR: the share of good points that were alarmed. */
  double falseAlarmRate() {
    return ratio(falsePositives, trueNegatives);
  }

  /** MAR: the share of bad points that were not. */
  double missedAlarmRate() {
    return ratio(falseNegatives, truePositives);
  }

  private static double ratio(long part, long rest) {
    return part + rest == 0 ? 0 : (double) part / (part + rest);
  }
}
