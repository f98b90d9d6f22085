package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a record stands, and how it is written.
 *
 * @param places of its parts, such as a date and a time, which are joined by a blank; none where
 *     the timestamp of the record is it
 * @param unit of numbers
 * @param pattern of dates and times; null where they are as {@link Times} reads them
 * @param zone of dates and times without an offset
 */
public record TimeField(
    List<String> places, TimeUnit unit, @Nullable TimePattern pattern, ZoneId zone) {

  /**
   * One place, empty for the timestamp of the record, of times in UTC where they have no offset.
   */
  public static TimeField of(String place, TimeUnit unit) {
    return new TimeField(place.isEmpty() ? List.of() : List.of(place), unit, null, ZoneOffset.UTC);
  }

  /** The same at other places. */
  public TimeField at(List<String> others) {
    return new TimeField(others, unit, pattern, zone);
  }

  /** The same in another unit. */
  public TimeField in(TimeUnit other) {
    return new TimeField(places, other, pattern, zone);
  }

  /** Whether a record has a time of its own. */
  public boolean given() {
    return !places.isEmpty();
  }

  /** The only place, or the first of several; empty for the timestamp of the record. */
  public String place() {
    return places.isEmpty() ? "" : places.get(0);
  }

  /** A time as milliseconds since 1970, rounded down. */
  public long millis(String text) throws BadRecordException {
    if (pattern == null) {
      return Fields.time(text, unit, zone);
    }
    try {
      return pattern.millis(text.strip(), zone);
    } catch (SkippedTimeException e) {
      throw refused(text, String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      throw refused(text, "does not fit input.time.pattern, " + pattern);
    }
  }

  private static BadRecordException refused(String text, String problem) {
    return new BadRecordException(
        Reason.BAD_TIME, "the time '%s' %s".formatted(Fields.shortened(text), problem));
  }

  /** A time of which its schema says the unit. */
  long millis(TimeNode node) throws BadRecordException {
    boolean number = unit != TimeUnit.ISO && unit != TimeUnit.AUTO;
    if (number && unit != node.unit()) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the schema has %s in %s, but input.time.unit says %s; leave the key out"
              .formatted(place(), node.unit().shown(), unit.shown()));
    }
    try {
      return node.millis(zone);
    } catch (SkippedTimeException e) {
      throw refused(node.asText(), String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      throw refused(node.asText(), "is out of range");
    }
  }
}
