package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.ArrayList;
import java.util.List;

/** Deals out the memory of one series among its parts. */
final class MemoryAllocator {
  private final List<Integer> ends = new ArrayList<>(); // of each part's share
  private Storage storage = Storage.of(Precision.DOUBLE, 0);

  /** Gives {@code count} numbers of the memory to a part, and returns where they begin. */
  int take(Precision precision, int count) {
    int at = storage.size();
    storage = storage.then(precision, count);
    ends.add(storage.size());
    return at;
  }

  /** Gives as much of the memory to a part as it stores, and returns where it begins. */
  int take(Storage part) {
    int at = storage.size();
    storage = storage.then(part);
    ends.add(storage.size());
    return at;
  }

  /**
   * Copies a memory that was dealt out among the same parts, as far as both shares of a part go:
   * what a part knows of a band of the horizon stands before what it knows of the bands beyond.
   */
  void copy(MemoryAllocator other, double[] from, double[] to) {
    int source = 0;
    int target = 0;
    for (int part = 0; part < ends.size(); part++) {
      int count = Math.min(other.ends.get(part) - source, ends.get(part) - target);
      System.arraycopy(from, source, to, target, count);
      source = other.ends.get(part);
      target = ends.get(part);
    }
  }

  Storage storage() {
    return storage;
  }
}
