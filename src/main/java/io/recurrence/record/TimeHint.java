package io.recurrence.record;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What to do about a text that is no time, by the form that it has. */
public final class TimeHint {
  private static final Map<Pattern, String> BY_FORM = new LinkedHashMap<>();

  static {
    add(
        "\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})\\b.*",
        "its day and month may be taken for each other; input.time.pattern tells them apart, as dd.MM.yyyy HH:mm:ss does");
    add(
        "\\d{1,2}[-/ ][a-z]{3,9}[-/ ]\\d{2}\\b.*",
        "its year has two digits; input.time.pattern reads it, as dd-MMM-yy HH:mm:ss does");
    add("[a-z]{3,9} {1,2}\\d{1,2} \\d{1,2}:\\d{2}(:\\d{2})?\\b.*", "it has no year");
    add("\\d{4}.*\\d [ap]m", "input.time.pattern reads it, as yyyy-MM-dd hh:mm:ss a does");
    add(
        ".*\\d{2}:\\d{2}.* [a-z]{3,5}( \\d{4})?",
        "the abbreviation of a zone is read where it is that of time.zone; others stand for several offsets");
  }

  private TimeHint() {}

  private static void add(String form, String hint) {
    BY_FORM.put(Pattern.compile(form, Pattern.CASE_INSENSITIVE), hint);
  }

  /**
   * What to do.
   *
   * @param otherwise where the form says nothing
   */
  public static String of(String text, String otherwise) {
    TimeUnit unit = TimePlausibility.unit(text);
    if (unit != TimeUnit.ISO) {
      return "it looks like %s since 1970; set input.time.unit: %s"
          .formatted(unit.shown(), unit.name().toLowerCase(Locale.ROOT));
    }
    return BY_FORM.entrySet().stream()
        .filter(form -> form.getKey().matcher(text.strip()).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
