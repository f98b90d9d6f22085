package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CategoricalHiddenMarkovTest {
  private static final MadeChain TURNS = MadeChain.symbols().get("in turns");

  @Test
  void symbolsArePredictedAsTheMixtureOfTheStates() {
    CategoricalHiddenMarkov model = new CategoricalHiddenMarkov(4, 1, 3, 0, 1, RegimeRule.DEFAULT);
    double[] x = TURNS.draw(12, 3000)[0];
    double[] h = new double[model.size()];
    model.start(h);
    double[] p = new double[4];
    double bits = 0;
    for (int t = 0; t < x.length; t++) {
      model.predict(h, p);
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
      assertThat(Arrays.stream(p).min().orElseThrow()).isPositive();
      bits -= t < 1000 ? 0 : Math.log(p[(int) x[t]]) / Math.log(2);
      model.step(h, (int) x[t]);
      assertThat(model.logLikelihood(h)).isCloseTo(Math.log(p[(int) x[t]]), within(1e-9));
    }
    assertThat(bits / 2000).isLessThan(1.9); // an even distribution has 2
  }

  @Test
  void oneObjectServesManySeries() {
    double[] x = TURNS.draw(13, 300)[0];
    double[] y = TURNS.draw(14, 300)[0];
    CategoricalHiddenMarkov model = new CategoricalHiddenMarkov(4, 1, 3, 5, 1, RegimeRule.DEFAULT);
    double[] first = new double[model.size()];
    double[] second = new double[model.size()];
    model.start(first);
    model.start(second);
    double[] p = new double[4];
    for (int t = 0; t < x.length; t++) {
      model.step(first, (int) x[t]);
      model.step(second, (int) y[t]);
      double[] before = second.clone();
      model.predict(second, p);
      model.smoothed(second, 5, new double[3]);
      model.describe(second);
      assertThat(second).isEqualTo(before);
    }
    assertThat(first).isEqualTo(FedHiddenMarkov.feed(model, x));
    assertThat(second).isEqualTo(FedHiddenMarkov.feed(model, y));
  }
}
