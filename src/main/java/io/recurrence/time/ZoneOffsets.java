package io.recurrence.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a time zone from UTC, laid out as a table so that a look-up neither allocates nor
 * waits. After the last year of the table its last offset holds.
 */
final class ZoneOffsets {
  private static final Instant FIRST = Instant.parse("1969-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private final long[] from; // the instant from which an offset holds
  private final long[] localFrom; // the local time from which it is the one to read a time by
  private final long[] offsets; // ms

  ZoneOffsets(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    int count = transitions.size() + 1;
    this.from = new long[count];
    this.localFrom = new long[count];
    this.offsets = new long[count];
    from[0] = Long.MIN_VALUE;
    localFrom[0] = Long.MIN_VALUE;
    offsets[0] = rules.getOffset(FIRST).getTotalSeconds() * 1000L;
    for (int i = 1; i < count; i++) {
      ZoneOffsetTransition transition = transitions.get(i - 1);
      from[i] = transition.getInstant().toEpochMilli();
      offsets[i] = transition.getOffsetAfter().getTotalSeconds() * 1000L;
      localFrom[i] = from[i] + Math.max(offsets[i - 1], offsets[i]);
    }
  }

  int count() {
    return from.length;
  }

  /** The entry that holds at an instant. */
  int at(long time) {
    return last(from, time);
  }

  /** The instant from which an entry holds. */
  long from(int entry) {
    return from[entry];
  }

  /** The offset of an entry in milliseconds. */
  long offset(int entry) {
    return offsets[entry];
  }

  /**
   * The instant of a local time: of two, where clocks were put back, the first; where clocks were
   * put forward over it, as much later.
   */
  long time(long local) {
    return local - offsets[last(localFrom, local)];
  }

  /** The last entry of an ascending table that is not above {@code key}; the first is below all. */
  static int last(long[] table, long key) {
    if (table.length == 1) {
      return 0;
    }
    int found = Arrays.binarySearch(table, key);
    return found >= 0 ? found : -found - 2;
  }
}
