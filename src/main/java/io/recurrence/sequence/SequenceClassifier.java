package io.recurrence.sequence;

import io.recurrence.core.Recurrence;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.Map;

/**
 * A recurrence over the records of one sequence, from which the class of the whole can be read:
 * many to one. A new sequence begins with a new {@code h}.
 */
public interface SequenceClassifier extends Recurrence {

  /**
   * The classifier that weights are of.
   *
   * @param name of the weights, for messages
   * @throws IllegalArgumentException where they are not of a classifier, or do not fit their sizes
   */
  static SequenceClassifier of(SymbolWeights weights, String name) {
    return switch (weights.kind()) {
      case RecurrentClassifier.KIND -> RecurrentClassifier.of(weights, name);
      case MeanClassifier.KIND -> MeanClassifier.of(weights, name);
      default -> ReservoirClassifier.of(weights, name);
    };
  }

  /** Its weights, with what is known of the training. */
  SymbolWeights weights(Map<String, String> provenance);

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
