package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Times of Kafka Connect and Debezium, whose schema names the unit. */
final class ConnectTimes {
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  /** Nanoseconds of a unit, by the name of the schema. */
  private static final Map<String, Long> UNITS =
      Map.of(
          "org.apache.kafka.connect.data.Timestamp", 1_000_000L,
          "io.debezium.time.Timestamp", 1_000_000L,
          "io.debezium.time.MicroTimestamp", 1_000L,
          "io.debezium.time.NanoTimestamp", 1L,
          "org.apache.kafka.connect.data.Date", 86_400_000_000_000L,
          "io.debezium.time.Date", 86_400_000_000_000L);

  private ConnectTimes() {}

  /**
   * A time as text of ISO-8601.
   *
   * @param name of the schema
   * @return empty where it is no time
   */
  static String iso(String name, JsonNode value) {
    Long unit = UNITS.get(name);
    if (unit == null || !value.isIntegralNumber()) {
      return "";
    }
    BigInteger[] parts =
        value
            .bigIntegerValue()
            .multiply(BigInteger.valueOf(unit))
            .divideAndRemainder(NANOS_PER_SECOND);
    try {
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()).toString();
    } catch (DateTimeException | ArithmeticException e) {
      return ""; // a number that is no time
    }
  }
}
