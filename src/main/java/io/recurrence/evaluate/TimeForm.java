package io.recurrence.evaluate;

import io.recurrence.record.TimeField;
import io.recurrence.record.TimePattern;
import io.recurrence.record.TimePlausibility;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes times in the form of another one, so that what is written of a file can be joined with it:
 * a number in its unit, or a date with its separators, digits and offset. Where that form cannot
 * hold a time, such as half a second, or the second pass of an hour, it is ISO-8601 with an offset.
 */
final class TimeForm {
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}(?<dash>[-/.]?)\\d{2}\\k<dash>\\d{2}"
              + "(?:(?<t>[Tt ])(?<hour>\\d{2})"
              + "(?:(?<colon>:?)(?<minute>\\d{2})"
              + "(?<second>\\k<colon>\\d{2}(?:(?<point>[.,])(?<fraction>\\d{1,18}))?)?)?"
              + "(?:(?<gap> ?)(?<offset>[A-Za-z]{1,3}|[+-]\\d{2}(?::?\\d{2})?)(?:\\[(?<region>[\\w/+-]{1,64})\\])?)?)?");
  private static final int MOST_DIGITS = 9; // of a fraction that a formatter writes

  private final TimeUnit unit;
  private final ZoneId zone;
  private final @Nullable TimePattern pattern;
  private final Map<String, DateTimeFormatter> formatters = new HashMap<>(); // by pattern

  /**
   * The forms of a file.
   *
   * @param time how its times are written
   */
  TimeForm(TimeField time) {
    this.unit = time.unit();
    this.zone = time.zone();
    this.pattern = time.pattern();
  }

  /**
   * Writes a time.
   *
   * @param millis since 1970
   * @param like a time whose form is taken, as it stands in the file
   * @param likeMillis the same time
   */
  String text(long millis, String like, long likeMillis) {
    String form = like.strip();
    if (pattern != null) {
      String text = pattern.text(millis, zone);
      return read(text) == millis ? text : utc(millis);
    }
    if (unit != TimeUnit.ISO && WrittenTime.isNumber(form)) {
      return number(millis, form);
    }
    Matcher date = DATE.matcher(form);
    if (date.matches()) {
      return date(millis, date, zone(date, likeMillis));
    }
    boolean rfc = rfc1123(likeMillis).equals(form) && read(rfc1123(millis)) == millis;
    return rfc ? rfc1123(millis) : utc(millis);
  }

  private static String utc(long millis) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  private static String rfc1123(long millis) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  private String number(long millis, String like) {
    int point = like.indexOf('.');
    int digits = point < 0 || like.toLowerCase(Locale.ROOT).contains("e") ? 0 : fraction(like);
    TimeUnit own = unit == TimeUnit.AUTO ? TimePlausibility.unit(like) : unit;
    BigDecimal number = (own == TimeUnit.ISO ? TimeUnit.MS : own).number(millis);
    return number.setScale(Math.max(digits, Math.max(0, number.scale()))).toPlainString();
  }

  private static int fraction(String number) {
    return number.length() - number.indexOf('.') - 1;
  }

  private String date(long millis, Matcher like, ZoneId at) {
    String text =
        formatters
            .computeIfAbsent(pattern(like), DateTimeFormatter::ofPattern)
            .format(Instant.ofEpochMilli(millis).atZone(at));
    return read(text) == millis
        ? text
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atZone(at));
  }

  private long read(String text) {
    try {
      return pattern == null ? Times.millis(text, zone) : pattern.millis(text, zone);
    } catch (DateTimeException e) {
      return Long.MIN_VALUE; // an offset that only a formatter knows
    }
  }

  /** The zone by whose clocks a time is written: its own, or that of the file. */
  private ZoneId zone(Matcher date, long millis) {
    String offset = date.group("offset");
    String region = date.group("region");
    if (offset == null) {
      return zone;
    }
    if (Character.isLetter(offset.charAt(0))) {
      return ZoneOffset.UTC;
    }
    ZoneOffset own = ZoneOffset.of(offset);
    ZoneId clocks = region == null ? zone : region(region, zone);
    boolean same = clocks.getRules().getOffset(Instant.ofEpochMilli(millis)).equals(own);
    return same ? clocks : own; // clocks that are changed between show another offset then
  }

  private static ZoneId region(String name, ZoneId otherwise) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private static String pattern(Matcher like) {
    String dash = like.group("dash");
    StringBuilder out = new StringBuilder("uuuu" + dash + "MM" + dash + "dd");
    if (like.group("hour") == null) {
      return out.toString();
    }
    out.append('\'').append(like.group("t")).append("'HH");
    if (like.group("minute") != null) {
      String colon = like.group("colon");
      out.append(colon).append("mm");
      if (like.group("second") != null) {
        out.append(colon).append("ss");
        fraction(out, like.group("point"), like.group("fraction"));
      }
    }
    offset(out, like);
    return out.toString();
  }

  private static void fraction(
      StringBuilder out, @Nullable String point, @Nullable String fraction) {
    if (point != null && fraction != null) {
      out.append(point).append("S".repeat(Math.min(MOST_DIGITS, fraction.length())));
    }
  }

  private static void offset(StringBuilder out, Matcher like) {
    String offset = like.group("offset");
    if (offset == null) {
      return;
    }
    out.append(like.group("gap"));
    if (Character.isLetter(offset.charAt(0))) {
      out.append('\'').append(offset).append('\'');
    } else {
      out.append(offset.contains(":") ? "xxx" : offset.length() > 3 ? "xx" : "x");
    }
    String region = like.group("region");
    if (region != null) {
      out.append("'[").append(region).append("]'");
    }
  }
}
