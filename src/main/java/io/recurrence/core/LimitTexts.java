package io.recurrence.core;

import io.recurrence.core.Verdict.Direction;
import io.recurrence.time.Calendar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in words when a limit is expected to be passed. */
final class LimitTexts {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter TIME_AND_DATE =
      DateTimeFormatter.ofPattern("HH:mm 'on' uuuu-MM-dd", Locale.ROOT);

  private final Calendar calendar;

  LimitTexts(Calendar calendar) {
    this.calendar = calendar;
  }

  String expected(LimitCrossing crossing, double value, SeriesForecast forecast) {
    String limit = number(crossing.limit());
    String side = crossing.direction() == Direction.ABOVE ? "above" : "below";
    String probability = String.format(Locale.ROOT, "probability %.2f", crossing.probability());
    if (crossing.passed(value)) {
      return "%s is %s %s, and expected to be at %s; %s"
          .formatted(number(value), side, limit, when(crossing, forecast), probability);
    }
    return crossing.step() > 0
        ? "expected to pass %s at %s, %s".formatted(limit, when(crossing, forecast), probability)
        : "may pass %s by %s, %s".formatted(limit, when(crossing, forecast), probability);
  }

  String over(LimitCrossing crossing) {
    return String.format(
        Locale.ROOT,
        "no longer expected to pass %s, probability %.2f",
        number(crossing.limit()),
        crossing.probability());
  }

  /** The time of day, the date where it is another, and how far that is: 14:05 (in 25 min). */
  private String when(LimitCrossing crossing, SeriesForecast forecast) {
    long time = forecast.time(crossing.shown());
    LocalDate today = local(forecast.time()).toLocalDate();
    LocalDateTime then = local(time);
    String at = then.format(then.toLocalDate().equals(today) ? TIME : TIME_AND_DATE);
    return "%s (in %s)".formatted(at, distance(Duration.ofMillis(time - forecast.time())));
  }

  private LocalDateTime local(long time) {
    long local = calendar.local(time);
    return LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1000L), 0, ZoneOffset.UTC);
  }

  /** To two units: 3 d 4 h, 2 h 10 min, 25 min, 40 s. */
  private static String distance(Duration ahead) {
    long days = ahead.toDays();
    if (days > 0) {
      return days + " d" + (ahead.toHoursPart() > 0 ? " " + ahead.toHoursPart() + " h" : "");
    }
    if (ahead.toHours() > 0) {
      int minutes = ahead.toMinutesPart();
      return ahead.toHours() + " h" + (minutes > 0 ? " " + minutes + " min" : "");
    }
    return ahead.toMinutes() > 0 ? ahead.toMinutes() + " min" : ahead.toSeconds() + " s";
  }

  private static String number(double x) {
    return new BigDecimal(Double.toString(x)).stripTrailingZeros().toPlainString();
  }
}
