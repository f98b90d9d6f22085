package io.recurrence.core;

import io.recurrence.time.TimePolicy.Duplicates;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records of a series that are held back, in the order of their times; equal times keep the
 * order they came in. Memory: how many there are, the latest time seen, and of each record time,
 * value and whether it has one; where records have several numbers also how many, and these. Where
 * their number differs from record to record, all share the room that there is.
 */
final class ReorderBuffer implements Recurrence {
  /** How many records of a series can be held back at most. */
  static final int MOST = 1000;

  /** Numbers of a record for which there is room on average, where that differs. */
  static final int USUAL = 32;

  private static final String NAME = "held-back";
  private static final int COUNT = 0;
  private static final int NEWEST = 1; // the latest time seen
  private static final int RECORDS = 2;
  private static final int TIME = 0;
  private static final int VALUE = 1;
  private static final int PRESENT = 2; // 0 for a record without a value
  private static final int NUMBERS = 3; // how many follow
  private static final int SINGLE = 3; // the length of a record of one number
  private static final int SEVERAL = 4; // and of one of several, without these

  private final int capacity;
  private final int width;

  /**
   * @param capacity in records
   * @param width of a record, in numbers; 0 where that differs
   */
  ReorderBuffer(int capacity, int width) {
    this.capacity = capacity;
    this.width = width;
  }

  /** Its name among the stages of a state; that of single numbers has always been the same. */
  String name() {
    return capacity == 0 ? NAME : named();
  }

  private String named() {
    return width == 1 ? NAME : NAME + ' ' + width;
  }

  @Override
  public int size() {
    int record = width == 1 ? SINGLE : SEVERAL + (width == 0 ? USUAL : width);
    return capacity == 0 ? 0 : RECORDS + record * capacity;
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
                    named(), new ReorderBuffer(other, width).storage(), version(), this::takeOver));
  }

  /** Takes over all records if there is room for them; else the reorderer lets the earliest go. */
  private void takeOver(double[] from, double[] to) {
    int end = end(from);
    if (count(from) <= capacity && end <= to.length) {
      System.arraycopy(from, 0, to, 0, end);
    }
  }

  /** Also of a memory of another length, in which another number of records has room. */
  @Override
  public boolean sound(double[] h) {
    if (h.length == 0) {
      return true;
    }
    int at = RECORDS;
    for (double left = h[COUNT]; left > 0; left--) {
      if (at + (width == 1 ? SINGLE : SEVERAL) > h.length
          || !(Math.abs(h[at + VALUE]) <= Values.MAX_MAGNITUDE)
          || (width != 1 && !(h[at + NUMBERS] >= 0 && h[at + NUMBERS] <= h.length))) {
        return false;
      }
      at = next(h, at);
    }
    return h[COUNT] >= 0 && at <= h.length;
  }

  static int count(double[] h) {
    return (int) h[COUNT];
  }

  static long newest(double[] h) {
    return (long) h[NEWEST];
  }

  /** Where the earliest record stands. */
  static int first() {
    return RECORDS;
  }

  /** Where the record after that at {@code at} stands. */
  int next(double[] h, int at) {
    return at + (width == 1 ? SINGLE : SEVERAL + (int) h[at + NUMBERS]);
  }

  static long time(double[] h, int at) {
    return (long) h[at + TIME];
  }

  /** What the record at {@code at} brings. */
  void read(double[] h, int at, EventContent into) {
    into.clear();
    if (h[at + PRESENT] != 1) {
      return;
    }
    if (width == 1) {
      into.add(h[at + VALUE]);
      return;
    }
    into.text(""); // there may be no numbers
    for (int i = 0; i < (int) h[at + NUMBERS]; i++) {
      into.add(h[at + SEVERAL + i]);
    }
  }

  private int end(double[] h) {
    int at = RECORDS;
    for (int i = 0; i < (int) h[COUNT]; i++) {
      at = next(h, at);
    }
    return at;
  }

  private int length(EventContent content) {
    return width == 1 ? SINGLE : SEVERAL + content.count();
  }

  /** Whether there is room for a record. */
  boolean takes(double[] h, EventContent content) {
    return h[COUNT] < capacity && end(h) + length(content) <= h.length;
  }

  /** Whether a record would repeat one that is held back. */
  boolean holds(double[] h, long time, EventContent content, Duplicates duplicates) {
    int at = RECORDS;
    for (int i = 0; i < (int) h[COUNT]; i++, at = next(h, at)) {
      boolean same = content.present() && h[at + PRESENT] == 1 && h[at + VALUE] == content.value();
      if (h[at + TIME] == time
          && (duplicates == Duplicates.DROP || (duplicates == Duplicates.IDENTICAL && same))) {
        return true;
      }
    }
    return false;
  }

  /** Puts a record in its place; there must be room. */
  void insert(double[] h, long time, EventContent content) {
    int end = end(h);
    int at = RECORDS;
    while (at < end && h[at + TIME] <= time) {
      at = next(h, at);
    }
    System.arraycopy(h, at, h, at + length(content), end - at);
    h[at + TIME] = time;
    h[at + VALUE] = content.present() ? content.value() : 0;
    h[at + PRESENT] = content.present() ? 1 : 0;
    if (width != 1) {
      h[at + NUMBERS] = content.count();
      for (int i = 0; i < content.count(); i++) {
        h[at + SEVERAL + i] = content.number(i);
      }
    }
    h[NEWEST] = Math.max(h[NEWEST], (double) time);
    h[COUNT]++;
  }

  /** Takes the earliest record out. */
  void remove(double[] h) {
    int end = end(h);
    int second = next(h, RECORDS);
    System.arraycopy(h, second, h, RECORDS, end - second);
    h[COUNT]--;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return capacity == 0 ? Map.of() : Map.of("held_back", h[COUNT]);
  }
}
