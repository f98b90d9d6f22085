package io.recurrence.streams;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Severity;
import io.recurrence.core.Status;
import io.recurrence.core.Verdict;
import io.recurrence.streams.EventForecast.Steps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link SeriesEvent}s as JSON and reads them again, exactly. The fields have the names that
 * they have in the topics of anomalies and forecasts; the forecast stands within the event. A
 * number that does not exist is null.
 */
@PublicApi
public final class SeriesEventSerde implements Serde<SeriesEvent> {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String FORECAST = "forecast";

  @Override
  public Serializer<SeriesEvent> serializer() {
    return (topic, event) -> event == null ? null : write(event);
  }

  @Override
  public Deserializer<SeriesEvent> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(SeriesEvent event) {
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
      json.writeEndObject();
    } catch (IOException e) {
      throw new SerializationException("an event of series '" + event.series() + "'", e);
    }
    return bytes.toByteArray();
  }

  private static void forecast(JsonGenerator json, EventForecast forecast) throws IOException {
    Steps steps = forecast.steps();
    json.writeObjectFieldStart(FORECAST);
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

  private static SeriesEvent read(byte[] bytes) {
    try {
      JsonNode event = MAPPER.readTree(bytes);
      return new SeriesEvent(
          text(event, "series"),
          event.required("timestamp").longValue(),
          number(event, "value"),
          number(event, "expected_value"),
          number(event, "lower_bound"),
          number(event, "upper_bound"),
          number(event, "confidence_level"),
          number(event, "anomaly_score"),
          number(event, "anomaly_grade"),
          number(event, "alarm_score"),
          event.required("is_anomaly").booleanValue(),
          Verdict.Kind.valueOf(text(event, "kind")),
          Verdict.Direction.valueOf(text(event, "direction")),
          Severity.valueOf(text(event, "severity")),
          Verdict.Phase.valueOf(text(event, "incident")),
          number(event, "incident_peak"),
          number(event, "coverage"),
          Status.valueOf(text(event, "status")),
          text(event, "reason"),
          text(event, "model"),
          text(event, "network_version"),
          forecast(event.get(FORECAST)));
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException("these bytes are no event: " + e.getMessage(), e);
    }
  }

  private static Optional<EventForecast> forecast(@Nullable JsonNode forecast) {
    if (forecast == null) {
      return Optional.empty();
    }
    List<Double> levels = new ArrayList<>();
    List<double[]> quantiles = new ArrayList<>();
    forecast
        .required("quantiles")
        .properties()
        .forEach(
            level -> {
              levels.add(Double.valueOf(level.getKey()));
              quantiles.add(numbers(level.getValue()));
            });
    Map<String, Double> weights = new LinkedHashMap<>();
    forecast
        .required("weights")
        .properties()
        .forEach(weight -> weights.put(weight.getKey(), weight.getValue().doubleValue()));
    JsonNode times = forecast.required("forecast_timestamp");
    Steps steps =
        new Steps(
            IntStream.range(0, times.size()).mapToLong(k -> times.get(k).longValue()).toArray(),
            numbers(forecast.required("forecast_value")),
            numbers(forecast.required("lower_bound")),
            numbers(forecast.required("upper_bound")),
            quantiles.toArray(double[][]::new));
    return Optional.of(
        new EventForecast(
            levels.stream().mapToDouble(Double::doubleValue).toArray(),
            steps,
            text(forecast, "model"),
            weights,
            text(forecast, "network_version"),
            text(forecast, "pipeline_version")));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).asText();
  }

  private static double number(JsonNode node, String name) {
    JsonNode number = node.required(name);
    return number.isNull() ? Double.NaN : number.doubleValue();
  }
}
