package io.recurrence.streams;

import java.nio.ByteBuffer;

/**
 * How far a source partition has been read. Its route task writes this among its records, to each
 * partition of the topic by series, so that those who read there know it whether or not records
 * come to them, and know the same in a replay.
 *
 * @param partition which of all source partitions, counted from 0
 * @param partitions how many there are
 * @param time the largest event time among its records so far; Long.MIN_VALUE before the first
 * @param disorder how far, in milliseconds, the event time of one of its records lay behind the
 *     largest before it, at most, since the partition was last read to its end
 */
record Watermark(int partition, int partitions, Progress progress, long time, long disorder) {

  /** Where the route task stands. */
  enum Progress {
    /** It begins, so nothing is known of what the source partitions hold by now. */
    BEGINS(0),
    /** There are records that it has not read. */
    BEHIND(1),
    /** It has read all that its partition held when the watermark before this was written. */
    CURRENT(2);

    private final byte code;

    Progress(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }

    static Progress of(byte code) {
      for (Progress progress : values()) {
        if (progress.code == code) {
          return progress;
        }
      }
      throw new IllegalStateException("no progress of a watermark has the code " + code);
    }
  }

  private static final byte FORMAT = 1;
  private static final int MOST_PARTITIONS = 100_000; // more than an application can read

  byte[] toBytes() {
    return ByteBuffer.allocate(2 * Byte.BYTES + 2 * Integer.BYTES + 2 * Long.BYTES)
        .put(FORMAT)
        .put(progress.code())
        .putInt(partition)
        .putInt(partitions)
        .putLong(time)
        .putLong(disorder)
        .array();
  }

  static Watermark of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte format = buffer.get();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "a watermark of format %d was written by a later version; upgrade this instance too"
              .formatted(format));
    }
    Progress progress = Progress.of(buffer.get());
    int partition = partitions(buffer.getInt());
    int partitions = partitions(buffer.getInt());
    return new Watermark(partition, partitions, progress, buffer.getLong(), buffer.getLong());
  }

  /**
   * A number or a count of partitions that was read.
   *
   * @throws IllegalStateException where it cannot be: a table has a row for each partition
   */
  static int partitions(int read) {
    if (read < 0 || read > MOST_PARTITIONS) {
      throw new IllegalStateException(
          "what is kept of source partitions is damaged: there cannot be %d".formatted(read));
    }
    return read;
  }
}
