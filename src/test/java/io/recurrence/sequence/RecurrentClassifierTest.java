package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecurrentClassifierTest {
  private static final Labelled VOWELS = MadeSequences.VOWELS.make(3, 1);

  private static ClassifierSettings small(GatedCell cell, boolean bothWays, int updates) {
    return new ClassifierSettings(10, cell, 4, bothWays, updates);
  }

  /** Of two pulses, the larger one first or last; pooled values are the same for both. */
  private static Labelled order(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][][] sequences = new double[n][][];
    int[] of = new int[n];
    for (int i = 0; i < n; i++) {
      of[i] = i % 2;
      sequences[i] = new double[10 + random.nextInt(5)][1];
      int first = 1 + random.nextInt(3);
      int second = 6 + random.nextInt(3);
      sequences[i][first][0] = of[i] == 0 ? 2 : 1;
      sequences[i][second][0] = of[i] == 0 ? 1 : 2;
    }
    return new Labelled(List.of("falls", "rises"), sequences, of);
  }

  @Test
  void theOrderOfWhatComesIsLearned() {
    for (GatedCell cell : GatedCell.values()) {
      RecurrentClassifier classifier =
          RecurrentClassifier.learn(order(60, 1), small(cell, true, 400), 1);
      ClassifierExam exam = ClassifierExam.of(classifier, order(100, 2));
      assertThat(exam.right()).as(cell.name()).isGreaterThanOrEqualTo(0.95);
      assertThat(exam.quarter()).isLessThan(0.95);
    }
  }

  @Test
  void aFileGivesTheSameClassifierBack() {
    for (boolean bothWays : new boolean[] {false, true}) {
      RecurrentClassifier classifier =
          RecurrentClassifier.learn(VOWELS, small(GatedCell.LSTM, bothWays, 5), 1);
      SymbolWeights weights =
          SymbolWeights.of(classifier.weights(Map.of("seed", "1")).toBytes(), "it");
      assertSame(classifier, SequenceClassifier.of(weights, "it"));
    }
  }

  static void assertSame(SequenceClassifier classifier, SequenceClassifier read) {
    assertThat(read.names()).isEqualTo(classifier.names());
    double[] p = new double[classifier.classes()];
    double[] q = new double[p.length];
    double[] h = new double[classifier.size()];
    double[] g = new double[read.size()];
    for (double[] x : VOWELS.sequences()[3]) {
      classifier.step(h, x);
      read.step(g, x);
      classifier.soFar(h, p);
      read.soFar(g, q);
      assertThat(q).containsExactly(p);
    }
    classifier.whole(h, p);
    read.whole(g, q);
    assertThat(q).containsExactly(p);
    assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-12));
    assertThat(Arrays.stream(p).min().orElseThrow()).isPositive();
  }

  /** 120 records of a sequence are 40 steps of 3. */
  @Test
  void aStepIsTheMeanOfItsRecords() {
    double[][][] fine = new double[2][120][1];
    double[][][] coarse = new double[2][40][1];
    for (int i = 0; i < 2; i++) {
      for (int t = 0; t < 120; t++) {
        fine[i][t][0] = Math.sin((i + 1) * t) + t % 5;
        coarse[i][t / 3][0] += fine[i][t][0] / 3;
      }
    }
    List<String> names = List.of("a", "b");
    int[] of = {0, 1};
    RecurrentClassifier classifier =
        RecurrentClassifier.learn(new Labelled(names, fine, of), small(GatedCell.GRU, true, 20), 1);
    SymbolWeights weights = classifier.weights(Map.of());
    int[] sizes = weights.sizes(RecurrentClassifier.KIND, 6, 1, "w");
    assertThat(sizes).containsExactly(1, 4, 0, 3, 40, 2);
    sizes[3] = 1;
    RecurrentClassifier each =
        RecurrentClassifier.of(
            new SymbolWeights(weights.kind(), sizes, List.of(names), Map.of(), weights.values()),
            "w");
    double[] p = whole(classifier, fine[1]);
    assertThat(p).containsExactly(whole(each, coarse[1]), within(1e-9));
    assertThat(whole(classifier, Arrays.copyOf(fine[1], 2))).containsOnly(0.5);
  }

  private static double[] whole(SequenceClassifier classifier, double[][] sequence) {
    double[] h = new double[classifier.size()];
    for (double[] x : sequence) {
      classifier.step(h, x);
    }
    double[] p = new double[classifier.classes()];
    classifier.whole(h, p);
    return p;
  }

  @Test
  void aMissingNumberCountsAsTheOneBefore() {
    RecurrentClassifier classifier =
        RecurrentClassifier.learn(order(8, 1), small(GatedCell.GRU, true, 5), 1);
    assertThat(whole(classifier, new double[][] {{1}, {Double.NaN}, {3}}))
        .containsExactly(whole(classifier, new double[][] {{1}, {1}, {3}}));
  }

  @Test
  void aMillionRecordsLeaveItFinite() {
    RecurrentClassifier classifier =
        RecurrentClassifier.learn(order(8, 1), small(GatedCell.LSTM, true, 5), 1);
    double[] h = new double[classifier.size()];
    double[] x = new double[1];
    for (int t = 0; t < 1_000_000; t++) {
      x[0] = t % 1000 == 0 ? 1e150 : t % 7;
      classifier.step(h, x);
    }
    double[] p = new double[2];
    classifier.whole(h, p);
    assertThat(Arrays.stream(h).allMatch(Double::isFinite)).isTrue();
    assertThat(p[0] + p[1]).isEqualTo(1, within(1e-12));
  }

  @Test
  void sizesThatNoClassifierHasAreRefused() {
    SymbolWeights good =
        RecurrentClassifier.learn(VOWELS, small(GatedCell.GRU, true, 1), 1).weights(Map.of());
    for (int[] change : new int[][] {{0, 0}, {1, 1 << 20}, {2, 2}, {3, 0}, {4, -1}, {5, 0}}) {
      int[] sizes = good.sizes(RecurrentClassifier.KIND, 6, 1, "w");
      sizes[change[0]] = change[1];
      SymbolWeights bad =
          new SymbolWeights(good.kind(), sizes, List.of(good.alphabet(0)), Map.of(), good.values());
      assertThatThrownBy(() -> RecurrentClassifier.of(bad, "w"))
          .hasMessageStartingWith("w has sizes that no classifier has: [");
    }
    int[] sizes = good.sizes(RecurrentClassifier.KIND, 6, 1, "w");
    sizes[1]++;
    SymbolWeights bad =
        new SymbolWeights(good.kind(), sizes, List.of(good.alphabet(0)), Map.of(), good.values());
    assertThatThrownBy(() -> RecurrentClassifier.of(bad, "w"))
        .hasMessageContaining("weights, but its sizes ask for");
  }
}
