package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.cli.SpecOptions;
import io.recurrence.cli.TrainingInput;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Synthetic;
import io.recurrence.network.layer.LayerType;
import io.recurrence.sequence.HorizonShape;
import io.recurrence.sequence.HorizonTrainer;
import io.recurrence.symbol.SymbolWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
  @Mixin private TrainingInput input = new TrainingInput();

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
    HorizonShape shape = new HorizonShape(cell, hidden, attention);
    List<Example> series = input.read(spec::load);
    Synthetic made = new Synthetic(MIN_VALUES, MAX_VALUES);
    HorizonTrainer trainer = new HorizonTrainer(shape, input.mixed(series, made), rate, seed);
    double loss = teach(trainer);
    SymbolWeights weights = trainer.weights(provenance(series));
    System.out.printf(
        Locale.ROOT, "%d weights, loss %.4f in the last tenth%n", shape.weights(), loss);
    LearnOptions.write(out, weights);
    return 0;
  }

  /** The mean loss of the last tenth of the updates. */
  private double teach(HorizonTrainer trainer) {
    double[] sum = new double[2];
    try (LossBar bar = new LossBar(updates)) {
      trainer.teach(
          updates,
          (update, loss) -> {
            bar.updated(update, loss);
            if (10L * update > 9L * updates) {
              sum[0] += loss;
              sum[1]++;
            }
          });
    }
    return sum[0] / sum[1];
  }

  private Map<String, String> provenance(List<Example> series) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("updates", Integer.toString(updates));
    facts.put("seed", Long.toString(seed));
    input.describe(series, facts);
    return facts;
  }
}
