package io.recurrence.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.recurrence.record.TimeNode;
import io.recurrence.record.TimeUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalTime;
import java.util.UUID;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Values whose schema says what they stand for: decimals and times, by Avro's logical types, and by
 * the names that Kafka Connect and Debezium give to types that Avro has none for.
 */
final class LogicalValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String VARIABLE_SCALE = "io.debezium.data.VariableScaleDecimal";
  private static final int MOST_DIGITS = 1000; // of a decimal, on either side of its point

  private LogicalValues() {}

  /** What reads values of a schema; null where it says no more than its type does. */
  static @Nullable AvroValue of(Schema schema) {
    return switch (name(schema)) {
      case "decimal" -> decimal(schema);
      case "big-decimal" -> {
        Conversions.BigDecimalConversion conversion = new Conversions.BigDecimalConversion();
        yield in ->
            NODES.numberNode(
                checked(
                    conversion.fromBytes(
                        ByteBuffer.wrap(bytes(in)), schema, schema.getLogicalType())));
      }
      case "uuid" -> schema.getType() == Schema.Type.FIXED ? LogicalValues::uuid : null;
      case "duration" -> LogicalValues::duration;
      case "date", "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" ->
          in -> TimeNode.day(in.decoder().readLong());
      case "time-millis" -> in -> time(in.decoder().readLong() * 1_000_000);
      case "time-micros" -> in -> time(in.decoder().readLong() * 1000);
      case "timestamp-millis", "org.apache.kafka.connect.data.Timestamp" -> instant(TimeUnit.MS);
      case "timestamp-micros" -> instant(TimeUnit.US);
      case "timestamp-nanos" -> instant(TimeUnit.NS);
      case "local-timestamp-millis", "io.debezium.time.Timestamp" -> local(TimeUnit.MS);
      case "local-timestamp-micros", "io.debezium.time.MicroTimestamp" -> local(TimeUnit.US);
      case "local-timestamp-nanos", "io.debezium.time.NanoTimestamp" -> local(TimeUnit.NS);
      default -> null;
    };
  }

  /** The logical type of a schema, or the name that it has elsewhere; empty without one. */
  private static String name(Schema schema) {
    boolean decimal = "decimal".equals(schema.getProp("logicalType")); // also one that is unsound
    String connect = schema.getProp("connect.name");
    return schema.getLogicalType() != null
        ? schema.getLogicalType().getName()
        : decimal ? "decimal" : connect == null ? "" : connect;
  }

  private static AvroValue instant(TimeUnit unit) {
    return in -> TimeNode.instant(in.decoder().readLong(), unit);
  }

  private static AvroValue local(TimeUnit unit) {
    return in -> TimeNode.local(in.decoder().readLong(), unit);
  }

  private static JsonNode time(long nanos) {
    return NODES.textNode(LocalTime.ofNanoOfDay(nanos).toString());
  }

  private static AvroValue decimal(Schema schema) {
    if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
      throw new AvroTypeException("a decimal of it has no sound precision and scale");
    }
    int scale = decimal.getScale();
    int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
    return in -> NODES.numberNode(number(size < 0 ? bytes(in) : fixed(in, size), scale));
  }

  private static BigDecimal number(byte[] unscaled, int scale) throws IOException {
    return checked(new BigDecimal(new BigInteger(unscaled), scale));
  }

  /** Refuses what would take long to calculate with. */
  private static BigDecimal checked(BigDecimal number) throws IOException {
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new IOException("a decimal of it has more than %,d digits".formatted(MOST_DIGITS));
    }
    return number;
  }

  /** Debezium's decimals of which each has a scale of its own are numbers to whoever reads them. */
  static AvroValue unwrapped(Schema schema, AvroValue record) {
    if (!VARIABLE_SCALE.equals(schema.getProp("connect.name"))) {
      return record;
    }
    return in -> {
      JsonNode parts = record.read(in);
      return NODES.numberNode(
          number(parts.path("value").binaryValue(), parts.path("scale").asInt()));
    };
  }

  private static JsonNode uuid(AvroInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(fixed(in, 2 * Long.BYTES));
    return NODES.textNode(new UUID(bytes.getLong(), bytes.getLong()).toString());
  }

  /** Months, days and milliseconds, as ISO-8601 writes them. */
  private static JsonNode duration(AvroInput in) throws IOException {
    ByteBuffer parts = ByteBuffer.wrap(fixed(in, 3 * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(parts.getInt());
    long days = Integer.toUnsignedLong(parts.getInt());
    BigDecimal seconds = BigDecimal.valueOf(Integer.toUnsignedLong(parts.getInt()), 3);
    return NODES.textNode("P%dM%dDT%sS".formatted(months, days, seconds.toPlainString()));
  }

  static byte[] bytes(AvroInput in) throws IOException {
    ByteBuffer bytes = in.decoder().readBytes(null);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  static byte[] fixed(AvroInput in, int size) throws IOException {
    byte[] bytes = new byte[size];
    in.decoder().readFixed(bytes);
    return bytes;
  }
}
