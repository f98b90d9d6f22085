package io.recurrence.config;

import io.recurrence.core.EventResult.Kind;
import io.recurrence.core.EventTask;
import io.recurrence.sequence.Classification;
import io.recurrence.sequence.Labelling;
import io.recurrence.sequence.RecordTranslation;
import io.recurrence.sequence.SequenceClassifier;
import io.recurrence.sequence.SequenceLabeller;
import io.recurrence.sequence.SequenceTranslation;
import io.recurrence.sequence.SequenceWindow;
import io.recurrence.sequence.SymbolClassification;
import io.recurrence.sequence.SymbolClassifier;
import io.recurrence.sequence.Translator;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.CategoricalHiddenMarkov;
import io.recurrence.symbol.ContextMixture;
import io.recurrence.symbol.GaussianHiddenMarkov;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.MarkovChain;
import io.recurrence.symbol.NextSymbol;
import io.recurrence.symbol.RegimeRule;
import io.recurrence.symbol.Regimes;
import io.recurrence.symbol.SymbolModel;
import io.recurrence.symbol.SymbolSplit;
import io.recurrence.symbol.SymbolWeights;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a pipeline is asked, where it is not to forecast: reads the key {@code task}. */
final class TaskSpec {
  private static final int CELL = 8; // bytes of a count of a Markov chain
  private static final int MAX_SYMBOLS = 4096; // symbols of a text that is translated

  /** What a pipeline can be asked. */
  enum Type {
    FORECAST(false, Kind.NONE),
    SYMBOLS(true, Kind.SYMBOL),
    CLASSIFY(false, Kind.CLASS),
    LABEL(false, Kind.LABEL),
    TRANSLATE(true, Kind.TRANSLATION);

    private final boolean texts;
    private final Kind result;

    Type(boolean texts, Kind result) {
      this.texts = texts;
      this.result = result;
    }

    /** What its results are. */
    Kind result() {
      return result;
    }

    /** Whether its records bring texts, rather than numbers. */
    boolean texts() {
      return texts;
    }

    /** As it is written in a specification. */
    String written() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The keys of outputs that it does not write. */
    List<String> unwritten() {
      return switch (this) {
        case FORECAST -> List.of("results");
        case SYMBOLS -> List.of("forecasts", "outcomes", "features", "layout", "missing-steps");
        default ->
            List.of("anomalies", "forecasts", "outcomes", "features", "layout", "missing-steps");
      };
    }
  }

  /** By what the next symbol is predicted. */
  private enum SymbolModelType {
    MIXTURE,
    MARKOV,
    HIDDEN_MARKOV,
    NETWORK
  }

  private enum LabelModel {
    HIDDEN_MARKOV,
    NETWORK
  }

  private final Section s;

  private TaskSpec(Section s) {
    this.s = s;
  }

  /**
   * Reads the task of a pipeline; each call of what it returns makes one for a thread. Empty where
   * too much is missing, which has been noted.
   *
   * @param type not {@link Type#FORECAST}
   * @throws IllegalArgumentException where settings do not go together
   */
  static Optional<Supplier<EventTask>> read(Section s, Type type) {
    TaskSpec spec = new TaskSpec(s);
    @Nullable Supplier<EventTask> task =
        switch (type) {
          case FORECAST -> throw new IllegalArgumentException("a forecast is no task on events");
          case SYMBOLS -> spec.symbols();
          case CLASSIFY -> spec.classify();
          case LABEL -> spec.label();
          case TRANSLATE -> spec.translate();
        };
    s.done();
    return Optional.ofNullable(task);
  }

  private @Nullable Supplier<EventTask> symbols() {
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

  private @Nullable Supplier<EventTask> classify() {
    String file = s.required("weights", "the file of a trained classifier");
    int longest = s.integer("longest", 10_000, 1, 1_000_000);
    long gap = gap();
    if (file.isEmpty()) {
      return null;
    }
    SymbolWeights weights = SymbolWeights.find(file);
    String name = "classifier(" + weights.version() + ")";
    if (weights.kind().equals(SymbolClassifier.KIND)) {
      SymbolSplit split = s.choice("split", SymbolSplit.NONE);
      if (split != SymbolSplit.NONE && s.has("gap")) {
        s.fault("gap", "has no meaning beside 'split': each record is a sequence by itself");
      }
      return () ->
          new SymbolClassification(longest, gap, name, new SymbolClassifier(weights, file), split);
    }
    return () ->
        new Classification(
            new SequenceWindow(longest, gap), name, SequenceClassifier.of(weights, file));
  }

  private long gap() {
    return s.has("gap")
        ? s.duration("gap", Duration.ofMinutes(30), true).toMillis()
        : Long.MAX_VALUE;
  }

  private @Nullable Supplier<EventTask> label() {
    LabelModel model = s.choice("model", LabelModel.HIDDEN_MARKOV);
    if (model == LabelModel.NETWORK) {
      return labeller();
    }
    double forgetting = s.share("forgetting", 0.9999, true);
    boolean given = s.has("states");
    int states = s.integer("states", 4, 1, 8);
    int fewest = given ? states : 1;
    return () ->
        new Regimes(
            "hidden-markov(%d-%d)".formatted(fewest, states),
            new GaussianHiddenMarkov(fewest, states, 0, forgetting, RegimeRule.DEFAULT));
  }

  private @Nullable Supplier<EventTask> labeller() {
    String file = s.required("weights", "the file of a trained labeller");
    long gap = gap();
    if (file.isEmpty()) {
      return null;
    }
    SymbolWeights weights = SymbolWeights.find(file);
    String name = "labeller(" + weights.version() + ")";
    return () -> new Labelling(gap, name, SequenceLabeller.of(weights, file));
  }

  private @Nullable Supplier<EventTask> translate() {
    String file = s.required("weights", "the file of a trained encoder-decoder");
    int longest = s.integer("longest", 64, 1, MAX_SYMBOLS);
    int longestTarget = s.integer("longest-target", longest, 1, MAX_SYMBOLS);
    int beam = s.integer("beam", 4, 1, 64);
    String end =
        s.text(
            "end",
            "",
            each -> each.isBlank() || each.equals(each.strip()),
            "a text without blanks around it");
    boolean apart = s.has("end") || s.has("gap");
    SymbolSplit split = s.choice("split", apart ? SymbolSplit.NONE : SymbolSplit.CHARACTERS);
    long gap = gap();
    if (apart && split != SymbolSplit.NONE) {
      s.fault("split", "must be none where 'end' or 'gap' ends a sequence: one symbol a record");
    }
    if (file.isEmpty()) {
      return null;
    }
    SymbolWeights weights = SymbolWeights.find(file);
    String name = "translator(%s,%d,%d)".formatted(weights.version(), longest, beam);
    Supplier<Translator> translator =
        () -> new Translator(weights, file, longest, longestTarget, beam);
    return split == SymbolSplit.NONE
        ? () -> new SequenceTranslation(name, translator.get(), longest, gap, end)
        : () -> new RecordTranslation(name, translator.get(), split, longest);
  }
}
