package io.recurrence.cli;

import io.recurrence.evaluate.benchmark.CalibrationBenchmark;
import io.recurrence.evaluate.benchmark.ClassificationBenchmark;
import io.recurrence.evaluate.benchmark.GiftBenchmark;
import io.recurrence.evaluate.benchmark.M4Benchmark;
import io.recurrence.evaluate.benchmark.NabBenchmark;
import io.recurrence.evaluate.benchmark.OnlineBenchmark;
import io.recurrence.evaluate.benchmark.SkabBenchmark;
import io.recurrence.evaluate.benchmark.TextBenchmark;
import io.recurrence.evaluate.everyday.EverydayBenchmark;
import io.recurrence.evaluate.report.Text;
import io.recurrence.sequence.ClassifierModel;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolWeights;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a pipeline on public data sets, beside what was published for them. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    header = "Measures accuracy on public data sets, beside published figures.",
    description = {
      "",
      "The data are not part of the project: DIR holds them as their authors publish them. Each series runs through the"
          + " streaming engine, row by row, with nothing known but the rows before. docs/evaluate.md describes each protocol.",
      ""
    })
final class EvaluateCommand {
  private static final String DIR = "DIR";
  private static final String DATA = "Directory of the data; files may be compressed (.gz).";

  @Command(
      name = "nab",
      mixinStandardHelpOptions = true,
      header = "Numenta Anomaly Benchmark: the three profiles.")
  int nab(
      @Mixin EvaluateOptions options, @Parameters(paramLabel = DIR, description = DATA) Path dir) {
    return options.run(new NabBenchmark(dir, options.limit()));
  }

  @Command(
      name = "gift",
      mixinStandardHelpOptions = true,
      header = "GIFT-Eval, short tasks: MASE and weighted quantile loss to seasonal naive.")
  int gift(
      @Mixin EvaluateOptions options, @Parameters(paramLabel = DIR, description = DATA) Path dir) {
    return options.run(new GiftBenchmark(dir, options.limit()));
  }

  @Command(
      name = "m4",
      mixinStandardHelpOptions = true,
      header = "M4 competition: sMAPE, MASE, OWA, MSIS and coverage.")
  int m4(
      @Mixin EvaluateOptions options, @Parameters(paramLabel = DIR, description = DATA) Path dir) {
    return options.run(new M4Benchmark(dir, options.limit()));
  }

  @Command(
      name = "online",
      mixinStandardHelpOptions = true,
      header = "Online forecasting: a forecast from every row, coverage, jumps of level.")
  int online(
      @Mixin EvaluateOptions options, @Parameters(paramLabel = DIR, description = DATA) Path dir) {
    return options.run(new OnlineBenchmark(dir, options.limit()));
  }

  @Command(
      name = "skab",
      mixinStandardHelpOptions = true,
      header = "Skoltech Anomaly Benchmark: F1, false and missed alarms.")
  int skab(
      @Mixin EvaluateOptions options, @Parameters(paramLabel = DIR, description = DATA) Path dir) {
    return options.run(new SkabBenchmark(dir, options.limit()));
  }

  @Command(
      name = "calibration",
      mixinStandardHelpOptions = true,
      header = "False alarms asked for against got, on made series; needs no data.")
  int calibration(
      @Mixin EvaluateOptions options,
      @Option(
              names = "--rows",
              paramLabel = "N",
              defaultValue = "50000",
              description = "Rows of each series, at least 100. Default: ${DEFAULT-VALUE}.")
          int rows) {
    if (rows < 100) {
      throw new UsageException("--rows was " + rows + " but it must be at least 100");
    }
    return options.run(new CalibrationBenchmark(rows, options.limit()));
  }

  @Command(
      name = "everyday",
      mixinStandardHelpOptions = true,
      header =
          "Synthetic series of everyday kinds: events found, false alarms, errors; needs no data.")
  int everyday(
      @Mixin EvaluateOptions options,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Another seed makes other series. Default: ${DEFAULT-VALUE}.")
          long seed,
      @Option(
              names = "--kind",
              paramLabel = "NAME",
              defaultValue = "",
              description = "Runs only the kinds whose name contains NAME.")
          String kind,
      @Option(
              names = "--cut-forest",
              description = "Measures random cut forest too, which takes most of the time.")
          boolean cutForest) {
    return options.run(new EverydayBenchmark(seed, kind, options.limit(), cutForest));
  }

  @Command(
      name = "classify",
      mixinStandardHelpOptions = true,
      header = "Classes of whole sequences: accuracy, early and late, beside nearest neighbours.",
      description = {
        "",
        "DIR has NAME_TRAIN and NAME_TEST files of the UEA and UCR archives, .ts or .tsv. Without it, sets are made.",
        ""
      })
  int classify(
      @Parameters(arity = "0..1", paramLabel = DIR, description = DATA) @Nullable Path dir,
      @Option(
              names = "--model",
              description =
                  "${COMPLETION-CANDIDATES}. Default: for each set what cross-validation inside its training part says.")
          @Nullable ClassifierModel model,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Decides what is drawn at random. Default: ${DEFAULT-VALUE}.")
          long seed) {
    System.out.println(Text.of(new ClassificationBenchmark(dir, model, seed).run()));
    return 0;
  }

  @Command(
      name = "text",
      mixinStandardHelpOptions = true,
      header = "Markov chains on a text: bits of each letter, frozen and while learning.",
      description = {
        "",
        "Letters of a to z and the space. The first nine tenths are learned; the last tenth is read once.",
        ""
      })
  int text(
      @Parameters(paramLabel = "FILE", description = "UTF-8; .gz is decompressed.") Path file,
      @Option(
              names = "--network",
              paramLabel = "FILE",
              description =
                  "Weights of 'learn language' on the same text, to be mixed as one model more.")
          @Nullable String network) {
    List<String> symbols = TextSymbols.LETTERS.of(TextSymbols.read(file));
    int[] text = symbols.stream().mapToInt(TextBenchmark.ALPHABET::indexOf).toArray();
    System.out.println(Text.of(benchmark(text, network).run()));
    return 0;
  }

  private static TextBenchmark benchmark(int[] text, @Nullable String network) {
    try {
      return new TextBenchmark(
          text, network == null ? null : new LanguageModel(SymbolWeights.find(network), network));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
