package io.recurrence.symbol;

import io.recurrence.core.GoldenMemory;
import io.recurrence.core.Observation;
import io.recurrence.network.layer.LayerType;
import io.recurrence.testing.Tape;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that are stored are read by every later version. */
class SymbolGoldenTest {
  private static final RegimeRule RULE = RegimeRule.DEFAULT;

  /** Rare and frequent symbols, that go by the one before. */
  private static void symbols(SymbolModel model, int steps, String layout, String golden) {
    GoldenMemory memory = new GoldenMemory(model);
    SplittableRandom random = new SplittableRandom(1);
    double[] p = new double[model.symbols()];
    int symbol = 0;
    for (int t = 0; t < steps; t++) {
      int next = random.nextInt(1 + random.nextInt(model.symbols()));
      symbol = random.nextInt(3) == 0 ? next : (symbol + next) % model.symbols();
      model.step(memory.h(), symbol);
      memory.round();
      model.predict(memory.h(), p);
      memory.read(p);
    }
    memory.isStill(layout, golden);
  }

  @Test
  void markovChain() {
    symbols(new MarkovChain(9, 3, 500), 5000, "1: 3S500D", "6e5196e69c15f028");
  }

  @Test
  void markovChainOfManySymbols() {
    symbols(new MarkovChain(300, 1, 4000), 3000, "1: 1S4000D", "2f3721589fb97fa5");
  }

  @Test
  void contextMixture() {
    symbols(
        new ContextMixture(16, 6, 4096, -1, null),
        5000,
        "1: 308W1D6W272T1594W",
        "9a45b82c190e0918");
  }

  @Test
  void contextMixtureOfWordsWithAnotherModel() {
    ContextMixture mixture = new ContextMixture(27, 5, 16_384, 26, new MarkovChain(27, 1, 100));
    symbols(mixture, 5000, "1: 448W1D5W756T7357W1S100D", "ede4f9fd413a92cf");
  }

  @Test
  void categoricalHiddenMarkov() {
    symbols(
        new CategoricalHiddenMarkov(5, 1, 3, 4, .999, RULE), 3000, "1: 421D", "636217ab69148590");
  }

  @ParameterizedTest
  @CsvSource({
    "ELMAN, 1: 8S, 64fd39263d4254c9",
    "JORDAN, 1: 8S, 90722eb86d14800d",
    "LSTM, 1: 16S, 76d01fec7aababd4",
    "LSTM_PEEPHOLE, 1: 16S, 5ad300867c52a430",
    "LSTM_COUPLED, 1: 16S, 82617162814b8926",
    "GRU, 1: 8S, 4b31ea826572b829"
  })
  void languageModel(LayerType type, String layout, String golden) {
    SymbolNetworkShape shape = new SymbolNetworkShape(type, 5, 3, 8);
    SymbolWeights weights =
        shape.with(
            LanguageModel.KIND,
            List.of(List.of("a", "b", "c", "d", "e")),
            Map.of(),
            shape.initial(1));
    symbols(new LanguageModel(weights, "w"), 500, layout, golden);
  }

  @Test
  void gaussianHiddenMarkov() {
    GaussianHiddenMarkov hidden = new GaussianHiddenMarkov(1, 3, 4, .999, RULE);
    GoldenMemory memory = new GoldenMemory(hidden);
    SplittableRandom random = new SplittableRandom(2);
    double[] p = new double[hidden.max()];
    for (int t = 0; t < 3000; t++) {
      if (t % 97 == 50) {
        hidden.miss(memory.h());
      } else {
        int level = t / 200 % 2 == 0 ? 50 : 400;
        hidden.step(memory.h(), level + random.nextInt(41) + random.nextInt(41));
      }
      memory.round();
      if (hidden.started(memory.h())) {
        hidden.smoothed(memory.h(), 4, p);
        memory.read(p);
        hidden.ahead(memory.h(), 2, p);
        memory.read(p);
        memory.read(hidden.logLikelihood(memory.h()), hidden.regime(memory.h()));
      }
    }
    memory.isStill("1: 399D", "a1525897f5d871d6");
  }

  @Test
  void markovModel() {
    MarkovModel model = new MarkovModel(5, .999);
    GoldenMemory memory = new GoldenMemory(model);
    Tape past = new Tape(1, 60_000);
    Observation observation = new Observation(past);
    SplittableRandom random = new SplittableRandom(5);
    double[] path = new double[3];
    for (int t = 0; t < 1000; t++) {
      if (t % 97 == 50) {
        model.miss(memory.h(), past);
      } else {
        int level = t / 50 % 2 == 0 ? 50 : 60;
        model.step(memory.h(), observation.set(level + random.nextInt(21), 60, 60_000L * t));
      }
      memory.round();
      model.forecast(memory.h(), past, path);
      memory.read(path);
      if (model.deviation(memory.h(), past, path)) {
        memory.read(path);
      }
    }
    memory.isStill("1: 118D", "b619d22c9a49fd83");
  }

  @Test
  void symbolSurprise() {
    SymbolSurprise surprise = new SymbolSurprise();
    GoldenMemory memory = new GoldenMemory(surprise);
    SplittableRandom random = new SplittableRandom(3);
    double[] p = {.5, .25, .125, .0625, .0625};
    for (int t = 0; t < 20_000; t++) {
      memory.read(surprise.step(memory.h(), p, random.nextInt(1 + random.nextInt(5))));
      memory.round();
    }
    memory.isStill("1: 3D56W", "c417bb38ec1ea0b3");
  }

  @Test
  void learnedAlphabet() throws UnknownSymbolException {
    Alphabet alphabet = Alphabet.learned(20, 200);
    GoldenMemory memory = new GoldenMemory(alphabet);
    SplittableRandom random = new SplittableRandom(4);
    for (int t = 0; t < 300; t++) {
      int word = random.nextInt(1 + random.nextInt(60));
      String text = word % 7 == 6 ? "template".repeat(9) + word : "größe " + word;
      memory.read(alphabet.step(memory.h(), text));
      memory.round();
    }
    memory.isStill("1: 1W32D84W200T", "398bda4bcf249f64");
  }
}
