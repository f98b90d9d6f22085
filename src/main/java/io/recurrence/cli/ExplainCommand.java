package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.evaluate.report.ReportFiles;
import io.recurrence.schema.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a record was flagged, or why it was not. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Says what was expected of a record, and why it was flagged, or why not.",
    description = {
      "",
      "Reads the output topics of a pipeline, running or not, and leaves no trace at the broker. The picture has the"
          + " values (•), the prediction interval (░) and what was flagged (!).",
      "",
      "  recurrence explain machines.yaml pump-7 --at 2026-03-01T12:30:00Z",
      ""
    })
final class ExplainCommand implements Callable<Integer> {
  private static final int WIDTH = 80;

  @Mixin private SpecOptions spec = new SpecOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(index = "1", paramLabel = "SERIES", description = "The name of the series.")
  private String series = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time of the record, such as 2026-03-01T12:30:00Z, as the topics and the page have it; the nearest record"
              + " within half a sampling step. Default: the newest record.")
  private @Nullable String at;

  @Option(
      names = "--report",
      paramLabel = "REPORT.html",
      description = "Write a page with the pictures.")
  private @Nullable Path report;

  @Override
  public Integer call() {
    PipelineSpec pipeline = spec.load();
    UsageException.require(
        pipeline.forecasts(),
        "explain is for pipelines that forecast; the records of "
            + pipeline.name()
            + " have their reason");
    long time = at == null ? Long.MAX_VALUE : PublishCommand.time("--at", at);
    SeriesMoment moment = read(pipeline, time);
    List<String> lines = new Explanation(moment).lines();
    MomentPicture picture = new MomentPicture(moment);
    picture.text(WIDTH).forEach(System.out::println);
    System.out.println();
    lines.forEach(System.out::println);
    if (report != null) {
      ReportFiles.writePage(picture.report(lines), report);
    }
    return 0;
  }

  private SeriesMoment read(PipelineSpec pipeline, long time) {
    Map<String, String> settings = kafka.over(pipeline.kafka());
    OutputDecoder decoder = new OutputDecoder(pipeline.output().schema().registry());
    try (SeriesRecords topics = new SeriesRecords(settings, decoder)) {
      return SeriesMoment.read(topics, pipeline, series, time);
    } catch (RegistryException e) {
      throw new FailureException(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new FailureException(
          "no broker answers at %s; start one, or name it by --bootstrap-server HOST:PORT (and its security by --command-config)"
              .formatted(
                  settings.getOrDefault(
                      ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, OutputConsumer.BOOTSTRAP_SERVERS)),
          e);
    } catch (KafkaException e) {
      throw new FailureException("cannot read: " + KafkaFailure.text(e), e);
    }
  }
}
