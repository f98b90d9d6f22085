package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.forecast.model.MemorylessMap.Function;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunningStatisticsTest {

  @Property(seed = "1", tries = 200)
  void maximumMinimumAndLastValueAreThoseOfAllValues(@ForAll @Size(min = 1, max = 30) double[] x) {
    double[] held = Signals.of(x.length, t -> Math.max(-1e100, Math.min(1e100, x[t])));
    Trial<HistoricalMaximum> maximum = new Trial<>(new HistoricalMaximum()).feed(held);
    Trial<HistoricalMinimum> minimum = new Trial<>(new HistoricalMinimum()).feed(held);
    Trial<Naive> naive = new Trial<>(new Naive()).feed(held);
    double most = held[0];
    double least = held[0];
    for (double value : held) {
      most = value > most ? value : most;
      least = value < least ? value : least;
    }
    assertThat(maximum.value() == most).isTrue();
    assertThat(minimum.value() == least).isTrue();
    assertThat(naive.value()).isEqualTo(held[held.length - 1]);
    assertThat(maximum.forecast(4)).containsOnly(maximum.value());
  }

  @Test
  void theMaximumOfNegativeValuesIsNotZero() {
    assertThat(new Trial<>(new HistoricalMaximum()).feed(-5, -3, -9).value()).isEqualTo(-3);
    assertThat(new Trial<>(new HistoricalMinimum()).feed(5, 3, 9).value()).isEqualTo(3);
  }

  @Test
  void aSumLosesNoSmallValueBesideALargeOne() {
    Trial<RunningSum> trial = new Trial<>(new RunningSum());
    BigDecimal exact = BigDecimal.ZERO;
    double[] noise = Signals.normal(81, 3000);
    for (int t = 0; t < noise.length; t++) {
      double x = t % 100 == 50 ? 1e18 * noise[t] : t % 100 == 51 ? -1e18 * noise[t - 1] : noise[t];
      trial.feed(x);
      exact = exact.add(new BigDecimal(x));
    }
    assertThat(trial.value()).isCloseTo(exact.doubleValue(), within(1e-12));
  }

  @Test
  void tenthsSumToWhatTheyShould() {
    Trial<RunningSum> trial = new Trial<>(new RunningSum());
    for (int t = 0; t < 1_000_000; t++) {
      trial.step(0.1, 1);
    }
    assertThat(trial.value()).isCloseTo(100_000, within(1e-10));
  }

  @Property(seed = "2", tries = 200)
  void aProductIsTheExactProduct(
      @ForAll @Size(min = 1, max = 60) double @DoubleRange(min = -1000, max = 1000) [] factors) {
    BigDecimal exact = BigDecimal.ONE;
    for (double factor : factors) {
      exact = exact.multiply(new BigDecimal(factor), MathContext.DECIMAL128);
    }
    double product = new Trial<>(new RunningProduct()).feed(factors).value();
    if (exact.abs().compareTo(new BigDecimal("1e100")) <= 0) {
      double expected = exact.doubleValue();
      assertThat(product).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    } else {
      assertThat(product).isEqualTo(1e100 * exact.signum());
    }
  }

  @Test
  void aProductComesBackFromBeyondTheLargestAndTheSmallestNumber() {
    Trial<RunningProduct> trial = new Trial<>(new RunningProduct());
    trial.feed(Signals.of(10, t -> 1e90));
    assertThat(trial.value()).isEqualTo(1e100);
    trial.feed(Signals.of(10, t -> -1e-90));
    assertThat(trial.value()).isCloseTo(1, within(1e-9));
    trial.feed(-1e-300, -1e-300, 1e300, 1e300);
    assertThat(trial.value()).isCloseTo(1, within(1e-9));
    trial.feed(0, 5);
    assertThat(trial.value()).isZero();
  }

  @Test
  void mapsAreTheirFunctionsOfTheLastValue() {
    Map<Function, DoubleUnaryOperator> expected =
        Map.of(
            Function.ABS, x -> x < 0 ? -x : x,
            Function.SQUARE, x -> x * x,
            Function.SIGN, x -> x > 0 ? 1 : x < 0 ? -1 : 0,
            Function.SIN, Math::sin,
            Function.TANH, x -> 1 - 2 / (Math.exp(2 * x) + 1),
            Function.SIGNED_LOG, x -> x < 0 ? -Math.log(1 - x) : Math.log(1 + x));
    assertThat(expected.keySet()).containsExactlyInAnyOrder(Function.values());
    for (double x : new double[] {-20, -1.5, -0.25, 0, 0.5, 1, 17}) {
      expected.forEach(
          (function, f) -> {
            Trial<MemorylessMap> trial = new Trial<>(new MemorylessMap(function)).feed(99, x);
            double value = f.applyAsDouble(x);
            assertThat(trial.value()).as(function + " of " + x).isCloseTo(value, within(1e-12));
            assertThat(trial.forecast(2)).containsOnly(trial.value());
          });
    }
  }

  @Test
  void aSquareTooLargeForASeriesStaysAtItsLargestValue() {
    assertThat(new Trial<>(new MemorylessMap(Function.SQUARE)).feed(-1e90).value())
        .isEqualTo(1e100);
  }
}
