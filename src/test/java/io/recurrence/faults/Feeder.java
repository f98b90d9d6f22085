package io.recurrence.faults;

import io.recurrence.streams.ReferenceRun;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records to a topic, and gives each to the reference beside. */
final class Feeder {
  private final FaultInput input;
  private final ReferenceRun reference;
  private final String output; // whose records are counted
  private final Supplier<KafkaProducer<byte[], byte[]>> producers;
  private Thread thread = new Thread(() -> {});
  private volatile int due;
  private volatile boolean feeding;

  Feeder(
      FaultInput input,
      ReferenceRun reference,
      String output,
      Supplier<KafkaProducer<byte[], byte[]>> producers) {
    this.input = input;
    this.reference = reference;
    this.output = output;
    this.producers = producers;
  }

  /** How many records the output is to have for what has been sent. */
  int due() {
    return due;
  }

  /** Sends so many records at once. */
  void send(int count) {
    try (KafkaProducer<byte[], byte[]> producer = producers.get()) {
      for (int i = 0; i < count; i++) {
        sendNext(producer);
      }
    }
  }

  private void sendNext(KafkaProducer<byte[], byte[]> producer) {
    ProducerRecord<byte[], byte[]> record = input.next();
    reference.take(record);
    producer.send(record);
    due = reference.count(output);
  }

  /** Sends so many records a second from now on. */
  void begin(int perSecond) {
    feeding = true;
    thread = new Thread(() -> feed(perSecond), "feeder");
    thread.start();
  }

  private void feed(int perSecond) {
    int batch = Math.max(1, perSecond / 50);
    long pause = 1_000_000_000L * batch / perSecond;
    try (KafkaProducer<byte[], byte[]> producer = producers.get()) {
      long next = System.nanoTime();
      while (feeding) {
        for (int i = 0; i < batch; i++) {
          sendNext(producer);
        }
        next += pause;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  /** Ends, once what was sent is written. */
  void end() {
    feeding = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
