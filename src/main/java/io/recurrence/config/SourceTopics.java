package io.recurrence.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The topics that a pipeline reads: those of some names, or all whose name matches a pattern, those
 * that are yet to come among them.
 *
 * @param names empty where there is a pattern, or where nothing is read from a broker
 * @param pattern a regular expression for a whole name; empty where the names are given
 */
public record SourceTopics(List<String> names, String pattern) {

  /**
   * Reads the keys of an input.
   *
   * @param uses notes the use of each topic
   */
  static SourceTopics read(Section s, TopicNames uses) {
    String pattern = s.text("topic-pattern", "", SourceTopics::isPattern, "a regular expression");
    List<String> names = TopicNames.readAll(s, "topic");
    if (!pattern.isEmpty() && !names.isEmpty()) {
      s.fault("topic-pattern", "cannot stand beside 'topic': give one of them");
    }
    names.forEach(name -> uses.use(s, "topic", name));
    return new SourceTopics(names, pattern);
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** Refuses a pattern that matches a topic which the pipeline writes. */
  void checkOutputs(Section s, OutputSpec output) {
    output.topics().values().stream()
        .filter(topic -> !pattern.isEmpty() && contains(topic))
        .findFirst()
        .ifPresent(
            topic ->
                s.fault(
                    "topic-pattern",
                    "matches '%s': a pipeline must not read what it writes".formatted(topic)));
  }

  /** Whether no topic is read. */
  public boolean isEmpty() {
    return names.isEmpty() && pattern.isEmpty();
  }

  /** Whether there may be more than one topic. */
  public boolean several() {
    return names.size() > 1 || !pattern.isEmpty();
  }

  /** Whether a topic is among them. */
  public boolean contains(String topic) {
    return pattern.isEmpty() ? names.contains(topic) : Pattern.matches(pattern, topic);
  }

  /** For people: the names, or the pattern between slashes. */
  @Override
  public String toString() {
    return String.join(", ", pattern.isEmpty() ? names : Stream.of('/' + pattern + '/').toList());
  }
}
