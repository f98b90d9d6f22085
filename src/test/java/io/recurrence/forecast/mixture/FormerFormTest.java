package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Observation;
import io.recurrence.core.QuantileForecast;
import io.recurrence.core.StoredForm;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Tape;
import io.recurrence.time.Calendar;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A memory as it was laid out before an upper bound was learned is taken over whole. */
class FormerFormTest {
  private static final double[] X = Signals.lifelike(220, 900);

  private final Tape past = new Tape(1, 3_600_000);
  private final Observation observation = new Observation(past);

  private void step(Mixture mixture, double[] h, QuantileForecast forecast, double x) {
    mixture.step(h, observation.set(x, 0, past.time() + past.step()), (k, f, l, u) -> {});
    mixture.storage().round(h);
    mixture.forecastAndRemember(h, past, forecast.ask(24));
  }

  @ParameterizedTest
  @CsvSource({"SMALL, false", "SMALL, true"})
  void itGoesOnAsIfNothingHadChanged(Tier tier, boolean outcomes) {
    Mixture present = new Mixture(tier, Calendar.UTC, 24, outcomes);
    Mixture former = present.former(24);
    QuantileForecast forecast =
        new QuantileForecast(24, new double[] {.1, .9}, .95, present.experts().size());
    double[] h = new double[present.size()];
    present.start(h);
    for (int t = 0; t < 800; t++) {
      step(present, h, forecast, X[t]);
      past.push(X[t]);
    }
    double[] before = Arrays.copyOf(h, former.size()); // what has been added stands at the end
    double[] taken = new double[present.size()];
    present.start(taken);
    StoredForm form =
        present
            .storedForms()
            .filter(f -> f.name().equals(former.name()))
            .filter(f -> f.storage().bytes() == former.storage().bytes())
            .findFirst()
            .orElseThrow();
    form.conversion().apply(before, taken);
    QuantileForecast other =
        new QuantileForecast(24, new double[] {.1, .9}, .95, present.experts().size());
    for (int t = 800; t < X.length; t++) {
      step(present, h, forecast, X[t]);
      step(present, taken, other, X[t]);
      past.push(X[t]);
      for (int k = 1; k <= 24; k++) {
        assertThat(other.mean(k)).isEqualTo(forecast.mean(k));
        assertThat(other.upper(k)).isEqualTo(forecast.upper(k));
      }
    }
  }
}
