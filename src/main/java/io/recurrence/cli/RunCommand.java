package io.recurrence.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeployedPipeline;
import io.recurrence.streams.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs pipelines on a broker. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    header = "Runs a pipeline, or several in one process, on a broker until it is stopped.",
    description = {
      "",
      "Several processes that run the same pipelines share their partitions. SIGTERM and Ctrl-C end it cleanly; after a crash"
          + " it goes on where it was, with no record lost and none counted twice.",
      ""
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ApplicationOptions options = new ApplicationOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private HttpOptions http = new HttpOptions();

  @Option(
      names = "--create-topics",
      paramLabel = "PARTITIONS",
      description =
          "Creates the topics of the pipelines that do not exist yet, with this many partitions.")
  private int partitions;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Ends after this time, such as 20s or PT1H, and says what was done.")
  private @Nullable Duration duration;

  @Override
  public Integer call() throws InterruptedException {
    ApplicationSpec spec = options.loadToRun();
    Map<String, String> settings = kafka.over(spec.kafka());
    KafkaSettings.broken(kafka.given())
        .ifPresent(
            problem -> {
              throw new UsageException(problem);
            });
    prepare(spec, settings);
    PrometheusMeterRegistry registry = LivePage.registry();
    Application application = new Application(spec, settings, registry);
    LivePage page = page(application, settings, registry);
    ProgressLog progress =
        ProgressLog.begin(
            application.pipelines().stream()
                .map(
                    each -> new PipelineProgress(each.spec().name(), () -> look(application, each)))
                .toList());
    Thread closer = new Thread(() -> close(application, page, progress), "close");
    Runtime.getRuntime().addShutdownHook(closer);
    start(application);
    for (PipelineSpec each : spec.pipelines()) {
      System.out.printf(
          "%s: %s -> %s%n", each.name(), each.input().topics(), each.output().topics().values());
    }
    if (page != null) {
      System.out.printf("live page at %s%n", page.address());
    }
    awaitEnd(application);
    Throwable failure = application.failure();
    if (failure != null) {
      throw new FailureException(
          spec.name() + " stopped: " + KafkaFailure.message(failure), failure);
    }
    return 0;
  }

  private void awaitEnd(Application application) throws InterruptedException {
    long started = System.nanoTime();
    boolean ended = false;
    if (duration != null) {
      ended = application.awaitEnd(duration);
    } else {
      while (!ended) {
        ended = application.awaitEnd(Duration.ofHours(1));
      }
    }
    if (!ended) {
      Duration ran = Duration.ofNanos(System.nanoTime() - started);
      application.pipelines().forEach(each -> System.out.println(RunSummary.of(each, ran)));
    }
  }

  private @Nullable LivePage page(
      Application application, Map<String, String> settings, PrometheusMeterRegistry registry) {
    if (http.port == null) {
      return null;
    }
    try {
      return LivePage.open(http, List.of(application), settings, registry);
    } catch (RuntimeException e) {
      application.close(); // the port is taken, say
      throw e;
    }
  }

  private static PipelineProgress.Snapshot look(
      Application application, DeployedPipeline pipeline) {
    return new PipelineProgress.Snapshot(
        System.nanoTime(),
        application.status(),
        pipeline.records(),
        pipeline.series(),
        pipeline.lag(),
        pipeline.restoring(),
        application.stalledSeconds(),
        pipeline.counts());
  }

  private static void start(Application application) {
    try {
      application.start();
    } catch (KafkaException e) {
      throw new FailureException("cannot begin: " + KafkaFailure.text(e), e);
    }
  }

  /** The page is closed after the stream: while that ends in order, the page says so. */
  private static void close(
      Application application, @Nullable LivePage page, ProgressLog progress) {
    progress.end(application::close);
    if (page != null) {
      page.close();
    }
  }

  private void prepare(ApplicationSpec spec, Map<String, String> settings) {
    try (Topics topics = new Topics(settings)) {
      spec.pipelines().forEach(topics::checkPattern);
      List<String> controls = named(spec, Topics::controls);
      List<String> missing = topics.missing(named(spec, Topics::of));
      List<String> all = new ArrayList<>(missing);
      all.addAll(topics.missing(controls));
      if (all.isEmpty()) {
        return;
      }
      if (partitions < 1) {
        throw new UsageException(
            "the broker has no topic %s; create %s, or let --create-topics PARTITIONS do it"
                .formatted(String.join(", ", all), all.size() == 1 ? "it" : "them"));
      }
      topics.create(missing, named(spec, Topics::compacted), partitions);
      topics.createControls(controls);
    }
  }

  private static List<String> named(
      ApplicationSpec spec, Function<PipelineSpec, List<String>> topics) {
    return spec.pipelines().stream()
        .flatMap(each -> topics.apply(each).stream())
        .distinct()
        .toList();
  }
}
