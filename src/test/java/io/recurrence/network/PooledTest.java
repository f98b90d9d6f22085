package io.recurrence.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PooledTest {
  @Test
  void saysTheOutputsOfItsCellAndTheirMean() {
    Lstm cell = new Lstm(2, 3);
    Pooled pooled = new Pooled(new Lstm(2, 3));
    RecurrentNetwork network = new RecurrentNetwork(List.of(pooled), new SquaredError(1));
    double[] w = network.initial(1);
    double[] s = new double[cell.size()];
    double[] state = new double[pooled.size()];
    double[] sum = new double[3];
    double[][] x = Gradients.random(9, 2, 4);
    for (int t = 0; t < x.length; t++) {
      cell.forward(w, 0, x[t], 0, s, s, new double[cell.trace()], 0);
      pooled.forward(w, 0, x[t], 0, state, state, new double[pooled.trace()], 0);
      for (int j = 0; j < 3; j++) {
        sum[j] += s[j];
        assertThat(state[j]).isEqualTo(s[j]);
        assertThat(state[3 + j]).isEqualTo(sum[j] / (t + 1), within(1e-12));
      }
    }
    assertThat(pooled.outputs()).isEqualTo(6);
  }

  @Test
  void hasTheGradientOfItsLoss() {
    for (Cell cell : List.of(new Gru(3, 4), new Lstm(3, 4))) {
      RecurrentNetwork network =
          new RecurrentNetwork(List.of(new Pooled(cell), new Gru(8, 2)), new Softmax(2));
      double[][] x = Gradients.random(7, 3, 1);
      double[][] y = {{.2, 0}, null, {0, .2}, {0, .2}, null, null, {1, 0}};
      Gradients.check(
          network.initial(5),
          (w, dw) -> network.loss(w, x, y, new double[network.size()], dw),
          w -> network.loss(w, x, y, new double[network.size()], null));
    }
  }

  @Test
  void aWholeWindowHasTheGradientOfItsLossToo() {
    Bidirectional network =
        new Bidirectional(new Pooled(new Gru(2, 3)), new Pooled(new Lstm(2, 3)), new Softmax(3));
    double[][] x = Gradients.random(6, 2, 1);
    double[] y = {0.2, 0.7, 0.1};
    Gradients.check(
        network.initial(5),
        (w, dw) -> network.wholeLoss(w, x, y, dw),
        w -> network.wholeLoss(w, x, y, new double[w.length]));
  }

  @Test
  void aWholeWindowIsReadOffTheEndsOfTwoRuns() {
    Bidirectional both = new Bidirectional(new Gru(2, 3), new Gru(2, 3), new SquaredError(1));
    double[] w = both.initial(2);
    double[][] x = Gradients.random(5, 2, 3);
    Gru cell = new Gru(2, 3);
    double[] ahead = new double[3];
    double[] back = new double[3];
    for (int t = 0; t < 5; t++) {
      cell.forward(w, 0, x[t], 0, ahead, ahead, new double[cell.trace()], 0);
      cell.forward(w, cell.weights(), x[4 - t], 0, back, back, new double[cell.trace()], 0);
    }
    int at = 2 * cell.weights();
    double expected = w[at + 6];
    for (int j = 0; j < 3; j++) {
      expected += w[at + j] * ahead[j] + w[at + 3 + j] * back[j];
    }
    double[] prediction = new double[1];
    both.predictWhole(w, x, prediction);
    assertThat(prediction[0]).isEqualTo(expected, within(1e-14));
  }
}
