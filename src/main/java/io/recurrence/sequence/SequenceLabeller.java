package io.recurrence.sequence;

import io.recurrence.core.Recurrence;

/**
 * A recurrence that gives each record of a sequence a label: many to many, aligned. The label of a
 * record may be known a few records late, when what follows has been seen.
 */
public interface SequenceLabeller extends Recurrence {

  /** C, how many numbers a record has. */
  int inputs();

  /** How many labels, at least 2. */
  int labels();

  /** L: after record t the label of record t - L is read; nothing is while t &lt; L. */
  int lag();

  /**
   * {@code h <- f(h, x)}.
   *
   * @param h modified in place
   * @param x C finite numbers
   */
  void step(double[] h, double[] x);

  /**
   * Writes {@code p[k] = P(label of the record L before the newest = k | h)}. Reads only.
   *
   * @param p of length {@link #labels()}; on return all are non-negative and sum to 1, up to
   *     rounding
   */
  void label(double[] h, double[] p);
}
