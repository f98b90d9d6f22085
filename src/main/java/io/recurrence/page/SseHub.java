package io.recurrence.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browsers that listen; one thread sends them what is new, ten times a second. */
final class SseHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SseHub.class);
  private static final int MAX_CLIENTS = 64;
  private static final long PERIOD_MILLIS = 100;

  private final List<SseClient> feeds = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page-events");
            thread.setDaemon(true);
            return thread;
          });

  SseHub() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::advance, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void advance() {
    for (SseClient feed : feeds) {
      try {
        feed.advance();
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.warn("A browser is sent no more", e);
        feed.fail(e);
      }
    }
    feeds.removeIf(SseClient::closed);
  }

  /**
   * Lets one more listen.
   *
   * @throws HttpError where there are too many
   */
  void add(SseClient feed) throws HttpError {
    if (feeds.size() >= MAX_CLIENTS) {
      throw new HttpError(503, MAX_CLIENTS + " browsers listen already; close one");
    }
    feeds.add(feed);
  }

  int size() {
    return feeds.size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    feeds.forEach(SseClient::close);
  }
}
