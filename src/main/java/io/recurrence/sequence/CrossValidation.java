package io.recurrence.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Examines each {@link ClassifierModel} on sequences that it has not learned from, inside one set:
 * the set is dealt into folds, class by class, and each fold is examined by what was learned from
 * the others (Stone, 1974).
 */
public final class CrossValidation {
  /** Folds where nothing else is asked for. */
  public static final int FOLDS = 5;

  private final Labelled set;
  private final ClassifierSettings settings;
  private final int folds;
  private final long seed;
  private final int[] fold; // of each sequence

  /**
   * @param folds at least 2; no more than there are sequences are made
   * @throws IllegalArgumentException where there are fewer than 2 sequences
   */
  public CrossValidation(Labelled set, ClassifierSettings settings, int folds, long seed) {
    if (set.of().length < 2) {
      throw new IllegalArgumentException("one sequence cannot be divided into folds");
    }
    this.set = set;
    this.settings = settings;
    this.folds = Math.min(folds, set.of().length);
    this.seed = seed;
    this.fold = deal();
  }

  /** Each class in a random order, one after the other, so that folds have about equal shares. */
  private int[] deal() {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < set.classes().size(); k++) {
      int first = order.size();
      for (int i = 0; i < set.of().length; i++) {
        if (set.of()[i] == k) {
          order.add(first + random.nextInt(order.size() - first + 1), i);
        }
      }
    }
    int[] dealt = new int[order.size()];
    for (int n = 0; n < dealt.length; n++) {
      dealt[order.get(n)] = n % folds;
    }
    return dealt;
  }

  /** How many folds. */
  public int folds() {
    return folds;
  }

  /**
   * Learns and examines as often as there are folds.
   *
   * @param done is called after each fold
   */
  public Map<ClassifierModel, ClassifierExam> run(Runnable done) {
    Map<ClassifierModel, ClassifierExam> exams = new EnumMap<>(ClassifierModel.class);
    for (int each = 0; each < folds; each++) {
      Labelled others = part(each, false);
      Labelled left = part(each, true);
      ReservoirClassifier reservoir = ReservoirClassifier.learn(others, settings.units(), seed);
      RecurrentClassifier network = RecurrentClassifier.learn(others, settings, seed);
      double share = (double) left.of().length / set.of().length;
      add(exams, ClassifierModel.RESERVOIR, reservoir, left, share);
      add(exams, ClassifierModel.NETWORK, network, left, share);
      add(exams, ClassifierModel.MEAN, new MeanClassifier(reservoir, network), left, share);
      done.run();
    }
    return exams;
  }

  private static void add(
      Map<ClassifierModel, ClassifierExam> exams,
      ClassifierModel model,
      SequenceClassifier classifier,
      Labelled left,
      double share) {
    exams.merge(model, ClassifierExam.of(classifier, left).times(share), ClassifierExam::plus);
  }

  private Labelled part(int each, boolean in) {
    List<double[][]> sequences = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    for (int i = 0; i < fold.length; i++) {
      if ((fold[i] == each) == in) {
        sequences.add(set.sequences()[i]);
        of.add(set.of()[i]);
      }
    }
    return new Labelled(
        set.classes(),
        sequences.toArray(double[][][]::new),
        of.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The model that is most often right; of several, the one whose probabilities cost least. */
  public static ClassifierModel best(Map<ClassifierModel, ClassifierExam> exams) {
    Comparator<Map.Entry<ClassifierModel, ClassifierExam>> order =
        Comparator.comparingLong(
            entry -> -Math.round(entry.getValue().right() * 1e9)); // sums round
    return exams.entrySet().stream()
        .min(order.thenComparingDouble(entry -> entry.getValue().entropy()))
        .orElseThrow()
        .getKey();
  }
}
