package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A set that is forecast from every row: which rows the errors are scaled by, which are forecast.
 *
 * @param name as published figures are filed under
 * @param scaled rows from 0 on whose mean and standard deviation scale the errors of their series
 * @param first the first row that is a target
 * @param end the row after the last target
 * @param horizons each gives an error over steps 1 to it
 * @param season of the seasonal naive beside it, in steps; 1 for none
 */
record OnlineTask(
    String name,
    List<Series> series,
    int scaled,
    int first,
    int end,
    List<Integer> horizons,
    int season,
    Steps steps) {
  static final String LAYOUT =
      "any of ETTh1.csv, ETTh2.csv, ETTm1.csv, WTH.csv (date and columns), exchange_rate.csv or .txt (columns"
          + " without a header), and prices (day,ms_of_day and bid,ask or bid_close,ask_close or close); .gz too";
  private static final List<Integer> FAR = List.of(1, 24, 48);
  private static final List<Integer> NEAR = List.of(1, 24);
  private static final int LOOK_BACK =
      96; // of the published models, whose first targets wait for it

  /** The tasks whose files are there. */
  static List<OnlineTask> read(DataFiles files, int limit) {
    List<OnlineTask> tasks = new ArrayList<>();
    ett(files, tasks, "ETTh1", 24, 1, limit);
    ett(files, tasks, "ETTh2", 24, 1, limit);
    ett(files, tasks, "ETTm1", 96, 4, limit);
    files
        .first("exchange_rate.*\\.(?:csv|txt)")
        .ifPresent(
            file -> {
              List<Series> all = limited(ColumnSets.daily(file), limit);
              int n = all.get(0).length();
              int train = (int) (0.2 * n);
              int first = (int) (0.25 * n) + LOOK_BACK;
              tasks.add(
                  whole(
                      new OnlineTask("Exchange", all, train, first, n, FAR, 7, Steps.OF_TIME),
                      7588));
            });
    files
        .first("WTH.*\\.csv")
        .ifPresent(
            file -> {
              List<Series> all = limited(ColumnSets.dated(file), limit);
              int n = all.get(0).length();
              tasks.add(
                  whole(
                      new OnlineTask(
                          "WTH", all, (int) (0.2 * n), (int) (0.25 * n), n, FAR, 24, Steps.OF_TIME),
                      35_064));
            });
    for (Path file : files.all(".*\\.csv")) {
      if (file.getFileName().toString().matches("(?i).*(tick|second|minute|quote|trade).*")) {
        CsvTable table = CsvTable.read(file, ',', true);
        if (ColumnSets.isQuotes(table)) {
          tasks.add(quotes(file, table));
        }
      }
    }
    return tasks;
  }

  /** Rows as the published online figures take them: 120 + 30 + 450 days, from row 0 on. */
  private static void ett(
      DataFiles files, List<OnlineTask> tasks, String name, int season, int per, int limit) {
    files
        .first(name + ".*\\.csv")
        .ifPresent(
            file -> {
              List<Series> all = limited(ColumnSets.dated(file), limit);
              int end = 14_400 * per;
              tasks.add(
                  whole(
                      new OnlineTask(
                          name, all, 2880 * per, 3600 * per, end, FAR, season, Steps.OF_TIME),
                      end));
            });
  }

  private static List<Series> limited(List<Series> all, int limit) {
    return all.subList(0, Math.min(limit, all.size()));
  }

  /** Of a shortened file the first half scales and the second is forecast; nothing is published. */
  private static OnlineTask whole(OnlineTask task, int rows) {
    int n = task.series().get(0).length();
    if (n >= rows) {
      return task;
    }
    return new OnlineTask(
        String.format(Locale.ROOT, "%s, first %,d rows", task.name(), n),
        task.series(),
        n / 2,
        n / 2,
        n,
        task.horizons(),
        task.season(),
        task.steps());
  }

  private static OnlineTask quotes(Path file, CsvTable table) {
    String name = file.getFileName().toString().replaceAll("\\.(?:first\\.)?csv(?:\\.gz)?$", "");
    Series series = ColumnSets.quotes(name, table);
    int train = (int) (0.2 * series.length());
    return new OnlineTask(
        name, List.of(series), train, train, series.length(), NEAR, 1, Steps.OF_RECORDS);
  }

  /** How many values there are in all. */
  long rows() {
    return (long) end * series.size();
  }

  int farthest() {
    return horizons.get(horizons.size() - 1);
  }
}
