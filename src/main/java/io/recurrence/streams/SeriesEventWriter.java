package io.recurrence.streams;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.streams.EventForecast.Steps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/** Writes events as {@link SeriesEventSerde} says. */
final class SeriesEventWriter {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SeriesEventWriter() {}

  static byte[] write(SeriesEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("series", event.series());
      json.writeNumberField("timestamp", event.timestamp());
      number(json, "value", event.value());
      number(json, "expected_value", event.expected());
      number(json, "lower_bound", event.lower());
      number(json, "upper_bound", event.upper());
      number(json, "confidence_level", event.confidence());
      number(json, "anomaly_score", event.score());
      number(json, "anomaly_grade", event.grade());
      number(json, "alarm_score", event.alarm());
      json.writeBooleanField("is_anomaly", event.anomaly());
      json.writeStringField("kind", event.kind().name());
      json.writeStringField("direction", event.direction().name());
      json.writeStringField("severity", event.severity().name());
      json.writeStringField("incident", event.incident().name());
      number(json, "incident_peak", event.incidentPeak());
      number(json, "coverage", event.coverage());
      json.writeStringField("status", event.status().name());
      json.writeStringField("reason", event.reason());
      json.writeStringField("model", event.model());
      json.writeStringField("network_version", event.networkVersion());
      if (event.forecast().isPresent()) {
        forecast(json, event.forecast().get());
      }
      if (!event.incidents().isEmpty()) {
        json.writeArrayFieldStart("incidents");
        for (IncidentReport report : event.incidents()) {
          incident(json, event.series(), report);
        }
        json.writeEndArray();
      }
      if (!event.outcomes().isEmpty()) {
        json.writeArrayFieldStart("outcomes");
        for (EventOutcome outcome : event.outcomes()) {
          outcome(json, outcome);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new SerializationException("an event of series '" + event.series() + "'", e);
    }
    return bytes.toByteArray();
  }

  private static void forecast(JsonGenerator json, EventForecast forecast) throws IOException {
    Steps steps = forecast.steps();
    json.writeObjectFieldStart("forecast");
    json.writeFieldName("forecast_timestamp");
    json.writeArray(steps.times, 0, steps.times.length);
    numbers(json, "forecast_value", steps.means);
    numbers(json, "lower_bound", steps.lower);
    numbers(json, "upper_bound", steps.upper);
    json.writeObjectFieldStart("quantiles");
    for (int level = 0; level < steps.quantiles.length; level++) {
      numbers(json, Double.toString(forecast.levels()[level]), steps.quantiles[level]);
    }
    json.writeEndObject();
    for (EventLimit limit : forecast.limits()) {
      limit(json, limit);
    }
    json.writeStringField("model", forecast.model());
    json.writeObjectFieldStart("weights");
    for (Map.Entry<String, Double> weight : forecast.weights().entrySet()) {
      json.writeNumberField(weight.getKey(), weight.getValue());
    }
    json.writeEndObject();
    json.writeStringField("network_version", forecast.networkVersion());
    json.writeStringField("pipeline_version", forecast.pipelineVersion());
    json.writeEndObject();
  }

  private static void limit(JsonGenerator json, EventLimit limit) throws IOException {
    String name = limit.above() ? "limit_above" : "limit_below";
    json.writeNumberField(name, limit.limit());
    if (limit.time().isPresent()) {
      json.writeNumberField(name + "_timestamp", limit.time().getAsLong());
    } else {
      json.writeNullField(name + "_timestamp");
    }
    json.writeNumberField(name + "_probability", limit.probability());
  }

  private static void incident(JsonGenerator json, String series, IncidentReport report)
      throws IOException {
    Peak peak = report.peak();
    json.writeStartObject();
    json.writeStringField("incident_id", report.id(series));
    json.writeStringField("trigger", report.trigger().name());
    json.writeNumberField("timestamp", report.time());
    json.writeStringField("status", report.change().name());
    json.writeStringField("severity", report.severity().name());
    json.writeNumberField("onset_timestamp", report.onset());
    json.writeNumberField("flagged_records", report.flagged());
    json.writeStringField("kind", report.kind().name());
    json.writeStringField("direction", report.direction().name());
    json.writeStringField("reason", report.reason());
    json.writeNumberField("peak_timestamp", peak.time());
    number(json, "incident_peak", peak.score());
    number(json, "anomaly_grade", peak.grade());
    number(json, "value", peak.value());
    number(json, "expected_value", peak.expected());
    number(json, "lower_bound", peak.lower());
    number(json, "upper_bound", peak.upper());
    if (peak.crossing() != IncidentReport.NO_TIME) {
      json.writeNumberField("crossing_timestamp", peak.crossing());
    }
    json.writeEndObject();
  }

  private static void outcome(JsonGenerator json, EventOutcome outcome) throws IOException {
    json.writeStartObject();
    json.writeNumberField("horizon_index", outcome.step());
    number(json, "forecast_value", outcome.forecast());
    number(json, "lower_bound", outcome.lower());
    number(json, "upper_bound", outcome.upper());
    json.writeBooleanField("covered", outcome.covered());
    json.writeStringField("network_version", outcome.networkVersion());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double x) throws IOException {
    if (Double.isNaN(x)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, x);
    }
  }

  private static void numbers(JsonGenerator json, String name, double[] all) throws IOException {
    json.writeFieldName(name);
    json.writeArray(all, 0, all.length);
  }
}
