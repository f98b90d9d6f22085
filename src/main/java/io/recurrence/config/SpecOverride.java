package io.recurrence.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting of the command line: {@code path=value} for every pipeline, {@code name:path=value} for
 * the one of that name.
 *
 * @param pipeline its name; empty for every one
 */
record SpecOverride(String pipeline, String path, String value) {
  static final String WHERE = "command line";

  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z0-9._-]+):)?([^=]+)=(.*)", Pattern.DOTALL);

  /** Reads a setting; empty where it is not written as one. */
  static Optional<SpecOverride> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new SpecOverride(
                Objects.requireNonNullElse(form.group(1), ""), form.group(2), form.group(3)))
        : Optional.empty();
  }

  boolean isFor(String name) {
    return pipeline.isEmpty() || pipeline.equals(name);
  }

  /** Faults of those that are for none of the pipelines. */
  static List<Fault> unmatched(List<String> overrides, List<String> names) {
    return overrides.stream()
        .flatMap(text -> of(text).stream())
        .filter(each -> names.stream().noneMatch(each::isFor))
        .map(
            each ->
                new Fault(
                    each.path(),
                    WHERE,
                    "is set for '%s', but the name here is %s"
                        .formatted(each.pipeline(), String.join(" or ", names))))
        .toList();
  }
}
