package io.recurrence.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records that are due, in the order of their times. Reused, so that none is allocated twice. */
final class DueRecords {
  private final List<EventContent> contents = new ArrayList<>();
  private final List<EventContent> own = new ArrayList<>(); // one per place
  private long[] times = new long[1];
  private int first;

  void clear() {
    contents.clear();
    first = 0;
  }

  boolean isEmpty() {
    return first == contents.size();
  }

  /** Adds a record whose content stays as it is until it is removed. */
  void add(long time, EventContent content) {
    int at = contents.size();
    if (at == times.length) {
      times = Arrays.copyOf(times, 2 * at);
    }
    times[at] = time;
    contents.add(content);
  }

  /** Adds a record, whose content is to be written into what is returned. */
  EventContent add(long time) {
    int at = contents.size();
    while (own.size() <= at) {
      own.add(new EventContent());
    }
    EventContent content = own.get(at);
    add(time, content);
    return content;
  }

  /** The time of the first. */
  long time() {
    return times[first];
  }

  /** The content of the first; stays valid until others are added after a {@link #clear}. */
  EventContent content() {
    return contents.get(first);
  }

  /** Removes the first. */
  void remove() {
    first++;
  }
}
