package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExpertWeightsTest {
  private static final int EXPERTS = 4;
  private static final int BANDS = 2;
  private static final int BAND = 1;
  private static final double GAMMA = .9998;

  private final MemoryAllocator allocator = new MemoryAllocator();
  private final ExpertWeights weighing = new ExpertWeights(allocator, BANDS, EXPERTS, true);
  private final double[] h = new double[allocator.storage().size()];
  private final boolean[] all = {true, true, true, true};
  private final double[] weights = new double[EXPERTS];

  /** The errors of four experts, the first two of which are best mixed. */
  private static double[][] errors(int seed, int length) {
    double[] e = Signals.normal(seed, EXPERTS * length);
    double[][] errors = new double[length][EXPERTS];
    double[] sizes = {1, 1.1, 2, 4};
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < EXPERTS; i++) {
        errors[t][i] = sizes[i] * e[EXPERTS * t + i] + (i == 3 ? 1 : 0);
      }
    }
    return errors;
  }

  /** Learns the error of one expert, which may have had nothing of its own to say. */
  private static void learn(
      ExpertWeights weighing,
      double[] h,
      int band,
      double seen,
      int expert,
      double error,
      double mixed,
      double scale,
      boolean own) {
    if (own) {
      weighing.learnBoa(h, band, expert, error, mixed, scale);
    }
    weighing.learnRecent(h, band, seen, expert, error);
  }

  private double dot(double[] errors) {
    double sum = 0;
    for (int i = 0; i < EXPERTS; i++) {
      sum += weights[i] * errors[i];
    }
    return sum;
  }

  @Test
  void boaWeightsAreThoseOfBernsteinOnlineAggregation() {
    double[] gain = new double[EXPERTS];
    double[] variance = new double[EXPERTS];
    double[][] errors = errors(51, 3000);
    double scale = 1.3;
    for (int t = 0; t < errors.length; t++) {
      weighing.boa(h, BAND, t, all, weights);
      double[] exact = new double[EXPERTS];
      double sum = 0;
      for (int i = 0; i < EXPERTS; i++) {
        double rate = t == 0 ? 1 : Math.sqrt(Math.log(EXPERTS) / variance[i]);
        exact[i] = rate * Math.exp(t == 0 ? 0 : rate * gain[i]);
        sum += exact[i];
      }
      double mixed = dot(errors[t]);
      for (int i = 0; i < EXPERTS; i++) {
        assertThat(weights[i]).as("expert %d at %d", i, t).isCloseTo(exact[i] / sum, within(1e-3));
        double regret = 2 * mixed * (mixed - errors[t][i]) / (scale * scale);
        gain[i] = GAMMA * gain[i] + regret;
        variance[i] = GAMMA * variance[i] + regret * regret;
        learn(weighing, h, BAND, t, i, errors[t][i], mixed, scale, true);
      }
    }
    assertThat(weights[0]).isGreaterThan(.4);
    assertThat(weights[0] + weights[1]).isGreaterThan(.85);
  }

  @Test
  void boaWeightsDoNearlyAsWellAsTheBestFixedMixture() {
    double[][] errors = errors(52, 20_000);
    double sum = 0;
    for (int t = 0; t < errors.length; t++) {
      weighing.boa(h, BAND, t, all, weights);
      double mixed = dot(errors[t]);
      sum += mixed * mixed;
      for (int i = 0; i < EXPERTS; i++) {
        learn(weighing, h, BAND, t, i, errors[t][i], mixed, 1, true);
      }
    }
    // inverse variances weigh best: 1 / (1 / 1 + 1 / 1.21 + 1 / 4 + …)
    assertThat(sum / errors.length).isBetween(.43, .53);
  }

  @Test
  void recentErrorsWeighByTheirFourthPower() {
    double[] mean = new double[EXPERTS];
    double[][] errors = errors(53, 2000);
    double worst = 0;
    for (int t = 0; t < errors.length; t++) {
      if (t > 0) {
        weighing.recent(h, BAND, t, all, weights);
        double sum = 0;
        for (double m : mean) {
          sum += Math.pow(m, -4);
        }
        for (int i = 0; i < EXPERTS; i++) {
          worst = Math.max(worst, Math.abs(weights[i] - Math.pow(mean[i], -4) / sum));
        }
      }
      for (int i = 0; i < EXPERTS; i++) {
        double rate = Math.max(.1, 1 / (1.0 + t));
        mean[i] += rate * (errors[t][i] * errors[t][i] - mean[i]);
        learn(weighing, h, BAND, t, i, errors[t][i], 0, 1, true);
      }
    }
    assertThat(worst).as("what 8 bits leave").isLessThan(.05);
  }

  @Test
  void theWeightsWithTheSmallerErrorsCount() {
    assertThat(weighing.recentShare(h, BAND, 0)).isEqualTo(.5);
    for (int t = 0; t < 300; t++) {
      weighing.learnShare(h, BAND, t, 1, 1, 0);
    }
    assertThat(weighing.recentShare(h, BAND, 300)).as("odds of 1 to 4").isCloseTo(.2, within(1e-6));
    for (int t = 300; t < 600; t++) {
      weighing.learnShare(h, BAND, t, 2, 1, 0);
    }
    assertThat(weighing.recentShare(h, BAND, 600)).isGreaterThan(.99);
    for (int t = 600; t < 900; t++) {
      weighing.learnShare(h, BAND, t, 1, 2, 0);
    }
    assertThat(weighing.recentShare(h, BAND, 900)).isLessThan(.01);
  }

  @Test
  void oneBandLearnsNothingOfAnother() {
    for (int t = 0; t < 50; t++) {
      learn(weighing, h, BAND, t, 2, 0.1, 1, 1, true);
      weighing.learnShare(h, BAND, t, 1, 2, 0);
    }
    assertThat(weighing.recentShare(h, 0, 1)).isEqualTo(.2);
    weighing.boa(h, 0, 1, all, weights);
    assertThat(weights).containsOnly(.25);
  }

  @Test
  void whoIsNotActiveWeighsNothingAndTheOthersOne() {
    double[][] errors = errors(54, 100);
    boolean[] active = {false, true, true, false};
    for (int t = 0; t < errors.length; t++) {
      for (int i = 0; i < EXPERTS; i++) {
        learn(weighing, h, BAND, t, i, errors[t][i], 1, 1, true);
      }
      for (int kind = 0; kind < 2; kind++) {
        if (kind == 0) {
          weighing.boa(h, BAND, t, active, weights);
        } else {
          weighing.recent(h, BAND, t, active, weights);
        }
        assertThat(weights[0]).isZero();
        assertThat(weights[3]).isZero();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
        assertThat(weights).doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void whoIsAdmittedHasNoGainAndTheLargestVariance() {
    double[][] errors = errors(55, 500);
    boolean[] three = {true, false, true, true};
    for (int t = 0; t < errors.length; t++) {
      weighing.boa(h, BAND, t, three, weights);
      double mixed = dot(errors[t]);
      for (int i = 0; i < EXPERTS; i++) {
        learn(weighing, h, BAND, t, i, errors[t][i], mixed, 1, i != 1);
      }
    }
    weighing.admit(h, BAND, 1);
    weighing.boa(h, BAND, 500, all, weights);
    assertThat(weights[1]).as("behind the best").isLessThan(weights[0]).isPositive();
  }

  @Test
  void hugeTinyAndEqualErrorsLeaveWeights() {
    for (double size : new double[] {0, 1e-30, 1e-6, 1e6, 1e14}) {
      weighing.clear(h, BANDS);
      for (int t = 0; t < 500; t++) {
        for (int i = 0; i < EXPERTS; i++) {
          learn(weighing, h, BAND, t, i, size * (i + 1), size * 2, size, true);
        }
        weighing.learnShare(h, BAND, t, size, 2 * size, 0);
        weighing.boa(h, BAND, t + 1, all, weights);
        assertThat(Arrays.stream(weights).sum()).as("BOA, %s", size).isCloseTo(1, within(1e-9));
        weighing.recent(h, BAND, t + 1, all, weights);
        assertThat(Arrays.stream(weights).sum())
            .as("recent errors, %s", size)
            .isCloseTo(1, within(1e-9));
        assertThat(weighing.recentShare(h, BAND, t + 1)).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void withoutBoaRecentErrorsStandAloneOverAMemoryOfFifty() {
    MemoryAllocator small = new MemoryAllocator();
    ExpertWeights alone = new ExpertWeights(small, 1, EXPERTS, false);
    double[] memory = new double[small.storage().size()];
    assertThat(small.storage().bytes()).isEqualTo(2 * EXPERTS);
    assertThat(alone.hasBoa()).isFalse();
    assertThat(alone.recentShare(memory, 0, 100)).isEqualTo(1);
    double[] mean = new double[EXPERTS];
    double[][] errors = errors(56, 2000);
    double ratio = 0;
    for (int t = 0; t < errors.length; t++) {
      for (int i = 0; i < EXPERTS; i++) {
        double rate = t < 10 ? 1 / (1.0 + t) : .02;
        mean[i] += rate * (errors[t][i] * errors[t][i] - mean[i]);
        learn(alone, memory, 0, t, i, errors[t][i], 0, 1, true);
        ratio = t > 50 ? Math.max(ratio, Math.abs(memory[i] / mean[i] - 1)) : ratio;
      }
    }
    assertThat(ratio).as("what 8 bits leave of it").isLessThan(.08);
  }
}
