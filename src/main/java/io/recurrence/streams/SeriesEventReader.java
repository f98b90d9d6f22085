package io.recurrence.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.Severity;
import io.recurrence.core.Status;
import io.recurrence.core.Verdict;
import io.recurrence.streams.EventForecast.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads events that a {@link SeriesEventSerde} has written. */
final class SeriesEventReader {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SeriesEventReader() {}

  static SeriesEvent read(byte[] bytes) {
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
          forecast(event.get("forecast")),
          each(event, "incidents", SeriesEventReader::incident),
          each(event, "outcomes", SeriesEventReader::outcome));
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
            Stream.of("limit_above", "limit_below")
                .filter(forecast::has)
                .map(name -> limit(forecast, name))
                .toList(),
            text(forecast, "model"),
            weights,
            text(forecast, "network_version"),
            text(forecast, "pipeline_version")));
  }

  private static <T> List<T> each(JsonNode event, String name, Function<JsonNode, T> part) {
    return StreamSupport.stream(event.path(name).spliterator(), false).map(part).toList();
  }

  private static EventLimit limit(JsonNode forecast, String name) {
    JsonNode time = forecast.required(name + "_timestamp");
    return new EventLimit(
        name.endsWith("above"),
        number(forecast, name),
        time.isNull() ? OptionalLong.empty() : OptionalLong.of(time.longValue()),
        number(forecast, name + "_probability"));
  }

  private static IncidentReport incident(JsonNode report) {
    JsonNode crossing = report.get("crossing_timestamp");
    return new IncidentReport(
        IncidentReport.Trigger.valueOf(text(report, "trigger")),
        IncidentReport.Change.valueOf(text(report, "status")),
        report.required("onset_timestamp").longValue(),
        report.required("timestamp").longValue(),
        new IncidentReport.Peak(
            report.required("peak_timestamp").longValue(),
            number(report, "incident_peak"),
            number(report, "anomaly_grade"),
            number(report, "value"),
            number(report, "expected_value"),
            number(report, "lower_bound"),
            number(report, "upper_bound"),
            crossing == null ? IncidentReport.NO_TIME : crossing.longValue()),
        report.required("flagged_records").longValue(),
        Verdict.Kind.valueOf(text(report, "kind")),
        Verdict.Direction.valueOf(text(report, "direction")),
        Severity.valueOf(text(report, "severity")),
        text(report, "reason"));
  }

  private static EventOutcome outcome(JsonNode outcome) {
    return new EventOutcome(
        outcome.required("horizon_index").intValue(),
        number(outcome, "forecast_value"),
        number(outcome, "lower_bound"),
        number(outcome, "upper_bound"),
        outcome.required("covered").booleanValue(),
        text(outcome, "network_version"));
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
