package io.recurrence.cli;

import io.recurrence.time.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that is a duration. */
final class ToDuration implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    Duration duration = DurationText.parse(text);
    if (duration == null) {
      throw new TypeConversionException("'" + text + "' is not a duration such as 5m or PT5M");
    }
    return duration;
  }
}
