package io.recurrence.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A plant whose series are sums of two waves, with noise; a fault is added to one of them, once.
 */
final class FaultyPlant {
  /** In the order of their names. */
  static final List<String> SERIES =
      List.of(
          "boiler-2.pressure",
          "compressor-1.vibration",
          "furnace-3.temperature",
          "line-4.throughput",
          "pump-1.flow",
          "pump-2.flow",
          "turbine-1.power",
          "turbine-2.power");

  static final String FAULTY = "furnace-3.temperature";
  static final long STEP = 60_000; // milliseconds

  private final Random random = new Random(7);
  private final AtomicReference<Double> fault = new AtomicReference<>(0.0);
  private long time;
  private long index;

  FaultyPlant(long start) {
    this.time = start;
  }

  /** The records of the next step. */
  List<ProducerRecord<byte[], byte[]>> next() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < SERIES.size(); i++) {
      double wave = Math.sin(2 * Math.PI * index / (60 + 6 * i) + i);
      double slow = Math.sin(2 * Math.PI * index / 400.0 + 2 * i);
      double value = 40 + 25 * i + (8 + i) * wave + 5 * slow + 0.7 * random.nextGaussian();
      if (SERIES.get(i).equals(FAULTY)) {
        value += fault.getAndSet(0.0);
      }
      String json = String.format(Locale.ROOT, "{\"ts\":%d,\"value\":%.4f}", time, value);
      records.add(KafkaFixture.record("page.in", time, SERIES.get(i), json));
    }
    index++;
    time += STEP;
    return records;
  }

  /** The next value of the faulty series will be off by so much. */
  void fault(double size) {
    fault.set(size);
  }
}
