package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Ridge;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresTest {
  private static final double PRIOR = 100;

  private static double[][] regressors(int n, int p) {
    double[] noise = Signals.normal(41, n * p);
    double[][] phi = new double[n][p];
    for (int t = 0; t < n; t++) {
      for (int i = 0; i < p; i++) {
        phi[t][i] = i == 0 ? 1 : noise[t * p + i] + 0.5 * phi[t][i - 1];
      }
    }
    return phi;
  }

  private static double[] targets(double[][] phi) {
    double[] noise = Signals.normal(42, phi.length);
    return Signals.of(
        phi.length,
        t -> {
          double y = 0.3 * noise[t];
          for (int i = 0; i < phi[t].length; i++) {
            y += (i + 1) * phi[t][i] * (t < phi.length / 2 ? 1 : -0.5);
          }
          return y;
        });
  }

  private static double[] fit(double[][] phi, double[] y, double forgetting, double bound) {
    int p = phi[0].length;
    LeastSquares fit = new LeastSquares(p, forgetting);
    double[] h = new double[LeastSquares.size(p) + 3];
    fit.start(h, 3, PRIOR);
    for (int t = 0; t < y.length; t++) {
      fit.step(h, 3, phi[t], y[t], bound);
    }
    assertThat(Arrays.copyOf(h, 3)).as("memory of others").containsOnly(0);
    return Arrays.copyOfRange(h, 3, h.length);
  }

  @ParameterizedTest
  @CsvSource({"1,1,40", "2,0.99,300", "5,1,200", "5,0.95,200", "17,0.999,400", "17,0.98,60"})
  void weightsAreThoseOfTheBatchSolutionAtEveryLength(int p, double forgetting, int n) {
    double[][] phi = regressors(n, p);
    double[] y = targets(phi);
    for (int length = 1; length <= n; length += 13) {
      double[] w =
          fit(Arrays.copyOf(phi, length), Arrays.copyOf(y, length), forgetting, Double.MAX_VALUE);
      double[] batch =
          Ridge.weights(Arrays.copyOf(phi, length), Arrays.copyOf(y, length), forgetting, PRIOR);
      for (int i = 0; i < p; i++) {
        assertThat(w[i]).as("w%d of %d pairs", i, length).isCloseTo(batch[i], within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,0.99", "9,0.999"})
  void theBoundOfTheCovarianceLeavesTheFitOfExcitedDirectionsAlone(int p, double forgetting) {
    double[][] phi = regressors(1500, p);
    double[] y = targets(phi);
    double[] w = fit(phi, y, forgetting, PRIOR);
    double[] batch = Ridge.weights(phi, y, forgetting, PRIOR);
    for (int i = 0; i < p; i++) {
      assertThat(w[i]).isCloseTo(batch[i], within(1e-4));
    }
  }

  @Test
  void theFactorsAreThoseOfTheCovariance() {
    int p = 4;
    double forgetting = 0.97;
    double[][] phi = regressors(80, p);
    double[] h = fit(phi, targets(phi), forgetting, Double.MAX_VALUE);
    SimpleMatrix information = SimpleMatrix.identity(p).scale(Math.pow(forgetting, 80) / PRIOR);
    for (int t = 0; t < 80; t++) {
      SimpleMatrix row = new SimpleMatrix(1, p, true, phi[t]);
      information = information.plus(row.transpose().mult(row).scale(Math.pow(forgetting, 79 - t)));
    }
    SimpleMatrix u = SimpleMatrix.identity(p);
    SimpleMatrix d = new SimpleMatrix(p, p);
    int at = 2 * p;
    for (int j = 0; j < p; j++) {
      d.set(j, j, h[p + j]);
      for (int i = 0; i < j; i++) {
        u.set(i, j, h[at++]);
      }
    }
    SimpleMatrix covariance = u.mult(d).mult(u.transpose());
    double distance = covariance.mult(information).minus(SimpleMatrix.identity(p)).normF();
    assertThat(distance).isLessThan(1e-9);
  }

  @Test
  void returnsTheErrorFromBeforeLearning() {
    LeastSquares fit = new LeastSquares(2, 1);
    double[] h = new double[LeastSquares.size(2)];
    fit.start(h, 0, 1e6);
    double[] phi = {1, 2};
    assertThat(fit.step(h, 0, phi, 7, 1e6)).isEqualTo(7);
    double predicted = fit.predict(h, 0, phi);
    assertThat(predicted).isCloseTo(7, within(1e-5));
    assertThat(fit.step(h, 0, phi, 5, 1e6)).isEqualTo(5 - predicted);
    assertThat(phi).containsExactly(1, 2);
  }

  @Test
  void aDirectionNeverExcitedStaysAtThePrior() {
    LeastSquares fit = new LeastSquares(3, 0.9);
    double[] h = new double[LeastSquares.size(3)];
    fit.start(h, 0, PRIOR);
    for (int t = 0; t < 100_000; t++) {
      fit.step(h, 0, new double[] {1, 0, 0}, 4, PRIOR);
    }
    assertThat(h[0]).isCloseTo(4, within(1e-9));
    assertThat(h[1]).isZero();
    assertThat(h[4]).isEqualTo(PRIOR);
    assertThat(h[5]).isEqualTo(PRIOR);
    assertThat(fit.step(h, 0, new double[] {1, 1, 0}, 6, PRIOR)).isCloseTo(2, within(1e-9));
    assertThat(h[1]).isCloseTo(2, within(0.1));
  }

  /** A compact fit, its weights and the last prediction of a bounded series. */
  private static double[] compact(LeastSquares fit, double[][] phi, double[] y) {
    int p = phi[0].length;
    double[] h = new double[LeastSquares.size(p) + 3];
    fit.start(h, 3, 1);
    for (int t = 0; t < y.length; t++) {
      fit.learn(h, 3, p, phi[t], y[t] - fit.predict(h, 3, phi[t]), 1);
    }
    assertThat(Arrays.copyOf(h, 3)).as("memory of others").containsOnly(0);
    return h;
  }

  @ParameterizedTest
  @CsvSource({"2,0.99", "5,0.99", "9,0.99"})
  void theCompactFormFindsNearlyTheSameWeights(int p, double forgetting) {
    double[][] phi = regressors(2000, p);
    double[] y = targets(phi);
    LeastSquares fit = LeastSquares.compact(p, forgetting);
    double[] h = compact(fit, phi, y);
    double[] batch = Ridge.weights(phi, y, forgetting, 1);
    int weights = h.length - p;
    for (int i = 0; i < p; i++) {
      assertThat(h[weights + i])
          .isCloseTo(batch[i], within(.05 * (1 + Math.abs(batch[i]))))
          .isEqualTo((float) h[weights + i]);
    }
  }

  @Test
  void anAmendedTargetIsAsGoodAsOneLearnedLikeThat() {
    double[][] phi = regressors(500, 5);
    double[] y = targets(phi);
    LeastSquares fit = LeastSquares.compact(5, .99);
    double[] amended = compact(fit, phi, y);
    fit.amend(amended, 3, 5, phi[499], 2);
    y[499] += 2;
    double[] learned = compact(fit, phi, y);
    for (int i = 0; i < learned.length; i++) {
      assertThat(amended[i]).isCloseTo(learned[i], within(.002));
    }
  }

  @Test
  void aUnitThatIsAPowerOfTwoChangesThePredictionByAsMuch() {
    double[][] phi = regressors(500, 5);
    double[] y = targets(phi);
    LeastSquares fit = LeastSquares.compact(5, .99);
    double[] h = compact(fit, phi, y);
    double[] x = phi[499].clone();
    double before = fit.predict(h, 3, x);
    fit.rescale(h, 3, 5, 3, .25);
    for (int i = 0; i < 3; i++) {
      x[i] *= .25;
    }
    assertThat(fit.predict(h, 3, x)).isCloseTo(.25 * before, within(1e-6));
  }
}
