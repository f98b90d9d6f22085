package io.recurrence.config;

import io.recurrence.core.SeverityRule;
import io.recurrence.detect.GroupRule;
import io.recurrence.record.Measurement;
import io.recurrence.record.SeriesTemplate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which group a series is of, and when a group is strange: the keys {@code input.group} and {@code
 * groups}.
 */
public final class GroupSpec {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofDays(7);

  /** No series is in a group. */
  static final GroupSpec NONE =
      new GroupSpec(
          false, null, new GroupRule(WINDOW.toMillis(), EVERY.toMillis(), SeverityRule.DEFAULT));

  private final boolean given;
  private final @Nullable Pattern part; // of the name of a series; null where records say it
  private final GroupRule rule;

  private GroupSpec(boolean given, @Nullable Pattern part, GroupRule rule) {
    this.given = given;
    this.part = part;
    this.rule = rule;
  }

  /**
   * Reads the keys.
   *
   * @param s of the whole specification
   * @param severity of incidents
   */
  static GroupSpec read(Section s, SeverityRule severity, OutputSpec output) {
    Section input = s.section("input");
    Section keys = s.section("groups");
    Duration window = keys.duration("window", WINDOW, true);
    Duration every = keys.duration("alarm-every", EVERY, true);
    keys.done();
    boolean given = input.has("group");
    Pattern part = part(input);
    if (s.has("groups") && !given) {
      s.fault("groups", "has no meaning without input.group, which says what a group is");
    }
    if (every.compareTo(window) < 0) {
      keys.fault("alarm-every", "must not be shorter than 'window'");
    }
    if (output.any() && given == output.groups().isEmpty()) {
      s.section("output")
          .fault(
              "groups",
              given
                  ? "is missing; it must name the topic for the incidents of groups"
                  : "has no meaning without input.group, which says what a group is");
    }
    return new GroupSpec(given, part, new GroupRule(window.toMillis(), every.toMillis(), severity));
  }

  /** How a record says the group of its series; empty where it does not. */
  static String template(Section input, FieldPlaces places) {
    if (!input.has("group") || input.tree("group") instanceof Tree.Fields) {
      return "";
    }
    if (!places.format().document()) {
      input.fault(
          "group",
          "cannot be a field of this format; take it from the name of the series: {series: '([^.]+)\\..*'}");
      return "";
    }
    if (input.tree("group") instanceof Tree.Items) {
      return places.joined(input, "group");
    }
    String text = input.text("group", "");
    String template = text.contains("{") || text.contains("}") ? text : '{' + text + '}';
    try {
      if (new SeriesTemplate(template, places.lists()).namesValues()) {
        input.fault("group", "has {value}, but the values of a record are of one group");
      }
    } catch (IllegalArgumentException e) {
      input.fault("group", String.valueOf(e.getMessage()));
      return "";
    }
    return template;
  }

  private static @Nullable Pattern part(Section input) {
    if (!(input.tree("group") instanceof Tree.Fields)) {
      return null;
    }
    Section of = input.section("group");
    String text = of.text("series", "");
    of.done();
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() != 1) {
        of.fault(
            "series",
            "was '%s' but it must have one pair of parentheses, around what names the group"
                .formatted(text));
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      of.fault("series", "is no regular expression: " + e.getDescription());
      return null;
    }
  }

  /** Whether series are in groups. */
  public boolean any() {
    return given;
  }

  /** When a group is strange. */
  public GroupRule rule() {
    return rule;
  }

  /** The group of a series; empty where it is in none. */
  public String group(Measurement measurement) {
    return group(measurement.series(), measurement.group());
  }

  /**
   * The group of a series; empty where it is in none.
   *
   * @param said what a record says that it is
   */
  public String group(String series, String said) {
    return part == null ? said : group(series);
  }

  /** The group that the name of a series says; empty where it says none. */
  public String group(String series) {
    if (part == null) {
      return "";
    }
    Matcher matcher = part.matcher(series);
    return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
  }
}
