package io.recurrence.cli;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.config.PipelineSpec;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Recorded;
import io.recurrence.forecast.network.Synthetic;
import io.recurrence.forecast.network.Trainer;
import io.recurrence.forecast.network.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the network of a pipeline. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    header = "Trains one network on many series, and on synthetic ones.",
    description = {
      "",
      "Of each series the last fifth is kept for validation; the weights that forecast it best are written. After every"
          + " 250 updates a checkpoint is written beside them, from which --resume goes on as if nothing had happened. The"
          + " same settings and series give the same weights, with any number of threads. A pipeline uses them by"
          + " {type: lstm, weights: FILE}.",
      ""
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private SpecOptions spec = new SpecOptions();
  @Mixin private TrainingInput input = new TrainingInput();
  @Mixin private TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the weights, such as config/weights/NAME.")
  private Path out = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "0: as many as there are processors. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--fact",
      paramLabel = "NAME=VALUE",
      description =
          "A further entry of the file's provenance, such as licence=Apache-2.0; may be repeated.")
  private Map<String, String> entries = new TreeMap<>();

  @Option(names = "--resume", description = "Goes on from FILE.checkpoint.")
  private boolean resume;

  /** The entries of the provenance that are always there. */
  private static final List<String> MADE =
      List.of(
          "input",
          "pipeline",
          "series",
          "settings",
          "synthetic-share",
          "updates",
          "validation-loss");

  @Override
  public Integer call() throws InterruptedException {
    PipelineSpec loaded = spec.load();
    String pipeline = loaded.name();
    check();
    Trainer.Settings settings = training.settings();
    List<Example> all = input.read(() -> loaded);
    List<Example> learned = new ArrayList<>();
    List<Example> kept = new ArrayList<>();
    Recorded.split(all, learned, kept);
    Map<String, String> facts = provenance(pipeline, all);
    Trainer trainer = trainer(settings, source(learned), source(kept));
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("train")
            .setUnit(" updates", 1)
            .setInitialMax((long) settings.epochs() * Trainer.EPOCH)
            .build()) {
      int max = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
      trainer.run(max, new Reporter(bar, facts));
    }
    Weights weights = trainer.weights(facts);
    write(out, weights.toBytes());
    System.out.printf(
        Locale.ROOT,
        "%s: version %s, validation loss %s%n",
        out,
        weights.version(),
        weights.provenance().get("validation-loss"));
    return 0;
  }

  private void check() {
    entries.forEach(
        (name, value) ->
            require(
                name.matches("[a-z][a-z-]*") && !MADE.contains(name) && value.indexOf('\n') < 0,
                "--fact " + name + " must be of small letters, on one line, and none of " + MADE));
    require(threads >= 0 && threads <= 1024, "--threads must be in [0, 1024]");
  }

  private Example.Source source(List<Example> series) {
    return input.mixed(series, new Synthetic(112, 1200));
  }

  private Trainer trainer(
      Trainer.Settings settings, Example.Source training, Example.Source validation) {
    if (!resume) {
      return new Trainer(settings, training, validation);
    }
    try {
      byte[] bytes = Files.readAllBytes(checkpoint());
      return Trainer.resume(settings, training, validation, bytes);
    } catch (IOException e) {
      throw new UsageException("--resume: cannot read " + checkpoint());
    } catch (IllegalArgumentException e) {
      throw new UsageException(checkpoint() + ": " + e.getMessage());
    }
  }

  private Path checkpoint() {
    return Path.of(out + ".checkpoint");
  }

  private Map<String, String> provenance(String pipeline, List<Example> series) {
    Map<String, String> facts = new TreeMap<>(entries);
    facts.put("pipeline", pipeline);
    facts.put("series", Integer.toString(series.size()));
    input.describe(series, facts);
    return facts;
  }

  /** Writes beside, then moves into place, so that no reader ever sees half a file. */
  private static void write(Path file, byte[] bytes) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Path part = Path.of(file + ".part");
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Moves the bar, and keeps what has been reached. */
  private final class Reporter implements Trainer.Listener {
    private final ProgressBar bar;
    private final Map<String, String> facts;

    Reporter(ProgressBar bar, Map<String, String> facts) {
      this.bar = bar;
      this.facts = facts;
    }

    @Override
    public void updated(long update, double loss, double validation) {
      bar.stepTo(update);
      if (update % 10 == 0) {
        bar.setExtraMessage(
            Double.isNaN(validation)
                ? String.format(Locale.ROOT, " loss %.4f", loss)
                : String.format(Locale.ROOT, " loss %.4f, validation %.4f", loss, validation));
      }
    }

    @Override
    public void epoch(Trainer trainer) {
      write(checkpoint(), trainer.checkpoint());
      write(out, trainer.weights(facts).toBytes());
    }
  }
}
