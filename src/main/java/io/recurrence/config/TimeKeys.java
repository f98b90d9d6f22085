package io.recurrence.config;

import io.recurrence.record.TimeField;
import io.recurrence.record.TimePattern;
import io.recurrence.record.TimeUnit;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that say where the time of a record stands, and how it is written. */
final class TimeKeys {
  private TimeKeys() {}

  /**
   * Reads the section {@code input.time}.
   *
   * @param usual the unit of numbers unless it is said
   * @param zone of times without an offset
   */
  static TimeField read(Section s, FieldPlaces places, TimeUnit usual, ZoneId zone) {
    List<String> fields = places.times(s);
    boolean text = s.has("pattern") || fields.size() > 1;
    TimeUnit unit = s.choice("unit", text ? TimeUnit.ISO : usual);
    if (text && s.has("unit") && unit != TimeUnit.ISO) {
      s.fault(
          "unit",
          s.has("pattern")
              ? "must be iso, or left out, beside pattern"
              : "must be iso, or left out, where the time has several fields");
    }
    if (s.has("unit") && places.format().otlp()) {
      s.fault("unit", "has no meaning for OTLP, whose times are nanoseconds");
    }
    if (s.has("pattern") && fields.isEmpty()) {
      s.fault("pattern", "has no meaning without field: the timestamp of a record is a number");
    }
    TimeField time = new TimeField(fields, unit, pattern(s), zone);
    s.done();
    return time;
  }

  private static @Nullable TimePattern pattern(Section s) {
    if (!s.has("pattern")) {
      return null;
    }
    try {
      return new TimePattern(s.text("pattern", ""));
    } catch (IllegalArgumentException e) {
      s.fault("pattern", String.valueOf(e.getMessage()));
      return null;
    }
  }
}
