package io.recurrence.mixture;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;

/** Deals out the memory of one series among its parts. */
final class Plan {
  private Storage storage = Storage.of(Precision.DOUBLE, 0);

  /** Gives {@code count} numbers of the memory to a part, and tells where they begin. */
  int take(Precision precision, int count) {
    int at = storage.size();
    storage = storage.then(precision, count);
    return at;
  }

  Storage storage() {
    return storage;
  }
}
