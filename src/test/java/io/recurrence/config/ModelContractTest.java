package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Model;
import io.recurrence.core.Statistic;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model of the catalog owes to the pipeline, taken by itself. */
class ModelContractTest {
  private static final double[] SERIES = Signals.lifelike(11, 150);
  private static final int HORIZON = 30;

  /** By which power of c the forecast grows when the series is multiplied by c. */
  private static final Map<String, Integer> DEGREES =
      Map.ofEntries(
          Map.entry("naive", 1),
          Map.entry("moving-average", 1),
          Map.entry("mean", 1),
          Map.entry("sum", 1),
          Map.entry("maximum", 1),
          Map.entry("minimum", 1),
          Map.entry("exponential-average", 1),
          Map.entry("exponential-variance", 2),
          Map.entry("smoothing", 1),
          Map.entry("seasonal-naive", 1),
          Map.entry("affine", 1),
          Map.entry("ar", 1),
          Map.entry("holt", 1),
          Map.entry("holt-winters", 1),
          Map.entry("hidden-markov", 1),
          Map.entry("markov", 1));

  /**
   * Models of values on a scale of their own, and networks, which scale by powers of 2 alone to the
   * last bit and do not take a series turned upside down for its mirror image.
   */
  private static final Set<String> WITHOUT_DEGREE =
      Set.of("map", "product", "logistic", "lstm", "encoder-decoder");

  /**
   * Models that do not move by c with the series: variance stays, a sum gains c per value, a
   * trained network has learned that many series do not fall below 0, or reads single precision.
   */
  private static final Set<String> NOT_SHIFTED =
      Set.of(
          "map", "product", "logistic", "sum", "exponential-variance", "lstm", "encoder-decoder");

  static Stream<Case> models() {
    return Case.of("models");
  }

  static Stream<Case> scaled() {
    return models().filter(c -> DEGREES.containsKey(c.name()));
  }

  static Stream<Case> shifted() {
    return models().filter(c -> !NOT_SHIFTED.contains(c.name()));
  }

  private static Trial<Model> trial(Case c) {
    return new Trial<>(Stages.make(Catalog::model, c.stage()));
  }

  @Test
  void everyModelSaysHowItScales() {
    List<String> told = new ArrayList<>(DEGREES.keySet());
    told.addAll(WITHOUT_DEGREE);
    assertThat(told).hasSameElementsAs(Catalog.models());
  }

  @ParameterizedTest
  @MethodSource("models")
  void readingLeavesTheMemoryAlone(Case c) {
    Model model = Stages.make(Catalog::model, c.stage());
    Trial<Model> trial = new Trial<>(model);
    for (double x : SERIES) {
      trial.feed(x);
      double[] before = trial.memory().clone();
      double[] once = trial.forecast(HORIZON);
      trial.deviation(HORIZON);
      model.describe(trial.memory());
      if (model instanceof Statistic) {
        assertThat(trial.value()).isEqualTo(trial.value());
      }
      assertThat(trial.forecast(HORIZON)).isEqualTo(once);
      assertThat(trial.memory()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aShortPathIsTheBeginningOfALongOne(Case c) {
    Trial<Model> trial = trial(c);
    for (double x : SERIES) {
      trial.feed(x);
      double[] path = trial.forecast(HORIZON);
      double[] deviation = trial.deviation(HORIZON);
      for (int steps : new int[] {1, 2, 7}) {
        assertThat(trial.forecast(steps)).isEqualTo(Arrays.copyOf(path, steps));
        assertThat(trial.deviation(steps))
            .isEqualTo(Arrays.copyOf(deviation, Math.min(steps, deviation.length)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyInputLeadsToAFinitePathAndAnUncertaintyThatDoesNotShrink(Case c) {
    Signals.hostile()
        .forEach(
            (what, x) -> {
              Trial<Model> trial = trial(c);
              for (int t = 0; t < x.length; t++) {
                trial.feed(x[t]);
                if (trial.past().length() > 0 && (t % 40 == 1 || t == x.length - 1)) {
                  assertThat(trial.forecast(1000)).as(what).matches(ModelContractTest::finite);
                  double[] deviation = trial.deviation(1000);
                  assertThat(deviation).as(what).matches(ModelContractTest::finite).isSorted();
                }
              }
              assertThat(trial.memory()).as(what).matches(ModelContractTest::finite);
            });
  }

  @ParameterizedTest
  @MethodSource("scaled")
  void scalingTheSeriesScalesTheForecast(Case c) {
    int degree = DEGREES.getOrDefault(c.name(), 1);
    double[] plain = trial(c).feed(SERIES).forecast(HORIZON);
    for (double power : new double[] {0x1p7, 0x1p-30}) {
      double[] scaled = trial(c).feed(Signals.affine(0, power, SERIES)).forecast(HORIZON);
      assertThat(scaled).isEqualTo(Signals.affine(0, Math.pow(power, degree), plain));
    }
    for (double factor : new double[] {1e-9, -3, 1e12}) {
      if (factor > 0 || !Set.of("maximum", "minimum").contains(c.name())) {
        double[] scaled = trial(c).feed(Signals.affine(0, factor, SERIES)).forecast(HORIZON);
        double size = Math.pow(factor, degree);
        assertClose(scaled, Signals.affine(0, size, plain), 1e-9 * Math.abs(size) * 100);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shifted")
  void shiftingTheSeriesShiftsTheForecast(Case c) {
    double[] plain = trial(c).feed(SERIES).forecast(8);
    for (double shift : new double[] {1000, -1e6}) {
      double[] shifted = trial(c).feed(Signals.affine(shift, 1, SERIES)).forecast(8);
      double size = Math.abs(shift) + Arrays.stream(plain).map(Math::abs).max().orElse(0);
      assertClose(shifted, Signals.affine(shift, 1, plain), 1e-11 * size);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void oneObjectServesManySeries(Case c) {
    Model shared = Stages.make(Catalog::model, c.stage());
    Trial<Model> first = new Trial<>(shared);
    Trial<Model> second = new Trial<>(shared);
    double[] other = Signals.affine(-3, 1e6, Signals.normal(5, SERIES.length));
    for (int t = 0; t < SERIES.length; t++) {
      first.feed(SERIES[t]);
      second.feed(other[t]);
      second.forecast(HORIZON);
    }
    assertThat(first.memory()).isEqualTo(trial(c).feed(SERIES).memory());
    assertThat(first.forecast(HORIZON)).isEqualTo(trial(c).feed(SERIES).forecast(HORIZON));
    assertThat(first.memory()).hasSize(shared.size());
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).as("step " + (k + 1)).isCloseTo(expected[k], within(tolerance));
    }
  }

  private static boolean finite(double[] x) {
    return Arrays.stream(x).allMatch(Double::isFinite);
  }
}
