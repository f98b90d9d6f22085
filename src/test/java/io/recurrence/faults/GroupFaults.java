package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same kills under each way in which instances share the work. */
class GroupFaults {
  private static final int RATE = 300; // records a second
  private static final int KILLS = 4;

  @TempDir Path directory;

  /** One instance, killed and started again at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alone-defaults | kafka: {}",
        "alone-streams | kafka: {group.protocol: streams}",
        "alone-threads | kafka: {num.stream.threads: 3}",
        "alone-uncached | kafka: {statestore.cache.max.bytes: 0}"
      })
  void aloneAndKilled(String name, String settings) throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, name, directory, 15, settings)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        instance.kill();
        instance = run.start("one");
        seconds.add(run.awaitRecovery());
      }
      System.out.printf("%s: %d kills; seconds of recovery %s%n", name, KILLS, seconds);
      run.finish();
      run.assertUnharmed();
    }
  }

  /** Two instances, of which one is killed, and later replaced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pair-plain | " + Group.DEFAULTS,
        "pair-standby | kafka: {num.standby.replicas: 1}",
        "pair-streams | kafka: {group.protocol: streams}"
      })
  void oneOfTwoIsKilled(String name, String settings) throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, name, directory, 16, settings)) {
      run.feed(RATE);
      ChildJvm one = run.start("one");
      ChildJvm other = run.start("other");
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        ChildJvm victim = i % 2 == 0 ? one : other;
        await()
            .atMost(FaultRun.PATIENCE)
            .until(() -> run.committed() > 0 && Moment.of(victim) == Moment.RUNNING);
        run.awaitRecovery();
        run.awaitCommitted(run.due() + 3 * RATE);
        victim.kill();
        seconds.add(run.awaitRecovery());
        if (i % 2 == 0) {
          one = run.start("one");
        } else {
          other = run.start("other");
        }
      }
      System.out.printf("%s: %d kills; seconds of recovery %s%n", name, KILLS, seconds);
      assertThat(seconds).hasSize(KILLS);
      run.finish();
      run.assertUnharmed();
    }
  }
}
