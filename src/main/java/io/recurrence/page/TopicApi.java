package io.recurrence.page;

import io.recurrence.page.RunningPipeline.NotHereException;
import io.recurrence.page.RunningPipeline.Past;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to what is asked of a series that the output topics have and the page may not hold. */
final class TopicApi {
  private static final int POINTS = 200; // before a time that is asked for, and after it
  private static final int MOST_POINTS = 2_000;

  private final LiveView view;

  TopicApi(LiveView view) {
    this.view = view;
  }

  /**
   * What came around the {@code timestamp} of the query, from the output topics, in the form of
   * {@link SeriesApi#series}.
   *
   * @throws HttpError where nothing came, or it cannot be read
   */
  byte[] history(@Nullable String pipeline, String name, Query query) throws HttpError {
    long time = query.integer("timestamp", System.currentTimeMillis(), 0, Long.MAX_VALUE);
    int points = (int) query.integer("points", POINTS, 1, MOST_POINTS);
    LiveSeries line;
    synchronized (view) {
      line = SeriesApi.known(view, pipeline, name);
    }
    RunningPipeline running = view.pipelines().get(line.pipeline);
    Past past;
    try {
      past = running == null ? new Past(List.of(), List.of()) : running.past(name, time, points);
    } catch (NotHereException e) {
      throw new HttpError(503, String.valueOf(e.getMessage()));
    }
    LiveSeries then = new LiveSeries(line.pipeline, name);
    AnomalyRecord record = new AnomalyRecord();
    for (byte[] each : past.records()) {
      if (record.read(each)) {
        then.judged(record, MOST_POINTS, MOST_POINTS, new Incidents());
      }
    }
    if (then.records == 0) {
      throw new HttpError(404, "the topic has no record of '" + name + "' around that time");
    }
    then.fans.addAll(past.forecasts());
    return SeriesApi.whole(then, null);
  }

  /**
   * Why the record at the {@code timestamp} of the query, or the newest one, was flagged or not.
   *
   * @throws HttpError where there is no such record
   */
  byte[] explain(@Nullable String pipeline, String name, Query query) throws HttpError {
    long time = query.integer("timestamp", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    LiveSeries line;
    synchronized (view) {
      line = SeriesApi.known(view, pipeline, name);
    }
    RunningPipeline running = view.pipelines().get(line.pipeline);
    try {
      List<String> lines = running == null ? List.of() : running.explain(name, time);
      return Json.object(json -> json.writeObjectField("explanation", lines));
    } catch (NotHereException e) {
      throw new HttpError(404, String.valueOf(e.getMessage()));
    }
  }
}
