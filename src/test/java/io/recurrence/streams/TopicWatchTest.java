package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TopicWatchTest {
  private final Set<String> topics =
      new TreeSet<>(Set.of("in", "out", "app-states-changelog", "other-states-changelog"));
  private boolean stalled;
  private int asked;
  private final TopicWatch watch =
      new TopicWatch("app", List.of("in", "out"), () -> stalled, this::names);

  private Set<String> names() {
    asked++;
    return topics;
  }

  @Test
  void aTopicIsGoneWhereTwoLooksDoNotFindIt() {
    watch.look();
    topics.remove("out");
    stalled = true;
    assertThat(watch.look()).isEmpty();
    assertThat(watch.look()).contains("out");
  }

  @Test
  void internalTopicsAreWatchedButNotThoseOfOthers() {
    watch.look();
    topics.remove("other-states-changelog");
    stalled = true;
    watch.look();
    assertThat(watch.look()).isEmpty();
    topics.remove("app-states-changelog");
    watch.look();
    assertThat(watch.look()).contains("app-states-changelog");
  }

  @Test
  void aTopicThatComesBackIsNotGone() {
    watch.look();
    topics.remove("out");
    stalled = true;
    watch.look();
    topics.add("out");
    assertThat(watch.look()).isEmpty();
    topics.remove("out");
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void whileItWorksTheBrokerIsNotAsked() {
    watch.look();
    watch.look();
    watch.look();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void aBrokerThatDoesNotAnswerSaysNothingOfTopics() {
    topics.clear();
    stalled = true;
    watch.look();
    assertThat(watch.look()).isEmpty();
  }
}
