package io.recurrence.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All series as the output topics tell them, within bounds: the more series there are, the fewer
 * points are kept of each. One thread writes, any number read.
 */
public final class LiveView {
  private static final int POINTS = 1_500_000; // of all series: 70 MB
  private static final int MOST_POINTS = 3_000; // of one series
  private static final int FANS = 6_000; // of all series: some 40 MB of text
  private static final int MOST_FANS = 24;
  private static final int WEIGHTS = 120_000;
  private static final int MOST_WEIGHTS = 400;
  private static final int MOST_SERIES = 200_000;
  private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** How a list of series is sorted; equals stand in the order of their names. */
  enum Order {
    TROUBLE,
    NAME,
    ERROR,
    ANOMALIES;

    Comparator<LiveSeries> comparator() {
      Comparator<LiveSeries> first =
          switch (this) {
            case TROUBLE -> Comparator.comparingDouble(LiveSeries::troubleStep).reversed();
            case NAME -> Comparator.comparingInt(unused -> 0);
            case ERROR ->
                Comparator.comparingDouble(
                        (LiveSeries line) ->
                            Double.isNaN(line.relativeError()) ? -1 : line.relativeError())
                    .reversed();
            case ANOMALIES ->
                Comparator.comparingLong((LiveSeries line) -> line.anomalies).reversed();
          };
      return first.thenComparing(line -> line.name).thenComparing(line -> line.pipeline);
    }
  }

  /** A part of a list, and how long all of it is. */
  record Selection(int matched, List<LiveSeries> series) {}

  private final Map<String, RunningPipeline> pipelines = new LinkedHashMap<>();
  private final Map<String, Map<String, LiveSeries>> series = new LinkedHashMap<>();
  final Incidents incidents = new Incidents();
  private final Judged judged = new Judged();
  private final Map<LiveSeries, byte[]> partial = new HashMap<>(); // forecasts written step by step
  private final long run = System.currentTimeMillis(); // tells one run of the server from another
  private int count;
  private long records;
  private long anomalies;
  private long skipped;
  private long unread;
  private volatile long watchedNanos = System.nanoTime() - WATCHED_NANOS;

  /** A view of pipelines that run in this process; nothing is known of their series yet. */
  public LiveView(List<? extends RunningPipeline> running) {
    for (RunningPipeline pipeline : running) {
      pipelines.put(pipeline.name(), pipeline);
      series.put(pipeline.name(), new HashMap<>());
    }
  }

  /** Takes in a record of the anomalies topic of a pipeline. */
  public synchronized void judged(String pipeline, byte[] record) {
    if (!judged.read(record)) {
      unread++;
      return;
    }
    LiveSeries line = line(pipeline, judged.series);
    if (line == null) {
      skipped++;
      return;
    }
    records++;
    if (judged.anomaly) {
      anomalies++;
    }
    line.judged(judged, limit(POINTS, MOST_POINTS), incidents);
  }

  /**
   * Takes in a record of the forecasts topic of a pipeline.
   *
   * @param origin the time that the forecast is made from, in milliseconds since 1970
   */
  public synchronized void forecast(String pipeline, String name, long origin, byte[] record) {
    RunningPipeline running = pipelines.get(pipeline);
    LiveSeries line = line(pipeline, name);
    if (line == null || running == null || !ForecastText.isObject(record)) {
      unread++;
      return;
    }
    byte[] whole = record;
    if (running.stepwise()) {
      whole = ForecastText.withStep(partial.get(line), record);
      if (whole == null) {
        unread++;
        return;
      }
      partial.put(line, whole);
      if (ForecastText.steps(whole) < running.horizon()) {
        return;
      }
    }
    line.forecast(
        origin,
        whole,
        Math.max(1, running.horizon() / 2),
        limit(FANS, MOST_FANS),
        limit(WEIGHTS, MOST_WEIGHTS));
  }

  /** Makes room for series that the stores hold, so that they are listed before they speak. */
  public void seed() {
    for (RunningPipeline pipeline : pipelines.values()) {
      List<String> names = pipeline.names(MOST_SERIES);
      synchronized (this) {
        names.forEach(name -> line(pipeline.name(), name));
      }
    }
  }

  /** Counts records that were passed over to keep up with the stream. */
  public synchronized void skip(long passedOver) {
    skipped += passedOver;
  }

  /** Whether anyone has looked in the last half minute. */
  public boolean watched() {
    return System.nanoTime() - watchedNanos < WATCHED_NANOS;
  }

  void look() {
    watchedNanos = System.nanoTime();
  }

  private @Nullable LiveSeries line(String pipeline, String name) {
    Map<String, LiveSeries> lines = series.get(pipeline);
    if (lines == null) {
      return null;
    }
    LiveSeries line = lines.get(name);
    if (line == null && count < MOST_SERIES) {
      line = new LiveSeries(pipeline, name);
      lines.put(name, line);
      count++;
    }
    return line;
  }

  private int limit(int all, int most) {
    return Math.max(Math.min(most, all / Math.max(1, count)), 1);
  }

  /** The series of a name, of any pipeline where none is named; null where there is none. */
  @Nullable LiveSeries find(@Nullable String pipeline, String name) {
    for (Map.Entry<String, Map<String, LiveSeries>> lines : series.entrySet()) {
      LiveSeries line = lines.getValue().get(name);
      if (line != null && (pipeline == null || pipeline.equals(lines.getKey()))) {
        return line;
      }
    }
    return null;
  }

  Selection select(@Nullable String pipeline, String search, Order order, int offset, int limit) {
    String wanted = search.toLowerCase(Locale.ROOT);
    List<LiveSeries> found = new ArrayList<>();
    series.forEach(
        (name, lines) -> {
          if (pipeline == null || pipeline.equals(name)) {
            for (LiveSeries line : lines.values()) {
              if (wanted.isEmpty() || line.nameLower.contains(wanted)) {
                found.add(line);
              }
            }
          }
        });
    found.sort(order.comparator());
    int from = Math.min(offset, found.size());
    return new Selection(
        found.size(), List.copyOf(found.subList(from, Math.min(from + limit, found.size()))));
  }

  Map<String, RunningPipeline> pipelines() {
    return pipelines;
  }

  /** A number that another run of the server would not have. */
  long run() {
    return run;
  }

  int count() {
    return count;
  }

  long records() {
    return records;
  }

  long anomalies() {
    return anomalies;
  }

  long skipped() {
    return skipped;
  }

  long unread() {
    return unread;
  }
}
