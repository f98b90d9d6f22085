package io.recurrence.sequence;

import io.recurrence.neural.Bernoulli;
import io.recurrence.neural.Cell;
import io.recurrence.neural.Elman;
import io.recurrence.neural.Gradients;
import io.recurrence.neural.Lstm;
import io.recurrence.neural.RecurrentNetwork;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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
}
