package io.recurrence.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.recurrence.core.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Verdicts and forecasts written by Jackson to the last digit, to measure our own writer by. */
final class JacksonEncoder {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .rootValueSeparator("")
          .build();

  private final double confidence;
  private final String version;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private JsonGenerator json = generator(); // for all objects, one behind the other

  JacksonEncoder(double confidence, String version) {
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
          field(json, "value", out.judgement().hasValue(), out.judgement().value());
          field(
              json, "expected_value", out.judgement().hasExpectation(), out.judgement().expected());
          field(json, "lower_bound", out.judgement().hasExpectation(), out.judgement().lower());
          field(json, "upper_bound", out.judgement().hasExpectation(), out.judgement().upper());
          json.writeNumberField("confidence_level", confidence);
          json.writeNumberField("anomaly_score", out.judgement().verdict().score());
          json.writeNumberField("anomaly_grade", out.judgement().verdict().grade());
          json.writeNumberField("alarm_score", out.judgement().verdict().alarm());
          json.writeBooleanField("is_anomaly", out.judgement().verdict().anomaly());
          json.writeStringField("severity", out.judgement().severity().name());
          json.writeStringField("kind", out.judgement().verdict().kind().name());
          json.writeStringField("direction", out.judgement().verdict().direction().name());
          json.writeStringField("incident", out.judgement().verdict().phase().name());
          json.writeNumberField("incident_peak", out.judgement().verdict().peak());
          json.writeNumberField("coverage", out.judgement().coverage());
          json.writeStringField("status", out.judgement().status().name());
          json.writeStringField("reason", out.judgement().verdict().reason());
          json.writeStringField("model", out.forecast().model());
        });
  }

  /** A forecast, an array per column. */
  byte[] forecast(String series, StepResult out) {
    return object(
        series,
        json -> {
          int horizon = out.forecast().horizon();
          json.writeNumberField("timestamp", out.time());
          json.writeNumberField("horizon", horizon);
          json.writeArrayFieldStart("horizon_index");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(k);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("forecast_timestamp");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecast().time(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("forecast_value");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecast().mean(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("lower_bound");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecast().lower(k));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("upper_bound");
          for (int k = 1; k <= horizon; k++) {
            json.writeNumber(out.forecast().upper(k));
          }
          json.writeEndArray();
          json.writeNumberField("confidence_level", confidence);
          json.writeObjectFieldStart("quantiles");
          for (int i = 0; i < out.forecast().levels().length; i++) {
            json.writeArrayFieldStart(Double.toString(out.forecast().levels()[i]));
            for (int k = 1; k <= horizon; k++) {
              json.writeNumber(out.forecast().quantile(i, k));
            }
            json.writeEndArray();
          }
          json.writeEndObject();
          origin(json, out);
        });
  }

  private void origin(JsonGenerator json, StepResult out) throws IOException {
    json.writeStringField("model", out.forecast().model());
    json.writeObjectFieldStart("weights");
    for (int i = 0; i < out.forecast().models().length; i++) {
      json.writeNumberField(out.forecast().models()[i], (float) out.forecast().weight(i));
    }
    json.writeEndObject();
    json.writeStringField("pipeline_version", version);
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
