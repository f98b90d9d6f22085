package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.cli.TextSymbols;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.LanguageSample;
import io.recurrence.symbol.LanguageTrainer;
import io.recurrence.symbol.SymbolNetworkShape;
import io.recurrence.symbol.SymbolWeights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a recurrent network which symbol comes next. */
@Command(
    name = "language",
    mixinStandardHelpOptions = true,
    header = "Teaches a recurrent network which symbol of a text or a log of events comes next.",
    description = {
      "",
      "The last tenth of the file is kept: how many bits each of its symbols costs is printed, and a sample that the"
          + " network writes by itself. Examples:",
      "",
      "  recurrence learn language --text book.txt",
      "  recurrence learn language --text events.log --symbols lines --hidden 64 --out events",
      ""
    })
final class LearnLanguageCommand implements Callable<Integer> {
  private static final int KEPT = 10; // one part of so many is not learned from
  private static final int MOST_SYMBOLS = 4096;
  private static final int WARM = 256; // symbols read before the first that counts

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "UTF-8; .gz is decompressed.")
  private Path text = Path.of("");

  @Option(
      names = "--symbols",
      defaultValue = "letters",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private TextSymbols symbols = TextSymbols.LETTERS;

  @Option(
      names = "--cell",
      defaultValue = "lstm",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LayerType cell = LayerType.LSTM;

  @Option(
      names = "--embedding",
      defaultValue = "24",
      description = "Numbers that stand for a symbol. Default: ${DEFAULT-VALUE}.")
  private int embedding;

  @Option(names = "--hidden", defaultValue = "192", description = "Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--dropout",
      defaultValue = "0.4",
      description = "Share of outputs left out while learning. Default: ${DEFAULT-VALUE}.")
  private double dropout;

  @Option(
      names = "--epochs",
      defaultValue = "24",
      description = "How often the text is read. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(names = "--rate", defaultValue = "0.006", description = "Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--temperature",
      defaultValue = "0.7",
      description = "Of the sample: 1 as it is, below 1 less strange. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--sample",
      defaultValue = "300",
      description = "How many symbols to write. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(embedding >= 1 && embedding <= 256, "--embedding must be in [1, 256]");
    require(hidden >= 1 && hidden <= 512, "--hidden must be in [1, 512]");
    require(dropout >= 0 && dropout < 1, "--dropout must be in [0, 1)");
    require(epochs >= 1 && epochs <= 1000, "--epochs must be in [1, 1000]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    require(temperature > 0 && temperature <= 10, "--temperature must be in (0, 10]");
    require(sample >= 0 && sample <= 100_000, "--sample must be in [0, 100000]");
    List<String> sequence = symbols.of(TextSymbols.read(text));
    List<String> alphabet = sequence.stream().distinct().sorted().toList();
    require(
        alphabet.size() >= 2 && alphabet.size() <= MOST_SYMBOLS,
        "%s has %d symbols; there must be 2 to %d".formatted(text, alphabet.size(), MOST_SYMBOLS));
    int[] indices = sequence.stream().mapToInt(alphabet::indexOf).toArray();
    int[] learned = Arrays.copyOf(indices, indices.length - indices.length / KEPT);
    require(learned.length >= 2, text + " is too short to learn from");
    SymbolNetworkShape shape = new SymbolNetworkShape(cell, alphabet.size(), embedding, hidden);
    SymbolWeights weights = teach(shape, learned).weights(alphabet, facts());
    LanguageModel model = new LanguageModel(weights, "the network");
    System.out.printf(
        Locale.ROOT,
        "%d weights, %d bytes per key, %.3f bits per symbol over the last %d%n",
        shape.weights(),
        model.storage().bytes(),
        bits(model, indices, learned.length),
        indices.length - learned.length);
    int[] written = new LanguageSample(model, temperature, learn.seed()).write(learned, sample);
    System.out.println(symbols.join(Arrays.stream(written).mapToObj(alphabet::get).toList()));
    learn.write(weights);
    return 0;
  }

  private Map<String, String> facts() {
    return Map.of(
        "text", text.getFileName().toString(),
        "epochs", Integer.toString(epochs),
        "seed", Long.toString(learn.seed()));
  }

  private LanguageTrainer teach(SymbolNetworkShape shape, int[] learned) {
    LanguageTrainer trainer = new LanguageTrainer(shape, learned, dropout, learn.seed());
    int updates = epochs * LanguageTrainer.windows(learned.length);
    try (LossBar bar = new LossBar(updates, 20, " %.3f bits")) {
      trainer.teach(updates, rate, bar);
    }
    return trainer;
  }

  private static double bits(LanguageModel model, int[] indices, int from) {
    double[] h = new double[model.size()];
    double[] p = new double[model.symbols()];
    double bits = 0;
    for (int i = Math.max(0, from - WARM); i < indices.length; i++) {
      if (i >= from) {
        model.predict(h, p);
        bits -= Math.log(p[indices[i]]) / Math.log(2);
      }
      model.step(h, indices[i]);
    }
    return bits / Math.max(1, indices.length - from);
  }
}
