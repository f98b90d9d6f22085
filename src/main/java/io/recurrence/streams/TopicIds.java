package io.recurrence.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for the ids of topics: a topic that was deleted and created anew under its name
 * has another one. Any thread may ask.
 */
final class TopicIds implements ToLongFunction<String>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);
  private static final int WAIT_SECONDS = 10;

  private final Admin admin;

  TopicIds(Map<String, Object> settings) {
    this.admin = Admin.create(settings);
  }

  /** The id of a topic, folded; 0 where the broker gives none. */
  @Override
  public long applyAsLong(String topic) {
    try {
      Map<String, TopicDescription> found =
          admin.describeTopics(List.of(topic)).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
      for (TopicDescription description : found.values()) {
        Uuid id = description.topicId();
        return id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 32);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The id of topic {} is not known; it is told by its name alone", topic, e);
    }
    return 0;
  }

  @Override
  public void close() {
    admin.close();
  }
}
