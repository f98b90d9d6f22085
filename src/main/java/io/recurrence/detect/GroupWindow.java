package io.recurrence.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The evidence of the last while of event time, as sums by its parts: a part leaves as a whole once
 * it is too old, so that nothing drifts and a record costs the same however many there are.
 */
final class GroupWindow {
  static final int PARTS = 6;
  static final int BYTES = Long.BYTES + 3 * PARTS * Double.BYTES;
  private static final long NONE = Long.MIN_VALUE;

  private final long millis; // of a part
  private long newest = NONE; // part, counted from 1970
  private final double[] terms = new double[PARTS]; // weighted sums, by part
  private final double[] weights = new double[PARTS];
  private final double[] evidence = new double[PARTS]; // of terms above 0 alone

  GroupWindow(long millis) {
    this.millis = Math.max(1, millis / PARTS);
  }

  /** When its newest part began, in milliseconds since 1970; {@link Long#MIN_VALUE} at first. */
  long newest() {
    return newest == NONE ? NONE : newest * millis;
  }

  /** How long it is, in milliseconds. */
  long millis() {
    return millis * PARTS;
  }

  /**
   * Moves on to a time.
   *
   * @return the parts that have become empty by it, from the number of the first; none where the
   *     time is not newer
   */
  boolean[] advance(long time) {
    boolean[] emptied = new boolean[PARTS];
    long part = Math.floorDiv(time, millis);
    if (newest != NONE && part <= newest) {
      return emptied;
    }
    long from = newest == NONE ? part - PARTS : Math.max(newest, part - PARTS);
    for (long each = from + 1; each <= part; each++) {
      int i = (int) Math.floorMod(each, (long) PARTS);
      terms[i] = weights[i] = evidence[i] = 0;
      emptied[i] = true;
    }
    newest = part;
    return emptied;
  }

  /** Which part a time lies in; -1 where it is too old. */
  int part(long time) {
    long part = Math.floorDiv(time, millis);
    return part <= newest - PARTS ? -1 : (int) Math.floorMod(part, (long) PARTS);
  }

  /** Adds a term to a part. */
  void add(int part, double term, double weight) {
    terms[part] += weight * term;
    weights[part] += weight;
    evidence[part] += weight * Math.max(0, term);
  }

  /** The probability of all that is in it; 1 where nothing is. */
  double p() {
    double weight = Arrays.stream(weights).sum();
    return weight == 0 ? 1 : CauchyCombination.p(Arrays.stream(terms).sum() / weight);
  }

  /** The sum of what speaks against that all is well. */
  double evidence() {
    return Arrays.stream(evidence).sum();
  }

  void write(ByteBuffer out) {
    out.putLong(newest);
    for (int i = 0; i < PARTS; i++) {
      out.putDouble(terms[i]).putDouble(weights[i]).putDouble(evidence[i]);
    }
  }

  void read(ByteBuffer in) {
    newest = in.getLong();
    for (int i = 0; i < PARTS; i++) {
      terms[i] = in.getDouble();
      weights[i] = in.getDouble();
      evidence[i] = in.getDouble();
    }
  }
}
