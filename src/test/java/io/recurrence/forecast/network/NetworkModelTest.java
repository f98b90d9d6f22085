package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Observation;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkModelTest {
  private static final long HOUR = 3_600_000;

  private static Weights weights(LayerType type) {
    Architecture a = new Architecture(type, 2, 7, 9);
    return new Weights(a, Map.of(), Network.initial(a, 1));
  }

  /** A series that is told value by value; the window is all of it. */
  private static final class Series {
    private final NetworkModel model;
    private final double[] h;
    private final Window window = new Window();
    private final Observation observation = new Observation(window);

    Series(NetworkModel model) {
      this.model = model;
      this.h = new double[model.size()];
      model.start(h);
    }

    Series tell(int n, IntToDoubleFunction value) {
      for (int t = 0; t < n; t++) {
        double x = value.applyAsDouble(t);
        model.step(h, observation.set(x, 3600, window.n * HOUR));
        window.push(x);
        for (int i = 0; i < h.length; i++) {
          h[i] = (float) h[i]; // as the pipeline keeps it
          assertThat(h[i]).as("memory after " + x).isFinite();
        }
      }
      return this;
    }

    void miss(double filled) {
      model.miss(h, window);
      window.push(filled);
    }

    double[] forecast(int steps) {
      double[] path = new double[steps];
      double[] before = h.clone();
      model.forecast(h, window, path);
      assertThat(h).containsExactly(before);
      for (double each : path) {
        assertThat(each).isFinite();
      }
      return path;
    }
  }

  private static final class Window implements io.recurrence.core.Past {
    private double[] values = new double[16];
    private int n;

    void push(double x) {
      values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
      values[n++] = x;
    }

    @Override
    public int length() {
      return Math.min(n, Lags.WINDOW + 1);
    }

    @Override
    public double back(int k) {
      return values[n - 1 - k];
    }

    @Override
    public long index() {
      return n;
    }

    @Override
    public long time() {
      return (n - 1) * HOUR;
    }

    @Override
    public long step() {
      return HOUR;
    }
  }

  private static Series series(LayerType type) {
    return new Series(new NetworkModel(weights(type), false, true));
  }

  private static IntToDoubleFunction noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return t -> 10 + 3 * Math.sin(2 * Math.PI * t / 24) + random.nextDouble();
  }

  @ParameterizedTest
  @EnumSource
  void stepsOfEveryKindOfCellStayFiniteWhateverComes(LayerType type) {
    double[] wild = {0, 1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300, 5, 5, 5, 1e38};
    Series series = series(type);
    series.tell(60, t -> wild[t % wild.length]);
    series.forecast(60);
    series.tell(100, noise(1));
    series.forecast(60);
  }

  @Test
  void aConstantSeriesIsForecastAsItIs() {
    Series series = series(LayerType.LSTM).tell(50, t -> 7.25);
    assertThat(series.forecast(48)).containsOnly(7.25);
    assertThat(series.model.deviation(series.h, series.window, new double[3])).isFalse();
  }

  @Test
  void oneValueIsForecastAsItIs() {
    assertThat(series(LayerType.GRU).tell(1, t -> -3).forecast(5)).containsOnly(-3);
  }

  @Test
  void aStretchedSeriesHasStretchedForecasts() {
    double[] path = series(LayerType.LSTM).tell(300, noise(2)).forecast(48);
    IntToDoubleFunction plain = noise(2);
    double[] moved =
        series(LayerType.LSTM).tell(300, t -> 1024 * plain.applyAsDouble(t)).forecast(48);
    assertThat(moved).containsExactly(Arrays.stream(path).map(x -> 1024 * x).toArray());
  }

  @Test
  void missingValuesLeaveAFiniteForecastAndTheSeriesGoesOn() {
    Series series = series(LayerType.LSTM).tell(100, noise(3));
    double[] before = series.forecast(48);
    for (int n = 0; n < 400; n++) {
      series.miss(10);
      series.forecast(24);
    }
    series.tell(50, noise(4));
    assertThat(series.forecast(48)).isNotEqualTo(before);
  }

  @Test
  void aLongHorizonGoesOnFromTheDirectHead() {
    Series series = series(LayerType.LSTM).tell(200, noise(5));
    double[] near = series.forecast(48);
    double[] far = series.forecast(120);
    assertThat(Arrays.copyOf(far, 48)).containsExactly(near);
  }

  @Test
  void rollingAgreesWithTheDirectHeadOnTheFirstStep() {
    Weights weights = weights(LayerType.LSTM);
    Series direct = new Series(new NetworkModel(weights, false, false)).tell(90, noise(6));
    Series rolling = new Series(new NetworkModel(weights, true, false)).tell(90, noise(6));
    assertThat(rolling.forecast(1)).containsExactly(direct.forecast(1));
    assertThat(rolling.forecast(20)[0]).isEqualTo(direct.forecast(20)[0]);
    assertThat(rolling.forecast(20)[19]).isNotEqualTo(direct.forecast(20)[19]);
  }

  @Test
  void theReadoutAdaptsToASeriesWithinTensOfValues() {
    Weights weights = weights(LayerType.LSTM); // untrained: much to correct
    double[] adapted = new double[1];
    double[] frozen = new double[1];
    for (boolean adapts : new boolean[] {false, true}) {
      Series series = new Series(new NetworkModel(weights, false, adapts));
      IntToDoubleFunction value = noise(8);
      series.tell(30, value);
      double sum = 0;
      for (int n = 30; n < 90; n++) {
        double forecast = series.forecast(1)[0];
        int t = n;
        double[] x = new double[1];
        series.tell(1, unused -> x[0] = value.applyAsDouble(t));
        sum += Math.abs(x[0] - forecast);
      }
      (adapts ? adapted : frozen)[0] = sum;
    }
    assertThat(adapted[0]).isLessThan(0.8 * frozen[0]);
  }

  @Test
  void oneObjectServesManySeries() {
    NetworkModel shared = new NetworkModel(weights(LayerType.LSTM), false, true);
    Series first = new Series(shared);
    Series second = new Series(shared);
    IntToDoubleFunction a = noise(10);
    IntToDoubleFunction b = noise(11);
    for (int n = 0; n < 60; n++) {
      int t = n;
      first.tell(1, unused -> a.applyAsDouble(t));
      second.tell(1, unused -> -b.applyAsDouble(t));
    }
    Series alone = series(LayerType.LSTM).tell(60, noise(10));
    assertThat(first.h).containsExactly(alone.h);
    assertThat(first.forecast(24)).containsExactly(alone.forecast(24));
  }

  @Test
  void theMemoryIsTheReleasedOne() {
    Series series = series(LayerType.LSTM).tell(40, t -> Math.floorMod(t * 7, 11));
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    int marks = 6; // which weights it belongs to stands behind what format 1 had
    for (double each : Arrays.copyOf(series.h, series.h.length - marks)) {
      int bits = Float.floatToIntBits((float) each);
      crc.update(
          new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)});
    }
    assertThat(series.h).hasSize(1 + SeriesStatistics.MEMORY + 4 * 7 + 65 + marks);
    assertThat(Long.toHexString(crc.getValue())).isEqualTo("96d0b57");
    int version = Integer.parseUnsignedInt(weights(LayerType.LSTM).version(), 16);
    assertThat(Arrays.copyOfRange(series.h, series.h.length - marks, series.h.length))
        .containsExactly(40, 0, (short) (version >>> 16), (short) version, 0, 0);
    assertThat(series.model.storage()).hasToString((series.h.length - 4) + "S4W");
  }

  @Test
  void quantilesDoNotCross() {
    Series series = series(LayerType.GRU).tell(200, noise(12));
    double[][] q = new double[48][Head.LEVELS.length];
    series.model.quantiles(series.h, series.window, q);
    for (double[] row : q) {
      for (int i = 1; i < row.length; i++) {
        assertThat(row[i]).isGreaterThan(row[i - 1]);
      }
    }
  }
}
