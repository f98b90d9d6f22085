package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiddenMarkovTest {
  private static final Map<String, MadeChain> NUMBERS = MadeChain.numbers();

  @Test
  void aMovedAndScaledSeriesHasTheSameStates() {
    double[] x = NUMBERS.get("three in a ring").draw(6, 1500)[0];
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(3, 3);
    double[] plain = FedHiddenMarkov.feed(model, x);
    for (double[] by : new double[][] {{1e9, 1}, {-5, 1e-9}, {0, 1e15}, {1e15, 1e3}}) {
      double[] h = FedHiddenMarkov.feed(model, Signals.affine(by[0], by[1], x));
      for (int k = 0; k < 3; k++) {
        assertThat(model.probability(h, k)).isCloseTo(model.probability(plain, k), within(1e-3));
        assertThat((model.mean(h, k) - by[0]) / by[1])
            .isCloseTo(model.mean(plain, k), within(1e-3));
        assertThat(model.deviation(h, k) / by[1])
            .isCloseTo(model.deviation(plain, k), within(1e-3));
      }
      assertThat(model.logLikelihood(h) + Math.log(by[1]))
          .isCloseTo(model.logLikelihood(plain), within(1e-2));
    }
  }

  @Test
  void statesAreListedByTheirMeansAndKeepTheirPlaces() {
    double[] noise = Signals.normal(7, 3000);
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(2, 2);
    double[] h = new double[model.size()];
    int swaps = 0;
    int before = 0;
    for (int t = 0; t < noise.length; t++) { // one calm, one stormy about the same mean
      model.step(h, noise[t] * (t / 50 % 2 == 0 ? 1 : 6));
      int wide = model.started(h) && model.deviation(h, 1) > model.deviation(h, 0) ? 1 : 0;
      swaps += t > 1000 && wide != before ? 1 : 0;
      before = wide;
    }
    assertThat(swaps).isZero();
    for (int t = 0; t < 6000; t++) { // the lower one rises above the other, and is listed second
      model.step(h, noise[t % 3000] * (t / 50 % 2 == 0 ? 1 : 0.5) + (t / 50 % 2 == 0 ? -20 : 20));
    }
    assertThat(model.mean(h, 0)).isLessThan(model.mean(h, 1));
  }

  @Test
  void aStateThatNothingVisitsKeepsItsParameters() {
    double[] noise = Signals.normal(8, 20_000);
    GaussianHiddenMarkov model =
        new GaussianHiddenMarkov(2, 2, FedHiddenMarkov.LAG, 0.999, RegimeRule.DEFAULT);
    double[] x =
        Signals.of(noise.length, t -> t < 1000 && t / 50 % 2 == 1 ? 10 + noise[t] : noise[t]);
    double[] h = FedHiddenMarkov.feed(model, x);
    for (int k = 0; k < 2; k++) {
      assertThat(model.mean(h, k)).isFinite();
      assertThat(model.deviation(h, k)).isFinite().isPositive();
      assertThat(model.transition(h, k, 0) + model.transition(h, k, 1)).isCloseTo(1, within(1e-9));
    }
    for (int t = 0; t < 300; t++) {
      model.step(h, 10 + noise[t]);
    }
    assertThat(model.mean(h, model.state(h))).isCloseTo(10, within(1.0));
  }

  @Test
  void hostileSeriesLeaveEverythingFiniteAndProbabilitiesThatSumToOne() {
    Map<String, double[]> all = new LinkedHashMap<>(Signals.hostile());
    all.putAll(Signals.vanishing());
    GaussianHiddenMarkov model = new GaussianHiddenMarkov(1, 3, 4, 0.99, RegimeRule.DEFAULT);
    all.forEach(
        (what, x) -> {
          double[] h = new double[model.size()];
          double[] p = new double[model.max()];
          for (double value : x) {
            FedHiddenMarkov.move(model, h, value);
            if (!model.started(h)) {
              continue;
            }
            model.smoothed(h, 4, p);
            assertThat(Arrays.stream(p).sum()).as(what).isCloseTo(1, within(1e-9));
            model.ahead(h, 3, p);
            assertThat(Arrays.stream(p).sum()).as(what).isCloseTo(1, within(1e-9));
          }
          assertThat(h).as(what).matches(m -> Arrays.stream(m).allMatch(Double::isFinite));
          assertThat(model.describe(h).values()).as(what).allMatch(Double::isFinite);
        });
  }

  @Test
  void aSeriesOfOneValueIsNotBegunAndBeginsWithTheFirstOther() {
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(2, 2);
    double[] h = FedHiddenMarkov.feed(model, new double[500]);
    assertThat(model.started(h)).isFalse();
    assertThat(model.logLikelihood(h)).isZero();
    model.step(h, 5);
    assertThat(model.started(h)).isTrue();
    assertThat(model.mean(h, 0)).isCloseTo(0, within(0.2));
  }

  @Test
  void aMissingValueMovesTheStateAlone() {
    GaussianHiddenMarkov model = FedHiddenMarkov.gaussian(2, 2);
    double[] h = FedHiddenMarkov.feed(model, NUMBERS.get("two apart").draw(10, 500)[0]);
    double[] p = new double[2];
    model.ahead(h, 1, p);
    double mean = model.mean(h, 0);
    model.miss(h);
    assertThat(model.probability(h, 0)).isCloseTo(p[0], within(1e-12));
    assertThat(model.mean(h, 0)).isEqualTo(mean);
    for (int t = 0; t < 100_000; t++) {
      model.miss(h);
    }
    assertThat(model.mean(h, 0)).isEqualTo(mean);
    assertThat(model.dwell(h, 0)).isBetween(10.0, 40.0);
  }

  @Test
  void aRegimeChangesOnceAnotherStateHasHeld() {
    double[] noise = Signals.normal(11, 1000);
    GaussianHiddenMarkov model = new GaussianHiddenMarkov(2, 2, 0, 1, new RegimeRule(0.9, 5));
    double[] h =
        FedHiddenMarkov.feed(model, Signals.of(1000, t -> noise[t] + (t / 100 % 2 == 0 ? 0 : 20)));
    assertThat(model.regime(h)).isEqualTo(1);
    model.step(h, 0); // an outlier
    model.step(h, 20);
    assertThat(model.changed(h)).isFalse();
    int changes = 0;
    for (int t = 1; t <= 10; t++) {
      model.step(h, 0.1 * t);
      if (t == 3) {
        model.miss(h);
        assertThat(model.changed(h)).isFalse();
      }
      changes += model.changed(h) ? 1 : 0;
      assertThat(model.changed(h)).isEqualTo(t == 5);
    }
    assertThat(changes).isEqualTo(1);
    assertThat(model.regime(h)).isEqualTo(0);
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    RegimeRule rule = RegimeRule.DEFAULT;
    assertThatThrownBy(() -> new GaussianHiddenMarkov(0, 2, 0, 1, rule))
        .hasMessageContaining("states must be within 1 to 8");
    assertThatThrownBy(() -> new GaussianHiddenMarkov(3, 2, 0, 1, rule))
        .hasMessageContaining("not 3 to 2");
    assertThatThrownBy(() -> new GaussianHiddenMarkov(1, 2, -1, 1, rule))
        .hasMessageContaining("lag must be");
    assertThatThrownBy(() -> new GaussianHiddenMarkov(1, 2, 0, 0, rule))
        .hasMessageContaining("forgetting must be");
    assertThatThrownBy(() -> new CategoricalHiddenMarkov(1, 1, 2, 0, 1, rule))
        .hasMessageContaining("symbols must be");
    assertThatThrownBy(() -> new RegimeRule(0.5, 3)).hasMessageContaining("probability");
    assertThatThrownBy(() -> new RegimeRule(0.9, 0)).hasMessageContaining("hold");
  }
}
