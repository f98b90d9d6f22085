package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Observation;
import io.recurrence.network.layer.LayerType;
import io.recurrence.testing.Tape;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the memory of a series when its network gets other weights. */
class SwapTest {
  private static final long MINUTE = 60_000;
  private static final int MARKS = 6;
  private static final int CELLS = 1 + SeriesStatistics.MEMORY;

  private final Weights old = weights(LayerType.LSTM, 1);
  private final Weights fresh = weights(LayerType.LSTM, 2);

  private static Weights weights(LayerType type, long seed) {
    Architecture a = new Architecture(type, 2, 6, 5);
    return new Weights(a, Map.of(), Network.initial(a, seed));
  }

  /** A series, its values kept as a pipeline would keep them. */
  private static final class Series {
    final Tape window = new Tape(Lags.WINDOW, MINUTE);
    final Observation observation = new Observation(window);
    NetworkModel model;
    double[] h;

    Series(NetworkModel model) {
      this.model = model;
      this.h = new double[model.size()];
      model.start(h);
    }

    void tell(double... values) {
      for (double x : values) {
        model.step(h, observation.set(x, 60, window.time() + MINUTE));
        window.push(x);
        model.round(h);
      }
    }

    void miss(double expected) {
      model.miss(h, window);
      window.push(expected);
      model.round(h);
    }

    double[] forecast(int steps) {
      double[] path = new double[steps];
      model.forecast(h, window, path);
      return path;
    }
  }

  private static double[] values(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      x[t] = 50 + 4 * Math.sin(t / 7.0) + random.nextDouble();
    }
    return x;
  }

  private static double[] cellsAndReadout(double[] h) {
    return Arrays.copyOfRange(h, CELLS, h.length - MARKS);
  }

  /** The oracle: the new network alone, on a series that begins with the window. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30, 340, 500})
  void theNewNetworkIsToldTheWindowAndThenGoesOn(int n) {
    WeightSchedule schedule = new WeightSchedule(old);
    schedule.schedule((n + 1) * MINUTE, fresh);
    Series series = new Series(new NetworkModel(schedule, false, true));
    double[] x = values(n + 1);
    series.tell(Arrays.copyOf(x, n));
    double[] statistics = Arrays.copyOf(series.h, CELLS);
    assertThat(series.model.version(series.h, 0)).isEqualTo(old.version());

    Series oracle = new Series(new NetworkModel(fresh, false, true));
    oracle.tell(Arrays.copyOfRange(x, Math.max(0, n - Lags.WINDOW), n));
    // statistics do not depend on weights; those of the whole series go on
    System.arraycopy(statistics, 0, oracle.h, 0, CELLS);
    oracle.window.skip(series.window.index() - oracle.window.index());
    oracle.tell(x[n]);

    series.tell(x[n]);
    assertThat(cellsAndReadout(series.h)).containsExactly(cellsAndReadout(oracle.h));
    assertThat(series.forecast(60)).containsExactly(oracle.forecast(60));
    assertThat(series.model.version(series.h, 0)).isEqualTo(fresh.version());
  }

  @ParameterizedTest
  @EnumSource
  void aSeriesThatCouldNotTellTheDifferenceGoesOnAsItWas(LayerType type) {
    Weights weights = weights(type, 4);
    WeightSchedule schedule = new WeightSchedule(weights);
    schedule.schedule(50 * MINUTE, Weights.of(weights.toBytes(), "the same"));
    Series scheduled = new Series(new NetworkModel(schedule, false, true));
    Series plain = new Series(new NetworkModel(weights, false, true));
    scheduled.tell(values(100));
    plain.tell(values(100));
    assertThat(scheduled.h).containsExactly(plain.h);
  }

  @Test
  void eachForecastKnowsTheWeightsBehindIt() {
    WeightSchedule schedule = new WeightSchedule(old);
    schedule.schedule(10 * MINUTE, fresh);
    Series series = new Series(new NetworkModel(schedule, false, true));
    series.tell(values(12)); // the last three by the new weights
    NetworkModel model = series.model;
    assertThat(model.version(series.h, 2)).isEqualTo(fresh.version());
    assertThat(model.version(series.h, 3)).isEqualTo(old.version());
    assertThat(model.version(series.h, 11)).isEqualTo(old.version());
    assertThat(model.version(series.h, 12)).isEmpty();
  }

  @Test
  void missingValuesDoNotSwapAndTheFirstValueAfterThemDoes() {
    WeightSchedule schedule = new WeightSchedule(old);
    schedule.schedule(32 * MINUTE, fresh);
    Series series = new Series(new NetworkModel(schedule, false, true));
    series.tell(values(30));
    double[] before = cellsAndReadout(series.h);
    for (int k = 0; k < 5; k++) {
      series.miss(50);
    }
    assertThat(cellsAndReadout(series.h)).containsExactly(before);
    assertThat(series.model.version(series.h, 0)).isEqualTo(old.version());
    series.tell(51);
    assertThat(series.model.version(series.h, 0)).isEqualTo(fresh.version());
    assertThat(series.model.version(series.h, 1)).isEqualTo(old.version());
  }

  @Test
  void otherWeightsInTheFileOfAPipelineAreToldTheWindowToo() {
    Series series = new Series(new NetworkModel(old, false, true));
    series.tell(values(80));
    series.model = new NetworkModel(fresh, false, true);
    double[] untouched = series.h.clone();
    double[] hasForecast = series.forecast(48); // asked for before a value has come
    assertThat(series.h).containsExactly(untouched);
    assertThat(series.model.version(series.h, 0)).isEqualTo(fresh.version());

    Series oracle = new Series(new NetworkModel(fresh, false, true));
    oracle.tell(values(80));
    assertThat(hasForecast).containsExactly(oracle.forecast(48));
    series.tell(49);
    oracle.tell(49);
    assertThat(series.h).hasSameSizeAs(oracle.h);
    assertThat(cellsAndReadout(series.h)).containsExactly(cellsAndReadout(oracle.h));
  }

  @Test
  void aMemoryOfWeightsThatAreNotKnownIsNotReadAtAMissingValueEither() {
    Series series = new Series(new NetworkModel(old, false, true));
    series.tell(values(80));
    series.model = new NetworkModel(fresh, false, true);
    Series oracle = new Series(new NetworkModel(fresh, false, true));
    oracle.tell(values(80));
    series.miss(50);
    oracle.miss(50);
    assertThat(series.model.version(series.h, 0)).isEqualTo(fresh.version());
    assertThat(series.forecast(10)).containsExactly(oracle.forecast(10));
  }

  @Test
  void weightsThatAreWithdrawnGiveTheSeriesBack() {
    WeightSchedule schedule = new WeightSchedule(old);
    schedule.schedule(20 * MINUTE, fresh);
    Series series = new Series(new NetworkModel(schedule, false, true));
    series.tell(values(40));
    schedule.withdraw(20 * MINUTE);
    series.tell(50);
    assertThat(series.model.version(series.h, 0)).isEqualTo(old.version());
    assertThat(series.model.version(series.h, 1)).isEqualTo(fresh.version());
  }

  @Test
  void newsThatComeTooLateHoldFromTheNextValueOn() {
    WeightSchedule schedule = new WeightSchedule(old);
    Series series = new Series(new NetworkModel(schedule, false, true));
    series.tell(values(40));
    schedule.schedule(20 * MINUTE, fresh); // 20 values ago
    assertThat(series.model.version(series.h, 0)).isEqualTo(old.version());
    series.tell(50);
    assertThat(series.model.version(series.h, 0)).isEqualTo(fresh.version());
    assertThat(series.model.version(series.h, 30)).isEqualTo(old.version());
  }

  @Test
  void oneModelServesSeriesOnBothSidesOfManyActivations() {
    WeightSchedule schedule = new WeightSchedule(old);
    for (int i = 1; i <= 6; i++) {
      schedule.schedule(20L * i * MINUTE, weights(LayerType.LSTM, 10 + i));
    }
    NetworkModel shared = new NetworkModel(schedule, false, true);
    Series[] series = new Series[5];
    for (int i = 0; i < series.length; i++) {
      series[i] = new Series(shared);
      series[i].window.skip(25L * i); // each lies elsewhere in time
    }
    double[] x = values(60);
    for (double each : x) {
      for (Series one : series) {
        one.tell(each);
      }
    }
    for (int i = 0; i < series.length; i++) {
      Series alone = new Series(new NetworkModel(schedule, false, true));
      alone.window.skip(25L * i);
      alone.tell(x);
      assertThat(series[i].h).containsExactly(alone.h);
      assertThat(series[i].forecast(20)).containsExactly(alone.forecast(20));
    }
  }
}
