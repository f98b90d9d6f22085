package io.recurrence.cli.demo;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.broker.Broker;
import io.recurrence.cli.RunSummary;
import io.recurrence.cli.TemporaryDirectory;
import io.recurrence.cli.Topics;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeployedPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Shows everything at work, on this machine alone. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header =
        "Starts a broker, feeds it live data, and shows what comes out, here and in a browser.",
    description = {
      "",
      "The broker is Apache Kafka's own, in this process, on a free port of this machine. Pipelines of topology/ run on the"
          + " data. Ctrl-C ends it; nothing is left behind.",
      "",
      "numbers: forecasts and anomalies of the telemetry of this very machine, once a second, of a simulated plant and of"
          + " simulated ticks.",
      "symbols: the next state of doors, and which changes are strange; the season from daily temperatures, five days a"
          + " second; which gesture a hand makes; which vowel is spoken; dates as people write them into ISO 8601;"
          + " the next letter of a text; whether a review is positive. All of it is made.",
      ""
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long FRAME_MILLIS = 250;
  private static final int STARTING_CHECKS = 80;
  private static final int CLOSING_SECONDS = 30;

  @Option(
      names = "--what",
      paramLabel = "DATA",
      defaultValue = "numbers",
      converter = ToData.class,
      description = "numbers or symbols, see above. Default: ${DEFAULT-VALUE}.")
  private DemoData what = DemoData.NUMBERS;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Ends the demo after this time, such as 20s.")
  private @Nullable Duration duration;

  @Mixin private HttpOptions http = new HttpOptions();

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    System.setProperty("recurrence.log", "error"); // lines of a log would tear the table
    Thread hook = new Thread(this::interrupt, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      show();
    } finally {
      close();
      closed.countDown();
    }
    return 0;
  }

  /** Ctrl-C: lets the demo end in order before the process does. */
  private void interrupt() {
    stopped.countDown();
    try {
      boolean unused = closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() throws Exception {
    TemporaryDirectory directory = new TemporaryDirectory("recurrence-demo");
    open.push(directory);
    // or RocksDB would leave its library among the temporary files of a process that is killed
    NativeLibraryLoader.getInstance().loadLibrary(directory.path().toString());
    System.out.println("starting a Kafka broker …");
    Broker broker = Broker.start(directory.path().resolve("broker"));
    open.push(broker);
    Map<String, String> kafka =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "state.dir",
            directory.path().resolve("state").toString());
    Map<String, String> watched = new LinkedHashMap<>();
    List<PipelineSpec> specs = what.pipelines().stream().map(DemoCommand::pipeline).toList();
    try (Topics topics = new Topics(kafka)) {
      for (PipelineSpec spec : specs) {
        topics.create(Topics.of(spec), 1);
        shown(spec.output()).forEach(topic -> watched.put(topic, spec.name()));
      }
    }
    System.out.println("starting the pipelines " + String.join(", ", what.pipelines()) + " …");
    PrometheusMeterRegistry registry = LivePage.registry();
    List<Application> applications = new ArrayList<>();
    for (PipelineSpec spec : specs) {
      applications.add(new Application(spec, kafka, registry));
    }
    open.push(() -> applications.parallelStream().forEach(Application::close));
    applications.forEach(Application::start);
    LivePage page = LivePage.openSomewhere(http, applications, what.notes(), kafka, registry);
    open.push(page);
    List<DeployedPipeline> deployed =
        applications.stream().flatMap(each -> each.pipelines().stream()).toList();
    DemoView board =
        new DemoView(
            broker.bootstrapServers(),
            watched,
            what.note(),
            () -> deployed.stream().mapToLong(RunSummary::refused).sum());
    open.push(board);
    DemoFeeds feeds = new DemoFeeds(broker.bootstrapServers());
    open.push(feeds);
    what.feed(feeds);
    awaitRunning(applications);
    System.out.println("live page at " + page.address());
    System.out.println("Kafka at " + broker.bootstrapServers());
    long started = System.nanoTime();
    try (TerminalView screen = new TerminalView()) {
      String title = "Recurrence · %s · Kafka %s · Ctrl-C ends it";
      draw(screen, board, title.formatted(page.address(), broker.bootstrapServers()));
    }
    Duration ran = Duration.ofNanos(System.nanoTime() - started);
    deployed.forEach(each -> System.out.println(RunSummary.of(each, ran)));
    System.out.println("ending …");
  }

  /** The topics that the board reads: a result says all that its anomaly does. */
  private static List<String> shown(OutputSpec output) {
    return output.results().isEmpty()
        ? List.of(output.anomalies(), output.forecasts())
        : List.of(output.results());
  }

  /** Reads {@code --what}. */
  static final class ToData implements ITypeConverter<DemoData> {
    @Override
    public DemoData convert(String text) {
      for (DemoData each : DemoData.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
          return each;
        }
      }
      throw new TypeConversionException("'" + text + "' is neither numbers nor symbols");
    }
  }

  /** Waits until there is something to see, or it takes so long that one may as well look. */
  private void awaitRunning(List<Application> applications) throws InterruptedException {
    for (int i = 0;
        i < STARTING_CHECKS && !applications.stream().allMatch(Application::running);
        i++) {
      boolean unused = stopped.await(FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static PipelineSpec pipeline(String name) {
    try (InputStream in = DemoCommand.class.getResourceAsStream("/topology/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the pipeline " + name + " is not in the jar");
      }
      return SpecLoader.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void draw(TerminalView screen, DemoView board, String title)
      throws InterruptedException, IOException {
    long started = System.nanoTime();
    boolean ended = false;
    while (!ended) {
      screen.draw(title, board);
      ended = stopped.await(FRAME_MILLIS, TimeUnit.MILLISECONDS);
      ended |= duration != null && System.nanoTime() - started > duration.toNanos();
    }
  }

  private void close() {
    List<Exception> failures = new ArrayList<>();
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    failures.forEach(e -> System.err.println("while closing: " + e));
  }
}
