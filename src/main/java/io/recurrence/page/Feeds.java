package io.recurrence.page;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All browsers that listen, told by one thread what is new, ten times a second. */
final class Feeds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final int MOST = 64;
  private static final long PERIOD_MILLIS = 100;

  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page-events");
            thread.setDaemon(true);
            return thread;
          });

  Feeds() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::advance, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void advance() {
    for (Feed feed : feeds) {
      try {
        feed.advance();
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.warn("A browser is sent no more", e);
        feed.fail(e);
      }
    }
    feeds.removeIf(Feed::closed);
  }

  /**
   * Lets one more listen.
   *
   * @throws Problem where there are too many
   */
  void add(Feed feed) throws Problem {
    if (feeds.size() >= MOST) {
      throw new Problem(503, MOST + " browsers listen already; close one");
    }
    feeds.add(feed);
  }

  int size() {
    return feeds.size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    feeds.forEach(Feed::close);
  }
}
