package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReservoirClassifierTest {
  private static final Labelled MOTIONS = MadeSequences.MOTIONS.make(10, 1);

  private static double accuracy(SequenceClassifier classifier, Labelled set, double part) {
    double[] p = new double[classifier.classes()];
    double right = 0;
    for (int i = 0; i < set.of().length; i++) {
      double[][] sequence = set.sequences()[i];
      double[] h = new double[classifier.size()];
      int steps = (int) (part * sequence.length);
      for (int t = 0; t < steps; t++) {
        classifier.step(h, sequence[t]);
      }
      if (part < 1) {
        classifier.soFar(h, p);
      } else {
        classifier.whole(h, p);
      }
      assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-12));
      assertThat(Arrays.stream(p).min().orElseThrow()).isPositive();
      double max = Arrays.stream(p).max().orElseThrow();
      right += p[set.of()[i]] == max ? 1 : 0;
    }
    return right / set.of().length;
  }

  @Test
  void motionsAreToldApartAndTheEarlierTheLessSurely() {
    ReservoirClassifier classifier = ReservoirClassifier.learn(MOTIONS, 100, 1);
    Labelled fresh = MadeSequences.MOTIONS.make(25, 2);
    assertThat(accuracy(classifier, fresh, 1)).isGreaterThanOrEqualTo(0.93);
    assertThat(accuracy(classifier, fresh, 0.5)).isGreaterThanOrEqualTo(0.85);
    assertThat(accuracy(classifier, fresh, 0.25)).isBetween(0.6, 0.95);
  }

  /** Each unit pools over time; what stands where is all that tells these classes apart. */
  @Test
  void aPlaceInAShortSequenceMatters() {
    double[][][] sequences = new double[60][8][1];
    int[] of = new int[60];
    for (int i = 0; i < 60; i++) {
      of[i] = i % 2;
      for (int t = 0; t < 8; t++) {
        sequences[i][t][0] = Math.sin(i * 1.7 + t * (t + i % 7)) + (t == 3 + of[i] ? 1.5 : 0);
      }
    }
    Labelled set = new Labelled(List.of("a", "b"), sequences, of);
    ReservoirClassifier classifier = ReservoirClassifier.learn(set, 20, 1);
    assertThat(accuracy(classifier, set, 1)).isGreaterThan(0.9);
  }

  @Test
  void sequencesOfManyLengthsAreClassified() {
    ReservoirClassifier classifier =
        ReservoirClassifier.learn(MadeSequences.VOWELS.make(12, 1), 100, 1);
    assertThat(accuracy(classifier, MadeSequences.VOWELS.make(20, 2), 1))
        .isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void nothingIsSaidOfASequenceThatHasHardlyBegun() {
    ReservoirClassifier classifier = ReservoirClassifier.learn(MOTIONS, 10, 1);
    double[] h = new double[classifier.size()];
    double[] p = new double[4];
    classifier.soFar(h, p);
    assertThat(p).containsOnly(0.25);
    classifier.whole(h, p);
    assertThat(p).containsOnly(0.25);
    classifier.step(h, new double[6]);
    classifier.soFar(h, p);
    assertThat(p).containsOnly(0.25);
  }

  @Test
  void aFileGivesTheSameClassifierBack() {
    ReservoirClassifier classifier = ReservoirClassifier.learn(MOTIONS, 10, 1);
    ReservoirClassifier read =
        ReservoirClassifier.of(
            SymbolWeights.of(classifier.weights(Map.of("seed", "1")).toBytes(), "it"), "it");
    assertThat(read.names()).isEqualTo(MOTIONS.classes());
    double[] p = new double[4];
    double[] q = new double[4];
    double[] h = new double[classifier.size()];
    double[] g = new double[read.size()];
    for (double[] x : MOTIONS.sequences()[3]) {
      classifier.step(h, x);
      read.step(g, x);
      classifier.soFar(h, p);
      read.soFar(g, q);
      assertThat(q).containsExactly(p);
    }
    classifier.whole(h, p);
    read.whole(g, q);
    assertThat(q).containsExactly(p);
  }

  @Test
  void itsWeightsStayInTheirPlaces() {
    double[] fitted = {0.5, 2, 1, 0.25, 0};
    Reservoir reservoir = Reservoir.of(1, 1, 7L << 32 | 9, fitted);
    int[] lengths = {1, 2, 4, 6, 8};
    Readout[] readouts = new Readout[5];
    for (int part = 0; part < 5; part++) {
      readouts[part] = new Readout(2, 30 + part, 4, new float[24]);
      readouts[part].weights()[0] = 1;
      readouts[part].weights()[23] = part;
    }
    SymbolWeights weights =
        new ReservoirClassifier(List.of("a", "b"), reservoir, 7L << 32 | 9, lengths, readouts)
            .weights(Map.of());
    assertThat(weights.sizes("reservoir-classifier", 14, 1, "w"))
        .containsExactly(1, 1, 7, 9, 1, 30, 2, 31, 4, 32, 6, 33, 8, 34);
    assertThat(weights.alphabet(0)).containsExactly("a", "b");
    assertThat(weights.values()).hasSize(5 + 5 * (1 + 2 * (3 + 8 + 1)));
    assertThat(Arrays.copyOf(weights.values(), 8)).containsExactly(.5f, 2, 1, .25f, 0, 4, 1, 0);
    assertThat(weights.values()[5 + 5 * 25 - 1]).isEqualTo(4);
    assertThat(weights.version()).isEqualTo("330dee06");
  }

  @Test
  void weightsThatDoNotFitTheirSizesAreRefused() {
    SymbolWeights good = ReservoirClassifier.learn(MOTIONS, 2, 1).weights(Map.of());
    int[] sizes = good.sizes("reservoir-classifier", 14, 1, "w");
    for (int units : new int[] {0, -1, 3, 1 << 30}) {
      int[] changed = sizes.clone();
      changed[1] = units;
      SymbolWeights bad =
          new SymbolWeights(
              good.kind(), changed, List.of(good.alphabet(0)), Map.of(), good.values());
      assertThatThrownBy(() -> ReservoirClassifier.of(bad, "w"))
          .hasMessageMatching("w has \\d+ weights, which do not fit 6 channels, .*");
    }
  }
}
