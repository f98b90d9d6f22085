package io.recurrence.cli.learn;

import io.recurrence.cli.Recordings;
import io.recurrence.cli.SpecOptions;
import io.recurrence.cli.TerminalBar;
import io.recurrence.cli.UsageException;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Recorded;
import io.recurrence.forecast.network.Synthetic;
import io.recurrence.network.layer.LayerType;
import io.recurrence.sequence.HorizonShape;
import io.recurrence.sequence.HorizonTrainer;
import io.recurrence.symbol.SymbolWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches an encoder and a decoder to forecast. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    header =
        "Teaches an encoder and a decoder with attention to forecast, given what is known of the time to come.",
    description = {
      "",
      "The encoder reads the last 72 values of a series, the decoder the phases of day, week and year of the next 48 steps."
          + " It learns from synthetic series, and from files where they are given; keep their last part back yourself, to"
          + " examine it by backtest. A pipeline uses the weights by {type: encoder-decoder, weights: FILE}. Examples:",
      "",
      "  recurrence learn forecast topology/default.yaml --out config/weights/calendar",
      "  recurrence learn forecast topology/default.yaml --input F.csv --synthetic 0.2 --out mine",
      ""
    })
final class LearnForecastCommand implements Callable<Integer> {
  private static final int MIN_VALUES = 128;
  private static final int MAX_VALUES = 1200;

  @Mixin private SpecOptions spec = new SpecOptions();

  @Option(
      names = "--input",
      paramLabel = "F.csv",
      arity = "1..*",
      description =
          "Files as for backtest; .gz is decompressed. Without any: synthetic series alone.")
  private List<Path> input = new ArrayList<>();

  @Option(
      names = "--synthetic",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of synthetic series where there is input. Default: ${DEFAULT-VALUE}.")
  private double synthetic;

  @Option(
      names = "--cell",
      defaultValue = "gru",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LayerType cell = LayerType.GRU;

  @Option(
      names = "--hidden",
      defaultValue = "32",
      description = "Units of each of the three layers. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--attention",
      defaultValue = "16",
      description = "Units of the attention. Default: ${DEFAULT-VALUE}.")
  private int attention;

  @Option(
      names = "--updates",
      defaultValue = "4000",
      description = "Of 32 windows each. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(names = "--rate", defaultValue = "0.003", description = "Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the weights.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    require(hidden >= 1 && hidden <= 512, "--hidden must be in [1, 512]");
    require(attention >= 1 && attention <= 512, "--attention must be in [1, 512]");
    require(updates >= 1 && updates <= 1_000_000, "--updates must be in [1, 1000000]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    require(synthetic >= 0 && synthetic <= 1, "--synthetic must be in [0, 1]");
    HorizonShape shape = new HorizonShape(cell, hidden, attention);
    HorizonTrainer trainer = new HorizonTrainer(shape, source(), rate, seed);
    double loss = teach(trainer);
    SymbolWeights weights = trainer.weights(provenance());
    System.out.printf(
        Locale.ROOT, "%d weights, loss %.4f in the last tenth%n", shape.weights(), loss);
    LearnOptions.write(out, weights);
    return 0;
  }

  private Example.Source source() {
    Synthetic made = new Synthetic(MIN_VALUES, MAX_VALUES);
    if (input.isEmpty()) {
      return made;
    }
    List<Example> series = new ArrayList<>();
    input.forEach(file -> series.addAll(Recordings.read(file, spec.load().input())));
    try {
      return new Recorded(series).mixedWith(made, 1 - synthetic);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--input: " + e.getMessage());
    }
  }

  /** The mean loss of the last tenth of the updates. */
  private double teach(HorizonTrainer trainer) {
    double[] sum = new double[2];
    try (ProgressBar bar = TerminalBar.of("learn", updates).build()) {
      trainer.teach(
          updates,
          (update, loss) -> {
            bar.stepTo(update);
            if (10L * update > 9L * updates) {
              sum[0] += loss;
              sum[1]++;
            }
            if (update % 50 == 0) {
              bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss));
            }
          });
    }
    return sum[0] / sum[1];
  }

  private Map<String, String> provenance() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("updates", Integer.toString(updates));
    facts.put("seed", Long.toString(seed));
    facts.put("synthetic-share", Double.toString(input.isEmpty() ? 1 : synthetic));
    facts.put(
        "input",
        input.stream().map(f -> f.getFileName() + " " + Recordings.digest(f)).toList().toString());
    return facts;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new UsageException(rule);
    }
  }
}
