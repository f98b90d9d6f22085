package io.recurrence.cli.demo;

import io.recurrence.cli.Message;
import io.recurrence.generate.Doors;
import io.recurrence.generate.Generator;
import io.recurrence.generate.Sample;
import io.recurrence.generate.Sequences;
import io.recurrence.sequence.Labelled;
import io.recurrence.sequence.MadeReviews;
import io.recurrence.sequence.MadeSequences;
import io.recurrence.sequence.MadeSpeech;
import io.recurrence.sequence.TranslationTask;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.LanguageSample;
import io.recurrence.symbol.SymbolWeights;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The data of pipelines on symbols and sequences. */
final class SymbolFeeds {
  private static final int DOOR_CHANGES = 6_000; // of the past, at once
  private static final double DOOR_SPEED = 1_800;
  private static final int YEARS = 20; // of the past, at once
  private static final double DAYS_PER_SECOND = 5;
  private static final long PAUSE_MILLIS = 1_500; // between sequences
  private static final int REVIEWS = 500; // then they come again
  private static final int LINE = 60; // letters
  private static final int GARBLED = 30; // one line of so many

  private SymbolFeeds() {}

  /** Begins to write them all. */
  static void begin(DemoFeeds feeds) {
    doors(feeds);
    station(feeds, "harbour", 1, 0);
    station(feeds, "summit", 2, -12);
    for (String hand : List.of("left", "right")) {
      feeds.start(
          "gestures", sequences("hand", hand, List.of("x", "y", "z"), 40, SymbolFeeds::gesture));
    }
    feeds.start(
        "phones",
        sequences("speaker", "speaker-1", List.of("first", "second"), 100, SymbolFeeds::speech));
    dates(feeds);
    text(feeds);
    reviews(feeds);
  }

  private static void doors(DemoFeeds feeds) {
    Doors doors = new Doors(1, System.currentTimeMillis() - TimeUnit.DAYS.toMillis(60), 5);
    feeds.replay(
        "doors",
        DOOR_SPEED,
        DOOR_CHANGES,
        () -> {
          Doors.Change change = doors.next();
          return new Message(
              change.door(),
              change.time(),
              json(
                  "{\"door\":\"%s\",\"ts\":%d,\"state\":\"%s\"}",
                  change.door(), change.time(), change.state()));
        });
  }

  /** The temperature of each day since 1971. */
  private static void station(DemoFeeds feeds, String name, long seed, double warmer) {
    long first = LocalDate.of(1971, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    long day = TimeUnit.DAYS.toMillis(1);
    Generator days = Sequences.of("temperature", new Sequences.Settings(seed, first, day, 1, 1));
    feeds.replay(
        "temperatures",
        86_400 * DAYS_PER_SECOND,
        365 * YEARS,
        () -> {
          Sample sample = days.next();
          return new Message(
              name,
              sample.time(),
              json(
                  "{\"station\":\"%s\",\"day\":\"%s\",\"temperature\":%.1f}",
                  name, Instant.ofEpochMilli(sample.time()), sample.value() + warmer));
        });
  }

  /** Sequences of records with numbers, a pause between them. */
  private static DemoFeeds.Source sequences(
      String key,
      String series,
      List<String> names,
      long stepMillis,
      LongFunction<double[][]> draw) {
    Deque<double[]> records = new ArrayDeque<>();
    long[] seed = {series.hashCode()};
    return () -> {
      if (records.isEmpty()) {
        records.addAll(List.of(draw.apply(seed[0]++)));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } else {
        TimeUnit.MILLISECONDS.sleep(stepMillis);
      }
      double[] record = records.removeFirst();
      long now = System.currentTimeMillis();
      StringBuilder json = new StringBuilder(json("{\"%s\":\"%s\",\"ts\":%d", key, series, now));
      for (int i = 0; i < record.length; i++) {
        json.append(json(",\"%s\":%.3f", names.get(i), record[i]));
      }
      return new Message(series, now, json.append('}').toString());
    };
  }

  private static double[][] gesture(long seed) {
    Labelled all = MadeSequences.GESTURES.make(1, seed);
    return all.sequences()[new SplittableRandom(seed).nextInt(all.sequences().length)];
  }

  private static double[][] speech(long seed) {
    return new MadeSpeech(1, seed).records()[0];
  }

  private static void dates(DemoFeeds feeds) {
    SplittableRandom random = new SplittableRandom(1);
    feeds.start(
        "dates",
        () -> {
          TimeUnit.SECONDS.sleep(1);
          String form = random.nextBoolean() ? "orders" : "letters";
          long now = System.currentTimeMillis();
          return new Message(
              form,
              now,
              json(
                  "{\"form\":\"%s\",\"ts\":%d,\"date\":\"%s\"}",
                  form, now, TranslationTask.DATES.unseen(random)));
        });
  }

  /** What a language model writes, a line a second; now and then one is garbled. */
  private static void text(DemoFeeds feeds) {
    LanguageModel model = new LanguageModel(SymbolWeights.find("text"), "text");
    SplittableRandom random = new SplittableRandom(1);
    feeds.start(
        "text",
        () -> {
          TimeUnit.SECONDS.sleep(1);
          int[] start = {model.alphabet().indexOf(" ")};
          int[] line = new LanguageSample(model, .6, random.nextLong()).write(start, LINE);
          if (random.nextInt(GARBLED) == 0) {
            for (int i = LINE / 2; i < LINE / 2 + 8; i++) {
              line[i] = random.nextInt(model.symbols());
            }
          }
          String text =
              IntStream.of(line).mapToObj(model.alphabet()::get).collect(Collectors.joining());
          return new Message("writer", System.currentTimeMillis(), text);
        });
  }

  private static void reviews(DemoFeeds feeds) {
    MadeReviews reviews = new MadeReviews(REVIEWS, true, 1);
    List<String> products = List.of("hotel", "cinema", "bakery");
    long[] sent = {0};
    feeds.start(
        "reviews",
        () -> {
          TimeUnit.SECONDS.sleep(1);
          int next = (int) (sent[0]++ % reviews.count());
          String product = products.get(next % products.size());
          long now = System.currentTimeMillis();
          return new Message(
              product,
              now,
              json(
                  "{\"product\":\"%s\",\"ts\":%d,\"text\":\"%s\"}",
                  product, now, reviews.text(next)));
        });
  }

  private static String json(String form, Object... parts) {
    return String.format(Locale.ROOT, form, parts);
  }
}
