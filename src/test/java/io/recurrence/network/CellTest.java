package io.recurrence.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellTest {
  /** Name, maker, and the state after three steps, computed with NumPy from the equations. */
  static Stream<Arguments> cells() {
    return Stream.of(
        cell("elman", Elman::new, -0.42705538103228297, -0.7459785180110772),
        cell("jordan", Jordan::new, 0.3577381794294594, -0.4173194876164886),
        cell(
            "lstm",
            Lstm::new,
            0.1359552290510462,
            0.055800180880671714,
            0.25337156021068774,
            0.10021731615955849),
        cell(
            "peephole",
            PeepholeLstm::new,
            0.12430756846610574,
            0.05474958832108381,
            0.2204358001401069,
            0.09651135742232674),
        cell(
            "coupled",
            CoupledLstm::new,
            0.01922896815800886,
            -0.1596304176343139,
            0.03328882814763648,
            -0.2607824950430856),
        cell("gru", Gru::new, -0.18823827605447452, -0.14829375359015376));
  }

  private static Arguments cell(
      String name, BiFunction<Integer, Integer, Cell> maker, double... state) {
    return Arguments.of(name, maker, state);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void stepsAsItsEquationsSay(
      String unused, BiFunction<Integer, Integer, Cell> maker, double[] expected) {
    Cell cell = maker.apply(2, 2);
    double[] w = new double[cell.weights() + 3];
    for (int i = 0; i < cell.weights(); i++) {
      w[i + 3] = Math.sin(i + 1.0) / 2;
    }
    double[] state = new double[cell.size()];
    double[] trace = new double[cell.trace()];
    for (double[] x : new double[][] {{0.5, -1}, {0.25, 0.75}, {-1, 0.1}}) {
      cell.forward(w, 3, x, 0, state, state, trace, 0);
    }
    assertThat(state).containsExactly(expected, within(1e-14));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void hasTheGradientOfItsLoss(
      String unused, BiFunction<Integer, Integer, Cell> maker, double[] ignored) {
    RecurrentNetwork network =
        new RecurrentNetwork(List.of(maker.apply(3, 4), maker.apply(4, 2)), new SquaredError(2));
    double[][] x = Gradients.random(7, 3, 1);
    double[][] y = Gradients.random(7, 2, 2);
    y[2] = null; // nothing is asked there
    Gradients.check(
        network.initial(5),
        (w, dw) -> network.loss(w, x, y, state(network), dw),
        w -> network.loss(w, x, y, state(network), null));
  }

  private static double[] state(RecurrentNetwork network) {
    double[] state = new double[network.size()];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextDouble() - 0.5;
    }
    return state;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void hasTheGradientOfItsLossBothWays(
      String unused, BiFunction<Integer, Integer, Cell> maker, double[] ignored) {
    Bidirectional network = new Bidirectional(maker.apply(2, 3), maker.apply(2, 3), new Softmax(3));
    double[][] x = Gradients.random(6, 2, 1);
    double[][] y = {null, {1, 0, 0}, {0, 0, 1}, null, {0, 1, 0}, {0.2, 0.3, 0.5}};
    Gradients.check(
        network.initial(5),
        (w, dw) -> network.loss(w, x, y, dw),
        w -> network.loss(w, x, y, new double[w.length]));
  }

  @Test
  void theFutureReachesABidirectionalReadingButNotAForwardOne() {
    Bidirectional both = new Bidirectional(new Gru(1, 3), new Gru(1, 3), new SquaredError(1));
    double[] w = both.initial(1);
    double[][] x = {{1}, {2}, {3}};
    double[][] changed = {{1}, {2}, {-3}};
    assertThat(both.predict(w, x)[0][0]).isNotEqualTo(both.predict(w, changed)[0][0]);

    RecurrentNetwork forward = new RecurrentNetwork(List.of(new Gru(1, 3)), new SquaredError(1));
    double[] state = new double[forward.size()];
    double[] prediction = new double[1];
    forward.step(forward.initial(1), state, x[0], prediction);
    double first = prediction[0];
    forward.step(forward.initial(1), new double[forward.size()], changed[0], prediction);
    assertThat(prediction[0]).isEqualTo(first);
  }

  @Test
  void twoWindowsGoOnAsOne() {
    RecurrentNetwork network =
        new RecurrentNetwork(List.of(new Lstm(2, 3), new Lstm(3, 3)), new SquaredError(1));
    double[] w = network.initial(1);
    double[][] x = Gradients.random(8, 2, 1);
    double[][] y = Gradients.random(8, 1, 2);
    double whole = network.loss(w, x, y, new double[network.size()], null);
    double[] state = new double[network.size()];
    double parts =
        network.loss(w, part(x, 0, 5), part(y, 0, 5), state, new double[w.length])
            + network.loss(w, part(x, 5, 8), part(y, 5, 8), state, null);
    assertThat(parts).isEqualTo(whole, within(1e-12));
  }

  private static double[][] part(double[][] x, int from, int to) {
    return java.util.Arrays.copyOfRange(x, from, to);
  }

  @Test
  void cellsThatDoNotFitAreRefused() {
    List<Cell> cells = List.of(new Lstm(2, 3), new Lstm(2, 3));
    assertThatThrownBy(() -> new RecurrentNetwork(cells, new SquaredError(1)))
        .hasMessage("cell 1 takes 2 inputs, but the one below it has 3 outputs");
  }
}
