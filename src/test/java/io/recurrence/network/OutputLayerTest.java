package io.recurrence.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutputLayerTest {
  static Stream<Arguments> outputs() {
    return Stream.of(
        Arguments.of(new SquaredError(2), new double[] {0.3, -2}, new double[] {1, 1}),
        Arguments.of(new Softmax(3), new double[] {0.3, -2, 1}, new double[] {0, 1, 0}),
        Arguments.of(new Bernoulli(2), new double[] {0.3, -2}, new double[] {1, 0.25}),
        Arguments.of(new Gaussian(), new double[] {0.3, -0.5}, new double[] {2}),
        Arguments.of(new StudentT(4), new double[] {0.3, -0.5}, new double[] {2}),
        Arguments.of(
            new Quantiles(0.1, 0.3, 0.5, 0.8, 0.95),
            new double[] {0.4, -1, 0.2, 3, 0.1},
            new double[] {1.3}));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void hasTheGradientOfItsLoss(OutputLayer output, double[] raw, double[] target) {
    double[] unused = new double[raw.length];
    Gradients.check(raw, (r, d) -> output.loss(r, target, d), r -> output.loss(r, target, unused));
  }

  @Test
  void losesAsTheDistributionsSay() {
    double[] gradient = new double[3];
    // SciPy: -norm.logpdf(2, 0.3, exp(-0.5))
    assertThat(new Gaussian().loss(new double[] {0.3, -0.5}, new double[] {2}, gradient))
        .isEqualTo(0.9189385332046727 - 0.5 + 0.5 * 1.7 * 1.7 * Math.E, within(1e-12));
    // -ln(e^-2 / (e^0.3 + e^-2 + e^1))
    assertThat(new Softmax(3).loss(new double[] {0.3, -2, 1}, new double[] {0, 1, 0}, gradient))
        .isEqualTo(Math.log(Math.exp(0.3) + Math.exp(-2) + Math.E) + 2, within(1e-12));
    // 4 degrees of freedom: z² = 2.89 e, ln s + 5/2 ln(1 + z²/4)
    assertThat(new StudentT(4).loss(new double[] {0.3, -0.5}, new double[] {2}, gradient))
        .isEqualTo(-0.5 + 2.5 * Math.log(1 + 2.89 * Math.E / 4), within(1e-12));
  }

  @Test
  void probabilitiesAddUpHoweverLargeTheEvidence() {
    double[] p = new double[3];
    new Softmax(3).predict(new double[] {1e4, -1e4, 1e4}, p);
    assertThat(p).containsExactly(new double[] {0.5, 0, 0.5}, within(1e-12));
  }

  @Test
  void quantilesNeverCross() {
    Quantiles quantiles = new Quantiles(0.025, 0.25, 0.5, 0.75, 0.975);
    SplittableRandom random = new SplittableRandom(1);
    double[] raw = new double[5];
    double[] q = new double[5];
    for (int n = 0; n < 1000; n++) {
      Arrays.setAll(raw, i -> 200 * (random.nextDouble() - 0.5));
      quantiles.predict(raw, q);
      for (int i = 1; i < 5; i++) {
        assertThat(q[i]).isGreaterThan(q[i - 1]);
      }
    }
  }

  @Test
  void aFarTargetPullsStudentsTLessThanTheNormal() {
    double[] normal = new double[2];
    double[] student = new double[2];
    new Gaussian().loss(new double[] {0, 0}, new double[] {1e6}, normal);
    new StudentT(4).loss(new double[] {0, 0}, new double[] {1e6}, student);
    assertThat(Math.abs(student[0])).isLessThan(1e-5);
    assertThat(Math.abs(normal[0])).isEqualTo(1e6);
  }

  @Test
  void levelsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new Quantiles(0.5, 0.5)).hasMessage("levels must rise within (0, 1)");
    assertThatThrownBy(() -> new StudentT(0)).hasMessageContaining("more than 0");
  }
}
