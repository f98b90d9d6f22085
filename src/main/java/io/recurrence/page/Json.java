package io.recurrence.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page shows, as JSON. Names are those of the output records. */
final class Json {
  private static final int SPARK = 48;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build()
          .setCodec(new ObjectMapper());

  private Json() {}

  /** Writes the inside of an object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] error(int status, String message) {
    return object(
        json -> {
          json.writeNumberField("status", status);
          json.writeStringField("error", message);
        });
  }

  static void number(JsonGenerator json, String name, double x) throws IOException {
    if (Double.isFinite(x)) {
      json.writeNumberField(name, x);
    } else {
      json.writeNullField(name);
    }
  }

  static void number(JsonGenerator json, double x) throws IOException {
    if (Double.isFinite(x)) {
      json.writeNumber(x);
    } else {
      json.writeNull();
    }
  }

  static void raw(JsonGenerator json, String name, byte @Nullable [] object) throws IOException {
    json.writeFieldName(name);
    if (object == null) {
      json.writeNull();
    } else {
      json.writeRawValue(new String(object, StandardCharsets.UTF_8));
    }
  }

  static void map(JsonGenerator json, Map<String, ?> fields) throws IOException {
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      json.writeObjectField(field.getKey(), field.getValue());
    }
  }

  /** How a series stands, in one row of a list. */
  static void row(JsonGenerator json, LiveSeries line, boolean sparkline) throws IOException {
    json.writeStringField("series", line.name);
    json.writeStringField("pipeline", line.pipeline);
    json.writeStringField("status", line.state());
    json.writeNumberField("timestamp", line.time);
    number(json, "value", line.value);
    number(json, "expected_value", line.expected);
    number(json, "lower_bound", line.lower);
    number(json, "upper_bound", line.upper);
    number(json, "confidence_level", line.level);
    number(json, "trouble", line.troubleStep());
    number(json, "relative_error", line.relativeError());
    number(json, "mean_absolute_error", line.meanAbsoluteError());
    number(json, "coverage", line.coverage());
    json.writeNumberField("records", line.records);
    json.writeNumberField("anomalies", line.anomalies);
    json.writeStringField("model", line.model);
    if (!line.resultKind.isEmpty()) {
      json.writeStringField("result_kind", line.resultKind);
      json.writeStringField("result", line.result);
    }
    if (sparkline) {
      json.writeArrayFieldStart("sparkline");
      for (double x : line.sparkline(SPARK)) {
        json.writeNumber((float) x);
      }
      json.writeEndArray();
    }
  }

  /** The points from number {@code from} on, an array per column. */
  static void points(JsonGenerator json, RecentPoints history, long from) throws IOException {
    json.writeNumberField("next", history.next());
    json.writeArrayFieldStart("timestamp");
    for (long i = from; i < history.next(); i++) {
      json.writeNumber(history.time(i));
    }
    json.writeEndArray();
    column(json, "value", history, RecentPoints.VALUE, from);
    column(json, "expected_value", history, RecentPoints.EXPECTED, from);
    column(json, "lower_bound", history, RecentPoints.LOWER, from);
    column(json, "upper_bound", history, RecentPoints.UPPER, from);
    column(json, "anomaly_score", history, RecentPoints.SCORE, from);
  }

  /** Records of the results topic from number {@code from} on. */
  static void results(JsonGenerator json, LiveSeries line, long from) throws IOException {
    json.writeArrayFieldStart("results");
    for (byte[] record : line.results.from(from)) {
      json.writeRawValue(new String(record, StandardCharsets.UTF_8));
    }
    json.writeEndArray();
  }

  private static void column(
      JsonGenerator json, String name, RecentPoints history, int column, long from)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (long i = from; i < history.next(); i++) {
      number(json, history.get(column, i));
    }
    json.writeEndArray();
  }

  static void mark(JsonGenerator json, FlaggedRecord mark) throws IOException {
    json.writeStartObject();
    json.writeNumberField("timestamp", mark.time());
    number(json, "value", mark.value());
    number(json, "expected_value", mark.expected());
    number(json, "lower_bound", mark.lower());
    number(json, "upper_bound", mark.upper());
    number(json, "anomaly_score", mark.score());
    number(json, "anomaly_grade", mark.grade());
    json.writeStringField("kind", mark.kind());
    json.writeStringField("severity", mark.severity());
    json.writeStringField("reason", mark.reason());
    json.writeStringField("model", mark.model());
    json.writeEndObject();
  }

  static void weights(JsonGenerator json, Iterable<ModelWeights> rows) throws IOException {
    json.writeArrayFieldStart("weights");
    for (ModelWeights row : rows) {
      json.writeStartObject();
      json.writeNumberField("timestamp", row.time());
      json.writeObjectFieldStart("models");
      for (int i = 0; i < row.models().length; i++) {
        number(json, row.models()[i], row.shares()[i]);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void incidents(JsonGenerator json, List<SeriesIncident> incidents) throws IOException {
    json.writeArrayFieldStart("incidents");
    for (SeriesIncident incident : incidents) {
      json.writeStartObject();
      json.writeNumberField("id", incident.id);
      json.writeStringField("incident_id", incident.name);
      json.writeStringField("series", incident.series.name);
      json.writeStringField("pipeline", incident.series.pipeline);
      json.writeNumberField("onset", incident.onset);
      json.writeNumberField("peak", incident.peak);
      json.writeNumberField("end", incident.last);
      json.writeBooleanField("open", incident.open);
      json.writeNumberField("records", incident.records);
      number(json, "value", incident.peakValue);
      number(json, "expected_value", incident.peakExpected);
      json.writeStringField("kind", incident.kind);
      json.writeStringField("severity", incident.severity);
      number(json, "anomaly_grade", incident.grade);
      json.writeStringField("reason", incident.reason);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** How many of everything there are, and how the pipelines are. */
  static void totals(JsonGenerator json, LiveView view) throws IOException {
    json.writeNumberField("run", view.run());
    json.writeNumberField("series", view.count());
    json.writeNumberField("records", view.records());
    json.writeNumberField("anomalies", view.anomalies());
    json.writeNumberField("skipped", view.skipped());
    json.writeNumberField("unread", view.unread());
    json.writeBooleanField("reading", view.reading());
    json.writeNumberField("unlisted", view.unlisted());
    json.writeNumberField("series_limit", view.budget().series());
    json.writeNumberField("points_limit", view.budget().pointsEach(view.count()));
    json.writeNumberField("incidents", view.incidents.size());
    json.writeNumberField("open_incidents", view.incidents.open());
  }

  static void health(JsonGenerator json, Iterable<RunningPipeline> pipelines) throws IOException {
    json.writeArrayFieldStart("pipelines");
    for (RunningPipeline pipeline : pipelines) {
      RunningPipeline.Health health = pipeline.health();
      json.writeStartObject();
      json.writeStringField("name", pipeline.name());
      if (!pipeline.note().isEmpty()) {
        json.writeStringField("note", pipeline.note());
      }
      json.writeStringField("state", health.state());
      json.writeBooleanField("live", health.live());
      json.writeBooleanField("ready", health.ready());
      json.writeNumberField("restoring", health.restoring());
      json.writeNumberField("stalled_seconds", health.stalledSeconds());
      json.writeObjectField("counts", pipeline.counts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
