package io.recurrence.page;

import io.recurrence.page.Listing.Order;
import io.recurrence.page.Listing.Selection;
import io.recurrence.page.RunningPipeline.NotHereException;
import io.recurrence.page.RunningPipeline.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to what is asked under {@code /api}, as JSON. */
final class Api {
  private static final int MOST_ROWS = 200;

  private final LiveView view;

  Api(LiveView view) {
    this.view = view;
  }

  /**
   * Answers a request.
   *
   * @throws Problem where there is no such thing, or it was asked for wrongly
   */
  byte[] answer(Query query) throws Problem {
    view.look();
    List<String> path = query.path();
    String what = path.size() > 1 ? path.get(1) : "";
    return switch (what) {
      case "series" -> series(query);
      case "incidents" -> path.size() == 2 ? incidents(query) : nothing();
      case "pipelines" -> pipelines(path);
      default -> nothing();
    };
  }

  private static byte[] nothing() throws Problem {
    throw new Problem(
        404,
        "there is nothing here; see /api/series, /api/series/{series}, /api/incidents,"
            + " /api/pipelines, /api/events");
  }

  private byte[] series(Query query) throws Problem {
    List<String> path = query.path();
    if (path.size() == 2) {
      return list(query);
    }
    String name = Query.checked("the name of the series", path.get(2));
    String pipeline = query.name("pipeline");
    String part = path.size() == 3 ? "" : path.size() == 4 ? path.get(3) : "?";
    return switch (part) {
      case "" -> one(pipeline, name);
      case "why" -> why(pipeline, name, query);
      case "forecast" -> forecast(pipeline, name);
      case "state" -> state(pipeline, name);
      default -> nothing();
    };
  }

  private byte[] list(Query query) throws Problem {
    String pipeline = query.name("pipeline");
    String search = query.text("search");
    Order order = query.choice("sort", Order.TROUBLE);
    int offset = (int) query.integer("offset", 0, 0, Integer.MAX_VALUE);
    int limit = (int) query.integer("limit", 50, 1, MOST_ROWS);
    Selection selection = view.select(pipeline, search, order, offset, limit);
    synchronized (view) {
      return Json.object(
          json -> {
            json.writeNumberField("total", view.count());
            json.writeNumberField("matched", selection.matched());
            json.writeNumberField("offset", offset);
            json.writeArrayFieldStart("series");
            for (LiveSeries line : selection.series()) {
              json.writeStartObject();
              Json.row(json, line, true);
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }
  }

  private LiveSeries find(@Nullable String pipeline, String name) throws Problem {
    LiveSeries line = view.find(pipeline, name);
    if (line == null) {
      throw new Problem(404, "no series '" + name + "' is known; /api/series lists them");
    }
    return line;
  }

  private byte[] one(@Nullable String pipeline, String name) throws Problem {
    LiveSeries line;
    byte[] forecast;
    synchronized (view) {
      line = find(pipeline, name);
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
          for (LiveSeries.Mark mark : line.marks) {
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

  private byte[] forecast(@Nullable String pipeline, String name) throws Problem {
    LiveSeries line;
    byte[] forecast;
    synchronized (view) {
      line = find(pipeline, name);
      forecast = line.forecast;
    }
    if (forecast == null) {
      forecast = storedForecast(line);
    }
    if (forecast == null) {
      throw new Problem(404, "no forecast of '" + name + "' is known yet");
    }
    return forecast;
  }

  private byte[] why(@Nullable String pipeline, String name, Query query) throws Problem {
    long time = query.integer("timestamp", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    synchronized (view) {
      LiveSeries line = find(pipeline, name);
      LiveSeries.Mark mark = null;
      for (LiveSeries.Mark each : line.marks) {
        if (each.time() <= time) {
          mark = each;
        }
      }
      if (mark == null || (time != Long.MAX_VALUE && mark.time() != time)) {
        throw new Problem(
            404,
            line.marks.isEmpty()
                ? "no record of '" + name + "' that is held was flagged"
                : "no record of '" + name + "' at that time is held as flagged");
      }
      LiveSeries.Mark found = mark;
      List<Incident> incidents =
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

  private byte[] state(@Nullable String pipeline, String name) throws Problem {
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
        ? new Problem(404, "the store has no series '" + name + "'")
        : new Problem(503, elsewhere);
  }

  private byte[] incidents(Query query) throws Problem {
    int limit = (int) query.integer("limit", 100, 1, MOST_ROWS);
    int offset = (int) query.integer("offset", 0, 0, Integer.MAX_VALUE);
    String series = query.name("series");
    String pipeline = query.name("pipeline");
    synchronized (view) {
      List<Incident> chosen =
          view.incidents.select(
              limit,
              offset,
              each ->
                  (series == null || each.series.name.equals(series))
                      && (pipeline == null || each.series.pipeline.equals(pipeline)));
      return Json.object(
          json -> {
            json.writeNumberField("total", view.incidents.size());
            json.writeNumberField("open", view.incidents.open());
            Json.incidents(json, chosen);
          });
    }
  }

  private byte[] pipelines(List<String> path) throws Problem {
    if (path.size() == 2) {
      return Json.object(json -> Json.health(json, view.pipelines().values()));
    }
    RunningPipeline running = path.size() == 3 ? view.pipelines().get(path.get(2)) : null;
    if (running == null) {
      throw new Problem(404, "no such pipeline runs here; /api/pipelines lists them");
    }
    return Json.object(json -> Json.map(json, running.card()));
  }
}
