package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.CsvForm;
import io.recurrence.evaluate.EventBacktest;
import io.recurrence.evaluate.Origins;
import io.recurrence.evaluate.Summary;
import io.recurrence.evaluate.TextEncoding;
import io.recurrence.evaluate.report.BacktestReport;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs a pipeline over a file. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    header = "Runs a pipeline over a CSV file, as the stream would.",
    description = {
      "",
      "The file has a header and the columns timestamp,value or series,timestamp,value, or those that the input of the"
          + " pipeline names, or a series a column; an empty value is a missing one. Times that are numbers are in the unit of input.time.unit."
          + " Written are anomalies.csv (a row per input row), forecasts.csv (per origin and step), incidents.csv, groups.csv where series are in groups, and summary.json.",
      "It may also have a JSON document, or line protocol, on each line, as on the topic. A pipeline with another task"
          + " than to forecast writes results.jsonl and anomalies.jsonl, the records of the topics, and refused.jsonl.",
      ""
    })
final class BacktestCommand implements Callable<Integer> {
  private static final int DRAWN = 12;

  @Mixin private SpecOptions spec = new SpecOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "F.csv",
      description = "The rows; .gz is decompressed.")
  private Path input = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; made if need be.")
  private Path output = Path.of("");

  @Option(
      names = "--origins",
      paramLabel = "WHICH",
      converter = ToOrigins.class,
      defaultValue = "last",
      description =
          "Which rows forecasts are written from: last, every, every:N, or back:K:STRIDE (K rows, STRIDE apart, the"
              + " latest STRIDE rows before the end of its series). Default: ${DEFAULT-VALUE}.")
  private Origins origins = Origins.parse("last");

  @Option(
      names = "--season",
      paramLabel = "M",
      defaultValue = "1",
      description =
          "MASE in the summary is in units of the error of the value M steps ago. Default: ${DEFAULT-VALUE}.")
  private int season;

  @Option(
      names = "--weights-at",
      paramLabel = "TIME=WEIGHTS",
      description =
          "From this event time on the network serves with other weights, as if they had been published for it; may be"
              + " repeated.")
  private Map<String, String> swaps = new LinkedHashMap<>();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      defaultValue = "",
      description =
          "The column that says which rows are anomalous: empty, 0, false, no or normal say that a row is not. Precision"
              + " and recall are measured against it. Default: label, if there is one.")
  private String label = "";

  @Option(
      names = "--wide",
      description =
          "Each column but that of times is a series, named as the column is; recognised where the header has timestamp"
              + " and neither series nor value.")
  private boolean wide;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "The encoding of the file, such as windows-1250 or UTF-16LE. Recognised unless given: UTF-8, UTF-16 by its byte"
              + " order mark, else windows-1252.")
  private @Nullable Charset encoding;

  @Option(
      names = "--report",
      paramLabel = "REPORT.html",
      description =
          "Write a page with the first "
              + DRAWN
              + " series, their intervals and flags, calibration, errors beside naive forecasts (the seasonal one of"
              + " --season), and alarms by day.")
  private @Nullable Path report;

  @Option(
      names = "--tune",
      description = "Print how many alarms which alarm-rate would have given.")
  private boolean tune;

  @Override
  public Integer call() {
    if (season < 1) {
      throw new UsageException(
          "--season was " + season + " but it must be a number of steps, at least 1");
    }
    PipelineSpec pipeline = spec.load();
    swaps.forEach(
        (time, weights) ->
            schedule(
                PublishCommand.only(pipeline.networks(), "for --weights-at"),
                PublishCommand.time("--weights-at", time),
                PublishCommand.find(weights)));
    try (ProgressBar bar = TerminalBar.of("backtest", -1).setUnit(" rows", 1).build()) {
      if (pipeline.forecasts()) {
        CsvForm usual = CsvForm.of(wide, label);
        CsvForm form = encoding == null ? usual : usual.in(TextEncoding.of(encoding));
        BacktestOptions options =
            new BacktestOptions(origins, season, form, report == null ? 0 : DRAWN);
        print(new Backtest(pipeline, options).run(input, output, bar::stepTo));
      } else {
        requireForecasts(report == null && !tune && label.isEmpty() && !wide && season == 1);
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : encoding;
        System.out.println(new EventBacktest(pipeline, charset).run(input, output, bar::stepTo));
      }
    }
    return 0;
  }

  private static void requireForecasts(boolean without) {
    UsageException.require(
        without,
        "--report, --tune, --label, --wide and --season are for pipelines that forecast; this one has a task");
  }

  private void print(Summary summary) {
    if (report != null) {
      BacktestReport.write(summary, season, report);
    }
    System.out.println(summary);
    if (tune) {
      System.out.println(summary.alarms().table());
    }
  }

  private static void schedule(WeightSchedule schedule, long time, Weights weights) {
    try {
      schedule.schedule(time, weights);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--weights-at: " + e.getMessage());
    }
  }

  /** Reads {@code --origins}. */
  static final class ToOrigins implements ITypeConverter<Origins> {
    @Override
    public Origins convert(String text) {
      try {
        return Origins.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
