package io.recurrence.cli.demo;

import io.recurrence.cli.Message;
import io.recurrence.cli.Publisher;
import io.recurrence.cli.Throttle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/** Data that are made while a demo runs; each feed is a thread that writes to a topic. */
final class DemoFeeds implements AutoCloseable {
  private final String bootstrapServers;
  private final Deque<Thread> threads = new ArrayDeque<>();

  DemoFeeds(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Gives the next message when it is time for it. */
  interface Source {
    Message next() throws InterruptedException;
  }

  /**
   * Begins to write messages as far apart as their times say.
   *
   * @param speed how many times faster
   * @param atOnce how many to write at once, to begin with
   */
  void replay(String topic, double speed, int atOnce, Supplier<Message> messages) {
    Throttle throttle = new Throttle(speed);
    int[] left = {atOnce};
    start(
        topic,
        () -> {
          Message message = messages.get();
          if (left[0] > 0) {
            left[0]--;
          } else {
            throttle.await(message.time());
          }
          return message;
        });
  }

  /** Begins to write what a source gives. */
  void start(String topic, Source source) {
    Publisher publisher = new Publisher(Map.of("bootstrap.servers", bootstrapServers), topic);
    Thread feeder =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  publisher.send(source.next());
                }
              } catch (InterruptedException | InterruptException e) {
                // the demo ends
              }
              boolean unused =
                  Thread.interrupted(); // or the producer would refuse to close in order
              publisher.close();
            },
            "feed-" + topic);
    feeder.setDaemon(true);
    feeder.start();
    threads.push(feeder);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(5_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
