package io.recurrence.page;

/**
 * How much the page may hold, in bytes: a share of the heap, so that it never takes what the stream
 * needs. Each series costs a fixed part; what they leave is for points, forecasts, weights and
 * flagged records, so that the more series there are, the less is kept of each.
 */
record PageBudget(long bytes) {
  /** Of the heap. */
  static final int HEAP_SHARE = 8;

  private static final long MAX_BYTES = 512L << 20;
  private static final int SERIES_BYTES = 700; // its numbers, its name, empty histories
  private static final int POINT_BYTES = 48;
  private static final int WEIGHTS_BYTES = 150;
  private static final int MARK_BYTES = 400; // with its reason
  private static final double FOR_SERIES = 0.6; // at most
  private static final double FOR_POINTS = 0.5; // of what the series leave
  private static final double FOR_TEXT = 0.3;
  private static final double FOR_WEIGHTS = 0.1;
  private static final double FOR_MARKS = 0.1;
  private static final int MOST_SERIES = 200_000;
  private static final int MOST_POINTS = 3_000; // of one series
  private static final int MOST_FANS = 24;
  private static final int MOST_WEIGHTS = 400;
  private static final int MOST_MARKS = 100;

  /** A share of the heap of this process. */
  static PageBudget standard() {
    return new PageBudget(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  }

  /** Half of it. */
  PageBudget half() {
    return new PageBudget(bytes / 2);
  }

  /** How many series. */
  int series() {
    return (int) Math.min(MOST_SERIES, Math.max(1, FOR_SERIES * bytes / SERIES_BYTES));
  }

  /** How many points of all series together. */
  long points(int count) {
    return Math.max(count, (long) (FOR_POINTS * left(count) / POINT_BYTES));
  }

  /** How many points of each series. */
  int pointsEach(int count) {
    return each(points(count), count, MOST_POINTS);
  }

  /** What so many points take. */
  static long bytesOf(int points) {
    return (long) points * POINT_BYTES;
  }

  /** As how many points so many bytes count. */
  static long pointsOf(long bytes) {
    return bytes / POINT_BYTES;
  }

  /** Bytes of all forecasts together. */
  long text(int count) {
    return (long) (FOR_TEXT * left(count));
  }

  /** How many earlier forecasts of each series, as far as their text has room. */
  int fans() {
    return MOST_FANS;
  }

  int weights(int count) {
    return each((long) (FOR_WEIGHTS * left(count) / WEIGHTS_BYTES), count, MOST_WEIGHTS);
  }

  int marks(int count) {
    return each((long) (FOR_MARKS * left(count) / MARK_BYTES), count, MOST_MARKS);
  }

  private double left(int count) {
    return bytes - Math.min(FOR_SERIES * bytes, (double) count * SERIES_BYTES);
  }

  private static int each(long all, int count, int max) {
    return (int) Math.max(1, Math.min(max, all / Math.max(1, count)));
  }
}
