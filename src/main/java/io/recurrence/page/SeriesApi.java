package io.recurrence.page;

import io.recurrence.page.RunningPipeline.NotHereException;
import io.recurrence.page.RunningPipeline.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to what is asked of one series, under {@code /api/series/{series}}, as JSON. */
final class SeriesApi {
  private final LiveView view;

  SeriesApi(LiveView view) {
    this.view = view;
  }

  /**
   * Everything that is held of it.
   *
   * @param pipeline that it is of; null where any will do
   * @throws HttpError where there is no such series
   */
  byte[] series(@Nullable String pipeline, String name) throws HttpError {
    LiveSeries line;
    byte[] forecast;
    synchronized (view) {
      line = known(view, pipeline, name);
      forecast = line.forecast;
    }
    if (forecast == null) { // none has come since this process began to listen; the store has one
      forecast = storedForecast(line);
    }
    synchronized (view) {
      return whole(line, line.forecast == null ? forecast : line.forecast);
    }
  }

  private byte @Nullable [] storedForecast(LiveSeries line) {
    RunningPipeline running = view.pipelines().get(line.pipeline);
    try {
      return running == null
          ? null
          : running
              .stored(line.name)
              .flatMap(Stored::forecast)
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .orElse(null);
    } catch (NotHereException e) {
      return null;
    }
  }

  /**
   * The series of a name; the lock of the view is held.
   *
   * @throws HttpError where there is none
   */
  static LiveSeries known(LiveView view, @Nullable String pipeline, String name) throws HttpError {
    LiveSeries line = view.find(pipeline, name);
    if (line == null) {
      throw new HttpError(404, "no series '" + name + "' is known; /api/series lists them");
    }
    return line;
  }

  /** Everything that is held of a series; the lock of the view is held. */
  static byte[] whole(LiveSeries line, byte @Nullable [] forecast) {
    return Json.object(
        json -> {
          Json.row(json, line, false);
          json.writeObjectFieldStart("history");
          Json.points(json, line.history, line.history.first());
          json.writeEndObject();
          Json.results(json, line, 0);
          json.writeArrayFieldStart("marks");
          for (FlaggedRecord mark : line.marks) {
            Json.mark(json, mark);
          }
          json.writeEndArray();
          Json.raw(json, "forecast", forecast);
          json.writeArrayFieldStart("earlier_forecasts");
          for (byte[] fan : line.fans) {
            json.writeRawValue(new String(fan, StandardCharsets.UTF_8));
          }
          json.writeEndArray();
          Json.weights(json, line.weights);
        });
  }

  /**
   * Its last forecast, as it was written.
   *
   * @throws HttpError where there is none
   */
  byte[] forecast(@Nullable String pipeline, String name) throws HttpError {
    LiveSeries line;
    byte[] forecast;
    synchronized (view) {
      line = known(view, pipeline, name);
      forecast = line.forecast;
    }
    if (forecast == null) {
      forecast = storedForecast(line);
    }
    if (forecast == null) {
      throw new HttpError(404, "no forecast of '" + name + "' is known yet");
    }
    return forecast;
  }

  /**
   * Why a record was flagged: the last one, or that of the {@code timestamp} of the query.
   *
   * @throws HttpError where no such record is held
   */
  byte[] why(@Nullable String pipeline, String name, Query query) throws HttpError {
    long time = query.integer("timestamp", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    synchronized (view) {
      LiveSeries line = known(view, pipeline, name);
      FlaggedRecord mark = null;
      for (FlaggedRecord each : line.marks) {
        if (each.time() <= time) {
          mark = each;
        }
      }
      if (mark == null || (time != Long.MAX_VALUE && mark.time() != time)) {
        throw new HttpError(
            404,
            line.marks.isEmpty()
                ? "no record of '" + name + "' that is held was flagged"
                : "no record of '" + name + "' at that time is held as flagged");
      }
      FlaggedRecord found = mark;
      List<SeriesIncident> incidents =
          view.incidents.select(
              1,
              0,
              each ->
                  each.series.equals(line)
                      && each.onset <= found.time()
                      && found.time() <= each.last);
      double half = (found.upper() - found.lower()) / 2;
      return Json.object(
          json -> {
            json.writeStringField("series", line.name);
            json.writeStringField("pipeline", line.pipeline);
            json.writeFieldName("verdict");
            Json.mark(json, found);
            Json.number(json, "error", found.value() - found.expected());
            Json.number(
                json,
                "half_bands_from_expected",
                Math.abs(found.value() - found.expected()) / half);
            Json.number(json, "confidence_level", line.level);
            Json.number(json, "coverage", line.coverage());
            Json.number(json, "relative_error", line.relativeError());
            Json.incidents(json, incidents);
          });
    }
  }

  /**
   * Its state, as the store of a running pipeline has it.
   *
   * @throws HttpError where no store has it, or one elsewhere
   */
  byte[] state(@Nullable String pipeline, String name) throws HttpError {
    Collection<RunningPipeline> asked =
        view.pipelines().values().stream()
            .filter(each -> pipeline == null || each.name().equals(pipeline))
            .toList();
    String elsewhere = "";
    for (RunningPipeline running : asked) {
      try {
        Optional<Stored> stored = running.stored(name);
        if (stored.isPresent()) {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("series", name);
          fields.put("pipeline", running.name());
          fields.putAll(stored.get().description());
          String forecast = stored.get().forecast().orElse("null");
          return Json.object(
              json -> {
                Json.map(json, fields);
                Json.raw(json, "forecast", forecast.getBytes(StandardCharsets.UTF_8));
              });
        }
      } catch (NotHereException e) {
        elsewhere = String.valueOf(e.getMessage());
      }
    }
    throw elsewhere.isEmpty()
        ? new HttpError(404, "the store has no series '" + name + "'")
        : new HttpError(503, elsewhere);
  }
}
