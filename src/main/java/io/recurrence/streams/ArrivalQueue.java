package io.recurrence.streams;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/** Series in the order in which their last records arrived. */
final class ArrivalQueue {
  private final Map<Bytes, Arrivals> queue = new LinkedHashMap<>();

  /** A record of a series has arrived: it comes last. */
  void put(Bytes series, Arrivals arrivals) {
    queue.remove(series);
    queue.put(series, arrivals);
  }

  void remove(Bytes series) {
    queue.remove(series);
  }

  /** Takes out the first series for as long as they are over, and acts on each. */
  void due(Predicate<Arrivals> over, Consumer<Bytes> action) {
    while (!queue.isEmpty()) {
      Iterator<Map.Entry<Bytes, Arrivals>> entries = queue.entrySet().iterator();
      Map.Entry<Bytes, Arrivals> eldest = entries.next();
      if (!over.test(eldest.getValue())) {
        return;
      }
      entries.remove();
      action.accept(eldest.getKey());
    }
  }
}
