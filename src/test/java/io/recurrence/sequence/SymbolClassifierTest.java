package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.Gru;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.Softmax;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolNetwork;
import io.recurrence.symbol.SymbolNetworkShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SymbolClassifierTest {
  private static final int EMBEDDING = 3;
  private static final SymbolNetworkShape SHAPE =
      new SymbolNetworkShape(LayerType.GRU, 5, EMBEDDING, 4, 2);
  private static final List<String> WORDS = List.of("(other)", "(end)", "not", "good", "bad");

  private static SymbolClassifier classifier(List<String> words) {
    return new SymbolClassifier(
        SHAPE.with(
            SymbolClassifier.KIND, List.of(words, MadeReviews.CLASSES), Map.of(), SHAPE.initial(2)),
        "made");
  }

  /** The network of cells in double precision; its inputs are the vectors of the embedding. */
  private static double exact(double[] w, int[] x, int[] of) {
    RecurrentNetwork network =
        new RecurrentNetwork(List.of(new Gru(EMBEDDING, SHAPE.hidden())), new Softmax(2));
    int layerAt = SHAPE.symbols() * EMBEDDING;
    double[] cells = Arrays.copyOfRange(w, layerAt, w.length);
    double[][] in = new double[x.length][];
    double[][] target = new double[x.length][2];
    for (int t = 0; t < x.length; t++) {
      in[t] = Arrays.copyOfRange(w, EMBEDDING * x[t], EMBEDDING * x[t] + EMBEDDING);
      target[t][of[t]] = 1;
    }
    double[] unused = new double[cells.length];
    return network.loss(cells, in, target, new double[network.size()], unused) / x.length;
  }

  @Test
  void gradientOfAClassAgreesWithCentralDifferencesInDoublePrecision() {
    float[] w = SHAPE.initial(2);
    double[] wide = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      wide[i] = w[i];
    }
    int[] x = {2, 4, 0, 3, 1};
    int[] of = {1, 1, 1, 1, 1};
    float[] kept = new float[x.length * SHAPE.hidden()];
    Arrays.fill(kept, 1);
    SymbolNetwork network = new SymbolNetwork(Kernels.fastest(), SHAPE, 1, x.length);
    network.load(w);
    network.begin();
    assertThat(network.forward(x, of, kept)).isEqualTo(exact(wide, x, of), within(2e-6));
    float[] dw = new float[w.length];
    network.backward(x, of, kept, dw);
    for (int i = 0; i < w.length; i++) {
      double middle = wide[i];
      wide[i] = middle + 1e-5;
      double above = exact(wide, x, of);
      wide[i] = middle - 1e-5;
      double below = exact(wide, x, of);
      wide[i] = middle;
      assertThat((double) dw[i])
          .as("derivative " + i)
          .isEqualTo((above - below) / 2e-5, within(3e-6));
    }
  }

  @Test
  void theClassAtTheEndIsThatAfterTheSymbolOfTheEnd() {
    SymbolClassifier classifier = classifier(WORDS);
    double[] h = new double[classifier.size()];
    double[] whole = new double[2];
    double[] after = new double[2];
    classifier.step(h, new double[] {2});
    double[] before = h.clone();
    classifier.whole(h, whole);
    assertThat(h).isEqualTo(before);
    classifier.step(h, new double[] {1});
    classifier.soFar(h, after);
    assertThat(whole).isEqualTo(after);
  }

  @Test
  void aWordIsFoundAsItIsWrittenElseByItsLettersElseItIsOther() {
    SymbolClassifier classifier = classifier(WORDS);
    assertThat(classifier.index("good")).isEqualTo(3);
    assertThat(classifier.index("Good!")).isEqualTo(3);
    assertThat(classifier.index("pizza")).isZero();
    assertThat(classifier.index("(end)")).as("no word ends a text").isZero();
    assertThat(classifier(List.of("a", "(end)", "b", "c", "d")).index("e")).isEqualTo(-1);
    assertThatThrownBy(() -> classifier(List.of("a", "b", "c", "d", "e")))
        .hasMessage("made has no symbol '(end)'");
  }

  @Test
  void learnsWhatNegationDoesToWordsWhichCountsOfWordsCannotSay() {
    MadeReviews made = new MadeReviews(2000, false, 10);
    MadeReviews unseen = new MadeReviews(500, true, 11);
    SymbolClassifier classifier = made.learn(6, 16, 12, 1);
    assertThat(unseen.right(classifier)).isGreaterThan(.93);
    assertThat(unseen.right(WordCounts.learn(made, 10))).isLessThan(.65);
  }
}
