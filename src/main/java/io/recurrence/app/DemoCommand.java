package io.recurrence.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.generate.Generator;
import io.recurrence.generate.Plant;
import io.recurrence.generate.Sample;
import io.recurrence.generate.TickFeed;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.streams.Application;
import io.recurrence.streams.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows everything at work, on this machine alone. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header =
        "Starts a broker, feeds it live data, and shows forecasts and anomalies, here and in a browser.",
    description = {
      "",
      "The broker is Apache Kafka's own, in this process, on a free port of this machine. The data are the telemetry of"
          + " this very machine, once a second, a simulated plant and simulated ticks. Three pipelines of topology/ run on"
          + " them. Ctrl-C ends it; nothing is left behind.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private static final List<String> PIPELINES = List.of("telemetry", "plant", "ticks");
  private static final long FRAME_MILLIS = 250;
  private static final int STARTING_CHECKS = 80;
  private static final long PLANT_STEP_MILLIS = 300_000;
  private static final double PLANT_SPEED = 6_000; // a day of the plant takes 15 seconds
  private static final double TICK_SPEED = 10;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "Ends the demo after this time, such as PT20S.")
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
      boolean unused = closed.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() throws Exception {
    Path directory = Files.createTempDirectory("recurrence-demo");
    open.push(() -> delete(directory));
    System.out.println("starting a Kafka broker …");
    Broker broker = Broker.start(directory.resolve("broker"));
    open.push(broker);
    Map<String, String> kafka =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "state.dir",
            directory.resolve("state").toString());
    Set<String> watched = new LinkedHashSet<>();
    List<PipelineSpec> specs = PIPELINES.stream().map(DemoCommand::pipeline).toList();
    try (Topics topics = new Topics(kafka)) {
      for (PipelineSpec spec : specs) {
        topics.create(Topics.of(spec), 1);
        watched.add(spec.output().anomalies());
        watched.add(spec.output().forecasts());
      }
    }
    System.out.println("starting the pipelines " + String.join(", ", PIPELINES) + " …");
    PrometheusMeterRegistry registry = LivePage.registry();
    List<Application> applications = new ArrayList<>();
    for (PipelineSpec spec : specs) {
      applications.add(new Application(spec, kafka, new Meters(registry, spec.name())));
    }
    open.push(() -> applications.parallelStream().forEach(Application::close));
    applications.forEach(Application::start);
    LivePage page = LivePage.open(http, specs, applications, kafka, registry, true);
    open.push(page);
    Board board = new Board(broker.bootstrapServers(), watched);
    open.push(board);
    feed(kafka);
    awaitRunning(applications);
    System.out.println("live page at " + page.address());
    System.out.println("Kafka at " + broker.bootstrapServers());
    try (Screen screen = new Screen()) {
      draw(
          screen,
          board,
          "Recurrence at %s, on Kafka at %s — Ctrl-C ends it"
              .formatted(page.address(), broker.bootstrapServers()));
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
      return PipelineSpec.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void draw(Screen screen, Board board, String title) throws InterruptedException {
    long started = System.nanoTime();
    boolean ended = false;
    while (!ended) {
      board.show((lines, records, anomalies) -> screen.draw(title, lines, records, anomalies));
      ended = stopped.await(FRAME_MILLIS, TimeUnit.MILLISECONDS);
      ended |= duration != null && System.nanoTime() - started > duration.toNanos();
    }
  }

  private void feed(Map<String, String> kafka) {
    Telemetry telemetry = new Telemetry();
    Deque<Sample> samples = new ArrayDeque<>();
    long now = System.currentTimeMillis();
    start(
        "telemetry",
        kafka,
        () -> {
          if (samples.isEmpty()) {
            TimeUnit.SECONDS.sleep(1);
            samples.addAll(telemetry.sample(System.currentTimeMillis()));
          }
          return samples.removeFirst();
        });
    long past = now - TimeUnit.DAYS.toMillis(365);
    replay("plant", kafka, new Plant(1, past, PLANT_STEP_MILLIS, 2), PLANT_SPEED);
    replay("ticks", kafka, new TickFeed(1, past, 5), TICK_SPEED);
  }

  private interface Source {
    Sample next() throws InterruptedException;
  }

  private void replay(String topic, Map<String, String> kafka, Generator generator, double speed) {
    Pace pace = new Pace(speed);
    start(
        topic,
        kafka,
        () -> {
          Sample sample = generator.next();
          pace.await(sample.time());
          return sample;
        });
  }

  private void start(String topic, Map<String, String> kafka, Source source) {
    Publisher publisher =
        new Publisher(
            Map.of("bootstrap.servers", kafka.getOrDefault("bootstrap.servers", "")), topic);
    Thread feeder =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  publisher.send(source.next());
                }
              } catch (InterruptedException | InterruptException e) {
                // the demo ends
              }
              boolean unused =
                  Thread.interrupted(); // or the producer would refuse to close in order
              publisher.close();
            },
            "feed-" + topic);
    feeder.setDaemon(true);
    feeder.start();
    open.push(
        () -> {
          feeder.interrupt();
          feeder.join(5_000);
        });
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

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
