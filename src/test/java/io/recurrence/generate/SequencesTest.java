package io.recurrence.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.generate.Sequences.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencesTest {
  private static final Settings SETTINGS = new Settings(5, 1_000_000, 60_000, 4, 3);

  static Set<String> names() {
    return Sequences.names();
  }

  private static double[] take(DoubleSupplier values, int count) {
    return DoubleStream.generate(values).limit(count).toArray();
  }

  private static List<Sample> take(Generator generator, int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(generator.next());
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameRecordsInTheOrderOfTheirTimes(String name) {
    List<Sample> samples = take(Sequences.of(name, SETTINGS), 3000);
    assertThat(samples).isEqualTo(take(Sequences.of(name, SETTINGS), 3000));
    assertThat(samples).extracting(Sample::time).isSorted();
    assertThat(samples.get(0).time()).isBetween(1_000_000L, 1_002_000L);
    assertThat(samples).allMatch(sample -> Math.abs(sample.value()) <= 1e100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "random-walk", "sine", "temperature", "plant", "ticks"})
  void anotherSeedGivesOtherRecords(String name) {
    Settings other = new Settings(6, 1_000_000, 60_000, 4, 3);
    assertThat(take(Sequences.of(name, other), 50))
        .isNotEqualTo(take(Sequences.of(name, SETTINGS), 50));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"growth", "ar", "fibonacci", "logistic", "random-walk", "sine", "temperature"})
  void singleSeriesAreEvenlySpacedAndNamedAfterTheirSequence(String name) {
    List<Sample> samples = take(Sequences.of(name, SETTINGS), 100);
    for (int i = 0; i < 100; i++) {
      assertThat(samples.get(i).time()).isEqualTo(1_000_000 + 60_000L * i);
      assertThat(samples.get(i).series()).isEqualTo(name);
      assertThat(samples.get(i).present()).isTrue();
    }
  }

  @Test
  void growthHasItsClosedForm() {
    double[] x = take(Sequences.growth(5, 2, 0.9), 100);
    for (int t = 0; t < 100; t++) {
      assertThat(x[t]).isCloseTo(20 - 15 * Math.pow(0.9, t), within(1e-9));
    }
    double[] y = take(Sequences.growth(2, 0, 1.01), 500);
    for (int t = 0; t < 500; t++) {
      assertThat(y[t]).isCloseTo(2 * Math.pow(1.01, t), within(1e-9 * y[t]));
    }
    assertThat(take(Sequences.growth(1, 0, 10), 200)[199]).isCloseTo(1e98, within(1e96));
  }

  @Test
  void temperaturesFollowTheYearAndTheWeatherOfDaysBefore() {
    Settings daily = new Settings(5, 0, 86_400_000, 4, 1);
    double[] x = take(Sequences.temperature(daily), 36_525);
    double summer = 0;
    double follows = 0;
    double whole = 0;
    double before = 0;
    for (int t = 0; t < x.length; t++) {
      double course = Math.cos(2 * Math.PI * (t - 200) / 365.25);
      summer += 2 * course * x[t] / x.length;
      double weather = x[t] - 10 - 10 * course;
      whole += weather * weather / x.length;
      follows += weather * before / x.length;
      before = weather;
    }
    assertThat(summer).isCloseTo(10, within(0.3));
    assertThat(whole).isCloseTo(16, within(1.0));
    assertThat(follows / whole).isCloseTo(Math.exp(-0.25), within(0.03));
  }

  @Test
  void fibonacciNumbersAreExactAsLongAsADoubleIs() {
    double[] x = take(Sequences.fibonacci(), 500);
    BigDecimal before = BigDecimal.ONE;
    BigDecimal now = BigDecimal.ZERO;
    for (int t = 0; t < 470; t++) {
      double exact = now.doubleValue();
      assertThat(x[t]).isCloseTo(exact, within(t < 79 ? 0 : 1e-13 * exact));
      BigDecimal next = now.add(before);
      before = now;
      now = next;
    }
    assertThat(DoubleStream.of(x).max().orElse(0)).isBetween(1e98, 1e99);
    int again = 1;
    while (x[again] != 0) {
      again++;
    }
    assertThat(x[again + 10]).isEqualTo(55);
  }

  @Test
  void theLogisticMapOfRateFourIsASquaredSine() {
    double[] x = take(Sequences.logistic(4, 0.2), 30);
    double angle = Math.asin(Math.sqrt(0.2));
    for (int t = 0; t < 30; t++) {
      double exact = Math.pow(Math.sin(Math.pow(2, t) * angle), 2);
      assertThat(x[t]).isCloseTo(exact, within(1e-15 * Math.pow(2, t + 2)));
    }
    assertThat(take(Sequences.logistic(3.9, 0.2), 10_000))
        .matches(all -> DoubleStream.of(all).allMatch(v -> v >= 0 && v <= 1));
  }

  @Test
  void aRandomWalkHasIndependentNormalSteps() {
    double[] x = take(Sequences.walk(new Random(7)), 20_000);
    Random random = new Random(7);
    double sum = 0;
    for (double value : x) {
      sum += random.nextGaussian();
      assertThat(value).isEqualTo(sum);
    }
  }

  @Test
  void aSineHasItsPeriodLevelAndAmplitude() {
    double[] x = take(Sequences.sine(24, new Random(8)), 24_000);
    for (int phase = 0; phase < 24; phase++) {
      double mean = 0;
      for (int t = phase; t < x.length; t += 24) {
        mean += x[t] / 1000;
      }
      assertThat(mean).isCloseTo(10 + 5 * Math.sin(2 * Math.PI * phase / 24), within(0.08));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 16, 40})
  void weightsOfAnAutoregressionAreStable(int order) {
    for (int seed = 0; seed < 60; seed++) {
      double[] w = Sequences.stableWeights(order, new Random(seed));
      SimpleMatrix companion = new SimpleMatrix(order, order);
      for (int i = 0; i < order; i++) {
        companion.set(0, i, w[i]);
        if (i > 0) {
          companion.set(i, i - 1, 1);
        }
      }
      double largest =
          companion.eig().getEigenvalues().stream()
              .mapToDouble(e -> e.getMagnitude())
              .max()
              .orElse(2);
      assertThat(largest).as("seed " + seed).isLessThan(1);
    }
  }

  @Test
  void anAutoregressionFollowsItsWeights() {
    double[] w = Sequences.stableWeights(3, new Random(9));
    Random random = new Random(9);
    Sequences.stableWeights(3, random);
    double[] x = take(Sequences.autoregression(3, new Random(9)), 500);
    for (int t = 3; t < 500; t++) {
      if (t == 3) {
        random.nextGaussian();
        random.nextGaussian();
        random.nextGaussian();
      }
      double expected = w[0] * x[t - 1] + w[1] * x[t - 2] + w[2] * x[t - 3] + random.nextGaussian();
      assertThat(x[t]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Sequences.of("noise", SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'noise'")
        .hasMessageContaining("growth, ar, fibonacci");
  }
}
