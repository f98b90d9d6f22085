package io.recurrence.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Measures a group of consumers between two of its commits, so that no work falls outside. */
final class WindowTimer {
  private static final long NOTICE_NANOS = 5_000_000; // how soon a commit is noticed
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Cluster cluster;
  private final String group;
  private final long total;
  private final LongSupplier cpu;
  private final LongSupplier allocated;

  /** Where a run stands. */
  record Mark(long committed, long nanos, long appNanos, long brokerNanos, long allocated) {}

  /** What lies between two commits, and how many commits were seen on the way. */
  record Lap(Mark start, Mark end, int commits) {
    long events() {
      return end.committed - start.committed;
    }

    double seconds() {
      return (end.nanos - start.nanos) / 1e9;
    }

    double rate() {
      return events() / seconds();
    }

    double appMicros() {
      return (end.appNanos - start.appNanos) / 1e3 / events();
    }

    double brokerMicros() {
      return (end.brokerNanos - start.brokerNanos) / 1e3 / events();
    }

    double allocated() {
      return (double) (end.allocated - start.allocated) / events();
    }
  }

  /**
   * A watch of a group.
   *
   * @param total records of its input
   * @param cpu nanoseconds of CPU time of the group's processes
   * @param allocated bytes by its stream threads
   */
  WindowTimer(Cluster cluster, String group, long total, LongSupplier cpu, LongSupplier allocated) {
    this.cluster = cluster;
    this.group = group;
    this.total = total;
    this.cpu = cpu;
    this.allocated = allocated;
  }

  /**
   * A lap of at least {@code window}, once {@code warm} has passed since the first commit and
   * {@code first} records are committed.
   *
   * @throws IllegalStateException where the input ends before
   */
  Lap lap(long first, Duration warm, Duration window) {
    Mark begun = await(1, Long.MIN_VALUE);
    Mark start = await(Math.max(first, begun.committed + 1), begun.nanos + warm.toNanos());
    Mark end = start;
    int commits = 0;
    while (end.nanos - start.nanos < window.toNanos() && end.committed < total) {
      end = await(end.committed + 1, Long.MIN_VALUE);
      commits++;
    }
    if (commits < 2) {
      throw new IllegalStateException(
          "the input ended before " + group + " was warm: give more records");
    }
    return new Lap(start, end, commits);
  }

  /**
   * Waits for the first commit at {@code committed} or behind that is seen after {@code after}, or
   * for the end of the input.
   */
  Mark await(long committed, long after) {
    Mark mark = mark();
    long since = mark.nanos;
    long last = mark.committed;
    while (mark.committed < total && (mark.committed < committed || mark.nanos < after)) {
      if (mark.nanos - since > PATIENCE_NANOS) {
        throw new IllegalStateException(group + " has committed nothing new for a minute");
      }
      LockSupport.parkNanos(NOTICE_NANOS);
      mark = mark();
      if (mark.committed > last) {
        last = mark.committed;
        since = mark.nanos;
      }
    }
    return mark;
  }

  private Mark mark() {
    return new Mark(
        cluster.committed(group),
        System.nanoTime(),
        cpu.getAsLong(),
        cluster.nanos(),
        allocated.getAsLong());
  }
}
