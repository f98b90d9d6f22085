package io.recurrence.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.recurrence.core.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The same documents, written by a library and to the last digit: what {@link JsonEncoder} is held
 * against.
 */
final class JacksonText {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .rootValueSeparator("")
          .build();

  private final double confidence;
  private final String version;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private JsonGenerator json = generator(); // for all objects, one behind the other

  JacksonText(double confidence, String version) {
    this.confidence = confidence;
    this.version = version;
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonGenerator generator() {
    try {
      return JSON.createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] object(String series, Body body) {
    bytes.reset();
    boolean done = false;
    try {
      json.writeStartObject();
      json.writeStringField("series", series);
      body.write(json);
      json.writeEndObject();
      json.flush();
      done = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!done) {
        json = generator(); // the old one is in the middle of an object
      }
    }
    return bytes.toByteArray();
  }

  /** The verdict on one record. */
  byte[] anomaly(String series, StepResult out) {
    return object(
        series,
        json -> {
          json.writeNumberField("timestamp", out.time());
          field(json, "value", !out.missing(), out.value());
          field(json, "expected_value", out.expects(), out.expected());
          field(json, "lower_bound", out.expects(), out.lower());
          field(json, "upper_bound", out.expects(), out.upper());
          json.writeNumberField("confidence_level", confidence);
          json.writeNumberField("anomaly_score", out.verdict().score());
          json.writeNumberField("anomaly_grade", out.verdict().grade());
          json.writeNumberField("alarm_score", out.verdict().alarm());
          json.writeBooleanField("is_anomaly", out.verdict().anomaly());
          json.writeStringField("kind", out.verdict().kind().name());
          json.writeStringField("direction", out.verdict().direction().name());
          json.writeStringField("incident", out.verdict().phase().name());
          json.writeNumberField("incident_peak", out.verdict().peak());
          json.writeNumberField("coverage", out.coverage());
          json.writeStringField("status", out.status().name());
          json.writeStringField("reason", out.verdict().reason());
          json.writeStringField("model", out.model());
        });
  }

  /** A series that has fallen silent: the verdict on a record that did not come. */
  byte[] silence(String series, long time, String reason) {
    return object(
        series,
        json -> {
          json.writeNumberField("timestamp", time);
          json.writeNullField("value");
          json.writeNullField("expected_value");
          json.writeNullField("lower_bound");
          json.writeNullField("upper_bound");
          json.writeNumberField("confidence_level", confidence);
          json.writeNumberField("anomaly_score", 1.0);
          json.writeNumberField("anomaly_grade", 1.0);
          json.writeNumberField("alarm_score", 1.0);
          json.writeBooleanField("is_anomaly", true);
          json.writeStringField("kind", "SILENCE");
          json.writeStringField("direction", "NONE");
          json.writeStringField("incident", "ONSET");
          json.writeNumberField("incident_peak", 1.0);
          json.writeNumberField("coverage", 0.0);
          json.writeStringField("status", "DEGRADED");
          json.writeStringField("reason", reason);
          json.writeStringField("model", "clock");
        });
  }

  /** A forecast, an array per column. */
  byte[] forecast(String series, StepResult out) {
    return object(
        series,
        json -> {
          int horizon = out.horizon();
          json.writeNumberField("timestamp", out.time());
          json.writeNumberField("horizon", horizon);
          json.writeArrayFieldStart("horizon_index");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(k);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("forecast_timestamp");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecastTime(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("forecast_value");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecast(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("lower_bound");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.lower(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("upper_bound");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.upper(k));
          }
          json.writeEndArray();
          json.writeNumberField("confidence_level", confidence);
          json.writeObjectFieldStart("quantiles");
          for (int i = 0; i < out.levels().length; i++) {
            json.writeArrayFieldStart(Double.toString(out.levels()[i]));
            for (int k = 1; k <= horizon; k++) {
              json.writeNumber(out.quantile(i, k));
            }
            json.writeEndArray();
          }
          json.writeEndObject();
          origin(json, out);
        });
  }

  /** One step of a forecast; {@code step} is counted from 1. */
  byte[] forecastStep(String series, StepResult out, int step) {
    return object(
        series,
        json -> {
          json.writeNumberField("timestamp", out.time());
          json.writeNumberField("horizon_index", step);
          json.writeNumberField("forecast_timestamp", out.forecastTime(step));
          json.writeNumberField("forecast_value", out.forecast(step));
          json.writeNumberField("lower_bound", out.lower(step));
          json.writeNumberField("upper_bound", out.upper(step));
          json.writeNumberField("confidence_level", confidence);
          json.writeObjectFieldStart("quantiles");
          for (int i = 0; i < out.levels().length; i++) {
            json.writeNumberField(Double.toString(out.levels()[i]), out.quantile(i, step));
          }
          json.writeEndObject();
          origin(json, out);
        });
  }

  private void origin(JsonGenerator json, StepResult out) throws IOException {
    json.writeStringField("model", out.model());
    json.writeObjectFieldStart("weights");
    for (int i = 0; i < out.models().length; i++) {
      json.writeNumberField(out.models()[i], (float) out.weight(i));
    }
    json.writeEndObject();
    json.writeStringField("pipeline_version", version);
  }

  /**
   * What became of an earlier forecast for the time of this record; {@code i} counts the outcomes
   * of {@code out}.
   */
  byte[] outcome(String series, StepResult out, int i) {
    return object(
        series,
        json -> {
          json.writeNumberField("forecast_timestamp", out.time());
          json.writeNumberField("horizon_index", out.outcomeSteps(i));
          json.writeNumberField("forecast_value", out.outcomeForecast(i));
          json.writeNumberField("actual_value", out.value());
          json.writeNumberField("error", out.value() - out.outcomeForecast(i));
          json.writeBooleanField(
              "covered", out.outcomeLower(i) <= out.value() && out.value() <= out.outcomeUpper(i));
        });
  }

  /** The statistics asked for. */
  byte[] features(String series, StepResult out) {
    return object(
        series,
        json -> {
          json.writeNumberField("timestamp", out.time());
          field(json, "value", !out.missing(), out.value());
          for (int i = 0; i < out.features().length; i++) {
            json.writeNumberField(out.features()[i], out.feature(i));
          }
        });
  }

  private static void field(JsonGenerator json, String name, boolean exists, double value)
      throws IOException {
    if (exists) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
