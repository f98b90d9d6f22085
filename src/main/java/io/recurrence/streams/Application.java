package io.recurrence.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pipelines that run on Kafka Streams, in threads that they share. A stream thread that dies is
 * replaced, but not more often than {@value #REPLACEMENTS} times in ten minutes: a fault that comes
 * back at once must be seen.
 */
public final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int REPLACEMENTS = 5;
  private static final Duration METRICS_RENEWED =
      Duration.ofSeconds(10); // Kafka adds some as it runs
  private static final Duration END = Duration.ofSeconds(20); // for an end in order
  private static final int LOOK = 10; // seconds between two looks at what it needs
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final KafkaStreams streams;
  private final StoreFiles files;
  private final BrokerTopics topics;
  private final TopicWatch watch;
  private final ClockWatch machine = new ClockWatch(System::currentTimeMillis);
  private final List<WeightsFeed> weights;
  private final List<DeployedPipeline> pipelines;
  private final ClientMetrics clients;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Deque<Long> replacements = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Application::daemon);
  private final KafkaStreamsMetrics kafka;
  private volatile @Nullable Throwable failure;

  /**
   * Prepares a pipeline to run as an application of its own.
   *
   * @param overrides settings of Kafka that override those of the specification
   * @param registry of what is measured
   */
  public Application(PipelineSpec spec, Map<String, String> overrides, MeterRegistry registry) {
    this(ApplicationSpec.of(spec), overrides, registry);
  }

  /**
   * Prepares pipelines to run.
   *
   * @param overrides settings of Kafka that override those of the specifications
   * @param registry of what is measured
   */
  public Application(ApplicationSpec spec, Map<String, String> overrides, MeterRegistry registry) {
    StreamsConfig settings = new StreamsConfig(StaticMembership.of(Settings.of(spec, overrides)));
    RocksDbLibrary.load(settings);
    this.files = new StoreFiles(RocksDbLibrary.directory(settings));
    List<NamedPipeline> named = NamedPipeline.of(spec, registry);
    this.topics = new BrokerTopics(settings, spec.name() + "-topics");
    SourceConsumers consumers = new SourceConsumers(spec, settings);
    Topology topology =
        Topologies.of(spec.name(), named, topics, each -> consumers.of(each, topics));
    this.streams = new KafkaStreams(topology, settings, consumers);
    this.clients = new ClientMetrics(streams::metrics, System::nanoTime);
    Restoration restoration = new Restoration(named);
    this.pipelines =
        named.stream()
            .map(each -> new DeployedPipeline(each, spec.name(), streams, clients, restoration))
            .toList();
    List<String> needed =
        named.stream().flatMap(each -> each.topics().stream()).distinct().toList();
    this.watch =
        new TopicWatch(spec.name(), needed, () -> stalledSeconds() > 0, topics::namesIfAnswered);
    Map<String, String> together = new HashMap<>(spec.kafka());
    together.putAll(overrides);
    this.weights =
        named.stream().map(each -> new WeightsFeed(each.spec(), together, each.meters())).toList();
    streams.setUncaughtExceptionHandler(this::replace);
    streams.setGlobalStateRestoreListener(restoration);
    for (NamedPipeline each : named) {
      each.meters()
          .gauge("recurrence.ready", "1 while records are processed", "", () -> ready() ? 1 : 0);
    }
    this.kafka = new KafkaStreamsMetrics(streams, Tags.empty(), clock, METRICS_RENEWED);
    kafka.bindTo(registry);
    streams.setStateListener(
        (now, before) -> {
          LOG.info("{}: {} -> {}", spec.name(), before, now);
          if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
          } else if (now == State.RUNNING && !clock.isShutdown()) {
            clock.execute(this::look); // internal topics are there by now
          }
        });
  }

  /**
   * Reads the control topics of all networks to their end, then begins with the records.
   *
   * @throws KafkaException where a control topic cannot be read
   */
  public void start() {
    weights.forEach(WeightsFeed::start);
    files.verify();
    streams.start();
    var unused = clock.scheduleWithFixedDelay(this::look, LOOK, LOOK, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "metrics");
    thread.setDaemon(true);
    return thread;
  }

  /** Its pipelines, in the order in which they were given. */
  public List<DeployedPipeline> pipelines() {
    return pipelines;
  }

  /** Its state, as Kafka Streams names it. */
  public String status() {
    return streams.state().name();
  }

  /** Whether it works, or will work again without help. */
  public boolean live() {
    return switch (streams.state()) {
      case CREATED, REBALANCING, RUNNING -> true;
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
    };
  }

  /** Whether all stores are restored and records are being processed. */
  public boolean running() {
    return streams.state() == State.RUNNING;
  }

  /** Whether it runs, and has neither lost its broker nor been held up for long. */
  public boolean ready() {
    return running() && stalledSeconds() == 0;
  }

  /**
   * For how many seconds a stream thread has had no contact with the broker or has waited in the
   * middle of its work; 0 while that is not long.
   */
  public long stalledSeconds() {
    return clients.stalledSeconds();
  }

  /**
   * Waits until the application has ended, by {@link #close} or by a failure; after a failure no
   * longer than it takes to end in order.
   */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why it ended, where that was a failure. */
  public @Nullable Throwable failure() {
    return failure;
  }

  private synchronized StreamThreadExceptionResponse replace(Throwable error) {
    long now = System.nanoTime();
    while (!replacements.isEmpty() && now - replacements.peekFirst() > WINDOW_NANOS) {
      replacements.removeFirst();
    }
    if (replacements.size() < REPLACEMENTS && !Failures.isFinal(error)) {
      replacements.addLast(now);
      LOG.error(
          "A stream thread died and is replaced; its stores are restored from their changelogs",
          error);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    Throwable reported = Failures.reported(error);
    if (Failures.isMendable(error)) {
      LOG.error("The application stops: {}", Failures.cause(reported)); // a trace would hide it
    } else {
      LOG.error("A stream thread died; the application stops", error);
    }
    failure = reported;
    // Kafka's producers wait for their brokers without end, for what may never come
    var unused = clock.schedule(ended::countDown, END.toSeconds(), TimeUnit.SECONDS);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void look() {
    if (failure != null) {
      return;
    }
    Duration setBack = machine.setBack();
    if (!setBack.isZero()) {
      stop(Failures.clock(setBack));
      return;
    }
    Optional<String> gone = running() ? watch.look() : Optional.empty();
    gone.ifPresent(topic -> stop(Failures.deleted(topic)));
  }

  private void stop(KafkaException reported) {
    LOG.error("The application stops: {}", Failures.cause(reported));
    failure = reported;
    ended.countDown();
  }

  /** Leaves the group and closes; state and positions are kept. */
  @Override
  public void close() {
    kafka.close();
    clock.shutdownNow();
    boolean closed =
        streams.close(
            CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(END));
    if (closed) {
      files.note();
    }
    weights.forEach(WeightsFeed::close);
    topics.close();
  }
}
