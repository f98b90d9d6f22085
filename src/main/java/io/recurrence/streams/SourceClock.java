package io.recurrence.streams;

import io.recurrence.streams.Watermark.Progress;
import java.util.concurrent.CompletableFuture;

/**
 * Follows one source partition for its route task, and says at intervals of the wall clock how far
 * it has been read. The wall clock decides when that is said; what follows from it is decided by
 * the record that says it.
 */
final class SourceClock {
  /**
   * A partition that has an end not reached, but gave nothing for so long, is waited for no more.
   */
  static final long STALLED_MILLIS = 60_000;

  /** Intervals without a record, after which each fifth is used. */
  private static final long QUIET = 3_000;

  private static final long WATERMARKS_PER_SECOND = 2_000; // of all partitions together, about

  private final SourcePositions positions;
  private final String topic;
  private final int partition;
  private long processed = -1;
  private long time = Long.MIN_VALUE;
  private long disorder;
  private CompletableFuture<Long> end =
      CompletableFuture.completedFuture(SourcePositions.UNKNOWN); // when the last one was written
  private long moved; // when the last record came, by the wall clock
  private long written;
  private long quiet;
  private boolean begun;

  SourceClock(SourcePositions positions, String topic, int partition, long now) {
    this.positions = positions;
    this.topic = topic;
    this.partition = partition;
    this.moved = now;
  }

  /** Notes a record, before it is forwarded. */
  void passed(long offset, long now) {
    processed = offset;
    moved = now;
    quiet = 0;
  }

  /**
   * Notes the event time of a record; one that will be refused, as later than the latest, does not
   * count.
   */
  void event(long eventTime, long latest) {
    if (eventTime < 0 || eventTime > latest) {
      return;
    }
    if (eventTime < time) {
      disorder = Math.max(disorder, time - eventTime);
    } else {
      time = eventTime;
    }
  }

  /** Whether there are other partitions, and no watermark has been written yet. */
  boolean begins() {
    return !begun && positions.partitions() > 1;
  }

  /** The numbers of the partitions have changed: it begins anew, but knows what it has read. */
  void restart() {
    begun = false;
  }

  Watermark begin() {
    begun = true;
    return watermark(Progress.BEGINS);
  }

  /** Whether it is time for the next watermark. */
  boolean due(long now) {
    if (!begun) {
      return false;
    }
    long partitions = positions.partitions();
    if (now - written < 1000 * partitions * partitions / WATERMARKS_PER_SECOND) {
      return false;
    }
    quiet++;
    return quiet <= QUIET || quiet % 5 == 0;
  }

  /** The next watermark. */
  Watermark next(long now) {
    long reached = end.getNow(SourcePositions.UNKNOWN);
    boolean current =
        (reached != SourcePositions.UNKNOWN
                && positions.next(topic, partition, processed) >= reached)
            || now - moved >= STALLED_MILLIS;
    Watermark watermark = watermark(current ? Progress.CURRENT : Progress.BEHIND);
    written = now;
    end = positions.end(topic, partition);
    if (current) {
      disorder = 0;
    }
    return watermark;
  }

  private Watermark watermark(Progress progress) {
    return new Watermark(
        positions.index(topic, partition), positions.partitions(), progress, time, disorder);
  }
}
