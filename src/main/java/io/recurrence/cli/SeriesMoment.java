package io.recurrence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record of a series as its output topics have it, with what came before and after it, and the
 * forecasts that were made for its time.
 *
 * @param records of the topic of anomalies, oldest first
 * @param at which of them it is
 * @param forecasts of the topic of forecasts that reach its time, oldest first
 * @param feedback what people had said by then of the alarms of the series
 */
public record SeriesMoment(
    PipelineSpec spec,
    String series,
    List<JsonNode> records,
    int at,
    List<JsonNode> forecasts,
    GivenFeedback feedback) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BEFORE = 200;
  private static final int AFTER = 60;

  /**
   * Reads it.
   *
   * @param time in milliseconds since 1970; {@link Long#MAX_VALUE} for the newest record
   * @throws UsageException where the topic has no such series, or no record near the time
   */
  public static SeriesMoment read(
      SeriesRecords topics, PipelineSpec spec, String series, long time) {
    OutputSpec output = spec.output();
    UsageException.require(
        !output.anomalies().isEmpty(),
        spec.name() + " writes no topic of anomalies (output.anomalies), which explain reads");
    List<JsonNode> records = trees(topics.around(output.anomalies(), series, time, BEFORE, AFTER));
    if (records.isEmpty()) {
      throw new UsageException(
          "%s has no record of the series '%s'%s"
              .formatted(output.anomalies(), series, NearestName.hint(series, topics.seen())));
    }
    int at = nearest(records, time);
    long found = time(records.get(at));
    if (time != Long.MAX_VALUE && Math.abs(found - time) > step(records) / 2) {
      throw new UsageException(
          "%s has no record of '%s' at %s; the nearest is at %s"
              .formatted(output.anomalies(), series, instant(time), instant(found)));
    }
    List<JsonNode> forecasts =
        output.forecasts().isEmpty() || output.layout() == OutputSpec.Layout.STEPS
            ? List.of()
            : trees(topics.around(output.forecasts(), series, found, spec.horizon() + 1, 0));
    List<JsonNode> reaching =
        forecasts.stream().filter(forecast -> step(forecast, found) >= 0).toList();
    return new SeriesMoment(
        spec, series, records, at, reaching, GivenFeedback.read(topics, spec, series, found));
  }

  private static List<JsonNode> trees(List<byte[]> records) {
    return records.stream().map(SeriesMoment::tree).toList();
  }

  private static JsonNode tree(byte[] record) {
    try {
      return JSON.readTree(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int nearest(List<JsonNode> records, long time) {
    int nearest = records.size() - 1;
    for (int i = records.size() - 1; i >= 0; i--) {
      if (Math.abs(time(records.get(i)) - time) < Math.abs(time(records.get(nearest)) - time)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** The median time from one record to the next. */
  private static long step(List<JsonNode> records) {
    long[] steps = new long[records.size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = time(records.get(i + 1)) - time(records.get(i));
    }
    Arrays.sort(steps);
    return steps.length == 0 ? 0 : steps[steps.length / 2];
  }

  /** The median time from one record to the next, in milliseconds. */
  public long step() {
    return step(records);
  }

  /** The record that is asked about. */
  public JsonNode record() {
    return records.get(at);
  }

  /** The index in a forecast of a time; -1 where it does not reach it. */
  static int step(JsonNode forecast, long time) {
    JsonNode times = forecast.path("forecast_timestamp");
    for (int i = 0; i < times.size(); i++) {
      if (times.get(i).asLong() == time) {
        return i;
      }
    }
    return -1;
  }

  /** The last record before or at this one that begins what it is in. */
  Optional<JsonNode> onset() {
    for (int i = at; i >= 0; i--) {
      String phase = records.get(i).path("incident").asText();
      if (phase.equals("ONSET")) {
        return Optional.of(records.get(i));
      }
      if (phase.equals("NONE")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  static long time(JsonNode record) {
    return record.path("timestamp").asLong();
  }

  static Instant instant(long time) {
    return Instant.ofEpochMilli(time);
  }

  /** A number; NaN where it is null or absent. */
  static double number(JsonNode record, String field) {
    return record.path(field).isNumber() ? record.path(field).asDouble() : Double.NaN;
  }
}
