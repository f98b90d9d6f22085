package io.recurrence.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events at times fixed beforehand, and notes when the answer to each arrives. A sender that
 * falls behind, or a system that makes it wait, shortens no latency: each is counted from the time
 * at which its event was due. An answer is recognised by its timestamp, which is that of its event:
 * one millisecond of event time for each.
 */
final class OpenLoopLoad {
  static final int MOST_SERIES = 1000;

  private static final long START = 1_700_000_000_000L;
  private static final long NOWHERE = Long.MIN_VALUE;
  private static final Duration PATIENCE = Duration.ofSeconds(5); // with what is not yet answered
  private static final long AHEAD_NANOS = 200_000_000; // from the last preparation to the first due
  private static final long NAP_NANOS = 50_000;
  private static final long IN_TIME_NANOS = 250_000_000; // after sending ended: two commits

  private final String bootstrapServers;
  private final int rate;
  private final int series;
  private final int warm;
  private final long[] arrived;
  private volatile long first;
  private volatile long ended = NOWHERE;

  /** What was measured: ascending latencies in nanoseconds, and the share answered in time. */
  record Result(Latencies latencies, double keptUp) {
    /** The latency that a share of events did not exceed. */
    double millis(double share) {
      return latencies.at(share) / 1e6;
    }
  }

  /** Ascending. */
  static final class Latencies {
    private final long[] nanos;

    private Latencies(long[] nanos) {
      this.nanos = nanos;
    }

    private long at(double share) {
      int index = (int) Math.ceil(share * nanos.length) - 1;
      return nanos[Math.min(Math.max(index, 0), nanos.length - 1)];
    }
  }

  /**
   * Prepares a run.
   *
   * @param rate events per second, all series together
   * @param warm what is sent before, and not measured
   * @param window what is measured
   */
  OpenLoopLoad(String bootstrapServers, int rate, int series, Duration warm, Duration window) {
    this.bootstrapServers = bootstrapServers;
    this.rate = rate;
    this.series = series;
    this.warm = Math.toIntExact(rate * warm.toMillis() / 1000);
    this.arrived = new long[Math.toIntExact(this.warm + rate * window.toMillis() / 1000)];
    Arrays.fill(arrived, NOWHERE);
  }

  /** Sends to one topic and reads from another. */
  Result run(String in, String out, Map<String, Object> reader) {
    Map<String, Object> config = new HashMap<>(reader);
    config.put("bootstrap.servers", bootstrapServers);
    config.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          IntStream.range(0, Cluster.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(out, partition))
              .toList());
      consumer.poll(Duration.ZERO);
      first = System.nanoTime() + AHEAD_NANOS;
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(in));
      receive(consumer);
      sending.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the events could not be sent: " + e.getCause(), e);
    }
    return result();
  }

  private long due(int i) {
    return first + i * 1_000_000_000L / rate;
  }

  private void send(String topic) {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0, "buffer.memory", 1L << 27);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.partitionsFor(topic);
      for (int i = 0; i < arrived.length; i++) {
        while (System.nanoTime() < due(i)) {
          LockSupport.parkNanos(NAP_NANOS);
        }
        long time = START + i;
        byte[] key = Load.name(i % series);
        byte[] value = Load.value(i, series, time, random);
        var unused = producer.send(new ProducerRecord<>(topic, null, time, key, value));
      }
    } finally {
      ended = System.nanoTime(); // or the receiver would wait for what will never come
    }
  }

  private void receive(KafkaConsumer<byte[], byte[]> consumer) {
    int missing = arrived.length;
    while (missing > 0 && (ended == NOWHERE || System.nanoTime() - ended < PATIENCE.toNanos())) {
      var records = consumer.poll(Duration.ofMillis(100));
      long now = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        int i = (int) (record.timestamp() - START);
        if (arrived[i] == NOWHERE) {
          arrived[i] = now;
          missing--;
        }
      }
    }
  }

  /** An event without an answer counts as answered when patience ended. */
  private Result result() {
    long last = System.nanoTime();
    long[] nanos = new long[arrived.length - warm];
    int inTime = 0;
    for (int i = 0; i < nanos.length; i++) {
      long at = arrived[warm + i];
      nanos[i] = (at == NOWHERE ? last : at) - due(warm + i);
      inTime += at != NOWHERE && at - ended < IN_TIME_NANOS ? 1 : 0;
    }
    Arrays.sort(nanos);
    return new Result(new Latencies(nanos), (double) inTime / nanos.length);
  }
}
