package io.recurrence.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last records of the results topic of one series, oldest first, as the text that they came as.
 * They are numbered from 0 on as they come.
 */
final class ResultHistory {
  private final Deque<byte[]> records = new ArrayDeque<>(1);
  private long next;
  private long bytes;

  /** Adds a record; where all would have more than {@code limit} bytes, the oldest fall out. */
  void add(byte[] record, long limit) {
    records.addLast(record);
    bytes += record.length;
    next++;
    trim(limit);
  }

  /** Lets go of all but the last that have room; one is always kept. */
  void trim(long limit) {
    while (bytes > limit && records.size() > 1) {
      bytes -= records.removeFirst().length;
    }
  }

  /** Those from a number on, as far as they are held. */
  List<byte[]> from(long number) {
    List<byte[]> found = new ArrayList<>();
    long at = next - records.size();
    for (byte[] record : records) {
      if (at++ >= number) {
        found.add(record);
      }
    }
    return found;
  }

  long bytes() {
    return bytes;
  }
}
