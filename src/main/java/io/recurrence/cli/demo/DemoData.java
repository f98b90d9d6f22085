package io.recurrence.cli.demo;

import io.recurrence.cli.Message;
import io.recurrence.generate.Generator;
import io.recurrence.generate.Plant;
import io.recurrence.generate.Sample;
import io.recurrence.generate.TickFeed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a demo shows: the pipelines of {@code topology/} that run, and the data that they get. */
enum DemoData {
  /** The telemetry of this machine, a plant, ticks. */
  NUMBERS {
    @Override
    List<String> pipelines() {
      return List.of("telemetry", "plant", "ticks");
    }

    @Override
    Map<String, String> notes() {
      return Map.of(
          "telemetry", "this machine",
          "plant", "simulated, a day in 15 s",
          "ticks", "simulated, ten times as fast as it says");
    }

    @Override
    String note() {
      return "plant, ticks simulated";
    }

    @Override
    void feed(DemoFeeds feeds) {
      Telemetry telemetry = new Telemetry();
      Deque<Sample> samples = new ArrayDeque<>();
      feeds.start(
          "telemetry",
          () -> {
            if (samples.isEmpty()) {
              TimeUnit.SECONDS.sleep(1);
              samples.addAll(telemetry.sample(System.currentTimeMillis()));
            }
            return Message.of(samples.removeFirst());
          });
      long past = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(365);
      long longAgo = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(3_650); // lasts 15 hours
      Generator plant = new Plant(1, longAgo, 300_000, 2);
      Generator ticks = new TickFeed(1, past, 5);
      feeds.replay("plant", 6_000, 0, () -> Message.of(plant.next())); // a day takes 15 seconds
      feeds.replay("ticks", 10, 0, () -> Message.of(ticks.next()));
    }
  },

  /** Doors, seasons, gestures, phones, dates, text, reviews. */
  SYMBOLS {
    @Override
    List<String> pipelines() {
      return List.of("doors", "seasons", "gestures", "phones", "dates", "text", "reviews");
    }

    @Override
    Map<String, String> notes() {
      return pipelines().stream().collect(Collectors.toMap(name -> name, name -> "simulated"));
    }

    @Override
    String note() {
      return "all simulated";
    }

    @Override
    void feed(DemoFeeds feeds) {
      SymbolFeeds.begin(feeds);
    }
  };

  /** Names of files of {@code topology/}. */
  abstract List<String> pipelines();

  /** What is to be known of the data of each pipeline, by its name. */
  abstract Map<String, String> notes();

  /** The same of all in a few words. */
  abstract String note();

  /** Begins to write the data. */
  abstract void feed(DemoFeeds feeds);
}
