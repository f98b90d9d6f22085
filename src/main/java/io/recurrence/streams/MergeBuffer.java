package io.recurrence.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Records on disk in the order of event time, those of equal time in the order of source partition
 * and then of arrival.
 */
final class MergeBuffer {
  /** So many that a step does not outlast its transaction. */
  private static final int RELEASED_AT_ONCE = 10_000;

  private static final int KEY_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private @Nullable Bytes first; // no key is less; spares iterators what lies deleted at the front
  private boolean more;
  private boolean empty;

  MergeBuffer(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Adds a record of an event time that is not negative. Returns the bytes that it takes. */
  int add(Record<byte[], byte[]> record, long time, int source, long offset) {
    Bytes key =
        Bytes.wrap(
            ByteBuffer.allocate(KEY_BYTES).putLong(time).putInt(source).putLong(offset).array());
    byte[] value = BufferedRecord.toBytes(record);
    store.put(key, value);
    if (first != null && key.compareTo(first) < 0) {
      first = key;
    }
    return KEY_BYTES + value.length;
  }

  /** Whether nothing was left after the last release. */
  boolean empty() {
    return empty;
  }

  /** Whether the last release left records that it could have let go. */
  boolean more() {
    return more;
  }

  /**
   * Lets go of records with event times before {@code time} that came before {@code offset}, in the
   * order of their times, and with each of them those of the same series that belong before it.
   * Those that came since, which are skipped meanwhile, are as many as come between two watermarks.
   *
   * @param free whether a series need not wait, however late its records came
   * @param sink takes each, and the bytes that it took
   */
  void release(long time, long offset, Predicate<Bytes> free, Sink sink) {
    Map<Bytes, List<KeyValue<Bytes, byte[]>>> skipped = new HashMap<>();
    Bytes remaining = null;
    Bytes seen = first;
    int released = 0;
    more = false;
    empty = false;
    Bytes end =
        time == Long.MAX_VALUE
            ? null
            : Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, time)).array());
    if (first != null && end != null && first.compareTo(end) >= 0) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> records = store.range(first, end)) {
      while (records.hasNext()) {
        KeyValue<Bytes, byte[]> entry = records.next();
        seen = entry.key;
        if (released >= RELEASED_AT_ONCE) {
          more = true;
          remaining = remaining == null ? entry.key : remaining;
          break;
        }
        Record<byte[], byte[]> record = BufferedRecord.of(entry.value);
        Bytes series = series(entry.key, record);
        if (offsetOf(entry.key) >= offset && !free.test(series)) {
          skipped.computeIfAbsent(series, s -> new ArrayList<>()).add(entry);
          remaining = remaining == null ? entry.key : remaining;
          continue;
        }
        List<KeyValue<Bytes, byte[]>> earlier = skipped.remove(series);
        for (var each : earlier == null ? List.<KeyValue<Bytes, byte[]>>of() : earlier) {
          remove(each, BufferedRecord.of(each.value), sink);
          released++;
        }
        remove(entry, record, sink);
        released++;
      }
    }
    first = remaining == null ? seen : remaining;
    empty = remaining == null && end == null;
  }

  /** Receives what is let go. */
  interface Sink {
    void accept(Record<byte[], byte[]> record, int bytes);
  }

  private void remove(KeyValue<Bytes, byte[]> entry, Record<byte[], byte[]> record, Sink sink) {
    store.delete(entry.key);
    sink.accept(record, KEY_BYTES + entry.value.length);
  }

  /** The series of an entry. */
  private static Bytes series(Bytes key, Record<byte[], byte[]> record) {
    byte[] series = record.key();
    if (series == null || key.get().length != KEY_BYTES) {
      throw new IllegalStateException("an entry of the reorder buffer is damaged");
    }
    return Bytes.wrap(series);
  }

  private static long offsetOf(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(Long.BYTES + Integer.BYTES);
  }
}
