package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Segments in the manner of speech: five sounds, each a place of two formants that the voice glides
 * to, so that a sound is known better from what follows it.
 */
class LabellerTest {
  private static final double[][] PLACE = {{-1, -1}, {1, -1}, {-1, 1}, {1, 1}, {0, 0}};
  private static final int LENGTH = 60;

  private final double[][][] x = new double[40][][];
  private final int[][] labels = new int[x.length][LENGTH];
  private final double[][][] fresh = new double[40][][];
  private final int[][] truth = new int[fresh.length][LENGTH];

  LabellerTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = speak(labels[i], random);
      fresh[i] = speak(truth[i], random);
    }
  }

  private static double[][] speak(int[] sounds, SplittableRandom random) {
    double[][] x = new double[LENGTH][2];
    double[] formant = new double[2];
    int sound = random.nextInt(5);
    int left = 4 + random.nextInt(8);
    for (int t = 0; t < LENGTH; t++) {
      if (left-- == 0) {
        sound = (sound + 1 + random.nextInt(4)) % 5;
        left = 4 + random.nextInt(8);
      }
      sounds[t] = sound;
      for (int c = 0; c < 2; c++) {
        formant[c] += 0.4 * (PLACE[sound][c] - formant[c]);
        x[t][c] = formant[c] + 0.25 * MadeSequences.normal(random);
      }
    }
    return x;
  }

  private double accuracy(SequenceLabeller labeller) {
    double[] p = new double[5];
    double right = 0;
    double asked = 0;
    for (int i = 0; i < fresh.length; i++) {
      double[] h = new double[labeller.size()];
      for (int t = 0; t < LENGTH; t++) {
        labeller.step(h, fresh[i][t]);
        labeller.label(h, p);
        assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-12));
        if (t >= labeller.lag()) {
          double most = Arrays.stream(p).max().orElseThrow();
          right += p[truth[i][t - labeller.lag()]] == most ? 1 : 0;
          asked++;
        }
      }
    }
    return right / asked;
  }

  @Test
  void whatFollowsHelpsWhetherByAnsweringLateOrByReadingBothWays() {
    double atOnce = accuracy(DelayedLabeller.learn(x, labels, 5, 0, 12, 60, 1));
    double late = accuracy(DelayedLabeller.learn(x, labels, 5, 3, 12, 60, 1));
    double both = accuracy(WindowLabeller.learn(x, labels, 5, 20, 3, 12, 20, 1));
    assertThat(atOnce).isBetween(0.88, 0.93);
    assertThat(late).isGreaterThan(0.96);
    assertThat(both).isGreaterThan(0.96);
  }

  @Test
  void nothingIsSaidBeforeTheLagHasPassed() {
    for (SequenceLabeller labeller :
        new SequenceLabeller[] {
          DelayedLabeller.learn(x, labels, 5, 2, 3, 1, 1),
          WindowLabeller.learn(x, labels, 5, 6, 2, 3, 1, 1)
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
  void aWindowForgetsWhatLiesBeforeIt() {
    WindowLabeller labeller = WindowLabeller.learn(x, labels, 5, 8, 2, 3, 1, 1);
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
    assertThatThrownBy(() -> WindowLabeller.learn(x, labels, 5, 4, 4, 3, 1, 1))
        .hasMessage("a lag of 4 does not go with a window of 4 records");
  }
}
