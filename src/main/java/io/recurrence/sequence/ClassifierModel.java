package io.recurrence.sequence;

/** The ways to classify whole sequences. */
public enum ClassifierModel {
  RESERVOIR {
    @Override
    public SequenceClassifier learn(Labelled examples, ClassifierSettings settings, long seed) {
      return ReservoirClassifier.learn(examples, settings.units(), seed);
    }
  },
  NETWORK {
    @Override
    public SequenceClassifier learn(Labelled examples, ClassifierSettings settings, long seed) {
      return RecurrentClassifier.learn(examples, settings, seed);
    }
  },
  MEAN {
    @Override
    public SequenceClassifier learn(Labelled examples, ClassifierSettings settings, long seed) {
      return new MeanClassifier(
          ReservoirClassifier.learn(examples, settings.units(), seed),
          RecurrentClassifier.learn(examples, settings, seed));
    }
  };

  /**
   * Learns from sequences.
   *
   * @param seed decides what is drawn at random
   */
  public abstract SequenceClassifier learn(
      Labelled examples, ClassifierSettings settings, long seed);
}
