package io.recurrence.cli.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A flagged record, as the topic of anomalies has it.
 *
 * @param time in milliseconds since 1970
 */
record DemoAnomaly(String series, long time, String reason) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** All of it in one sentence. */
  String text() {
    return "%s %s: %s".formatted(SECOND.format(Instant.ofEpochMilli(time)), series, reason);
  }
}
