package io.recurrence.forecast.network;

import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which weights a network serves with, by event time: those it began with, and others that take
 * over from a time on. A value of event time t is learned with the weights of the largest
 * activation time at or before t, so that who reads the same values by the same timeline gets the
 * same outputs.
 *
 * <p>One for all threads: what they see changes at once and as a whole. All weights have the
 * architecture of the first, so that the memories of all have one shape.
 */
public final class WeightSchedule {
  private volatile Known known;

  /** A weight schedule as it stood at a moment; nothing in it changes. */
  static final class Known {
    private final long[] from; // ascending; the first is the beginning of time
    private final Weights[] weights;

    private Known(SortedMap<Long, Weights> activations) {
      this.from = activations.keySet().stream().mapToLong(Long::longValue).toArray();
      this.weights = activations.values().toArray(Weights[]::new);
    }

    /** Those that serve at a time. */
    Weights at(long time) {
      int last = from.length - 1;
      while (last > 0 && from[last] > time) {
        last--;
      }
      return weights[last];
    }

    /** Those of a version, if they are known. */
    @Nullable Weights of(int checksum) {
      for (Weights each : weights) {
        if (each.checksum() == checksum) {
          return each;
        }
      }
      return null;
    }

    private SortedMap<Long, Weights> activations() {
      SortedMap<Long, Weights> activations = new TreeMap<>();
      for (int i = 0; i < from.length; i++) {
        activations.put(from[i], weights[i]);
      }
      return activations;
    }
  }

  /** A weight schedule of weights that serve from the beginning. */
  public WeightSchedule(Weights first) {
    SortedMap<Long, Weights> activations = new TreeMap<>();
    activations.put(Long.MIN_VALUE, first);
    this.known = new Known(activations);
  }

  Known known() {
    return known;
  }

  /** The weights that serve from the beginning. */
  public Weights first() {
    return known.weights[0];
  }

  /**
   * Schedules weights.
   *
   * @param time event time, in milliseconds since 1970, from which they serve; what was scheduled
   *     for the same time is replaced
   * @throws IllegalArgumentException where they are for a network of another architecture, and
   *     nothing has changed
   */
  public synchronized void schedule(long time, Weights weights) {
    if (!weights.architecture().equals(first().architecture())) {
      throw new IllegalArgumentException(
          "weights of a network %s cannot serve one of %s (type, layers x units, head); give it a pipeline of its own"
              .formatted(weights.shape(), first().shape()));
    }
    Weights same = known.of(weights.checksum());
    if (same != null && !Arrays.equals(same.values(), weights.values())) {
      throw new IllegalArgumentException(
          "other weights of version %s are known; train them again with another seed"
              .formatted(weights.version()));
    }
    SortedMap<Long, Weights> activations = known.activations();
    activations.put(time, same == null ? weights : same);
    known = new Known(activations);
  }

  /**
   * Takes back what was scheduled for a time.
   *
   * @return whether anything was
   */
  public synchronized boolean withdraw(long time) {
    SortedMap<Long, Weights> activations = known.activations();
    boolean found = time != Long.MIN_VALUE && activations.remove(time) != null;
    known = new Known(activations);
    return found;
  }

  /** What has been scheduled, by the time from which it serves. */
  public SortedMap<Instant, Weights> scheduled() {
    SortedMap<Instant, Weights> scheduled = new TreeMap<>();
    Known now = known;
    for (int i = 1; i < now.from.length; i++) {
      scheduled.put(Instant.ofEpochMilli(now.from[i]), now.weights[i]);
    }
    return scheduled;
  }
}
