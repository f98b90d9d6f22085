package io.recurrence.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The window that all models share: the last {@code capacity} values as a ring of differences to a
 * base. In single precision the base follows the series once per turn of the ring, so that a
 * counter far from 0 keeps its digits.
 */
final class History implements Recurrence {
  private static final int BASE = 0;
  private static final int NEXT = 1; // where the next value goes
  private static final int LENGTH = 2;
  private static final int RING = 3;

  private final int capacity;
  private final boolean single;
  private final Storage storage;

  History(int capacity, boolean single) {
    this.capacity = capacity;
    this.single = single;
    this.storage = Storage.of(single ? Precision.SINGLE : Precision.DOUBLE, RING + capacity);
  }

  @Override
  public int size() {
    return RING + capacity;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void round(double[] h) {
    storage.round(h);
  }

  @Override
  public boolean sound(double[] h) {
    return capacity == 0
        || (h[NEXT] >= 0 && h[NEXT] < capacity && h[LENGTH] >= 0 && h[LENGTH] <= capacity);
  }

  void push(double[] h, double z) {
    if (capacity == 0) {
      return;
    }
    if (single && h[NEXT] == 0) {
      rebase(h, Precision.single(z));
    }
    int next = (int) h[NEXT];
    h[RING + next] = z - h[BASE];
    h[NEXT] = next + 1 == capacity ? 0 : next + 1;
    h[LENGTH] = Math.min(h[LENGTH] + 1, capacity);
  }

  /** Puts another value in the place of the newest. */
  void amend(double[] h, double z) {
    if (capacity > 0 && h[LENGTH] > 0) {
      int newest = (int) h[NEXT] - 1;
      h[RING + (newest < 0 ? newest + capacity : newest)] = z - h[BASE];
    }
  }

  private void rebase(double[] h, double base) {
    double shift = h[BASE] - base;
    for (int i = RING; i < RING + (int) h[LENGTH]; i++) {
      h[i] = Precision.single(h[i] + shift);
    }
    h[BASE] = base;
  }

  int length(double[] h) {
    return (int) h[LENGTH];
  }

  double back(double[] h, int k) {
    int at = (int) h[NEXT] - 1 - k;
    return h[BASE] + h[RING + (at < 0 ? at + capacity : at)];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("length", h[LENGTH]);
    if (h[LENGTH] > 0) {
      fields.put("newest", back(h, 0));
    }
    return fields;
  }
}
