package io.recurrence.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The topics that a specification names: each has a name that Kafka takes, and one use. A pipeline
 * that reads what it writes never comes to an end, and of two kinds of records on one topic no
 * reader knows which it has.
 */
final class TopicNames {
  private static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  private static final String RULE =
      "the name of a topic: 1 to 249 letters, digits, '.', '_' and '-', and neither '.' nor '..'";

  private final Map<String, String> uses = new LinkedHashMap<>(); // by name
  private final Map<String, String> names = new LinkedHashMap<>(); // as metrics have them

  /** A topic that may be left out; empty where it is. */
  static String read(Section s, String key) {
    return s.text(key, "", name -> LEGAL.matcher(name).matches(), RULE);
  }

  /** The topics of a key that may name several; none where it is left out. */
  static List<String> readAll(Section s, String key) {
    List<String> names = s.texts(key);
    for (String name : names) {
      if (!LEGAL.matcher(name).matches()) {
        s.fault(key, "was '%s' but it must be %s".formatted(name, RULE));
        return List.of();
      }
    }
    if (Set.copyOf(names).size() < names.size()) {
      s.fault(key, "names a topic twice");
      return List.of();
    }
    return names;
  }

  /** Notes what a topic that a key names is used for, and a fault where it has a use already. */
  void use(Section s, String key, String topic) {
    clash(s.at(key), topic)
        .ifPresent(problem -> s.fault(key, "was '%s', %s".formatted(topic, problem)));
  }

  /** Notes what a topic is used for; gives what is wrong with that. */
  Optional<String> clash(String use, String topic) {
    if (topic.isEmpty()) {
      return Optional.empty();
    }
    String other = uses.putIfAbsent(topic, use);
    if (other != null) {
      return Optional.of(
          other.equals("input.topic")
              ? "the topic that is read: a pipeline must not read what it writes"
              : "which is that of %s too: each topic has one use".formatted(other));
    }
    String near = names.putIfAbsent(topic.replace('.', '_'), topic);
    return Optional.ofNullable(near)
        .map(
            name ->
                "which a broker refuses beside '%s': '.' and '_' are the same to it"
                    .formatted(name));
  }
}
