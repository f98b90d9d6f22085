package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Observation;
import io.recurrence.network.layer.LayerType;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SomeStepsTest {
  private static final int HORIZON = 24;
  private static final int[] SOME = {1, 2, 3, 4, 6, 8, 12, HORIZON};

  private final double[] path = new double[HORIZON];
  private final double[] below = new double[HORIZON];
  private final double[] above = new double[HORIZON];
  private final double[] somePath = new double[HORIZON];
  private final double[] someBelow = new double[HORIZON];
  private final double[] someAbove = new double[HORIZON];

  private void compare(NetworkModel model, int values) {
    ArrayPast past = new ArrayPast();
    double[] series =
        IntStream.range(0, values).mapToDouble(t -> 20 + 10 * Math.sin(t / 4.0) + t % 7).toArray();
    past.open(new Example(series, 3_600_000, 0));
    double[] h = new double[model.size()];
    model.start(h);
    Observation observation = new Observation(past);
    for (double x : series) {
      model.step(h, observation.set(x, 3600, past.time() + past.step()));
      model.round(h);
      past.advance();
    }
    model.forecast(h, past, path);
    boolean spread = model.spread(h, past, below, above);
    assertThat(model.forecast(h, past, SOME, somePath, someBelow, someAbove)).isEqualTo(spread);
    for (int step : SOME) {
      assertThat(somePath[step - 1]).isEqualTo(path[step - 1]);
      assertThat(someBelow[step - 1]).isEqualTo(below[step - 1]);
      assertThat(someAbove[step - 1]).isEqualTo(above[step - 1]);
    }
  }

  @ParameterizedTest
  @EnumSource(LayerType.class)
  void areForecastAsAllOfThemAre(LayerType type) {
    Architecture a = new Architecture(type, 2, 7, 9);
    Weights weights = new Weights(a, Map.of(), Network.initial(a, 1));
    for (boolean rolling : new boolean[] {false, true}) {
      for (int values : new int[] {1, 3, 60, 400}) {
        compare(new NetworkModel(weights, rolling, true), values);
      }
    }
  }
}
