package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.Gru;
import io.recurrence.network.Lstm;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.Softmax;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageModelTest {
  private static final List<String> ALPHABET = List.of("a", "b", "c", "d");

  private static int[] symbols(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] symbols = new int[n];
    for (int i = 0; i < n; i++) {
      symbols[i] = random.nextInt(ALPHABET.size());
    }
    return symbols;
  }

  /** The network of cells in double precision; its inputs are the vectors of the embedding. */
  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void agreesWithTheNetworkInDoublePrecision(LayerType type) {
    SymbolNetworkShape shape = new SymbolNetworkShape(type, 4, 3, 6);
    float[] w = shape.initial(3);
    RecurrentNetwork network = network(shape);
    double[] wide = new double[network.weights()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = w[shape.layerAt() + i];
    }
    LanguageModel model =
        new LanguageModel(shape.with(LanguageModel.KIND, List.of(ALPHABET), Map.of(), w), "made");
    double[] h = new double[model.size()];
    double[] state = new double[network.size()];
    double[] p = new double[4];
    double[] expected = new double[4];
    for (int symbol : symbols(50, 1)) {
      model.step(h, symbol);
      model.predict(h, p);
      network.step(
          wide,
          state,
          new double[] {w[3 * symbol], w[3 * symbol + 1], w[3 * symbol + 2]},
          expected);
      assertThat(p).containsExactly(expected, within(2e-6));
    }
    assertThat(model.storage().bytes()).isEqualTo(4 * h.length);
    double[] rounded = h.clone();
    model.storage().round(rounded);
    assertThat(rounded).isEqualTo(h);
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void gradientAgreesWithCentralDifferencesInDoublePrecision(LayerType type) {
    SymbolNetworkShape shape = new SymbolNetworkShape(type, 4, 3, 5);
    float[] w = shape.initial(3);
    double[] wide = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      wide[i] = w[i];
    }
    int[] text = symbols(9, 4);
    int[] before = Arrays.copyOf(text, 8);
    int[] came = Arrays.copyOfRange(text, 1, 9);
    float[] kept = new float[8 * 5];
    Arrays.fill(kept, 1);
    SymbolNetwork network = new SymbolNetwork(Kernels.fastest(), shape, 1, 8);
    network.load(w);
    network.begin();
    assertThat(network.forward(before, came, kept))
        .isEqualTo(exact(shape, wide, before, came), within(2e-6));
    float[] dw = new float[w.length];
    network.backward(before, came, kept, dw);
    for (int i = 0; i < w.length; i++) {
      double middle = wide[i];
      wide[i] = middle + 1e-5;
      double above = exact(shape, wide, before, came);
      wide[i] = middle - 1e-5;
      double below = exact(shape, wide, before, came);
      wide[i] = middle;
      assertThat((double) dw[i])
          .as("derivative " + i)
          .isEqualTo((above - below) / 2e-5, within(3e-6));
    }
  }

  private static double exact(SymbolNetworkShape shape, double[] w, int[] before, int[] came) {
    RecurrentNetwork network = network(shape);
    double[][] x = new double[before.length][];
    double[][] target = new double[before.length][4];
    for (int t = 0; t < before.length; t++) {
      x[t] = Arrays.copyOfRange(w, 3 * before[t], 3 * before[t] + 3);
      target[t][came[t]] = 1;
    }
    double[] cells = Arrays.copyOfRange(w, shape.layerAt(), w.length);
    double[] unused = new double[cells.length];
    return network.loss(cells, x, target, new double[network.size()], unused) / before.length;
  }

  private static RecurrentNetwork network(SymbolNetworkShape shape) {
    int hidden = shape.hidden();
    return new RecurrentNetwork(
        List.of(shape.type() == LayerType.GRU ? new Gru(3, hidden) : new Lstm(3, hidden)),
        new Softmax(4));
  }

  @Test
  void learnsALanguageToItsEntropy() {
    int[] text = new int[6000];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < text.length; i += 3) {
      text[i] = random.nextInt(4);
      text[i + 1] = 3 - text[i];
      text[i + 2] = text[i];
    }
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.LSTM, 4, 4, 12);
    LanguageTrainer trainer = new LanguageTrainer(shape, text, 0, 1);
    trainer.teach(120, 0.03, (update, loss) -> {});
    LanguageModel model =
        new LanguageModel(trainer.weights(ALPHABET, Map.of("seed", "1")), "trained");
    double[] h = new double[model.size()];
    double[] p = new double[4];
    double bits = 0;
    for (int symbol : Arrays.copyOf(text, 3000)) {
      model.predict(h, p);
      bits -= Math.log(p[symbol]) / Math.log(2) / 3000;
      model.step(h, symbol);
    }
    assertThat(bits).isBetween(2 / 3.0 - 0.03, 2 / 3.0 + 0.06); // two bits for every three symbols
  }

  @Test
  void probabilitiesArePositiveHoweverSureItIs() {
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.LSTM, 4, 3, 6);
    float[] w = shape.initial(3);
    for (int i = shape.readoutAt(); i < w.length; i++) {
      w[i] *= 1e6f;
    }
    LanguageModel model =
        new LanguageModel(shape.with(LanguageModel.KIND, List.of(ALPHABET), Map.of(), w), "made");
    double[] h = new double[model.size()];
    double[] p = new double[4];
    for (int symbol : symbols(20_000, 2)) {
      model.step(h, symbol);
    }
    model.predict(h, p);
    assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-12));
    assertThat(Arrays.stream(p).min().orElse(0)).isBetween(1e-7, 1e-5);
    assertThat(model.finite(h)).isTrue();
  }

  @Test
  void refusesWhatItCannotBe() {
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.GRU, 4, 3, 6);
    assertThatThrownBy(() -> new SymbolNetworkShape(LayerType.GRU, 1, 3, 6))
        .hasMessage("1 symbols; there must be 2 at least");
    assertThatThrownBy(
            () ->
                new LanguageModel(
                    shape.with(LanguageModel.KIND, List.of(ALPHABET), Map.of(), new float[3]),
                    "made"))
        .hasMessageStartingWith("made has 3 weights, but its sizes ask for ");
    assertThatThrownBy(() -> new LanguageTrainer(shape, new int[1], 0, 1))
        .hasMessage("a text of fewer than 2 symbols");
    LanguageModel model =
        new LanguageModel(
            shape.with(LanguageModel.KIND, List.of(ALPHABET), Map.of(), shape.initial(1)), "made");
    double[] h = new double[model.size()];
    assertThatThrownBy(() -> model.step(h, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(h).containsOnly(0);
  }
}
