package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers are killed and stopped. */
class BrokerFaults {
  private static final int RATE = 300; // records a second

  @TempDir Path directory;

  private static void pass(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void killedAndStarted(int count) throws Exception {
    try (Nodes nodes = new Nodes(directory, count);
        FaultRun run = new FaultRun(nodes, "broker-kills-" + count, directory, 6, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      for (int i = 0; i < 3; i++) {
        KafkaNode node = nodes.node(i % count);
        node.jvm().kill();
        assertThat(node.jvm().alive()).isFalse();
        pass(count == 1 ? 10 : 3);
        if (count > 1) {
          System.out.printf("caught up with two nodes in %.1f s%n", run.awaitRecovery());
        }
        node.start();
        node.awaitReady();
        System.out.printf("caught up with all nodes in %.1f s%n", run.awaitRecovery());
      }
      assertThat(instance.alive()).as("it has not had to start again").isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | stops-1 | " + Group.DEFAULTS,
        "3 | stops-3 | " + Group.DEFAULTS,
        "3 | stops-3-short | kafka: {request.timeout.ms: 10000}"
      })
  void stoppedAndContinued(int count, String name, String settings) throws Exception {
    try (Nodes nodes = new Nodes(directory, count);
        FaultRun run = new FaultRun(nodes, name, directory, 7, settings)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      for (int i = 0; i < count; i++) {
        KafkaNode node = nodes.node(i);
        node.jvm().pause();
        int before = run.committed();
        pass(20);
        if (count == 1) {
          assertThat(run.committed()).as("it stood still").isLessThan(before + RATE);
        } else {
          System.out.printf("caught up with two nodes in %.1f s%n", run.awaitRecovery());
        }
        node.jvm().resume();
        System.out.printf("caught up in %.1f s%n", run.awaitRecovery());
      }
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void awayForLongerThanProducersWait() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "broker-away", directory, 8, Group.DEFAULTS)) {
      run.send(3_000);
      ChildJvm instance = run.start("one", "kafka.producer.max.block.ms=10000");
      run.awaitCommitted(500);
      nodes.node(0).jvm().kill();
      pass(60);
      nodes.node(0).start();
      nodes.node(0).awaitReady();
      System.out.printf("caught up in %.1f s%n", run.awaitRecovery());
      run.send(500);
      run.awaitRecovery();
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }
}
