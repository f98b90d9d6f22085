package io.recurrence.forecast.network;

/**
 * Which weights have served a series, as numbers of its memory: the version of those that serve now
 * and of those before them, and for how many steps each. Versions are checksums, in two halves that
 * 16 bits hold each.
 */
final class VersionMarks {
  private static final int AGE = 0; // steps since the weights took over; 0 where none have
  private static final int AGE_BEFORE = 1; // steps that those before them had served
  private static final int VERSION = 2;
  private static final int VERSION_BEFORE = 4;

  /** How many numbers there are, and how many of them, the first, are counts. */
  static final int SIZE = 6;

  static final int COUNTS = VERSION;

  private static final double MAX_STEPS = 1e6; // beyond it, steps are not counted

  private final int at;

  VersionMarks(int at) {
    this.at = at;
  }

  /** Steps since the weights took over; 0 where none have. */
  double age(double[] h) {
    return h[at + AGE];
  }

  /** Steps that the weights before them had served. */
  double ageBefore(double[] h) {
    return h[at + AGE_BEFORE];
  }

  int version(double[] h) {
    return stored(h, VERSION);
  }

  int versionBefore(double[] h) {
    return stored(h, VERSION_BEFORE);
  }

  private int stored(double[] h, int which) {
    int high = (int) h[at + which];
    return (high << 16) | ((int) h[at + which + 1] & 0xffff);
  }

  /** One more step has been made with the weights that serve. */
  void step(double[] h) {
    h[at + AGE] = Math.min(h[at + AGE] + 1, MAX_STEPS);
  }

  /** Other weights take over. */
  void takeOver(double[] h, int version) {
    h[at + AGE_BEFORE] = h[at + AGE];
    h[at + VERSION_BEFORE] = h[at + VERSION];
    h[at + VERSION_BEFORE + 1] = h[at + VERSION + 1];
    h[at + AGE] = 0;
    h[at + VERSION] = (short) (version >>> 16);
    h[at + VERSION + 1] = (short) version;
  }
}
