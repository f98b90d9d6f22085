package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recurrence.faults.TcpProxy.EndTxn;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The network between an instance and its broker is cut and stalled; commits fail. */
class NetworkFaults {
  private static final int RATE = 300; // records a second

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"cut, 3", "cut, 20", "stall, 3", "stall, 40"})
  void cutOrStalled(String fault, int seconds) throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, fault + '-' + seconds, directory, 9, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm instance = run.startAt(nodes.proxied(), "one");
      run.awaitCommitted(RATE);
      for (int i = 0; i < 2; i++) {
        int before = nodes.proxy().broken();
        if (fault.equals("cut")) {
          nodes.proxy().cut();
        } else {
          nodes.proxy().stall();
        }
        assertThat(nodes.proxy().broken()).as("connections that broke").isGreaterThan(before);
        int committed = run.committed();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
        assertThat(run.committed()).as("nothing came through").isLessThan(committed + RATE);
        nodes.proxy().heal();
        System.out.printf("recovered in %.1f s%n", run.awaitRecovery());
      }
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }

  @ParameterizedTest
  @EnumSource(value = EndTxn.class, mode = EnumSource.Mode.EXCLUDE, names = "PASSES")
  void theEndOfATransactionFails(EndTxn fault) throws Exception {
    String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    int times = 6;
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, name, directory, 10, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm instance = run.startAt(nodes.proxied(), "one");
      run.awaitCommitted(RATE);
      for (int i = 1; i <= times; i++) {
        int fired = i;
        nodes.proxy().endTxn(fault, 1);
        await().atMost(FaultRun.PATIENCE).until(() -> nodes.proxy().fired() == fired);
        System.out.printf("recovered in %.1f s%n", run.awaitRecovery());
      }
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void aBrokerTakesLittle() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "throttled", directory, 24, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      nodes.throttle(20_000.0);
      await().atMost(FaultRun.PATIENCE).until(() -> run.due() - run.committed() > 9 * RATE);
      nodes.throttle(null);
      System.out.printf("caught up in %.1f s%n", run.awaitRecovery());
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }
}
