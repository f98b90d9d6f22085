package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabellerTest {
  private static final List<String> PHONES = MadeSpeech.PHONES;

  private final MadeSpeech fresh = new MadeSpeech(40, 2);
  private final double[][][] x;
  private final int[][] labels;

  LabellerTest() {
    MadeSpeech learned = new MadeSpeech(40, 1);
    this.x = learned.records();
    this.labels = learned.labels();
  }

  @Test
  void whatFollowsHelpsWhetherByAnsweringLateOrByReadingBothWays() {
    double atOnce = fresh.right(DelayedLabeller.learn(x, labels, PHONES, 0, 12, 60, 1));
    double late = fresh.right(DelayedLabeller.learn(x, labels, PHONES, 3, 12, 60, 1));
    double both = fresh.right(WindowLabeller.learn(x, labels, PHONES, 20, 3, 12, 20, 1));
    assertThat(atOnce).isBetween(0.88, 0.93);
    assertThat(late).isGreaterThan(0.96);
    assertThat(both).isGreaterThan(0.96);
  }

  @Test
  void nothingIsSaidBeforeTheLagHasPassed() {
    for (SequenceLabeller labeller :
        new SequenceLabeller[] {
          DelayedLabeller.learn(x, labels, PHONES, 2, 3, 1, 1),
          WindowLabeller.learn(x, labels, PHONES, 6, 2, 3, 1, 1)
        }) {
      double[] h = new double[labeller.size()];
      double[] p = new double[5];
      labeller.step(h, x[0][0]);
      labeller.step(h, x[0][1]);
      labeller.label(h, p);
      assertThat(p).containsOnly(0.2);
      labeller.step(h, x[0][2]);
      labeller.label(h, p);
      assertThat(p[0]).isNotEqualTo(0.2);
    }
  }

  @Test
  void aFileGivesTheSameLabellerBack() {
    for (SequenceLabeller labeller :
        new SequenceLabeller[] {
          DelayedLabeller.learn(x, labels, PHONES, 2, 3, 1, 1),
          WindowLabeller.learn(x, labels, PHONES, 6, 2, 3, 1, 1)
        }) {
      byte[] bytes = labeller.weights(Map.of("seed", "1")).toBytes();
      SequenceLabeller read = SequenceLabeller.of(SymbolWeights.of(bytes, "w"), "w");
      assertThat(read).hasSameClassAs(labeller);
      assertThat(read.names()).isEqualTo(PHONES);
      assertThat(read.lag()).isEqualTo(2);
      double[] h = new double[labeller.size()];
      double[] g = new double[read.size()];
      double[] p = new double[5];
      double[] q = new double[5];
      for (double[] record : x[1]) {
        labeller.step(h, record);
        read.step(g, record);
        labeller.label(h, p);
        read.label(g, q);
        assertThat(q).containsExactly(p);
        assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-12));
      }
    }
  }

  @Test
  void weightsThatDoNotFitTheirSizesAreRefused() {
    SymbolWeights good = DelayedLabeller.learn(x, labels, PHONES, 2, 3, 1, 1).weights(Map.of());
    for (int[] sizes :
        new int[][] {{2, 4, 2}, {0, 3, 2}, {2, 1 << 20, 2}, {2, 3, -1}, {2, 3, 1 << 20}}) {
      SymbolWeights bad =
          new SymbolWeights(good.kind(), sizes, List.of(PHONES), Map.of(), good.values());
      assertThatThrownBy(() -> SequenceLabeller.of(bad, "w"))
          .hasMessageMatching("w has (sizes that no labeller has|\\d+ weights, but its sizes).*");
    }
    SymbolWeights other = new SymbolWeights("other", new int[0], List.of(), Map.of(), new float[0]);
    assertThatThrownBy(() -> SequenceLabeller.of(other, "w"))
        .hasMessageStartingWith("w has weights of kind other");
  }

  @Test
  void aWindowForgetsWhatLiesBeforeIt() {
    WindowLabeller labeller = WindowLabeller.learn(x, labels, PHONES, 8, 2, 3, 1, 1);
    double[] h = new double[labeller.size()];
    double[] g = new double[labeller.size()];
    for (int t = 0; t < 16; t++) {
      labeller.step(h, t < 8 ? new double[] {9, -9} : x[0][t]);
      if (t >= 8) {
        labeller.step(g, x[0][t]);
      }
    }
    double[] p = new double[5];
    double[] q = new double[5];
    labeller.label(h, p);
    labeller.label(g, q);
    assertThat(p).containsExactly(q);
    assertThatThrownBy(() -> WindowLabeller.learn(x, labels, PHONES, 4, 4, 3, 1, 1))
        .hasMessage("a lag of 4 does not go with a window of 4 records");
  }
}
