package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.streams.Watermark.Progress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SourceClockTest {
  private static final long NOW = 1_700_000_000_000L;

  /** A consumer as a task sees it. */
  private static final class Consumer implements SourcePositions {
    private int partitions = 2;
    private long end = UNKNOWN;
    private long handedOut = -1;
    private long position;

    @Override
    public int partitionsBySeries() {
      return 0;
    }

    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public List<String> topics(int partition) {
      return List.of("in");
    }

    @Override
    public int index(String topic, int partition) {
      return partition;
    }

    @Override
    public CompletableFuture<Long> end(String topic, int partition) {
      return CompletableFuture.completedFuture(end);
    }

    @Override
    public long next(String topic, int partition, long processed) {
      return handedOut > processed ? processed + 1 : position;
    }
  }

  private final Consumer consumer = new Consumer();
  private final SourceClock clock = new SourceClock(consumer, "in", 1, NOW);

  private Progress progress() {
    return clock.next(NOW).progress();
  }

  @Test
  void aPartitionThatHasNotBeenFetchedYetIsNotTakenForEmpty() {
    assertThat(progress()).isEqualTo(Progress.BEHIND);
    assertThat(progress()).isEqualTo(Progress.BEHIND);

    consumer.end = 0;
    assertThat(progress()).as("it could have been given records since").isEqualTo(Progress.BEHIND);
    assertThat(progress()).isEqualTo(Progress.CURRENT);
  }

  @Test
  void aPartitionIsBehindUntilWhatItHeldAtTheWatermarkBeforeIsProcessed() {
    consumer.end = 10;
    consumer.position = 10;
    consumer.handedOut = 9;
    assertThat(progress()).isEqualTo(Progress.BEHIND);
    clock.passed(8, NOW);
    consumer.end = 20;
    assertThat(progress()).as("handed out, not processed").isEqualTo(Progress.BEHIND);
    clock.passed(19, NOW);
    consumer.position = 30;
    consumer.handedOut = 29;
    assertThat(progress()).as("though more comes all the time").isEqualTo(Progress.CURRENT);
  }

  @Test
  void marksOfTransactionsAtTheEndAreNoRecordsToWaitFor() {
    consumer.end = 10;
    consumer.position = 10;
    consumer.handedOut = 7;
    clock.passed(7, NOW);
    progress();
    assertThat(progress()).isEqualTo(Progress.CURRENT);
  }

  @Test
  void aPartitionThatGivesNothingThoughItHoldsMoreIsWaitedForOnlySoLong() {
    consumer.end = 10;
    clock.next(NOW);
    assertThat(clock.next(NOW + SourceClock.STALLED_MILLIS - 1).progress())
        .isEqualTo(Progress.BEHIND);
    assertThat(clock.next(NOW + SourceClock.STALLED_MILLIS).progress()).isEqualTo(Progress.CURRENT);
  }

  @Test
  void theWatermarkIsTheLargestTimeAndTheDisorderTheFurthestBehindIt() {
    clock.event(NOW - 500, NOW);
    clock.event(NOW - 700, NOW);
    clock.event(NOW, NOW);
    clock.event(NOW - 100, NOW);
    clock.event(NOW + 1, NOW);
    clock.event(-1, NOW);

    assertThat(clock.next(NOW)).isEqualTo(new Watermark(1, 2, Progress.BEHIND, NOW, 200));
  }

  @Test
  void disorderIsForgottenOnceThePartitionHasBeenReadToItsEnd() {
    consumer.end = 0;
    clock.event(NOW, NOW);
    clock.event(NOW - 100, NOW);
    clock.next(NOW);
    assertThat(clock.next(NOW).disorder()).isEqualTo(100);
    assertThat(clock.next(NOW).disorder()).isZero();
  }

  @Test
  void aTopicOfOnePartitionIsNotSpokenOf() {
    consumer.partitions = 1;
    assertThat(clock.begins()).isFalse();
    assertThat(clock.due(NOW)).isFalse();

    consumer.partitions = 2;
    assertThat(clock.begins()).isTrue();
    assertThat(clock.begin().progress()).isEqualTo(Progress.BEGINS);
    assertThat(clock.begins()).isFalse();
    assertThat(clock.due(NOW)).isTrue();
  }

  @Test
  void watermarksComeSeldomWhereNothingComesAndWhereThereAreManyPartitions() {
    clock.begin();
    assertThat(count(3_010)).isEqualTo(3_000 + 2);
    clock.passed(0, NOW);
    assertThat(count(10)).isEqualTo(10);

    consumer.partitions = 64; // 4096 records each time
    clock.next(NOW);
    assertThat(clock.due(NOW + 2000)).isFalse();
    assertThat(clock.due(NOW + 2100)).isTrue();
  }

  private int count(int intervals) {
    int due = 0;
    for (int i = 0; i < intervals; i++) {
      due += clock.due(NOW) ? 1 : 0;
    }
    return due;
  }
}
