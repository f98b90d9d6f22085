package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorTest {
  private static final List<String> SOURCE = List.of("a", "b", "c");
  private static final List<String> TARGET = List.of("x", "y");
  private static final int[] SEQUENCE = {2, 0, 1, 1, 2};
  private static final int LONGEST = 3; // target

  private static EncoderDecoderShape shape(int attention) {
    return new EncoderDecoderShape(LayerType.GRU, 3, 2, 4, 6, attention);
  }

  /** Weights large enough that probabilities are far from equal. */
  private static float[] values(int attention, long seed) {
    float[] w = shape(attention).initial(seed);
    for (int i = 0; i < w.length; i++) {
      w[i] *= 2;
    }
    return w;
  }

  private static Translator translator(int attention, long seed, int beam) {
    SymbolWeights weights =
        Translator.weights(shape(attention), SOURCE, TARGET, Map.of(), values(attention, seed));
    return new Translator(weights, "made", 8, LONGEST, beam);
  }

  private static Translation translate(Translator translator) {
    double[] h = new double[translator.size()];
    for (int symbol : SEQUENCE) {
      translator.step(h, symbol);
    }
    return translator.translate(h);
  }

  private static NaiveEncoderDecoder naive(int attention, long seed) {
    float[] narrow = values(attention, seed);
    double[] w = new double[narrow.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = narrow[i];
    }
    return new NaiveEncoderDecoder(shape(attention), w);
  }

  private static List<int[]> allTargets() {
    List<int[]> all = new ArrayList<>(List.of(new int[0]));
    for (int i = 0; i < all.size() && all.get(i).length < LONGEST; i++) {
      for (int symbol = 0; symbol < TARGET.size(); symbol++) {
        int[] longer = java.util.Arrays.copyOf(all.get(i), all.get(i).length + 1);
        longer[longer.length - 1] = symbol;
        all.add(longer);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aBeamWithAPlaceForEverySequenceIsExhaustive(int attention) {
    for (long seed = 1; seed <= 20; seed++) {
      NaiveEncoderDecoder naive = naive(attention, seed);
      int[] best = {};
      double highest = Double.NEGATIVE_INFINITY;
      for (int[] target : allTargets()) {
        double score = naive.logProbability(SEQUENCE, target) / (target.length + 1);
        if (score > highest) {
          highest = score;
          best = target;
        }
      }
      Translation found = translate(translator(attention, seed, 40));
      assertThat(found.symbols()).isEqualTo(best);
      assertThat(found.complete()).isTrue();
      assertThat(found.logProbability())
          .isEqualTo(naive.logProbability(SEQUENCE, best), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aBeamOfOneIsGreedy(int attention) {
    int complete = 0;
    for (long seed = 1; seed <= 20; seed++) {
      NaiveEncoderDecoder naive = naive(attention, seed);
      List<Integer> greedy = new ArrayList<>();
      int next = naive.mostProbable(SEQUENCE, new int[0]);
      while (next < TARGET.size() && greedy.size() < LONGEST) {
        greedy.add(next);
        next = naive.mostProbable(SEQUENCE, ints(greedy));
      }
      Translation found = translate(translator(attention, seed, 1));
      assertThat(found.symbols()).isEqualTo(ints(greedy));
      assertThat(found.complete()).isEqualTo(next == TARGET.size());
      complete += found.complete() ? 1 : 0;
    }
    assertThat(complete).isBetween(1, 19);
  }

  private static int[] ints(List<Integer> symbols) {
    return symbols.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void givesTheWeightsOfAttentionForEachTargetSymbol() {
    Translation found = translate(translator(5, 3, 4));
    assertThat(found.attention()).hasNumberOfRows(found.symbols().length);
    for (float[] row : found.attention()) {
      assertThat(row).hasSize(SEQUENCE.length);
      float sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertThat(sum).isEqualTo(1, within(1e-5f));
    }
    assertThat(translate(translator(0, 3, 4)).attention()).isEmpty();
  }

  @Test
  void aTranslationDependsOnItsSequenceAlone() {
    Translator translator = translator(5, 3, 4);
    Translation first = translate(translator);
    double[] other = new double[translator.size()];
    translator.step(other, 1);
    translator.translate(other);
    assertThat(translate(translator)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void refusesWhatItCannotTakeAndKeepsItsMemory() {
    Translator translator = translator(5, 1, 1);
    double[] h = new double[translator.size()];
    assertThatThrownBy(() -> translator.translate(h)).hasMessage("a sequence without symbols");
    assertThatThrownBy(() -> translator.step(h, 3)).hasMessage("symbol 3; the alphabet has 0 to 2");
    for (int i = 0; i < 8; i++) {
      translator.step(h, 1);
    }
    double[] full = h.clone();
    assertThatThrownBy(() -> translator.step(h, 1))
        .hasMessage("a sequence of more than 8 symbols; end it earlier, or allow longer ones");
    assertThat(h).isEqualTo(full);
    translator.storage().round(h);
    assertThat(h).isEqualTo(full);
    assertThat(translator.storage().bytes()).isEqualTo(18);
    translator.clear(h);
    assertThat(translator.length(h)).isZero();
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    SymbolWeights other = new SymbolWeights("other", new int[0], List.of(), Map.of(), new float[0]);
    assertThatThrownBy(() -> new Translator(other, "made", 8, 8, 1))
        .hasMessage("made has weights of kind other, but encoder-decoder is asked for");
    SymbolWeights few = Translator.weights(shape(0), SOURCE, TARGET, Map.of(), new float[7]);
    assertThatThrownBy(() -> new Translator(few, "made", 8, 8, 1))
        .hasMessageStartingWith("made has 7 weights, but its sizes ask for ");
    SymbolWeights fitting = Translator.weights(shape(0), SOURCE, TARGET, Map.of(), values(0, 1));
    assertThatThrownBy(() -> new Translator(fitting, "made", 0, 8, 1))
        .hasMessage("longest source 0; it must be in [1, 4096]");
  }
}
