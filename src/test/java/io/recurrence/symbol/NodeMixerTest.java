package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeMixerTest {
  private static final double[][] EXPERTS = {{.2, .5, .3}, {.6, .1, .3}};

  @Test
  void isTheProductOfLogisticDecisions() {
    NodeMixer mixer = new NodeMixer(0, 3, 2, 1);
    double[] h = new double[mixer.size()];
    mixer.start(h);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < h.length; i++) {
      h[i] = Math.rint(8192 * random.nextDouble(-1, 2));
    }
    put(mixer);
    double[] p = new double[3];
    mixer.predict(h, 0, p);
    double root = decide(h, 1, .3 / .7, .3 / .7); // the third symbol, or one of the first two
    double left = decide(h, 2, .5 / .2, .1 / .6);
    assertThat(p)
        .containsExactly(
            new double[] {(1 - root) * (1 - left), (1 - root) * left, root}, within(1e-3));
  }

  private static double decide(double[] h, int node, double first, double second) {
    int own = 2 * (1 + node); // after the one set
    double x =
        (h[0] + h[own]) * StrictMath.log(first) + (h[1] + h[own + 1]) * StrictMath.log(second);
    return 1 / (1 + StrictMath.exp(-x / (2 * 8192)));
  }

  @Test
  void movesWeightsDownTheGradientOfTheCodingCost() {
    NodeMixer mixer = new NodeMixer(0, 3, 2, 1);
    double[] h = new double[mixer.size()];
    mixer.start(h);
    put(mixer);
    double[] before = h.clone();
    mixer.learn(h, 0, 2); // a single decision: the right branch of the root
    for (int e = 0; e < 2; e++) {
      double gradient = (cost(before, e, 1e-4) - cost(before, e, -1e-4)) / 2e-4;
      assertThat((h[e] - before[e]) / 8192).isCloseTo(-.002 * gradient, within(1.0 / 8192));
      assertThat((h[4 + e] - before[4 + e]) / 8192).isCloseTo(-.002 * gradient, within(1.0 / 8192));
    }
    assertThat(h[0]).isNotEqualTo(before[0]);
  }

  private static double cost(double[] h, int moved, double by) {
    double x = 0;
    for (int e = 0; e < 2; e++) {
      x += (h[e] / 8192 + (e == moved ? by : 0)) * StrictMath.log(.3 / .7);
    }
    return StrictMath.log(1 + StrictMath.exp(-x));
  }

  private static void put(NodeMixer mixer) {
    for (int e = 0; e < 2; e++) {
      mixer.put(e, EXPERTS[e]);
    }
  }
}
