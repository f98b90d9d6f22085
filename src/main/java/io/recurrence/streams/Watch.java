package io.recurrence.streams;

import io.recurrence.core.Calendar;
import io.recurrence.spec.StatePolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Notices series from which nothing comes any more. Time is that of the records of the partition,
 * cut into buckets: what has become silent or idle is told when a record opens a new bucket, so
 * that a replay tells the same at the same record. The bucket is kept in a store; who was seen when
 * is read from the states when a task starts.
 */
final class Watch {
  private static final int BUCKETS = 10; // per waiting time
  private static final Bytes NOW = Bytes.wrap(new byte[] {0});

  /** Receives a series that has fallen silent, and the time since which it is. */
  interface Silent {
    void accept(String series, long since);
  }

  private record Deadline(long time, Bytes series) {}

  private final Calendar calendar;
  private final long silence; // of open time
  private final long idle;
  private final long bucketMillis;
  private final @Nullable KeyValueStore<Bytes, Long> clock; // null where nothing is watched
  private final Map<Bytes, Long> lastTimes = new HashMap<>();
  private final Set<Bytes> reported = new HashSet<>(); // series that are silent and have been told
  private final PriorityQueue<Deadline> silences =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::time));
  private final PriorityQueue<Deadline> idles =
      new PriorityQueue<>(Comparator.comparingLong(Deadline::time));
  private long bucket = Long.MIN_VALUE;

  private Watch(StatePolicy policy, Calendar calendar, @Nullable KeyValueStore<Bytes, Long> clock) {
    this.calendar = calendar;
    this.silence = policy.silence().toMillis();
    this.idle = policy.idle().toMillis();
    long shortest =
        Math.min(silence == 0 ? Long.MAX_VALUE : silence, idle == 0 ? Long.MAX_VALUE : idle);
    this.bucketMillis = Math.max(1, shortest / BUCKETS);
    this.clock = clock;
  }

  /** Whether a policy asks for a watch at all. */
  static boolean needed(StatePolicy policy) {
    return !policy.silence().isZero() || !policy.idle().isZero();
  }

  static Watch of(
      StatePolicy policy, Calendar calendar, ProcessorContext<?, ?> context, States states) {
    if (!needed(policy)) {
      return new Watch(policy, calendar, null);
    }
    KeyValueStore<Bytes, Long> clock = context.getStateStore(Topologies.CLOCK);
    Watch watch = new Watch(policy, calendar, clock);
    Long bucket = clock.get(NOW);
    watch.bucket = bucket == null ? Long.MIN_VALUE : bucket;
    try (KeyValueIterator<Bytes, byte[]> all = states.store().all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        watch.seen(entry.key, states.read(entry.key, entry.value, new Journal()).time());
      }
    }
    return watch;
  }

  /** Notes the last time of a series. */
  void seen(Bytes series, long time) {
    if (clock == null) {
      return;
    }
    boolean known = lastTimes.put(series, time) != null;
    if (idle > 0 && !known) {
      idles.add(new Deadline(time + idle, series));
    }
    if (silence > 0 && (!known || reported.remove(series))) {
      Deadline deadline = new Deadline(silentFrom(time), series);
      if (deadline.time < now()) {
        reported.add(series);
      } else {
        silences.add(deadline);
      }
    }
  }

  private long silentFrom(long last) {
    return calendar.time(calendar.open(last) + silence);
  }

  private long now() {
    return bucket == Long.MIN_VALUE ? Long.MIN_VALUE : bucket * bucketMillis;
  }

  /** Moves the time of the partition on, and tells what that makes silent or idle. */
  void advance(long time, Silent silent, Consumer<Bytes> forget) {
    long opened = Math.floorDiv(time, bucketMillis);
    if (clock == null || opened <= bucket) {
      return;
    }
    bucket = opened;
    clock.put(NOW, opened);
    for (Deadline due : expired(silences, this::silentFrom)) {
      reported.add(due.series);
      silent.accept(new String(due.series.get(), StandardCharsets.UTF_8), due.time);
    }
    for (Deadline due : expired(idles, last -> last + idle)) {
      lastTimes.remove(due.series);
      reported.remove(due.series);
      forget.accept(due.series);
    }
  }

  /** Takes out what is due; a series seen since its deadline was set gets a new one. */
  private List<Deadline> expired(PriorityQueue<Deadline> queue, LongUnaryOperator until) {
    List<Deadline> due = new ArrayList<>();
    while (!queue.isEmpty() && queue.peek().time < now()) {
      Deadline deadline = queue.remove();
      Long last = lastTimes.get(deadline.series);
      if (last == null) {
        continue;
      }
      Deadline current = new Deadline(until.applyAsLong(last), deadline.series);
      if (current.time < now()) {
        due.add(current);
      } else {
        queue.add(current);
      }
    }
    due.sort(Comparator.comparingLong(Deadline::time).thenComparing(Deadline::series));
    return due;
  }
}
