package io.recurrence.cli;

import static io.recurrence.cli.UsageException.require;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeployedPipeline;
import io.recurrence.streams.InternalTopics;
import io.recurrence.streams.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline over records of the past, beside the one that may be running. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Runs a pipeline anew over records of the past, into topics of their own.",
    description = {
      "",
      "The records are copied to topics whose names end in the suffix; a pipeline of the same kind, with a name and states"
          + " of its own, reads them and writes outputs whose names end in it, too. What the pipeline itself has is not"
          + " touched. 'recurrence diff' compares two outputs.",
      ""
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int QUIET_LOOKS = 10; // without a new record, at the end

  @Mixin private SpecOptions options = new SpecOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private ReplayRange range = new ReplayRange();

  @Option(
      names = "--suffix",
      paramLabel = "TEXT",
      defaultValue = ".replay",
      description = "What names of topics and of the pipeline end in. Default: ${DEFAULT-VALUE}.")
  private String suffix = ".replay";

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(
        suffix.matches("[A-Za-z0-9._-]{1,50}"),
        "--suffix must be of letters, digits, '.', '_', '-'");
    PipelineSpec original =
        SpecLoader.loadToRun(
            options.file, System.getenv(), options.overrides, KafkaSettings::fault);
    require(
        original.input().topics().pattern().isEmpty(),
        "replay is for pipelines that name their topics, not for input.topic-pattern");
    PipelineSpec spec =
        SpecLoader.loadToRun(
            options.file, System.getenv(), renamed(original), KafkaSettings::fault);
    try (TemporaryDirectory states = new TemporaryDirectory("recurrence-replay-")) {
      Map<String, String> settings = new LinkedHashMap<>(kafka.over(spec.kafka()));
      settings.put("state.dir", states.path().toString());
      replay(original, spec, settings);
    }
    return 0;
  }

  /** What makes another pipeline of it. */
  private List<String> renamed(PipelineSpec spec) {
    List<String> overrides = new ArrayList<>(options.overrides);
    overrides.add("name=" + spec.name() + suffix);
    overrides.add(
        "input.topic="
            + spec.input().topics().names().stream().map(name -> name + suffix).toList());
    spec.output()
        .topics()
        .forEach((key, topic) -> overrides.add("output." + key + '=' + topic + suffix));
    return overrides;
  }

  private void replay(PipelineSpec original, PipelineSpec spec, Map<String, String> settings)
      throws IOException, InterruptedException {
    ApplicationSpec application = ApplicationSpec.of(spec);
    List<String> sources = original.input().topics().names();
    try (Topics topics = new Topics(settings);
        ReplaySource source = new ReplaySource(settings, sources, suffix);
        ApplicationAdmin admin = new ApplicationAdmin(application, settings)) {
      List<String> all = Topics.of(spec);
      List<String> taken = admin.existing(all);
      require(
          taken.isEmpty(),
          "there is already %s; delete what an earlier replay has left, or give another --suffix"
              .formatted(String.join(", ", taken)));
      topics.create(all, Topics.compacted(spec), source.partitions());
      long began = System.nanoTime();
      try (Application running = new Application(spec, settings, new SimpleMeterRegistry())) {
        running.start();
        long copied = source.copy(range);
        DeployedPipeline pipeline = running.pipelines().get(0);
        awaitAll(running, pipeline, copied);
        System.out.println(RunSummary.of(pipeline, Duration.ofNanos(System.nanoTime() - began)));
      }
      List<String> copies = spec.input().topics().names();
      admin.deleteTopics(admin.existing(new InternalTopics(application).all()));
      admin.deleteTopics(copies);
      admin.deleteGroup();
      System.out.printf("outputs: %s%n", String.join(", ", spec.output().topics().values()));
    }
  }

  /** Waits until nothing waits to be processed, and nothing new has been for a while. */
  private static void awaitAll(Application running, DeployedPipeline pipeline, long copied)
      throws InterruptedException {
    long before = -1;
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      if (running.awaitEnd(LOOK)) {
        Throwable failure = running.failure();
        throw new FailureException(
            "the replay stopped: " + (failure == null ? "" : KafkaFailure.message(failure)));
      }
      long records = pipeline.records();
      boolean done = running.running() && records >= copied && pipeline.lag().orElse(copied) == 0;
      quiet = done && records == before ? quiet + 1 : 0;
      before = records;
    }
    TimeUnit.NANOSECONDS.sleep(LOOK.toNanos()); // for the last commit
  }
}
