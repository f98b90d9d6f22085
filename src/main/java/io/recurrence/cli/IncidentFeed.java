package io.recurrence.cli;

import io.recurrence.notify.Delivery.Attempt;
import io.recurrence.notify.ReportedIncident;
import io.recurrence.record.RecordFormatException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the incidents of topics to a receiver, each at least once and in their order within a
 * partition: an offset is committed when all before it has been delivered. While a receiver takes
 * nothing, nothing more is read, and the group is not left.
 */
final class IncidentFeed {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Sends one incident, once. */
  interface Sender {
    Attempt send(ReportedIncident incident) throws InterruptedException;
  }

  private final Consumer<byte[], byte[]> consumer;
  private final OutputDecoder decoder;
  private final Predicate<ReportedIncident> wanted;
  private final Sender sender;
  private final boolean commits;
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted =
      new HashMap<>(); // yet to be committed
  private long delivered;
  private long refused;
  private long retries;
  private long passedOver;
  private final Map<String, Long> leftOut =
      new TreeMap<>(); // records without an incident, by topic

  /**
   * @param consumer that has subscribed
   * @param wanted says which incidents are sent
   * @param commits whether the group is to remember how far it is
   */
  IncidentFeed(
      Consumer<byte[], byte[]> consumer,
      OutputDecoder decoder,
      Predicate<ReportedIncident> wanted,
      Sender sender,
      boolean commits) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.wanted = wanted;
    this.sender = sender;
    this.commits = commits;
  }

  /**
   * Goes on until the consumer is woken up.
   *
   * @throws FailureException where the receiver takes nothing because of how it is addressed
   */
  void run() throws InterruptedException {
    try {
      while (true) {
        turn();
      }
    } catch (WakeupException e) {
      // asked to end
    } finally {
      commit();
    }
  }

  private void turn() throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (consumer.assignment().contains(partition)) { // else who has it now sends it
        take(partition, record);
      }
    }
    commit();
  }

  private void take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    ReportedIncident incident = read(record);
    if (incident != null && !wanted.test(incident)) {
      passedOver++;
    } else if (incident != null && !deliver(partition, record, incident)) {
      return;
    }
    uncommitted.put(partition, new OffsetAndMetadata(record.offset() + 1));
  }

  private @Nullable ReportedIncident read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      ReportedIncident incident = ReportedIncident.read(decoder.json(record.value())).orElse(null);
      if (incident == null) {
        leaveOut(
            record,
            "is no incident; name the topic of output.incidents or output.groups of the pipeline");
      }
      return incident;
    } catch (RecordFormatException e) {
      leaveOut(record, "cannot be read: " + e.getMessage());
      return null;
    }
  }

  /** Leaves a record out; the first of a topic is logged, the others are counted. */
  private void leaveOut(ConsumerRecord<byte[], byte[]> record, String why) {
    if (leftOut.merge(record.topic(), 1L, Long::sum) == 1) {
      LOG.warn("{}: {}. It is left out, and so are others like it", where(record), why);
    }
  }

  private static String where(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '-' + record.partition() + " at offset " + record.offset();
  }

  /** Delivers an incident, however long it takes; false where that has become another's task. */
  private boolean deliver(
      TopicPartition partition, ConsumerRecord<byte[], byte[]> record, ReportedIncident incident)
      throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (true) {
      Attempt attempt = sender.send(incident);
      switch (attempt.fate()) {
        case DELIVERED -> {
          delivered++;
          return true;
        }
        case REFUSED -> {
          refused++;
          LOG.warn(
              "{}: {} was refused, and is left out: {}", where(record), incident, attempt.answer());
          return true;
        }
        case MISDIRECTED ->
            throw new FailureException(
                attempt.answer()
                    + "; address, access and proxy must be right. Nothing is lost: %s is sent when this starts again"
                        .formatted(incident));
        case LATER -> {
          retries++;
          Duration next = attempt.after().compareTo(wait) > 0 ? attempt.after() : wait;
          LOG.warn("{} is sent again in {} s: {}", incident, next.toSeconds(), attempt.answer());
          if (!stillOurs(partition, next)) {
            return false;
          }
          wait =
              wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                  ? wait.multipliedBy(2)
                  : LONGEST_WAIT;
        }
      }
    }
  }

  /** Waits as a member of the group, without reading; whether the partition stays with us. */
  private boolean stillOurs(TopicPartition partition, Duration wait) {
    commit();
    long end = System.nanoTime() + wait.toNanos();
    Collection<TopicPartition> paused = consumer.assignment();
    consumer.pause(paused);
    do {
      ConsumerRecords<byte[], byte[]> early =
          consumer.poll(
              Duration.ofNanos(Math.max(0, Math.min(POLL.toNanos(), end - System.nanoTime()))));
      for (TopicPartition each : early.partitions()) { // of a partition that has just been assigned
        consumer.seek(each, early.records(each).get(0).offset());
      }
      consumer.pause(consumer.assignment());
    } while (System.nanoTime() < end);
    consumer.resume(consumer.assignment());
    return consumer.assignment().contains(partition);
  }

  private void commit() {
    uncommitted.keySet().retainAll(consumer.assignment());
    if (commits && !uncommitted.isEmpty()) {
      consumer.commitSync(uncommitted);
    }
    uncommitted.clear();
  }

  /** What has become of the incidents, in words. */
  String summary() {
    String sent =
        commits
            ? "%,d delivered, %,d refused, %,d passed over, %,d tries repeated"
                .formatted(delivered, refused, passedOver, retries)
            : "%,d would be sent, %,d passed over; nothing was sent"
                .formatted(delivered, passedOver);
    return leftOut.isEmpty() ? sent : sent + ", no incidents and left out: " + leftOut;
  }
}
