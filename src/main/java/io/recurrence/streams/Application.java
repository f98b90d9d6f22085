package io.recurrence.streams;

import io.recurrence.spec.PipelineSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
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
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final KafkaStreams streams;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Deque<Long> replacements = new ArrayDeque<>();
  private volatile @Nullable Throwable failure;

  /**
   * Prepares a pipeline to run.
   *
   * @param overrides settings of Kafka that override those of the specification
   */
  public Application(PipelineSpec spec, Map<String, String> overrides, Meters meters) {
    this.streams = new KafkaStreams(Topologies.of(spec, meters), Settings.of(spec, overrides));
    streams.setUncaughtExceptionHandler(this::replace);
    streams.setStateListener(
        (now, before) -> {
          LOG.info("{}: {} -> {}", spec.name(), before, now);
          if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
          }
        });
  }

  public void start() {
    streams.start();
  }

  /** Whether all stores are restored and records are being processed. */
  public boolean running() {
    return streams.state() == State.RUNNING;
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
      LOG.error("A stream thread died and is replaced", error);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A stream thread died; the application stops", error);
    failure = error;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Leaves the group and closes; state and positions are kept. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(20)));
  }
}
