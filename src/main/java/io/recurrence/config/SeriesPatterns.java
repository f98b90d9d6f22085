package io.recurrence.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which series are meant, by their names.
 *
 * @param patterns in which {@code *} stands for any text; without any, no series is meant
 */
public record SeriesPatterns(List<String> patterns) {

  /** Tells whether a series is meant. */
  public Predicate<String> matcher() {
    if (patterns.isEmpty()) {
      return series -> false;
    }
    return Pattern.compile(
            patterns.stream().map(SeriesPatterns::expression).collect(Collectors.joining("|")))
        .asMatchPredicate();
  }

  private static String expression(String pattern) {
    return List.of(pattern.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}
