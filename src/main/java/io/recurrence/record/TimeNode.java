package io.recurrence.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A time of which its schema says the unit. It is a text in ISO-8601 to whoever does not ask for a
 * time.
 */
public final class TimeNode extends ValueNode {
  private static final long serialVersionUID = 1L;
  private static final long SECOND = 1_000_000_000; // in nanoseconds

  private enum Kind {
    INSTANT,
    /** By the clocks of a zone that is not said. */
    LOCAL,
    DAY
  }

  private final Kind kind;
  private final TimeUnit unit;
  private final long seconds; // since 1970, as if in UTC
  private final int nanos;

  private TimeNode(Kind kind, TimeUnit unit, long seconds, int nanos) {
    this.kind = kind;
    this.unit = unit;
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /** A point in time, as a count of a unit since 1970. */
  public static TimeNode instant(long count, TimeUnit unit) {
    return of(Kind.INSTANT, count, unit);
  }

  /** A point in time, as the seconds since 1970 and nanoseconds of the next one. */
  public static TimeNode instant(long seconds, int nanos) {
    return new TimeNode(Kind.INSTANT, TimeUnit.ISO, seconds, nanos);
  }

  /** A date and time without a zone, as a count of a unit since the beginning of 1970. */
  public static TimeNode local(long count, TimeUnit unit) {
    return of(Kind.LOCAL, count, unit);
  }

  /** A day, counted from the first of 1970. */
  public static TimeNode day(long days) {
    return new TimeNode(Kind.DAY, TimeUnit.ISO, days * 86_400, 0);
  }

  private static TimeNode of(Kind kind, long count, TimeUnit unit) {
    long second = SECOND / nanos(unit); // how many of the unit it has
    int rest = (int) (Math.floorMod(count, second) * nanos(unit));
    return new TimeNode(kind, unit, Math.floorDiv(count, second), rest);
  }

  private static long nanos(TimeUnit unit) {
    return switch (unit) {
      case MS -> 1_000_000;
      case US -> 1000;
      case NS -> 1;
      default -> throw new IllegalArgumentException("a count of " + unit.shown());
    };
  }

  /** The unit that the schema says; {@link TimeUnit#ISO} where it is no plain number. */
  TimeUnit unit() {
    return unit;
  }

  /** The time in milliseconds since 1970, rounded down; in UTC where it has no zone. */
  public long millis() {
    return millis(ZoneOffset.UTC);
  }

  /**
   * The same.
   *
   * @param zone of one that has none
   * @throws DateTimeException where the clocks of the zone never show it, or it is out of range
   */
  long millis(ZoneId zone) {
    return switch (kind) {
      case INSTANT -> saturated();
      case LOCAL ->
          TimeParts.millis(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC), zone)
              + nanos / 1_000_000;
      case DAY -> date().atStartOfDay(zone).toInstant().toEpochMilli();
    };
  }

  private long saturated() {
    return seconds > Long.MAX_VALUE / 1000 - 1
        ? Long.MAX_VALUE
        : seconds < Long.MIN_VALUE / 1000 + 1 ? Long.MIN_VALUE : seconds * 1000 + nanos / 1_000_000;
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(seconds / 86_400);
  }

  @Override
  public String asText() {
    try {
      return switch (kind) {
        case INSTANT -> Instant.ofEpochSecond(seconds, nanos).toString();
        case LOCAL -> LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).toString();
        case DAY -> date().toString();
      };
    } catch (DateTimeException e) {
      return seconds + " s"; // no calendar goes so far
    }
  }

  @Override
  public String textValue() {
    return asText();
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.STRING;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_STRING;
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
    out.writeString(asText());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeNode time && time.asText().equals(asText());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seconds);
  }
}
