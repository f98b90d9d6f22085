package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.QuantileForecast;
import io.recurrence.core.StoredForm;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Tape;
import io.recurrence.time.Calendar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpertModelTest {
  private static final long MINUTE = 60_000;

  /** Knows that values are those of the logistic map, on a level that is the smallest so far. */
  private static final class LogisticMap implements Model {
    private static final int LEVEL = 0;

    @Override
    public int size() {
      return 1;
    }

    @Override
    public int lags() {
      return 1;
    }

    @Override
    public void start(double[] h) {
      h[LEVEL] = 1e9;
    }

    @Override
    public void step(double[] h, Observation x) {
      h[LEVEL] = Math.min(h[LEVEL], Math.floor(x.value()));
    }

    @Override
    public void forecast(double[] h, Past past, double[] path) {
      double x = past.back(0) - h[LEVEL];
      for (int k = 0; k < path.length; k++) {
        x = next(x);
        path[k] = h[LEVEL] + x;
      }
    }
  }

  private static double next(double x) {
    return 3.9 * x * (1 - Math.max(0, Math.min(1, x)));
  }

  private static double[] chaos(int length) {
    double[] x = new double[length];
    double state = .3;
    for (int t = 0; t < length; t++) {
      x[t] = 70 + state;
      state = next(state);
    }
    return x;
  }

  private static Mixture with(Tier tier, ExpertModel... models) {
    return new Mixture(tier, Calendar.UTC, 3, false, List.of(models));
  }

  /** Feeds values; the mean absolute error of one step ahead over the last hundred. */
  private static double error(
      Mixture mixture, double[] h, Tape past, QuantileForecast forecast, double... x) {
    Observation observation = new Observation(past);
    double sum = 0;
    for (int t = 0; t < x.length; t++) {
      sum += t >= x.length - 100 ? Math.abs(x[t] - forecast.mean(1)) / 100 : 0;
      mixture.step(h, observation.set(x[t], 0, past.time() + MINUTE), (k, f, l, u) -> {});
      double[] rounded = h.clone();
      mixture.storage().round(rounded);
      assertThat(rounded).as("what is stored").isEqualTo(h);
      past.push(x[t]);
      mixture.forecastAndRemember(h, past, forecast.ask(3));
    }
    return sum;
  }

  private static QuantileForecast forecast(Mixture mixture) {
    return new QuantileForecast(3, new double[0], .9, mixture.experts().size());
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatKnowsTheSeriesGetsTheWeight(Tier tier) {
    double[] x = chaos(600);
    Mixture plain = with(tier);
    double[] without = new double[plain.size()];
    plain.start(without);
    Mixture mixture = with(tier, new ExpertModel("logistic-map", new LogisticMap()));
    double[] h = new double[mixture.size()];
    mixture.start(h);
    QuantileForecast forecast = forecast(mixture);
    double known = error(mixture, h, new Tape(1, MINUTE), forecast, x);
    double unknown = error(plain, without, new Tape(1, MINUTE), forecast(plain), x);
    assertThat(mixture.experts()).endsWith("logistic-map").hasSize(plain.experts().size() + 1);
    assertThat(known).isLessThan(.1 * unknown);
    assertThat(forecast.weight(mixture.experts().size() - 1)).isGreaterThan(.9);
    assertThat(mixture.name()).isEqualTo(plain.name().replace(")", ", with logistic-map)"));
  }

  @Test
  void aMemoryFromBeforeTheModelCameGoesOnWithTheValuesOfItsWindow() {
    double[] x = Signals.affine(20, 1, Signals.lifelike(230, 400));
    Mixture plain = with(Tier.MEDIUM);
    double[] before = new double[plain.size()];
    plain.start(before);
    error(plain, before, new Tape(1, MINUTE), forecast(plain), x);
    Mixture mixture = with(Tier.MEDIUM, new ExpertModel("logistic-map", new LogisticMap()));
    StoredForm form =
        mixture
            .storedForms()
            .filter(f -> f.name().equals(plain.name()))
            .filter(f -> f.storage().bytes() == plain.storage().bytes())
            .findFirst()
            .orElseThrow();
    double[] h = new double[mixture.size()];
    mixture.start(h);
    form.conversion().apply(before, h);
    assertThat(mixture.learned(h)).isBetween(30L, 400L);
    QuantileForecast forecast = forecast(mixture);
    mixture.forecast(h, new Tape(1, MINUTE), forecast.ask(1));
    assertThat(forecast.mean(1)).isCloseTo(x[399], within(10.0));
  }

  @Test
  void aModelThatReadsMoreThanTheWindowHoldsIsRefused() {
    Model far =
        new Model() {
          @Override
          public int size() {
            return 0;
          }

          @Override
          public int lags() {
            return 29;
          }

          @Override
          public void step(double[] h, Observation x) {}

          @Override
          public void forecast(double[] h, Past past, double[] path) {}
        };
    assertThatThrownBy(() -> with(Tier.SMALL, new ExpertModel("far", far)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("far reads 29 values, of which the window holds 28");
  }
}
