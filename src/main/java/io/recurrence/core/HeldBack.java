package io.recurrence.core;

import io.recurrence.core.TimePolicy.Duplicates;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records of a series that are held back, in the order of their times; equal times keep the
 * order they came in.
 */
final class HeldBack implements Recurrence {
  /** Its name among the stages of a state. */
  static final String NAME = "held-back";

  /** How many records of a series can be held back at most. */
  static final int MOST = 1000;

  private static final int COUNT = 0;
  private static final int NEWEST = 1; // the latest time seen
  private static final int RECORDS = 2;
  private static final int FIELDS = 3;
  private static final int TIME = 0;
  private static final int VALUE = 1;
  private static final int PRESENT = 2; // 0 for a record without a value

  private final int capacity;

  HeldBack(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public int size() {
    return capacity == 0 ? 0 : RECORDS + FIELDS * capacity;
  }

  @Override
  public void start(double[] h) {
    if (capacity > 0) {
      h[NEWEST] = Long.MIN_VALUE;
    }
  }

  /** The same records where another number of them could be held back. */
  @Override
  public Stream<StoredForm> storedForms() {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(
            other ->
                new StoredForm(
                    NAME,
                    new HeldBack(other).storage(),
                    version(),
                    (from, to) -> {})); // the sequencer puts them in their place
  }

  static int count(double[] h) {
    return (int) h[COUNT];
  }

  boolean full(double[] h) {
    return h[COUNT] == capacity;
  }

  static long newest(double[] h) {
    return (long) h[NEWEST];
  }

  long time(double[] h) {
    return time(h, 0);
  }

  double value(double[] h) {
    return value(h, 0);
  }

  boolean present(double[] h) {
    return present(h, 0);
  }

  static long time(double[] h, int i) {
    return (long) h[RECORDS + FIELDS * i + TIME];
  }

  static double value(double[] h, int i) {
    return h[RECORDS + FIELDS * i + VALUE];
  }

  static boolean present(double[] h, int i) {
    return h[RECORDS + FIELDS * i + PRESENT] == 1;
  }

  /** Whether a record would repeat one that is held back. */
  boolean holds(double[] h, long time, boolean present, double value, Duplicates duplicates) {
    for (int at = RECORDS; at < RECORDS + FIELDS * (int) h[COUNT]; at += FIELDS) {
      boolean same = present && h[at + PRESENT] == 1 && h[at + VALUE] == value;
      if (h[at + TIME] == time
          && (duplicates == Duplicates.DROP || (duplicates == Duplicates.IDENTICAL && same))) {
        return true;
      }
    }
    return false;
  }

  /** Puts a record in its place; there must be room. */
  void insert(double[] h, long time, boolean present, double value) {
    int i = (int) h[COUNT];
    for (; i > 0 && h[RECORDS + FIELDS * (i - 1) + TIME] > time; i--) {
      System.arraycopy(h, RECORDS + FIELDS * (i - 1), h, RECORDS + FIELDS * i, FIELDS);
    }
    h[RECORDS + FIELDS * i + TIME] = time;
    h[RECORDS + FIELDS * i + VALUE] = value;
    h[RECORDS + FIELDS * i + PRESENT] = present ? 1 : 0;
    h[NEWEST] = Math.max(h[NEWEST], (double) time);
    h[COUNT]++;
  }

  /** Takes the earliest record out. */
  void remove(double[] h) {
    h[COUNT]--;
    System.arraycopy(h, RECORDS + FIELDS, h, RECORDS, FIELDS * (int) h[COUNT]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return capacity == 0 ? Map.of() : Map.of("held_back", h[COUNT]);
  }
}
