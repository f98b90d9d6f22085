package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Memories that hold places: with a number in any of them that is no place, a stored state is
 * refused as damaged, so that {@code state.damaged} decides; it does not fail at each of its
 * records, which would all go to the dead letters.
 */
class DamagedPlacesTest {
  private static final long MINUTE = 60_000;
  private static final int HEADER = 68; // of a state

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models: [{type: markov, bins: 2}]",
        "models: [{type: hidden-markov, states: 2}]",
        "models: [naive], transforms: [{type: difference, lag: 3}]",
        "models: [naive], output: {incidents: i}",
        "models: [naive], limits: {above: 2, below: -2}, output: {incidents: i}",
        "state: small"
      })
  void aStateWithANumberThatIsNoPlaceIsRefusedOrStepped(String settings) {
    SeriesPipeline pipeline =
        SpecLoader.parse("{horizon: 3, step: 1m, %s}".formatted(settings)).newPipeline();
    StepResult out = pipeline.newOutput();
    State state = pipeline.newState();
    double[] x = Signals.lifelike(1, 120);
    for (int t = 0; t < x.length; t++) {
      pipeline.step(state, MINUTE * t, t == x.length - 1 ? 1e3 : x[t], out);
    }
    byte[] sound = state.toBytes();
    int refused = 0;
    for (int at = HEADER; at + Double.BYTES <= sound.length; at += 2) {
      for (double number : new double[] {-1e9, 3e9}) {
        byte[] damaged = sound.clone();
        ByteBuffer bytes = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(at, number);
        refused += refuses(pipeline, damaged, x.length, out) ? 1 : 0;
        bytes.put(0, sound).putFloat(at, (float) number);
        refused += refuses(pipeline, damaged, x.length, out) ? 1 : 0;
      }
    }
    assertThat(refused).isPositive();
  }

  private static boolean refuses(SeriesPipeline pipeline, byte[] bytes, int t, StepResult out) {
    State state;
    try {
      state = pipeline.read(bytes);
    } catch (StateFormatException e) {
      return true;
    }
    assertThatCode(
            () -> {
              pipeline.step(state, MINUTE * t, 1, out);
              pipeline.step(state, MINUTE * (t + 1), 2, out);
            })
        .doesNotThrowAnyException();
    return false;
  }
}
