package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The series of one frequency of the M4 competition: values to learn from, then {@code horizon} to
 * be forecast. They have no times; they are given even ones, from a Monday midnight on.
 *
 * @param series train and test values one after the other
 * @param trains how many values of each series are to learn from
 */
record M4Set(Frequency frequency, List<Series> series, List<Integer> trains) {
  static final String LAYOUT =
      "the layout of M4: <Frequency>-train.csv and <Frequency>-test.csv, a series per line, its id first"
          + " (.gz too; Hourly, Daily, Weekly, Monthly, Quarterly, Yearly)";
  private static final long MONDAY = Instant.parse("2000-01-03T00:00:00Z").toEpochMilli();

  /** A frequency of M4, with its horizon and its season as the competition set them. */
  enum Frequency {
    HOURLY("Hourly", 414, 48, 24, Duration.ofHours(1)),
    WEEKLY("Weekly", 359, 13, 1, Duration.ofDays(7)),
    DAILY("Daily", 4227, 14, 1, Duration.ofDays(1)),
    MONTHLY("Monthly", 48000, 18, 12, Duration.ofDays(30)),
    QUARTERLY("Quarterly", 24000, 8, 4, Duration.ofDays(91)),
    YEARLY("Yearly", 23000, 6, 1, Duration.ofDays(365));

    private final String title;
    private final int count;
    private final int horizon;
    private final int season;
    private final Duration step;

    Frequency(String title, int count, int horizon, int season, Duration step) {
      this.title = title;
      this.count = count;
      this.horizon = horizon;
      this.season = season;
      this.step = step;
    }

    String title() {
      return title;
    }

    /** How many series of this frequency the competition had. */
    int count() {
      return count;
    }

    int horizon() {
      return horizon;
    }

    int season() {
      return season;
    }
  }

  /**
   * Reads the series of a frequency, where its files are there.
   *
   * @param limit series at most
   */
  static Optional<M4Set> read(DataFiles files, Frequency frequency, int limit) {
    Optional<Path> train = files.first(frequency.title + "-train.*\\.csv");
    if (train.isEmpty()) {
      return Optional.empty();
    }
    Path test = files.require(frequency.title + "-test.*\\.csv", frequency.title + "-test.csv");
    Map<String, double[]> actuals = CsvTable.named(test, Integer.MAX_VALUE);
    List<Series> series = new ArrayList<>();
    List<Integer> trains = new ArrayList<>();
    CsvTable.named(train.get(), limit)
        .forEach(
            (id, known) -> {
              double[] actual = actuals.getOrDefault(id, new double[0]);
              if (actual.length < frequency.horizon || known.length == 0) {
                throw new InputException(
                    "the series %s needs a value in %s and %d values in %s"
                        .formatted(id, train.get(), frequency.horizon, test));
              }
              double[] all =
                  DoubleStream.concat(
                          DoubleStream.of(known), DoubleStream.of(actual).limit(frequency.horizon))
                      .toArray();
              series.add(Series.even(id, MONDAY, frequency.step.toMillis(), all));
              trains.add(known.length);
            });
    if (series.isEmpty()) {
      throw new InputException(train.get() + " has no series");
    }
    return Optional.of(new M4Set(frequency, series, trains));
  }

  /** How many values there are to learn from in all. */
  long rows() {
    return trains.stream().mapToLong(Integer::longValue).sum();
  }

  /** Runs an engine over all series and forecasts their last windows. */
  List<Windows> run(Engine engine, Progress progress) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      order.add(i);
    }
    return Parallel.map(
        order,
        i -> {
          int[] first = {trains.get(i)};
          Windows windows =
              Windows.of(engine, series.get(i), first, frequency.horizon, frequency.season);
          progress.rows(trains.get(i));
          return windows;
        });
  }
}
