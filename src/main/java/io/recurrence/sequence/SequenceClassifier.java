package io.recurrence.sequence;

import io.recurrence.core.Recurrence;
import java.util.List;

/**
 * A recurrence over the records of one sequence, from which the class of the whole can be read:
 * many to one. A new sequence begins with a new {@code h}.
 */
public interface SequenceClassifier extends Recurrence {

  /** C, how many numbers a record has. */
  int inputs();

  /** The names of the classes, in the order of their index; at least 2. */
  List<String> names();

  /** How many classes. */
  default int classes() {
    return names().size();
  }

  /**
   * {@code h <- f(h, x)}.
   *
   * @param h modified in place
   * @param x C numbers; one that is not finite counts as no change of its channel
   */
  void step(double[] h, double[] x);

  /**
   * Writes {@code p[k] = P(class of the sequence = k | the records so far)}, where more are to
   * come: an early decision. Reads only.
   *
   * @param p of length {@link #classes()}; on return all are positive and sum to 1, up to rounding
   */
  void soFar(double[] h, double[] p);

  /** The same for a sequence that has ended. */
  void whole(double[] h, double[] p);
}
