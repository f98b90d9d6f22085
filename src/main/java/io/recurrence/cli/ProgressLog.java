package io.recurrence.cli;

import io.recurrence.cli.PipelineProgress.Snapshot;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how the pipelines of a process get on, a line for each: ten seconds after they began, then
 * once a minute, and at the end.
 */
final class ProgressLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final int TICK_SECONDS = 10;

  private final List<PipelineProgress> pipelines;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressLog(List<PipelineProgress> pipelines) {
    this.pipelines = List.copyOf(pipelines);
  }

  /** Begins to log. */
  static ProgressLog begin(List<PipelineProgress> pipelines) {
    ProgressLog log = new ProgressLog(pipelines);
    var unused =
        log.clock.scheduleAtFixedRate(
            () -> log.pipelines.forEach(ProgressLog::tick),
            TICK_SECONDS,
            TICK_SECONDS,
            TimeUnit.SECONDS);
    return log;
  }

  private static void tick(PipelineProgress pipeline) {
    try {
      pipeline.tick();
    } catch (RuntimeException e) {
      LOG.warn("{}: its counts cannot be read; the next line is tried", pipeline.name(), e);
    }
  }

  /** Ends what is watched, then logs the last line of each. */
  void end(Runnable closing) {
    clock.shutdownNow();
    List<Snapshot> before = pipelines.stream().map(PipelineProgress::look).toList();
    closing.run();
    for (int i = 0; i < before.size(); i++) {
      pipelines.get(i).end(before.get(i));
    }
  }
}
