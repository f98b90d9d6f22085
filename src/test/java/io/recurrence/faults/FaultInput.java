package io.recurrence.faults;

import io.recurrence.generate.Plant;
import io.recurrence.generate.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of a plant, and among them what should not be there: text that is no JSON, no number, no
 * time that can be, clocks that jump; always the same for a seed.
 */
final class FaultInput {
  static final long START = 1_700_000_000_000L;
  private static final int POISON_EVERY = 53;
  private static final long PAUSE_MILLIS = 7_200_000;
  private static final List<String> POISON =
      List.of(
          "not json",
          "{\"ts\":1700000000000,\"value\":",
          "{\"ts\":1700000000000,\"value\":1e999}",
          "{\"ts\":1700000000000,\"value\":\"NaN\"}",
          "{\"ts\":1700000000000,\"value\":{\"x\":1}}",
          "{\"ts\":-5,\"value\":1}",
          "{\"ts\":9223372036854775807,\"value\":1}",
          "{\"ts\":253402300799000,\"value\":1}",
          "{\"ts\":\"yesterday\",\"value\":1}",
          "{\"value\":1}");
  private static final long[] CLOCKS = {0, 1, Long.MAX_VALUE, 253_402_300_799_000L};

  private final String topic;
  private final Plant plant;
  private final SplittableRandom random;
  private int count;
  private volatile boolean pausing;

  FaultInput(String topic, long seed, int series) {
    this.topic = topic;
    this.plant = new Plant(seed, START, 60_000, series);
    this.random = new SplittableRandom(seed);
  }

  /** The next record. */
  ProducerRecord<byte[], byte[]> next() {
    boolean poison = count % POISON_EVERY == POISON_EVERY - 1;
    long clock = random.nextInt(20) == 0 ? CLOCKS[random.nextInt(CLOCKS.length)] : -1;
    ProducerRecord<byte[], byte[]> record;
    if (poison) {
      String text = POISON.get(count / POISON_EVERY % POISON.size());
      record = record(clock < 0 ? START : clock, "poison", text);
    } else {
      Sample sample = plant.next();
      while (pausing && pauses(sample)) {
        sample = plant.next();
      }
      String value = sample.present() ? Double.toString(sample.value()) : "null";
      String json = "{\"ts\":%d,\"value\":%s}".formatted(sample.time(), value);
      record = record(clock < 0 ? sample.time() : clock, sample.series(), json);
    }
    count++;
    return record;
  }

  private ProducerRecord<byte[], byte[]> record(long time, String key, String value) {
    return new ProducerRecord<>(
        topic,
        null,
        time,
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** Every third series, in the second half of every four hours. */
  private static boolean pauses(Sample sample) {
    return sample.series().endsWith("temperature")
        && (sample.time() - START) / PAUSE_MILLIS % 2 == 1;
  }

  void pausing(boolean now) {
    pausing = now;
  }

  /** How many have been made. */
  int count() {
    return count;
  }
}
