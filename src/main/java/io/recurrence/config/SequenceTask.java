package io.recurrence.config;

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
import io.recurrence.symbol.GaussianHiddenMarkov;
import io.recurrence.symbol.RegimeRule;
import io.recurrence.symbol.Regimes;
import io.recurrence.symbol.SymbolSplit;
import io.recurrence.symbol.SymbolWeights;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Classes, labels and translations of sequences: reads the key {@code task} where its type is one
 * of them.
 */
final class SequenceTask {
  private static final int MAX_SYMBOLS = 4096; // symbols of a text that is translated

  private enum LabelModel {
    HIDDEN_MARKOV,
    NETWORK
  }

  private final Section s;

  private SequenceTask(Section s) {
    this.s = s;
  }

  /**
   * Makes a task for a thread at each call; null where too much is missing, which is noted.
   *
   * @param type {@code CLASSIFY}, {@code LABEL} or {@code TRANSLATE}
   */
  static @Nullable Supplier<EventTask> read(Section s, TaskType type) {
    SequenceTask task = new SequenceTask(s);
    return switch (type) {
      case CLASSIFY -> task.classify();
      case LABEL -> task.label();
      case TRANSLATE -> task.translate();
      default -> throw new IllegalArgumentException(type + " is no task on sequences");
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
