package io.recurrence.streams;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * How many series a task keeps, where that is limited. The number is stored beside the states, once
 * per commit, so that what is refused does not depend on restarts.
 */
final class SeriesCount {
  static final Bytes KEY = WriteBehindStore.recordLog(Bytes.wrap(new byte[0])); // of no series

  private static final long UNREAD = -1;

  private final WriteBehindStore store;
  private final int max;
  private long count = UNREAD;

  /**
   * The number of the series in a store.
   *
   * @param max how many there may be; 0 for no limit
   */
  SeriesCount(WriteBehindStore store, int max) {
    this.store = store;
    this.max = max;
  }

  private long count() {
    if (count == UNREAD) {
      byte[] stored = store.get(KEY);
      count = stored == null ? counted() : ByteBuffer.wrap(stored).getLong();
    }
    return count;
  }

  private long counted() {
    long series = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        series++;
      }
    }
    return series;
  }

  /**
   * Sees whether there is room for a new series.
   *
   * @throws BadRecordException where there is none
   */
  void admit() throws BadRecordException {
    if (max > 0 && count() >= max) {
      throw new BadRecordException(
          Reason.TOO_MANY_SERIES,
          "the partition keeps %,d series already, as many as state.max-series allows"
              .formatted(count()));
    }
  }

  /** A series has begun, or (-1) been forgotten. */
  void add(int series) {
    if (max > 0) {
      count = count() + series;
      store.putAtCommit(KEY, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    } else if (count == UNREAD) {
      count = 0;
      store.wrapped().delete(KEY); // what is no longer kept must not be found again
    }
  }
}
