package io.recurrence.streams;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Notices that an application is held up because a topic was deleted. Kafka's clients wait for such
 * a topic for minutes, with or without a word. The broker is asked only while the application
 * stands still, and a topic counts as gone where two looks in a row do not find it: a broker that
 * has just started may not know of it yet.
 */
final class TopicWatch {
  private final String internal; // how names of internal topics begin
  private final Set<String> needed;
  private final BooleanSupplier stalled;
  private final Supplier<Set<String>> names;
  private boolean internalKnown;
  private Set<String> absent = Set.of(); // at the last look

  /**
   * A watch over topics.
   *
   * @param application whose internal topics are watched once they are there
   * @param needed that have to be there
   * @param names of all topics; none where the broker does not answer
   */
  TopicWatch(
      String application,
      Collection<String> needed,
      BooleanSupplier stalled,
      Supplier<Set<String>> names) {
    this.internal = application + "-";
    this.needed = new TreeSet<>(needed);
    this.stalled = stalled;
    this.names = names;
  }

  /** Looks; a topic that is gone, if there is one. */
  Optional<String> look() {
    if (internalKnown && !stalled.getAsBoolean()) {
      absent = Set.of();
      return Optional.empty();
    }
    Set<String> there = names.get();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (!internalKnown) {
      internalKnown = true;
      there.stream().filter(this::isInternal).forEach(needed::add);
    }
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(there);
    Optional<String> gone = missing.stream().filter(absent::contains).findFirst();
    absent = missing;
    return stalled.getAsBoolean() ? gone : Optional.empty();
  }

  private boolean isInternal(String topic) {
    return topic.startsWith(internal)
        && (topic.endsWith("-changelog") || topic.endsWith("-repartition"));
  }
}
