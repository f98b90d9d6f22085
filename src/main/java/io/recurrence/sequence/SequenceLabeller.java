package io.recurrence.sequence;

import io.recurrence.core.Recurrence;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.Map;

/**
 * A recurrence that gives each record of a sequence a label: many to many, aligned. The label of a
 * record may be known a few records late, when what follows has been seen.
 */
public interface SequenceLabeller extends Recurrence {

  /**
   * The labeller that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are not of a labeller, or do not fit their sizes
   */
  static SequenceLabeller of(SymbolWeights weights, String name) {
    return weights.kind().equals(WindowLabeller.KIND)
        ? WindowLabeller.of(weights, name)
        : DelayedLabeller.of(weights, name);
  }

  /** Its weights, with what is known of the training. */
  SymbolWeights weights(Map<String, String> provenance);

  /** C, how many numbers a record has. */
  int inputs();

  /** The names of the labels, in the order of their index; at least 2. */
  List<String> names();

  /** How many labels. */
  default int labels() {
    return names().size();
  }

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
