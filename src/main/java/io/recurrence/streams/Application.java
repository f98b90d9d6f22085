package io.recurrence.streams;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.StateFormatException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline that runs on Kafka Streams. A stream thread that dies is replaced, but not more often
 * than {@value #REPLACEMENTS} times in ten minutes: a fault that comes back at once must be seen.
 */
public final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int REPLACEMENTS = 5;
  private static final Duration METRICS_RENEWED =
      Duration.ofSeconds(10); // Kafka adds some as it runs
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final KafkaStreams streams;
  private final BrokerTopics topics;
  private final WeightsFeed weights;
  private final Meters meters;
  private final StoredStates stores;
  private final ClientMetrics clients;
  private final Restoration restoration;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Deque<Long> replacements = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Application::daemon);
  private final KafkaStreamsMetrics kafka;
  private volatile @Nullable Throwable failure;

  /**
   * Prepares a pipeline to run.
   *
   * @param overrides settings of Kafka that override those of the specification
   */
  public Application(PipelineSpec spec, Map<String, String> overrides, Meters meters) {
    StreamsConfig settings = new StreamsConfig(Settings.of(spec, overrides));
    this.topics = new BrokerTopics(settings, spec.name() + "-topics");
    SourceConsumers consumers = new SourceConsumers(spec, settings, topics);
    this.streams =
        new KafkaStreams(Topologies.of(spec, meters, topics, consumers), settings, consumers);
    this.meters = meters;
    this.stores = new StoredStates(spec, streams);
    this.clients = new ClientMetrics(streams::metrics, System::nanoTime);
    this.restoration = new Restoration(meters);
    this.weights = new WeightsFeed(spec, overrides, meters);
    streams.setUncaughtExceptionHandler(this::replace);
    streams.setGlobalStateRestoreListener(restoration);
    measure(spec.newPipeline().stateBytes());
    this.kafka = new KafkaStreamsMetrics(streams, Tags.empty(), clock, METRICS_RENEWED);
    kafka.bindTo(meters.registry());
    streams.setStateListener(
        (now, before) -> {
          LOG.info("{}: {} -> {}", spec.name(), before, now);
          if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
          }
        });
  }

  /**
   * Reads the control topics of its networks to their end, then begins with the records.
   *
   * @throws KafkaException where a control topic cannot be read
   */
  public void start() {
    weights.start();
    streams.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "metrics");
    thread.setDaemon(true);
    return thread;
  }

  private void measure(int stateBytes) {
    meters.gauge("recurrence.series", "Series kept here, estimated", "", this::series);
    meters.gauge(
        "recurrence.state", "States kept here, estimated", "bytes", () -> series() * stateBytes);
    meters.gauge(
        "recurrence.restore.remaining", "Records to be restored", "", restoration::remaining);
    meters.gauge("recurrence.ready", "1 while records are processed", "", () -> ready() ? 1 : 0);
  }

  /** How many series this instance keeps: exactly while they are few, then estimated. */
  public long series() {
    return stores.series();
  }

  /**
   * The stored state of a series; empty where this instance keeps none of that name. States are
   * written to the store once per commit, so what is seen is at most one commit interval old; a
   * state for which there was no room on the heap is seen as it is, before its commit.
   *
   * @param pipeline of the same specification, used by no other thread meanwhile
   * @throws InvalidStateStoreException while stores move or restore
   * @throws StateFormatException where the state is of another shape of the pipeline, or damaged
   */
  public Optional<io.recurrence.core.State> state(String series, SeriesPipeline pipeline) {
    return stores.state(series, pipeline);
  }

  /**
   * Names of series that this instance keeps, at most {@code limit}.
   *
   * @throws InvalidStateStoreException while stores move or restore
   */
  public List<String> series(int limit) {
    return stores.series(limit);
  }

  /** How often what happened to records, since the process began. */
  public List<EventCount> counts() {
    return meters.counts();
  }

  /** How many records have been processed, whatever became of them. */
  public long records() {
    return meters.records();
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

  /** How many records are yet to be restored. */
  public long restoring() {
    return restoration.remaining();
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

  /** How many records wait to be processed here; empty before the first have been fetched. */
  public OptionalLong lag() {
    return clients.lag();
  }

  /** Waits until the application has ended, by {@link #close} or by a failure. */
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
    LOG.error("A stream thread died; the application stops", error);
    failure = error;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Leaves the group and closes; state and positions are kept. */
  @Override
  public void close() {
    kafka.close();
    clock.shutdownNow();
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(20)));
    weights.close();
    topics.close();
  }
}
