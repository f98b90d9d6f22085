package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The filter, the smoother and the statistics of online EM, each beside a whole sequence. */
class HiddenChainTest {
  private static final int AT = 3; // part of a longer memory
  private static final int LAG = 12;

  private static final MadeChain NUMBERS =
      new MadeChain(
          new double[][] {{.9, .08, .02}, {0, .7, .3}, {.25, .25, .5}},
          new double[][] {{-1, 1}, {2, .25}, {4, 9}},
          true);
  private static final MadeChain SYMBOLS =
      new MadeChain(
          new double[][] {{.8, .2}, {.4, .6}}, new double[][] {{.5, .5, 0}, {.1, .2, .7}}, false);

  /** A chain with the parameters of a made one. */
  private static final class Given {
    final HiddenChain chain;
    final double[] h;

    Given(MadeChain made) {
      int states = made.transition().length;
      EmissionDensity density =
          made.gaussian()
              ? new GaussianDensity(states)
              : new CategoricalDensity(states, made.emission()[0].length);
      chain = new HiddenChain(density, LAG, 0);
      h = new double[AT + chain.size() + 2];
      chain.start(h, AT, new double[] {0, 1}, 0);
      for (int k = 0; k < states; k++) {
        chain.transition(h, AT, k, made.transition()[k]);
        double[] row = made.emission()[k];
        if (density instanceof GaussianDensity gaussian) {
          gaussian.set(h, chain.emission(AT), k, row[0], Math.sqrt(row[1]));
        } else if (density instanceof CategoricalDensity categorical) {
          categorical.set(h, chain.emission(AT), k, row);
        }
      }
    }

    double move(double x) {
      if (Double.isNaN(x)) {
        chain.miss(h, AT);
        return 0;
      }
      return chain.filter(h, AT, x);
    }

    double[] filtered() {
      return IntStream.range(0, chain.states())
          .mapToDouble(k -> chain.probability(h, AT, k))
          .toArray();
    }

    double[] smoothed(int lag) {
      double[] p = new double[chain.states()];
      chain.smoothed(h, AT, lag, p);
      return p;
    }
  }

  private static double[] withHoles(double[] x) {
    double[] holed = x.clone();
    for (int t = 7; t < x.length; t += 11) {
      holed[t] = Double.NaN;
    }
    return holed;
  }

  @Test
  void theFilterIsTheForwardPassNormalised() {
    for (MadeChain made : new MadeChain[] {NUMBERS, SYMBOLS}) {
      double[] x = withHoles(made.draw(1, 400)[0]);
      double[][] alpha = made.oracle().forward(x);
      Given given = new Given(made);
      double sum = 0;
      for (int t = 0; t < x.length; t++) {
        sum += given.move(x[t]);
        double whole = BaumWelch.sum(alpha[t]);
        double[] expected = Arrays.stream(alpha[t]).map(a -> Math.exp(a - whole)).toArray();
        assertThat(given.filtered()).as("step " + t).containsExactly(expected, within(1e-9));
        assertThat(sum).isCloseTo(whole, within(1e-9 * (1 + Math.abs(whole))));
      }
    }
  }

  @Test
  void theFixedLagSmootherIsThatOfTheSequenceSoFar() {
    for (MadeChain made : new MadeChain[] {NUMBERS, SYMBOLS}) {
      double[] x = withHoles(made.draw(2, 60)[0]);
      Given given = new Given(made);
      for (int t = 0; t < x.length; t++) {
        given.move(x[t]);
        double[][] gamma = made.oracle().smoothed(Arrays.copyOf(x, t + 1));
        for (int lag = 0; lag <= LAG + 3; lag++) {
          int back = Math.min(Math.min(lag, LAG), t);
          assertThat(given.smoothed(lag))
              .as("lag %d at step %d", lag, t)
              .containsExactly(gamma[t - back], within(1e-9));
        }
      }
    }
  }

  @Test
  void filterAndLikelihoodAreTheSumOverAllPaths() {
    double[] x = SYMBOLS.draw(3, 9)[0];
    Given given = new Given(SYMBOLS);
    double log = Arrays.stream(x).map(given::move).sum();
    double[] ends = new double[2];
    for (int path = 0; path < 1 << x.length; path++) {
      double p = 1;
      int before = -1;
      for (int t = 0; t < x.length; t++) {
        int now = path >> t & 1;
        double[][] a = SYMBOLS.transition();
        p *= before < 0 ? (a[0][now] + a[1][now]) / 2 : a[before][now];
        p *= SYMBOLS.emission()[now][(int) x[t]];
        before = now;
      }
      ends[before] += p;
    }
    double whole = ends[0] + ends[1];
    assertThat(log).isCloseTo(Math.log(whole), within(1e-12));
    assertThat(given.filtered())
        .containsExactly(new double[] {ends[0] / whole, ends[1] / whole}, within(1e-12));
  }

  @Test
  void theStateAheadFollowsThePowersOfTheTransitionMatrix() {
    Given given = new Given(NUMBERS);
    given.move(2);
    double[] expected = given.filtered();
    double[] p = new double[3];
    for (int steps = 0; steps < 40; steps++) {
      given.chain.ahead(given.h, AT, steps, p);
      assertThat(p).containsExactly(expected, within(1e-12));
      double[] next = new double[3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          next[j] += expected[i] * NUMBERS.transition()[i][j];
        }
      }
      expected = next;
    }
  }

  /**
   * Before the first M step parameters stand, so that the statistics must be the expected counts of
   * the whole sequence, each step weighed by {@code γ_t Π_{s > t} (1 - γ_s)}.
   */
  @Test
  void theStatisticsAreExpectedCountsOfTheWholeSequence() {
    int n = 21;
    double[] x = NUMBERS.draw(4, n)[0];
    Given given = new Given(NUMBERS);
    for (int t = 0; t < n; t++) {
      given.chain.step(given.h, AT, x[t]);
    }
    double[] before = new double[n + 1]; // a state before the first value
    before[0] = Double.NaN;
    System.arraycopy(x, 0, before, 1, n);
    double third = 1 / 3.0;
    BaumWelch oracle =
        new BaumWelch(
            new double[] {third, third, third}, NUMBERS.transition(), NUMBERS.emission(), true);
    double[] weight = new double[n];
    double rest = 1;
    for (int t = n - 1; t >= 0; t--) {
      weight[t] = rest * 3 / (t + 3.0);
      rest *= 1 - 3 / (t + 3.0);
    }
    double[][][] pairs = oracle.pairs(before);
    double[][] gamma = oracle.smoothed(before);
    double[] mean = new double[3];
    double[] share = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int t = 0; t < n; t++) {
        share[i] += weight[t] * gamma[t + 1][i];
        mean[i] += weight[t] * gamma[t + 1][i] * x[t];
      }
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int t = 0; t < n; t++) {
          sum += weight[t] * pairs[t][i][j];
        }
        assertThat(given.chain.transitions(given.h, AT, i, j)).isCloseTo(sum, within(1e-12));
      }
      double one = 1.0 / n; // the first M step, in which what stood counts for one step
      double stood = NUMBERS.emission()[i][0];
      GaussianDensity density = new GaussianDensity(3);
      assertThat(density.mean(given.h, given.chain.emission(AT), i))
          .isCloseTo((mean[i] + one * stood) / (share[i] + one), within(1e-12));
    }
  }

  @Test
  void aSymbolThatNoStateCanEmitLeavesAFilterAndHasTheLeastLikelihood() {
    MadeChain made =
        new MadeChain(new double[][] {{.5, .5}, {.5, .5}}, new double[][] {{1, 0}, {1, 0}}, false);
    Given given = new Given(made);
    assertThat(given.move(1)).isEqualTo(HiddenChain.IMPOSSIBLE);
    assertThat(given.filtered()).containsExactly(.5, .5);
    assertThat(given.move(0)).isEqualTo(0);
  }

  @Test
  void nothingOutsideItsPartOfTheMemoryIsTouched() {
    Given given = new Given(NUMBERS);
    Arrays.fill(given.h, 0, AT, 7);
    int end = AT + given.chain.size();
    Arrays.fill(given.h, end, given.h.length, 7);
    for (double x : NUMBERS.draw(5, 100)[0]) {
      given.chain.step(given.h, AT, x);
    }
    assertThat(Arrays.copyOf(given.h, AT)).containsOnly(7);
    assertThat(Arrays.copyOfRange(given.h, end, given.h.length)).containsOnly(7);
  }
}
