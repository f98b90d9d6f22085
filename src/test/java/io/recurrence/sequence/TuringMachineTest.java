package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.learn.SequenceTrainer;
import io.recurrence.learn.Task;
import io.recurrence.network.Bernoulli;
import io.recurrence.network.Cell;
import io.recurrence.network.Elman;
import io.recurrence.network.Gradients;
import io.recurrence.network.Lstm;
import io.recurrence.network.RecurrentNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TuringMachineTest {
  static Stream<Cell> controllers() {
    return Stream.of(new Lstm(2 + 3, 4), new Elman(2 + 3, 4));
  }

  @ParameterizedTest
  @MethodSource("controllers")
  void hasTheGradientOfItsLoss(Cell controller) {
    RecurrentNetwork network =
        new RecurrentNetwork(List.of(new TuringMachine(controller, 5, 3)), new Bernoulli(2));
    double[][] x = Gradients.random(6, 2, 1);
    double[][] y = {null, {1, 0}, {0, 1}, null, {1, 1}, {0, 0}};
    double[] w = network.initial(5);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < w.length; i++) {
      w[i] += random.nextDouble() - 0.5;
    }
    Gradients.check(
        w,
        (v, dv) -> network.loss(v, x, y, new double[network.size()], dv),
        v -> network.loss(v, x, y, new double[network.size()], null));
  }

  private static RecurrentNetwork copier() {
    Cell controller = new Elman(Task.COPY.inputs() + 8, 16);
    return new RecurrentNetwork(List.of(new TuringMachine(controller, 24, 8)), Task.COPY.output());
  }

  /**
   * Weights in single precision of {@code new SequenceTrainer(copier(), Task.COPY, 10, 0.01, 1)}
   * after 3000 updates.
   */
  private static double[] trained() throws IOException {
    try (InputStream in = TuringMachineTest.class.getResourceAsStream("copy.weights")) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      double[] w = new double[bytes.remaining() / Float.BYTES];
      for (int i = 0; i < w.length; i++) {
        w[i] = bytes.getFloat();
      }
      return w;
    }
  }

  @Test
  void whatLearnedToCopyTenVectorsCopiesTwentyExactly() throws IOException {
    assertThat(SequenceTrainer.examine(copier(), trained(), Task.COPY, 100, 10, 11)).isOne();
    assertThat(SequenceTrainer.examine(copier(), trained(), Task.COPY, 100, 20, 12)).isOne();
  }

  @Test
  void aReadHeadThatStaysGivesBackWhatWasWrittenAtTheStart() {
    // the controller ignores its input; both heads neither look up nor move
    TuringMachine machine = new TuringMachine(new Elman(1 + 2, 1), 4, 2);
    double[] w = new double[machine.weights()];
    int v = w.length - 2 * (2 + 6) - 2 * 2; // the constants of z
    for (int head : new int[] {v, v + 8 + 4}) {
      w[head + 3] = -40; // gate: by the weights before
      w[head + 4] = -40;
      w[head + 6] = -40; // no shift
    }
    w[v + 8] = 40; // erase all
    w[v + 9] = 40;
    w[v + 10] = 0.5; // add tanh of these
    w[v + 11] = -1;
    double[] s = new double[machine.size()];
    machine.forward(w, 0, new double[] {7}, 0, s, s, new double[machine.trace()], 0);
    assertThat(s[1]).isEqualTo(Math.tanh(0.5), within(1e-6));
    assertThat(s[2]).isEqualTo(Math.tanh(-1), within(1e-6));
  }

  @Test
  void aHundredThousandStepsLeaveTheMemoryFiniteAndTheWeightsSummingToOne() throws IOException {
    RecurrentNetwork network = copier();
    double[] w = trained();
    double[] state = new double[network.size()];
    double[] x = new double[8];
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < 100_000; t++) {
      for (int j = 0; j < 8; j++) {
        x[j] = random.nextInt(2);
      }
      network.step(w, state, x, new double[7]);
    }
    assertThat(Arrays.stream(state).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(state, 24, 48).sum()).isEqualTo(0, within(1e-9)); // without slot 0's 1
    assertThat(Arrays.stream(state, 48, 72).sum()).isEqualTo(0, within(1e-9));
  }

  @Test
  void aMemoryThatDoesNotGoWithItsControllerIsRefused() {
    assertThatThrownBy(() -> new TuringMachine(new Elman(8, 4), 24, 8))
        .hasMessage("a memory of 24 slots of 8 numbers does not go with a controller of 8 inputs");
  }
}
