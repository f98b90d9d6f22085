package io.recurrence.sequence;

/**
 * How well a classifier does on sequences that it has not learned from.
 *
 * @param right share of sequences whose most probable class is theirs, at their end
 * @param half the same after half of their records
 * @param quarter the same after a quarter
 * @param entropy mean of {@code -ln p} of the class that is theirs, at their end
 */
public record ClassifierExam(double right, double half, double quarter, double entropy) {

  /** Classifies each sequence, and compares. */
  public static ClassifierExam of(SequenceClassifier classifier, Labelled sequences) {
    double[] p = new double[classifier.classes()];
    int n = sequences.of().length;
    double right = 0;
    double half = 0;
    double quarter = 0;
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      double[][] sequence = sequences.sequences()[i];
      int is = sequences.of()[i];
      double[] h = new double[classifier.size()];
      classifier.start(h);
      for (int t = 0; t < sequence.length; t++) {
        classifier.step(h, sequence[t]);
        classifier.soFar(h, p);
        half += t + 1 == (sequence.length + 1) / 2 && Readout.likeliest(p) == is ? 1 : 0;
        quarter += t + 1 == (sequence.length + 3) / 4 && Readout.likeliest(p) == is ? 1 : 0;
      }
      classifier.whole(h, p);
      right += Readout.likeliest(p) == is ? 1 : 0;
      entropy -= StrictMath.log(p[is]);
    }
    return new ClassifierExam(right / n, half / n, quarter / n, entropy / n);
  }

  ClassifierExam times(double share) {
    return new ClassifierExam(share * right, share * half, share * quarter, share * entropy);
  }

  ClassifierExam plus(ClassifierExam other) {
    return new ClassifierExam(
        right + other.right, half + other.half, quarter + other.quarter, entropy + other.entropy);
  }
}
