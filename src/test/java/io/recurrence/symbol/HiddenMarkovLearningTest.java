package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How well one pass learns the parameters of a hidden Markov model. */
class HiddenMarkovLearningTest {
  private static final Map<String, MadeChain> NUMBERS = MadeChain.numbers();

  private static final Map<String, MadeChain> SYMBOLS = MadeChain.symbols();

  static {
    NUMBERS
        .keySet()
        .removeAll(List.of("two near", "four", "rare", "lasting")); // see OnlineEmFigure
  }

  @Test
  void onePassComesWithinOnePerCentOfBaumWelchFromTheTruth() {
    NUMBERS.forEach(
        (name, made) -> {
          for (long seed = 1; seed <= 2; seed++) {
            double[] x = made.draw(seed, 4000)[0];
            int states = made.transition().length;
            GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(states, states);
            assertNear(name, BaumWelch.of(model, FedHiddenMarkov.feed(model, x)), made, x);
          }
        });
    SYMBOLS.forEach(
        (name, made) -> {
          double[] x = made.draw(3, 4000)[0];
          int states = made.transition().length;
          CategoricalHiddenMarkov model =
              new CategoricalHiddenMarkov(
                  made.emission()[0].length,
                  states,
                  states,
                  FedHiddenMarkov.LAG,
                  1,
                  RegimeRule.DEFAULT);
          assertNear(name, BaumWelch.of(model, FedHiddenMarkov.feed(model, x)), made, x);
        });
  }

  private static void assertNear(String name, BaumWelch online, MadeChain made, double[] x) {
    double best = made.oracle().learn(x, 12).logLikelihood(x);
    assertThat(online.logLikelihood(x)).as(name).isGreaterThan(best - 0.01 * Math.abs(best));
  }

  @Test
  void theNumberOfStatesIsFound() {
    NUMBERS.forEach(
        (name, made) -> {
          GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(1, 4);
          double[] h = FedHiddenMarkov.feed(model, made.draw(4, 5000)[0]);
          assertThat(model.states(h)).as(name).isEqualTo(made.transition().length);
        });
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(1, 4);
    assertThat(model.states(FedHiddenMarkov.feed(model, Signals.normal(1, 5000)))).isEqualTo(1);
  }

  @Test
  void readsStatesMeansDeviationsAndDwellTimes() {
    MadeChain made = NUMBERS.get("two apart");
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(2, 2);
    double[][] drawn = made.draw(5, 20_000);
    double[] h = new double[model.size()];
    double[] p = new double[model.max()];
    int filtered = 0;
    int smoothed = 0;
    int read = 0;
    for (int t = 0; t < drawn[0].length; t++) {
      model.step(h, drawn[0][t]);
      if (t > 1000) {
        read++;
        filtered += model.state(h) == drawn[1][t] ? 1 : 0;
        model.smoothed(h, FedHiddenMarkov.LAG, p);
        smoothed += (p[1] > p[0] ? 1 : 0) == drawn[1][t - FedHiddenMarkov.LAG] ? 1 : 0;
      }
    }
    assertThat((double) filtered / read).isGreaterThan(0.95);
    assertThat(smoothed).isGreaterThan(filtered);
    assertThat(model.mean(h, 0)).isCloseTo(0, within(0.05));
    assertThat(model.mean(h, 1)).isCloseTo(3, within(0.05));
    assertThat(model.deviation(h, 0)).isCloseTo(1, within(0.05));
    assertThat(model.dwell(h, 0)).isCloseTo(20, within(2.0));
    assertThat(model.dwell(h, 1)).isCloseTo(10, within(1.0));
  }

  @Test
  void aMillionStepsLeaveAModelThatStillFits() {
    MadeChain made = NUMBERS.get("two apart");
    double[] x = made.draw(9, 10_000)[0];
    GaussianHiddenMarkov model = new GaussianHiddenMarkov(2, 2, 0, 1, RegimeRule.DEFAULT);
    double[] h = new double[model.size()];
    for (int t = 0; t < 1_000_000; t++) {
      model.step(h, x[t % x.length]);
    }
    assertThat(model.mean(h, 0)).isCloseTo(0, within(0.1));
    assertThat(model.mean(h, 1)).isCloseTo(3, within(0.1));
    assertNear("a million", BaumWelch.of(model, h), made, x);
  }
}
