package io.recurrence.record;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a time: its digits, and the offset from UTC that is written behind it: {@code
 * +01:00}, {@code UTC}, the name of a zone ({@code Europe/Berlin}), or what the clocks of the
 * input's own zone are called ({@code CEST}). An abbreviation of other clocks is refused: {@code
 * CST} is that of America, China and Cuba.
 */
final class TimeParts {
  private static final Set<String> UNIVERSAL = Set.of("Z", "UT", "UTC", "GMT");

  private TimeParts() {}

  /**
   * A time by its offset.
   *
   * @param written the offset; null where there is none
   * @param zone by whose clocks a time without one was written
   */
  static long millis(LocalDateTime local, @Nullable String written, ZoneId zone) {
    if (written == null) {
      return millis(local, zone);
    }
    if (written.charAt(0) == '+' || written.charAt(0) == '-') {
      return millis(local, ZoneOffset.of(written));
    }
    String text = written.toUpperCase(Locale.ROOT);
    if (UNIVERSAL.contains(text)) {
      return millis(local, ZoneOffset.UTC);
    }
    if (text.length() > 3 && (text.charAt(3) == '+' || text.charAt(3) == '-')) {
      return millis(local, ZoneOffset.of(text.substring(3))); // GMT+0100
    }
    return written.contains("/")
        ? millis(local, ZoneId.of(written))
        : millis(local, abbreviated(local, text, zone));
  }

  /** A time by the clocks of a zone; the first, where they show it twice. */
  static long millis(LocalDateTime local, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return local.toInstant(offset).toEpochMilli();
    }
    List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
    if (valid.isEmpty()) {
      throw new SkippedTimeException(zone);
    }
    return local.toInstant(valid.get(0)).toEpochMilli();
  }

  /** The offset of the zone while its clocks are called so; it tells apart a time shown twice. */
  private static ZoneOffset abbreviated(LocalDateTime local, String name, ZoneId zone) {
    TimeZone clocks = TimeZone.getTimeZone(zone);
    for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
      boolean summer = zone.getRules().isDaylightSavings(local.toInstant(offset));
      if (clocks.getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH).equals(name)) {
        return offset;
      }
    }
    throw new DateTimeException(name + " is not what the clocks of " + zone + " show then");
  }

  /** The milliseconds of the digits behind the seconds, rounded down. */
  static int fraction(@Nullable String digits) {
    return digits == null ? 0 : number((digits + "00").substring(0, 3));
  }

  static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
