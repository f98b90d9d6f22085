package io.recurrence.streams;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Feedback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance windows and mutes of a task, kept in a store:
 *
 * <pre>
 *  key : format, byte | kind, byte | from : int64 | series, in UTF-8
 *  value : to : int64
 * </pre>
 *
 * A window is known by its kind, its series and its begin: what is said of it again replaces its
 * end.
 */
final class FeedbackWindows {
  /** How many there can be at a time; each record is held against all. */
  static final int MOST = 1000;

  /** How long after its end a window is kept, for records that come late. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final byte FORMAT = 1;
  private static final byte MAINTENANCE = 1;
  private static final byte MUTE = 2;
  private static final int SERIES = 2 * Byte.BYTES + Long.BYTES; // where it begins

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Feedback> windows = new LinkedHashMap<>();

  /** The windows that a store has. */
  FeedbackWindows(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(each -> windows.put(each.key, read(each.key.get(), each.value)));
    }
  }

  private static Bytes key(Feedback window) {
    byte[] series = window.series().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(SERIES + series.length)
            .put(FORMAT)
            .put(window.kind() == Feedback.Kind.MAINTENANCE ? MAINTENANCE : MUTE)
            .putLong(window.from())
            .put(series)
            .array());
  }

  private static Feedback read(byte[] key, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(key);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "feedback of format %d was stored by a later version; upgrade this instance too"
              .formatted(format));
    }
    Feedback.Kind kind = in.get() == MAINTENANCE ? Feedback.Kind.MAINTENANCE : Feedback.Kind.MUTE;
    long from = in.getLong();
    String series = StandardCharsets.UTF_8.decode(in).toString();
    return new Feedback(kind, series, from, ByteBuffer.wrap(value).getLong());
  }

  /**
   * Takes a window, and leaves out those that are long over.
   *
   * @param said when it was said, in milliseconds since 1970
   * @throws BadRecordException where there are too many
   */
  void add(Feedback window, long said) throws BadRecordException {
    windows
        .entrySet()
        .removeIf(
            each -> {
              boolean over = each.getValue().to() < said - KEPT.toMillis();
              if (over) {
                store.delete(each.getKey());
              }
              return over;
            });
    Bytes key = key(window);
    if (windows.size() >= MOST && !windows.containsKey(key)) {
      throw new BadRecordException(
          Reason.BAD_FEEDBACK,
          "there are %d maintenance windows and mutes already; say more with one pattern"
              .formatted(MOST));
    }
    windows.put(key, window);
    store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(window.to()).array());
  }

  /** Whether a time of a series is one of maintenance. */
  boolean maintenance(String series, long time) {
    return !windows.isEmpty() && covering(Feedback.Kind.MAINTENANCE, series, time) != null;
  }

  /** The mute of a series at a time, the longest of several; null where there is none. */
  @Nullable Feedback mute(String series, long time) {
    return windows.isEmpty() ? null : covering(Feedback.Kind.MUTE, series, time);
  }

  /**
   * The end of the last window that covers a time of a series; {@link Long#MIN_VALUE} where there
   * is none.
   */
  long quietUntil(String series, long time) {
    long until = Long.MIN_VALUE;
    if (!windows.isEmpty()) {
      for (Feedback.Kind kind :
          new Feedback.Kind[] {Feedback.Kind.MAINTENANCE, Feedback.Kind.MUTE}) {
        Feedback window = covering(kind, series, time);
        until = window == null ? until : Math.max(until, window.to());
      }
    }
    return until;
  }

  private @Nullable Feedback covering(Feedback.Kind kind, String series, long time) {
    Feedback longest = null;
    for (Feedback window : windows.values()) {
      if (window.kind() == kind
          && window.from() <= time
          && time < window.to()
          && (longest == null || window.to() > longest.to())
          && window.concerns(series)) {
        longest = window;
      }
    }
    return longest;
  }
}
