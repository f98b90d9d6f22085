package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Throwable deleted =
      new StreamsException(
          new TimeoutException(
              "Topic t.a not present in metadata after 60000 ms.",
              new UnknownTopicOrPartitionException(
                  "This server does not host this topic-partition.")));
  private final Throwable slow =
      new StreamsException(
          new TimeoutException("Topic t.a not present in metadata after 60000 ms."));

  @Test
  void aTopicThatTheBrokerDoesNotHaveIsNotWaitedForAgain() {
    assertThat(Failures.isFinal(deleted)).isTrue();
    assertThat(Failures.isFinal(slow)).as("a broker that does not answer").isFalse();
  }

  @Test
  void whatIsToldNamesTheTopicAndWhatToDo() {
    assertThat(Failures.reported(deleted))
        .hasNoCause()
        .hasMessageContaining("Topic t.a not present")
        .hasMessageContaining("create it and start again");
    assertThat(Failures.reported(slow)).isSameAs(slow);
  }
}
