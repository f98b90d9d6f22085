package io.recurrence.streams;

import io.recurrence.streams.Watermark.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far each source partition has been read, as its watermarks say. From them follow two limits:
 * {@link #time}, the event time up to which all partitions that are behind have come, and {@link
 * #offset}, the place in the topic by series before which all that was there to be read has been
 * read. A record before both can no longer be overtaken.
 */
final class SourceTable {
  /** First bytes of keys in the store: rows, where each series comes from, and totals. */
  private static final byte ROW = 0;

  static final Bytes SERIES = Bytes.wrap(new byte[] {1});
  static final Bytes TOTALS = Bytes.wrap(new byte[] {2});

  private static final int ROW_BYTES =
      2 * Byte.BYTES + Integer.BYTES + 4 * Long.BYTES; // progress, reached, partitions, the rest

  private final KeyValueStore<Bytes, byte[]> store;
  private final long slack;
  private final List<Row> rows = new ArrayList<>();
  private int partitions; // 0 before the first watermark

  /** What is known of one source partition. */
  private static final class Row {
    Progress progress = Progress.BEGINS;
    boolean reached; // whether it has been read to its end since a route task began
    int partitions;
    long time = Long.MIN_VALUE;
    long disorder;
    long last; // offset of its last watermark in the topic by series
    long before; // of the one before it

    boolean current() {
      return progress == Progress.CURRENT;
    }
  }

  /**
   * Reads what was kept.
   *
   * @param slack by how many milliseconds event times of one partition may lie apart that were
   *     written at the same moment
   */
  SourceTable(KeyValueStore<Bytes, byte[]> store, long slack) {
    this.store = store;
    this.slack = slack;
    try (KeyValueIterator<Bytes, byte[]> kept = store.range(key(0), SERIES)) {
      while (kept.hasNext()) {
        var entry = kept.next();
        ByteBuffer key = ByteBuffer.wrap(entry.key.get());
        if (key.get() == ROW && key.remaining() == Integer.BYTES) {
          read(row(Watermark.partitions(key.getInt())), ByteBuffer.wrap(entry.value));
        }
      }
    }
    count();
  }

  /** Whether watermarks have come, and no record of a series. */
  static boolean onlyWatermarks(KeyValueStore<Bytes, byte[]> store) {
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(key(0), SERIES);
        KeyValueIterator<Bytes, byte[]> series = store.range(SERIES, TOTALS)) {
      return rows.hasNext() && !(series.hasNext() && series.next().key.get()[0] == SERIES.get()[0]);
    }
  }

  private static void read(Row row, ByteBuffer bytes) {
    row.progress = Progress.of(bytes.get());
    row.reached = bytes.get() != 0;
    row.partitions = Watermark.partitions(bytes.getInt());
    row.time = bytes.getLong();
    row.disorder = bytes.getLong();
    row.last = bytes.getLong();
    row.before = bytes.getLong();
  }

  private static Bytes key(int partition) {
    return Bytes.wrap(
        ByteBuffer.allocate(Byte.BYTES + Integer.BYTES).put(ROW).putInt(partition).array());
  }

  private void keep(int partition) {
    Row row = rows.get(partition);
    store.put(
        key(partition),
        ByteBuffer.allocate(ROW_BYTES)
            .put(row.progress.code())
            .put((byte) (row.reached ? 1 : 0))
            .putInt(row.partitions)
            .putLong(row.time)
            .putLong(row.disorder)
            .putLong(row.last)
            .putLong(row.before)
            .array());
  }

  private Row row(int partition) {
    while (rows.size() <= partition) {
      rows.add(new Row());
    }
    return rows.get(partition);
  }

  private void count() {
    partitions = 0;
    for (Row row : rows) {
      partitions = Math.max(partitions, row.partitions);
    }
    if (partitions > 0) {
      row(partitions - 1);
    }
  }

  /** Takes in a watermark that stood at an offset of the topic by series. */
  void update(Watermark watermark, long offset) {
    Row row = row(watermark.partition());
    boolean begins = watermark.progress() == Progress.BEGINS;
    for (int i = 0; begins && i < rows.size(); i++) {
      // what the others have said may be old, if they begin anew as well; they will say it again
      rows.get(i).progress = Progress.BEGINS;
      rows.get(i).reached = false;
      rows.get(i).partitions = 0;
      keep(i);
    }
    row.disorder =
        row.current() ? watermark.disorder() : Math.max(row.disorder, watermark.disorder());
    row.progress = watermark.progress();
    row.reached |= row.current();
    row.partitions = watermark.partitions();
    row.time = watermark.time();
    row.before = row.last;
    row.last = offset;
    keep(watermark.partition());
    count();
  }

  /** Whether records come from several partitions, so that they may have to be put in order. */
  boolean several() {
    return partitions > 1;
  }

  /** Whether each partition has been read to its end since the last route task began. */
  boolean allReached() {
    for (int i = 0; i < partitions; i++) {
      if (!rows.get(i).reached) {
        return false;
      }
    }
    return true;
  }

  /**
   * Event times before this have been passed by all partitions that are behind; Long.MAX_VALUE
   * where none is.
   */
  long time() {
    long min = Long.MAX_VALUE;
    long disorder = 0;
    for (int i = 0; i < partitions; i++) {
      Row row = rows.get(i);
      disorder = Math.max(disorder, row.disorder);
      if (!row.current()) {
        min = Math.min(min, row.time);
      }
    }
    if (min == Long.MAX_VALUE || min < Long.MIN_VALUE + slack + disorder) {
      return min == Long.MAX_VALUE ? min : Long.MIN_VALUE;
    }
    return min - slack - disorder;
  }

  /**
   * The offset of the topic by series before which each partition had said what it knew: one that
   * is behind, its watermark; one that is current, that it had been read to its end.
   */
  long offset() {
    long min = Long.MAX_VALUE;
    for (int i = 0; i < partitions; i++) {
      Row row = rows.get(i);
      min = Math.min(min, row.current() ? row.before : row.last);
    }
    return min;
  }

  /** The least watermark of all partitions; Long.MIN_VALUE where one has none. */
  long watermark() {
    long min = Long.MAX_VALUE;
    for (int i = 0; i < partitions; i++) {
      min = Math.min(min, rows.get(i).time);
    }
    return partitions == 0 ? Long.MIN_VALUE : min;
  }
}
