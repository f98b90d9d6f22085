package io.recurrence.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one record says: any number of measurements, in its order. Reused from record to record. */
public final class Measurements {
  private final List<Measurement> all = new ArrayList<>();
  private int size;
  private int leftOut;

  /** Begins a record that says nothing, so far. */
  public void clear() {
    size = 0;
    leftOut = 0;
  }

  /** A part of the record, or all of it, is not asked for. */
  void leaveOut() {
    leftOut++;
  }

  /** How many parts of the record were not asked for. */
  public int leftOut() {
    return leftOut;
  }

  /** Adds a measurement, which is to be written into what is returned. */
  public Measurement add() {
    if (size == all.size()) {
      all.add(new Measurement());
    }
    return all.get(size++);
  }

  /** Takes back the one that was added last. */
  public void removeLast() {
    size--;
  }

  /** Puts them in the order of their times; those of one time stay in theirs. */
  void sortByTime() {
    all.subList(0, size).sort(Comparator.comparingLong(Measurement::time));
  }

  public int size() {
    return size;
  }

  /** Measurement {@code i}, counted from 0. */
  public Measurement get(int i) {
    return all.get(i);
  }
}
