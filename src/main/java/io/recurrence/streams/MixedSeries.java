package io.recurrence.streams;

import java.util.Arrays;

/**
 * Notices series that have several values at one time, as they do where their name lacks a label
 * that tells them apart: the host, but not the core. Remembers the last value of as many series as
 * fit, by hash: it is for a warning, not for content.
 */
final class MixedSeries {
  private static final int SLOTS = 1 << 10;
  private static final int WEIGHT = 4; // a conflict counts as much as so many values without one
  private static final int MAX_CONFLICTS = 40; // ten conflicts in a row

  private final int[] series = new int[SLOTS]; // hash of the name
  private final long[] times = new long[SLOTS];
  private final double[] values = new double[SLOTS];
  private final byte[] conflicts = new byte[SLOTS];
  private double other;
  private boolean often;

  MixedSeries() {
    Arrays.fill(times, -1);
  }

  /** Takes a value; whether its series has had another one at the same time. */
  boolean conflicts(byte[] name, long time, double value) {
    int hash = Arrays.hashCode(name);
    int slot = hash & (SLOTS - 1);
    boolean known = series[slot] == hash && times[slot] >= 0;
    boolean conflict = known && times[slot] == time && values[slot] != value;
    other = values[slot];
    int count = known ? conflicts[slot] + (conflict ? WEIGHT : -1) : 0;
    often = conflict && count >= MAX_CONFLICTS;
    conflicts[slot] = (byte) Math.max(0, Math.min(count, MAX_CONFLICTS));
    series[slot] = hash;
    times[slot] = time;
    values[slot] = value;
    return conflict;
  }

  /** The value that the last one was in conflict with. */
  double other() {
    return other;
  }

  /** Whether the last value was one of many in conflict. */
  boolean often() {
    return often;
  }
}
