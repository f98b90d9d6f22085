package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
      double most = Arrays.stream(p).max().orElseThrow();
      right += p[set.of()[i]] == most ? 1 : 0;
    }
    return right / set.of().length;
  }

  @Test
  void motionsAreToldApartAndTheEarlierTheLessSurely() {
    ReservoirClassifier classifier = ReservoirClassifier.learn(MOTIONS, 100, 1);
    Labelled fresh = MadeSequences.MOTIONS.make(25, 2);
    assertThat(accuracy(classifier, fresh, 1)).isGreaterThanOrEqualTo(0.95);
    assertThat(accuracy(classifier, fresh, 0.5)).isGreaterThanOrEqualTo(0.85);
    assertThat(accuracy(classifier, fresh, 0.25)).isBetween(0.6, 0.95);
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
    ReservoirClassifier read = ClassifierFile.of(ClassifierFile.toBytes(classifier), "it");
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
  void theBytesOfAFileStayWhatTheyAre() {
    double[] fitted = {0.5, 2, 1, 0.25};
    fitted = Arrays.copyOf(fitted, Reservoir.numbers(1, 1));
    Reservoir reservoir = Reservoir.of(1, 1, 7, fitted);
    Readout readout = new Readout(2, 3, 4, new float[] {1, -1, 0.5f, -0.5f, 0, 0, 2, -2});
    ReservoirClassifier classifier =
        new ReservoirClassifier(
            List.of("a", "b"), reservoir, 7, new int[] {9}, new Readout[] {readout});
    assertThat(HexFormat.of().formatHex(ClassifierFile.toBytes(classifier)))
        .isEqualTo(
            "5245435552434c530100000001000000010000000200000001000000040000000700000000000000"
                + "610a620a000000000000e03f0000000000000040000000000000f03f000000000000d03f00000000"
                + "000000000900000003000000000080400000803f000080bf0000003f000000bf0000000000000000"
                + "00000040000000c007c05e3e");
  }

  @Test
  void aFileThatIsNoneIsDamagedOrOfAnotherFormatIsRefused() {
    byte[] bytes = ClassifierFile.toBytes(ReservoirClassifier.learn(MOTIONS, 2, 1));
    byte[] damaged = bytes.clone();
    damaged[100] ^= 1;
    byte[] other = bytes.clone();
    other[8] = 2;
    assertThatThrownBy(() -> ClassifierFile.of(new byte[100], "f"))
        .hasMessage("f is not a file of a classifier");
    assertThatThrownBy(() -> ClassifierFile.of(damaged, "f")).hasMessageContaining("is damaged");
    assertThatThrownBy(() -> ClassifierFile.of(other, "f"))
        .hasMessage("f has format 2, but this version reads 1");
    assertThatThrownBy(() -> ClassifierFile.of(Arrays.copyOf(bytes, bytes.length - 1), "f"))
        .hasMessageContaining("is damaged");
  }
}
