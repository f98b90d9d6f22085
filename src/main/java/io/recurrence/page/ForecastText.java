package io.recurrence.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of the forecasts topic, kept as the text that they came as: nearly all of them are
 * replaced before anyone looks.
 */
final class ForecastText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] WEIGHTS = "\"weights\":".getBytes(StandardCharsets.UTF_8);
  private static final List<String> COLUMNS =
      List.of(
          "horizon_index", "forecast_timestamp", "forecast_value", "lower_bound", "upper_bound");

  private ForecastText() {}

  /**
   * Reads the weights of the models; null where there are none. They stand near the end of a long
   * record, and are looked for from there, since all that comes before them is not wanted here.
   *
   * @param before of an earlier forecast of the series, whose names are used again where they agree
   */
  static @Nullable ModelWeights weights(long origin, byte[] record, @Nullable ModelWeights before) {
    int at = lastIndexOf(record, WEIGHTS);
    if (at < 0) {
      return null;
    }
    int from = at + WEIGHTS.length;
    List<String> models = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    try (JsonParser json = JSON.createParser(record, from, record.length - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String model = json.currentName();
        if (json.nextToken().isNumeric()) {
          models.add(model);
          shares.add(json.getDoubleValue());
        }
      }
    } catch (IOException e) {
      return null;
    }
    String[] names = models.toArray(String[]::new);
    return new ModelWeights(
        origin,
        before != null && Arrays.equals(names, before.models()) ? before.models() : names,
        shares.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static int lastIndexOf(byte[] text, byte[] pattern) {
    for (int i = text.length - pattern.length; i >= 0; i--) {
      if (text[i] == pattern[0]
          && Arrays.equals(text, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a text is a JSON object. */
  static boolean isObject(byte[] record) {
    try (JsonParser json = JSON.createParser(record)) {
      return json.nextToken() == JsonToken.START_OBJECT;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Adds one step of a forecast that is written step by step to those before it.
   *
   * @param before the steps so far, or null
   * @return the forecast as far as it is known, an array per column
   */
  static byte @Nullable [] withStep(byte @Nullable [] before, byte[] step) {
    try {
      if (!(MAPPER.readTree(step) instanceof ObjectNode one)) {
        return null;
      }
      ObjectNode all = before == null ? null : (ObjectNode) MAPPER.readTree(before);
      if (all == null || all.path("timestamp").asLong() != one.path("timestamp").asLong()) {
        all = one.deepCopy();
        for (String column : COLUMNS) {
          all.putArray(column);
        }
        ObjectNode quantiles = all.putObject("quantiles");
        one.path("quantiles").fieldNames().forEachRemaining(quantiles::putArray);
      }
      for (String column : COLUMNS) {
        append(all.path(column), one.path(column));
      }
      for (Map.Entry<String, JsonNode> quantile : all.path("quantiles").properties()) {
        append(quantile.getValue(), one.path("quantiles").path(quantile.getKey()));
      }
      all.put("horizon", all.path("horizon_index").size());
      return MAPPER.writeValueAsBytes(all);
    } catch (IOException e) {
      return null;
    }
  }

  /** How many steps of a forecast are known. */
  static int steps(byte[] record) {
    try {
      return MAPPER.readTree(record).path("horizon_index").size();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void append(JsonNode column, JsonNode value) {
    if (column instanceof ArrayNode array) {
      array.add(value);
    }
  }
}
