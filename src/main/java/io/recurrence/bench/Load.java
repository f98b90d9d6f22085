package io.recurrence.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the input: series with a daily season and noise, a value a minute each, in turn; a symbol
 * says how high it is.
 */
final class Load {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final double DAY = 1440;
  private static final double LEVEL = 2; // values of a symbol

  private Load() {}

  static void write(String bootstrapServers, String topic, long records, int series) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "linger.ms",
            20,
            "batch.size",
            1 << 18,
            "buffer.memory",
            1L << 27);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    SplittableRandom random = new SplittableRandom(7);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < records; i++) {
        long time = START + i / series * MINUTE;
        var record =
            new ProducerRecord<>(
                topic, null, time, name((int) (i % series)), value(i, series, time, random));
        var unused = producer.send(record, (metadata, error) -> failure.compareAndSet(null, error));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the input could not be written", failure.get());
    }
  }

  static byte[] name(int i) {
    return ("sensor-" + (1_000_000 + i)).getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] value(long i, int series, long time, SplittableRandom random) {
    double round = Math.floor((double) i / series);
    double phase = 2 * Math.PI * (round / DAY + (i - round * series) / series);
    double value = 20 + 10 * Math.sin(phase) + random.nextDouble() + random.nextDouble();
    String json =
        "{\"ts\":"
            + time
            + ",\"value\":"
            + Math.round(value * 1000) / 1000.0
            + ",\"level\":\"level "
            + (int) (value / LEVEL)
            + "\"}";
    return json.getBytes(StandardCharsets.ISO_8859_1);
  }
}
