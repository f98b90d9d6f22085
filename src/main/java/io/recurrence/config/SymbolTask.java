package io.recurrence.config;

import io.recurrence.core.EventTask;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.CategoricalHiddenMarkov;
import io.recurrence.symbol.ContextMixture;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.MarkovChain;
import io.recurrence.symbol.NextSymbol;
import io.recurrence.symbol.RegimeRule;
import io.recurrence.symbol.SymbolModel;
import io.recurrence.symbol.SymbolSplit;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What predicts the next symbol, and over which alphabet: reads the key {@code task} where its type
 * is {@code symbols}.
 */
final class SymbolTask {
  private static final int CELL = 8; // bytes of a count of a Markov chain

  /** By what the next symbol is predicted. */
  private enum SymbolModelType {
    MIXTURE,
    MARKOV,
    HIDDEN_MARKOV,
    NETWORK
  }

  private final Section s;

  private SymbolTask(Section s) {
    this.s = s;
  }

  /** Makes a task for a thread at each call; null where too much is missing, which is noted. */
  static @Nullable Supplier<EventTask> read(Section s) {
    return new SymbolTask(s).task();
  }

  private @Nullable Supplier<EventTask> task() {
    SymbolModelType type = s.choice("model", SymbolModelType.MIXTURE);
    SymbolSplit split = s.choice("split", SymbolSplit.NONE);
    double alarmRate = s.number("alarm-rate", 5e-4, x -> x > 0 && x <= 0.1, "a number in (0, 0.1]");
    if (type == SymbolModelType.NETWORK) {
      return network(split, alarmRate);
    }
    @Nullable SymbolWeights weights =
        type == SymbolModelType.MIXTURE && s.has("weights")
            ? SymbolWeights.find(s.text("weights", ""))
            : null;
    List<String> given = given(split, weights);
    Supplier<Alphabet> alphabet = given.isEmpty() ? learned() : () -> Alphabet.given(given);
    int size = alphabet.get().symbols();
    Named<? extends SymbolModel> model =
        switch (type) {
          case MARKOV -> markov(size);
          case HIDDEN_MARKOV -> hiddenMarkov(size);
          default -> mixture(size, split.separator(given), weights);
        };
    return () ->
        new NextSymbol(alphabet.get(), model.name(), model.maker().get(), split, alarmRate);
  }

  /** The symbols where they are known beforehand, else none. */
  private List<String> given(SymbolSplit split, @Nullable SymbolWeights weights) {
    List<String> named = s.texts("alphabet");
    List<String> known =
        weights != null
            ? new LanguageModel(weights, s.text("weights", "")).alphabet()
            : split.alphabet();
    if (!known.isEmpty() && !named.isEmpty()) {
      s.fault(
          "alphabet",
          "has no meaning beside %s, which names all symbols"
              .formatted(weights != null ? "'weights'" : "this 'split'"));
    }
    List<String> all = known.isEmpty() ? named : known;
    for (String key : all.isEmpty() ? List.<String>of() : List.of("most-symbols", "symbol-bytes")) {
      if (s.has(key)) {
        s.fault(key, "has no meaning beside 'alphabet', which names all symbols");
      }
    }
    return all;
  }

  private Supplier<Alphabet> learned() {
    int max = s.integer("most-symbols", 32, 2, 4096);
    int bytes = s.integer("symbol-bytes", Math.min(32_767, 16 * max + 512), 64, 32_767);
    return () -> Alphabet.learned(max, bytes);
  }

  private Named<SymbolModel> mixture(int symbols, int separator, @Nullable SymbolWeights weights) {
    int order = s.integer("order", 6, 0, 16);
    int bytes = s.integer("bytes", 8192, 512, 1 << 24);
    String words = separator < 0 ? "" : ",words";
    String network = weights == null ? "" : "," + weights.version();
    return new Named<>(
        "mixture(%d,%d,%d%s%s)".formatted(symbols, order, bytes, words, network),
        () ->
            new ContextMixture(
                symbols,
                order,
                bytes,
                separator,
                weights == null ? null : new LanguageModel(weights, "the network")));
  }

  private Named<SymbolModel> markov(int symbols) {
    int order = s.integer("order", 1, 0, 16);
    int bytes = s.integer("bytes", 8192, 512, 1 << 24);
    return new Named<>(
        "markov(%d,%d,%d)".formatted(symbols, order, bytes),
        () -> new MarkovChain(symbols, order, bytes / CELL));
  }

  private Named<SymbolModel> hiddenMarkov(int symbols) {
    double forgetting = s.share("forgetting", 0.9999, true);
    boolean given = s.has("states");
    int states = s.integer("states", 4, 1, 8);
    int fewest = given ? states : 1;
    return new Named<>(
        "hidden-markov(%d,%d-%d)".formatted(symbols, fewest, states),
        () ->
            new CategoricalHiddenMarkov(
                symbols, fewest, states, 0, forgetting, RegimeRule.DEFAULT));
  }

  private @Nullable Supplier<EventTask> network(SymbolSplit split, double alarmRate) {
    String file = s.required("weights", "the file of a trained language model");
    if (file.isEmpty()) {
      return null;
    }
    SymbolWeights weights = SymbolWeights.find(file);
    String name = "network(" + weights.version() + ")";
    return () -> {
      LanguageModel model = new LanguageModel(weights, file);
      return new NextSymbol(Alphabet.given(model.alphabet()), name, model, split, alarmRate);
    };
  }
}
