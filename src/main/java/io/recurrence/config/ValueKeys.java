package io.recurrence.config;

import io.recurrence.core.ValueRange;
import io.recurrence.core.Values;
import io.recurrence.record.ValueRules;
import io.recurrence.record.ValueRules.DecimalMark;
import io.recurrence.record.ValueRules.Outside;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that say what values stand for, and which there can be. */
final class ValueKeys {
  private static final List<String> OF_INPUT =
      List.of("missing", "words", "unit-suffix", "decimal", "outside");
  private static final List<String> OF_TEXT = List.of("words", "unit-suffix", "decimal");
  private static final Map<String, Double> INFINITE =
      Map.of(
          "inf", Double.POSITIVE_INFINITY,
          ".inf", Double.POSITIVE_INFINITY,
          "-inf", Double.NEGATIVE_INFINITY,
          "-.inf", Double.NEGATIVE_INFINITY);
  private static final String LIMITS =
      "must be [LOWEST, HIGHEST], two ascending numbers; -inf and inf are none";

  private enum Decimal {
    POINT,
    COMMA
  }

  private ValueKeys() {}

  /** The key {@code range} of a pipeline. */
  static ValueRange range(Section s) {
    if (!s.has("range")) {
      return ValueRange.ALL;
    }
    List<String> ends = s.texts("range");
    Double lowest = ends.size() == 2 ? end(ends.get(0)) : null;
    Double highest = ends.size() == 2 ? end(ends.get(1)) : null;
    if (lowest == null || highest == null || !(lowest < highest)) {
      if (!s.faulty("range")) {
        s.fault("range", LIMITS);
      }
      return ValueRange.ALL;
    }
    return new ValueRange(lowest, highest);
  }

  private static @Nullable Double end(String text) {
    Double infinite = INFINITE.get(text);
    return infinite != null ? infinite : Scalar.number(text, x -> true);
  }

  /**
   * Reads the keys of an input.
   *
   * @param symbols whether values are texts, which stand for themselves
   * @param range of the values
   */
  static ValueRules read(Section s, InputFormat format, boolean symbols, ValueRange range) {
    for (String key : OF_INPUT) {
      if (symbols && s.has(key)) {
        s.fault(key, "has no meaning for symbols and texts, which stand for themselves");
      }
    }
    for (String key : OF_TEXT) {
      if (format.bytes() && s.has(key)) {
        s.fault(key, "has no meaning for numbers in bytes");
      }
    }
    return read(s, ValueRules.NONE, range);
  }

  /**
   * Reads the keys of one of several values.
   *
   * @param general the rules of the input, which hold where the value has none
   */
  static ValueRules readOne(Section s, ValueRules general) {
    if (!s.has("range")) {
      return read(s, general, general.range());
    }
    ValueRange range = range(s);
    ValueRange all = general.range();
    if (range.lowest() < all.lowest() || range.highest() > all.highest()) {
      s.fault("range", "must lie within the range of the pipeline, which forecasts keep to");
    }
    return read(s, general, range);
  }

  private static ValueRules read(Section s, ValueRules general, ValueRange range) {
    if (s.has("outside") && range.equals(ValueRange.ALL)) {
      s.fault(
          "outside",
          "has no meaning without a range of the values (with transform: counter, range is of the rate)");
    }
    Set<String> words = new HashSet<>(s.has("missing") ? Set.of() : general.missingWords());
    Set<Double> numbers = new HashSet<>(s.has("missing") ? Set.of() : general.missingNumbers());
    for (String missing : s.texts("missing")) {
      Double number = Scalar.number(missing, x -> true);
      if (number == null) {
        words.add(lower(missing));
      } else {
        numbers.add(number + 0.0);
      }
    }
    Map<String, Double> meant = s.has("words") ? words(s) : general.words();
    for (String word : meant.keySet()) {
      if (words.contains(word)) {
        s.fault("missing", "has '%s', for which input.words has a number".formatted(word));
      }
    }
    Outside outside = s.choice("outside", general.outside());
    meant.forEach(
        (word, number) -> {
          if (outside == Outside.REFUSE && !range.contains(number)) {
            s.fault("words", "has %s for '%s', outside of the range".formatted(number, word));
          }
        });
    return new ValueRules(
        Set.copyOf(words),
        Set.copyOf(numbers),
        meant,
        s.has("unit-suffix") ? longestFirst(s.texts("unit-suffix")) : general.units(),
        s.has("decimal")
            ? DecimalMark.valueOf(s.choice("decimal", Decimal.POINT).name())
            : general.decimal(),
        range,
        outside);
  }

  /** So that C does not stand for °C. */
  private static Set<String> longestFirst(List<String> units) {
    return units.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Map<String, Double> words(Section s) {
    Map<String, Double> words = new HashMap<>();
    s.section("words")
        .flat(
            (word, number) -> {
              if (Scalar.number(word, x -> true) != null) {
                return Optional.of("is a number, which stands for itself");
              }
              Double meant = Scalar.number(number, x -> Math.abs(x) <= Values.MAX_MAGNITUDE);
              if (meant == null) {
                return Optional.of("was '%s' but it must be a number".formatted(number));
              }
              return words.put(lower(word), meant) == null
                  ? Optional.empty()
                  : Optional.of("is given twice, in other letters");
            });
    return Map.copyOf(words);
  }

  private static String lower(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
