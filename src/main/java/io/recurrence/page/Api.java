package io.recurrence.page;

import io.recurrence.page.Listing.Order;
import io.recurrence.page.Listing.Selection;
import java.util.List;

/** Answers to what is asked under {@code /api}, as JSON. */
final class Api {
  private static final int MOST_ROWS = 200;

  private final LiveView view;
  private final SeriesApi series;
  private final TopicApi topics;

  Api(LiveView view) {
    this.view = view;
    this.series = new SeriesApi(view);
    this.topics = new TopicApi(view);
  }

  /**
   * Answers a request.
   *
   * @throws HttpError where there is no such thing, or it was asked for wrongly
   */
  byte[] answer(Query query) throws HttpError {
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

  private static byte[] nothing() throws HttpError {
    throw new HttpError(
        404,
        "there is nothing here; see /api/series, /api/series/{series}, /api/incidents,"
            + " /api/pipelines, /api/events");
  }

  private byte[] series(Query query) throws HttpError {
    List<String> path = query.path();
    if (path.size() == 2) {
      return list(query);
    }
    String name = Query.checked("the name of the series", path.get(2));
    String pipeline = query.name("pipeline");
    String part = path.size() == 3 ? "" : path.size() == 4 ? path.get(3) : "?";
    return switch (part) {
      case "" -> series.series(pipeline, name);
      case "history" -> topics.history(pipeline, name, query);
      case "explain" -> topics.explain(pipeline, name, query);
      case "why" -> series.why(pipeline, name, query);
      case "forecast" -> series.forecast(pipeline, name);
      case "state" -> series.state(pipeline, name);
      default -> nothing();
    };
  }

  private byte[] list(Query query) throws HttpError {
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

  private byte[] incidents(Query query) throws HttpError {
    int limit = (int) query.integer("limit", 100, 1, MOST_ROWS);
    int offset = (int) query.integer("offset", 0, 0, Integer.MAX_VALUE);
    String series = query.name("series");
    String pipeline = query.name("pipeline");
    String id = query.name("incident_id");
    synchronized (view) {
      List<SeriesIncident> chosen =
          view.incidents.select(
              limit,
              offset,
              each ->
                  (id == null || each.name.equals(id))
                      && (series == null || each.series.name.equals(series))
                      && (pipeline == null || each.series.pipeline.equals(pipeline)));
      return Json.object(
          json -> {
            json.writeNumberField("total", view.incidents.size());
            json.writeNumberField("open", view.incidents.open());
            Json.incidents(json, chosen);
          });
    }
  }

  private byte[] pipelines(List<String> path) throws HttpError {
    if (path.size() == 2) {
      return Json.object(json -> Json.health(json, view.pipelines().values()));
    }
    RunningPipeline running = path.size() == 3 ? view.pipelines().get(path.get(2)) : null;
    if (running == null) {
      throw new HttpError(404, "no such pipeline runs here; /api/pipelines lists them");
    }
    return Json.object(json -> Json.map(json, running.card()));
  }
}
