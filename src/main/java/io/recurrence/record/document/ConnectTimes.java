package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.TimeNode;
import io.recurrence.record.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times of Kafka Connect and Debezium, whose schema names the unit. Those of Debezium's that count
 * from a date and time without a zone are by {@code time.zone}.
 */
final class ConnectTimes {
  private static final long MOST_DAYS = 365_000_000; // of a date that there can be

  private ConnectTimes() {}

  /**
   * A time.
   *
   * @param name of the schema
   * @return null where it is none
   */
  static @Nullable TimeNode of(String name, JsonNode value) {
    if (!value.canConvertToLong()) {
      return null;
    }
    long count = value.longValue();
    return switch (name) {
      case "org.apache.kafka.connect.data.Timestamp" -> TimeNode.instant(count, TimeUnit.MS);
      case "io.debezium.time.Timestamp" -> TimeNode.local(count, TimeUnit.MS);
      case "io.debezium.time.MicroTimestamp" -> TimeNode.local(count, TimeUnit.US);
      case "io.debezium.time.NanoTimestamp" -> TimeNode.local(count, TimeUnit.NS);
      case "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" ->
          Math.abs(count) <= MOST_DAYS ? TimeNode.day(count) : null;
      default -> null;
    };
  }
}
