package io.recurrence.cli;

import io.recurrence.generate.Sample;
import java.util.Locale;

/**
 * A record to be written, as JSON.
 *
 * @param series its key
 * @param time of the event, in milliseconds since 1970; the record's timestamp
 */
public record Message(String series, long time, String json) {

  /** {@code {"series": …, "ts": …, "value": …}}. */
  public static Message of(Sample sample) {
    String value = sample.present() ? Double.toString(sample.value()) : "null";
    return new Message(
        sample.series(),
        sample.time(),
        String.format(
            Locale.ROOT,
            "{\"series\":\"%s\",\"ts\":%d,\"value\":%s}",
            sample.series(),
            sample.time(),
            value));
  }
}
