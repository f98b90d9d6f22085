package io.recurrence.page;

import io.recurrence.page.Listing.Order;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All series as read from the output topics, within a {@link PageBudget}: the more series there
 * are, the less is kept of each. One thread writes, any number read.
 */
public final class LiveView {
  private static final double AFTER_TRIM = 0.75; // of the points that there is room for
  private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<String, RunningPipeline> pipelines = new LinkedHashMap<>();
  private final Map<String, Map<String, LiveSeries>> series = new LinkedHashMap<>();
  final Incidents incidents = new Incidents();
  private final AnomalyRecord judged = new AnomalyRecord();
  private final HeldForecasts forecasts = new HeldForecasts();
  private PageBudget budget;
  private long run = System.currentTimeMillis(); // identifies this run of the view
  private int count;
  private long points; // that all histories have memory for
  private long unlisted;
  private long records;
  private long anomalies;
  private long skipped;
  private long unread;
  private volatile boolean reading = true;
  private volatile long watchedNanos = System.nanoTime() - WATCHED_NANOS;

  /** A view of pipelines that run in this process; nothing is known of their series yet. */
  public LiveView(List<? extends RunningPipeline> running) {
    this(running, PageBudget.standard());
  }

  LiveView(List<? extends RunningPipeline> running, PageBudget budget) {
    this.budget = budget;
    for (RunningPipeline pipeline : running) {
      pipelines.put(pipeline.name(), pipeline);
      series.put(pipeline.name(), new HashMap<>());
    }
  }

  /** Takes in a record of the anomalies topic of a pipeline, or of its results topic. */
  public synchronized void judged(String pipeline, byte[] record) {
    if (!judged.read(record)) {
      unread++;
      return;
    }
    LiveSeries line = line(pipeline, judged.series);
    records++;
    if (judged.anomaly) {
      anomalies++;
    }
    if (line == null) {
      unlisted++;
      return;
    }
    long before = held(line);
    line.judged(judged, budget.pointsEach(count), budget.marks(count), incidents);
    if (!judged.resultKind.isEmpty()) {
      line.results.add(record, PageBudget.bytesOf(budget.pointsEach(count)));
    }
    points += held(line) - before;
    if (points > budget.points(count)) {
      trim();
    }
  }

  /** The points that a series has memory for; records of results count by their bytes. */
  private static long held(LiveSeries line) {
    return line.history.capacity() + PageBudget.pointsOf(line.results.bytes());
  }

  /** Takes memory back from series that came when there was more of it. */
  private void trim() {
    int max = (int) Math.max(1, AFTER_TRIM * budget.pointsEach(count));
    int marks = budget.marks(count);
    points = 0;
    for (Map<String, LiveSeries> lines : series.values()) {
      for (LiveSeries line : lines.values()) {
        line.trim(max, marks, budget.weights(count));
        points += held(line);
      }
    }
  }

  /** Begins anew with half the room: there was no memory for what is held. */
  public synchronized void shrink() {
    budget = budget.half();
    series.values().forEach(Map::clear);
    forecasts.clear();
    incidents.clear();
    count = 0;
    points = 0;
    run++;
  }

  /**
   * Takes in a record of the forecasts topic of a pipeline.
   *
   * @param origin the time that the forecast is made from, in milliseconds since 1970
   */
  public synchronized void forecast(String pipeline, String name, long origin, byte[] record) {
    RunningPipeline running = pipelines.get(pipeline);
    LiveSeries line = line(pipeline, name);
    if (line == null || running == null) {
      return;
    }
    if (!ForecastText.isObject(record)) {
      unread++;
      return;
    }
    if (!forecasts.take(line, running, origin, record, budget, count)) {
      unread++;
    }
  }

  /** Takes in a record of the incidents topic of a pipeline. */
  public synchronized void incident(String pipeline, byte[] record) {
    if (!incidents.report(name -> line(pipeline, name), record)) {
      unread++;
    }
  }

  /** Makes room for series that the stores hold, so that they are listed before they speak. */
  public void seed() {
    for (RunningPipeline pipeline : pipelines.values()) {
      List<String> names = pipeline.names(budget().series());
      synchronized (this) {
        names.forEach(name -> line(pipeline.name(), name));
      }
    }
  }

  /** Counts records that were passed over to keep up with the stream. */
  public synchronized void skip(long passedOver) {
    skipped += passedOver;
  }

  /** Whether the output topics can be read. */
  public void reading(boolean now) {
    reading = now;
  }

  boolean reading() {
    return reading;
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
    if (line == null && count < budget.series()) {
      line = new LiveSeries(pipeline, name);
      lines.put(name, line);
      count++;
    }
    return line;
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

  Listing.Selection select(
      @Nullable String pipeline, String search, Order order, int offset, int limit) {
    String wanted = search.toLowerCase(Locale.ROOT);
    Listing listing = new Listing();
    synchronized (this) {
      series.forEach(
          (name, lines) -> {
            if (pipeline == null || pipeline.equals(name)) {
              for (LiveSeries line : lines.values()) {
                if (wanted.isEmpty() || line.nameLower.contains(wanted)) {
                  listing.add(line, order);
                }
              }
            }
          });
    }
    return listing.select(offset, limit);
  }

  synchronized PageBudget budget() {
    return budget;
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

  /** Records of series that there is no room for. */
  long unlisted() {
    return unlisted;
  }

  long unread() {
    return unread;
  }
}
