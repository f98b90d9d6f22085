package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The faults that every build tries, one after the other on one stream; -Pfaults tries them all.
 */
class FaultsIT {
  private static final long SEED = 17;
  private static final int RATE = 400; // records a second

  @TempDir Path directory;

  @Test
  void whatIsCommittedIsWhatAnUndisturbedRunCommits() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "faults", directory, SEED, Group.STATIC)) {
      SplittableRandom random = new SplittableRandom(SEED);
      ChildJvm instance = run.start("one");
      run.feed(RATE);
      Moment.RUNNING.await(instance);
      run.awaitCommitted(RATE + random.nextInt(RATE));

      instance.kill();
      assertThat(Moment.of(instance)).isEqualTo(Moment.RUNNING);

      instance = run.start("wiped");
      Moment.RESTORING.await(instance);
      instance.kill();
      assertThat(Moment.of(instance)).isEqualTo(Moment.RESTORING);

      instance = run.startAt(nodes.proxied(), "one");
      run.awaitRecovery();
      nodes.proxy().endTxn(TcpProxy.EndTxn.ANSWER_IS_LOST, 1);
      await().atMost(FaultRun.PATIENCE).until(() -> nodes.proxy().fired() == 1);
      run.awaitRecovery();

      nodes.node(0).jvm().kill();
      nodes.node(0).start();
      nodes.node(0).awaitReady();
      run.awaitRecovery();

      instance.terminate();
      Moment.CLOSING.await(instance);
      instance.kill();
      run.start("one");
      run.awaitRecovery();
      run.finish();
      run.assertUnharmed();
    }
  }
}
