package io.recurrence.sequence;

/**
 * Sizes of classifiers and how long they learn.
 *
 * @param units of the reservoir
 * @param cell of the network
 * @param hidden units of the network, each way
 * @param bothWays whether the network reads a sequence that has ended from its end, too
 * @param updates of the network's weights, of 8 sequences each
 */
public record ClassifierSettings(
    int units, GatedCell cell, int hidden, boolean bothWays, int updates) {
  /** Chosen by cross-validation inside training parts of public sets. */
  public static final ClassifierSettings DEFAULT =
      new ClassifierSettings(ReservoirClassifier.UNITS, GatedCell.GRU, 32, true, 1500);
}
