package io.recurrence.page;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to one browser, as server-sent events. Nothing is queued for it: it has a position
 * in what the view holds anyway, and is sent what is new since then once it has taken in what came
 * before. One that is too slow loses its position and is sent everything anew, so it costs no
 * memory and holds nobody up.
 */
final class SseClient {
  private static final int MOST_POINTS = 500; // in one event; beyond, everything is sent anew
  private static final int MOST_INCIDENTS = 100;
  private static final long TICK_NANOS = 1_000_000_000;

  private final LiveView view;
  private final Response response;
  private final Callback end;
  private final @Nullable String pipeline;
  private final @Nullable String name;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean closed;
  private @Nullable LiveSeries line;
  private long next = -1; // the next point to send, -1 where everything is to be sent
  private long forecasts;
  private long anomalies;
  private long incidents;
  private long ticked;
  private boolean resync;

  SseClient(
      LiveView view,
      Response response,
      Callback end,
      @Nullable String pipeline,
      @Nullable String name) {
    this.view = view;
    this.response = response;
    this.end = end;
    this.pipeline = pipeline;
    this.name = name;
    this.ticked = System.nanoTime() - TICK_NANOS;
  }

  /** Sends what is new, unless what was sent before is still under way. */
  void advance() {
    if (closed || !writing.compareAndSet(false, true)) {
      return;
    }
    byte[] text = compose();
    if (text.length == 0) {
      written();
      return;
    }
    view.look();
    response.write(false, ByteBuffer.wrap(text), Callback.from(this::written, this::fail));
  }

  private void written() {
    writing.set(false);
    if (closed) { // meanwhile
      close();
    }
  }

  /** Ends it, since it cannot go on. */
  void fail(Throwable failure) {
    closed = true;
    end.failed(failure);
  }

  boolean closed() {
    return closed;
  }

  /**
   * Ends it in order, once what is under way has been written; the browser comes back of itself.
   */
  void close() {
    closed = true;
    if (writing.compareAndSet(false, true)) {
      response.write(true, ByteBuffer.allocate(0), end);
    }
  }

  private byte[] compose() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    synchronized (view) {
      long now = System.nanoTime();
      if (now - ticked >= TICK_NANOS) {
        ticked = now;
        event(text, "tick", Json.object(json -> Json.totals(json, view)));
      }
      List<SeriesIncident> changed = view.incidents.since(incidents, MOST_INCIDENTS);
      if (!changed.isEmpty()) {
        incidents = view.incidents.revision();
        event(text, "incidents", Json.object(json -> Json.incidents(json, changed)));
      }
      if (line == null && name != null) {
        line = view.find(pipeline, name);
      }
      LiveSeries watched = line;
      if (watched != null) {
        follow(text, watched);
      }
    }
    return text.toByteArray();
  }

  private void follow(ByteArrayOutputStream text, LiveSeries watched) {
    RecentPoints history = watched.history;
    boolean lost = next < history.first() || history.next() - next > MOST_POINTS;
    if (lost) {
      event(text, resync ? "resync" : "series", SeriesApi.whole(watched, watched.forecast));
      resync = true;
    } else if (history.next() > next) {
      long from = next;
      List<FlaggedRecord> marks = new ArrayList<>(watched.marks);
      int fresh = (int) Math.min(marks.size(), watched.anomalies - anomalies);
      event(
          text,
          "points",
          Json.object(
              json -> {
                Json.row(json, watched, false);
                json.writeObjectFieldStart("history");
                Json.points(json, history, from);
                json.writeEndObject();
                Json.results(json, watched, from);
                json.writeArrayFieldStart("marks");
                for (FlaggedRecord mark : marks.subList(marks.size() - fresh, marks.size())) {
                  Json.mark(json, mark);
                }
                json.writeEndArray();
              }));
    }
    byte[] forecast = watched.forecast;
    if (!lost && watched.forecasts > forecasts && forecast != null) {
      event(text, "forecast", forecast);
    }
    next = history.next();
    anomalies = watched.anomalies;
    forecasts = watched.forecasts;
  }

  private static void event(ByteArrayOutputStream text, String name, byte[] data) {
    text.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    byte[] line = data;
    for (byte b : data) {
      if (b == '\n' || b == '\r') { // a line break would end the event; in JSON it is only blank
        line = Arrays.copyOf(data, data.length);
        for (int i = 0; i < line.length; i++) {
          line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
        }
        break;
      }
    }
    text.writeBytes(line);
    text.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
  }
}
