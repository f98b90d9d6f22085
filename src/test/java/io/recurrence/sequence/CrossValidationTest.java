package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.symbol.SymbolWeights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final Labelled MOTIONS = MadeSequences.MOTIONS.make(5, 1);
  private static final ClassifierSettings SMALL =
      new ClassifierSettings(30, GatedCell.GRU, 4, false, 10);

  @Test
  void modelsAreExaminedOnWhatTheyHaveNotLearnedFrom() {
    int[] folds = new int[1];
    Map<ClassifierModel, ClassifierExam> exams =
        new CrossValidation(MOTIONS, SMALL, 4, 1).run(() -> folds[0]++);
    assertThat(folds[0]).isEqualTo(4);
    assertThat(exams).containsOnlyKeys(ClassifierModel.values());
    double right = exams.get(ClassifierModel.RESERVOIR).right();
    assertThat(right).isBetween(0.6, 1.0);
    assertThat(right * 20).isEqualTo(Math.rint(right * 20), within(1e-9)); // each sequence once
  }

  /** Sequences with a class at random can be learned by heart, and then say nothing of others. */
  @Test
  void noiseIsNotBetterThanChance() {
    double[][][] sequences = MadeSequences.MOTIONS.make(10, 3).sequences();
    int[] of = new int[40];
    for (int i = 0; i < 40; i++) {
      of[i] = i * 7 / 3 % 2;
    }
    Labelled noise = new Labelled(List.of("a", "b"), sequences, of);
    Map<ClassifierModel, ClassifierExam> exams =
        new CrossValidation(noise, SMALL, 5, 1).run(() -> {});
    exams.forEach((model, exam) -> assertThat(exam.right()).isBetween(0.2, 0.75));
  }

  @Test
  void theBestIsMostOftenRightAndThenThatWhoseProbabilitiesCostLeast() {
    Map<ClassifierModel, ClassifierExam> exams = new EnumMap<>(ClassifierModel.class);
    exams.put(ClassifierModel.RESERVOIR, new ClassifierExam(0.9, 0, 0, 0.2));
    exams.put(ClassifierModel.NETWORK, new ClassifierExam(0.8, 1, 1, 0.1));
    assertThat(CrossValidation.best(exams)).isEqualTo(ClassifierModel.RESERVOIR);
    exams.put(ClassifierModel.MEAN, new ClassifierExam(0.9, 0, 0, 0.1));
    assertThat(CrossValidation.best(exams)).isEqualTo(ClassifierModel.MEAN);
  }

  @Test
  void oneSequenceCannotBeDivided() {
    Labelled one = new Labelled(List.of("a", "b"), new double[1][3][1], new int[1]);
    assertThatThrownBy(() -> new CrossValidation(one, SMALL, 5, 1))
        .hasMessage("one sequence cannot be divided into folds");
  }

  @Test
  void theMeanIsThatOfBothAndIsWrittenAsOneFile() {
    Labelled vowels = MadeSequences.VOWELS.make(3, 1);
    ReservoirClassifier reservoir = ReservoirClassifier.learn(vowels, 10, 1);
    RecurrentClassifier network = RecurrentClassifier.learn(vowels, SMALL, 1);
    MeanClassifier mean = new MeanClassifier(reservoir, network);
    double[] p = new double[9];
    double[] q = new double[9];
    double[] r = new double[9];
    double[] h = new double[mean.size()];
    double[] first = new double[reservoir.size()];
    double[] second = new double[network.size()];
    for (double[] x : vowels.sequences()[3]) {
      mean.step(h, x);
      reservoir.step(first, x);
      network.step(second, x);
    }
    mean.whole(h, p);
    reservoir.whole(first, q);
    network.whole(second, r);
    for (int k = 0; k < 9; k++) {
      assertThat(p[k]).isEqualTo((q[k] + r[k]) / 2, within(1e-15));
    }
    SymbolWeights weights = SymbolWeights.of(mean.weights(Map.of()).toBytes(), "it");
    RecurrentClassifierTest.assertSame(mean, SequenceClassifier.of(weights, "it"));
    int[] sizes = weights.sizes(MeanClassifier.KIND, 21, 1, "it");
    sizes[0] = weights.values().length + 1;
    SymbolWeights bad =
        new SymbolWeights(
            MeanClassifier.KIND, sizes, List.of(weights.alphabet(0)), Map.of(), weights.values());
    assertThatThrownBy(() -> MeanClassifier.of(bad, "it"))
        .hasMessageContaining("of them are of its first part");
    RecurrentClassifier other = RecurrentClassifier.learn(MOTIONS, SMALL, 1);
    assertThatThrownBy(() -> new MeanClassifier(reservoir, other))
        .hasMessageContaining("other classes or channels");
  }
}
