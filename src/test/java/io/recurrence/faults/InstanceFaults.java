package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances are killed, stopped and started anew, at any moment. */
class InstanceFaults {
  private static final int RATE = 300; // records a second

  @TempDir Path directory;

  @Test
  void killedAtRandomTimes() throws Exception {
    int kills = 20;
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "random-kills", directory, 1, Group.STATIC)) {
      SplittableRandom random = new SplittableRandom(1);
      Map<Moment, Integer> fired = new EnumMap<>(Moment.class);
      List<Double> recovered = new ArrayList<>();
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      Moment.RUNNING.await(instance);
      run.awaitCommitted(RATE);
      for (int i = 0; i < kills; i++) {
        pass(500 + random.nextInt(7_000));
        Moment moment = Moment.of(instance);
        instance.kill();
        fired.merge(moment, 1, Integer::sum);
        instance = run.start(i % 5 == 4 ? "wiped-" + i : "one");
        if (i % 4 == 3) {
          recovered.add(run.awaitRecovery());
        }
      }
      run.finish();
      System.out.printf("killed while %s; seconds of recovery %s%n", fired, recovered);
      assertThat(fired.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(kills);
      assertThat(fired.get(Moment.RUNNING)).isGreaterThan(3);
      run.assertUnharmed();
    }
  }

  /** A wall clock decides when a fault comes, as it does in life. */
  private static void pass(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killedWhileItRestoresAndWhileItCloses(boolean routed) throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "restore-kills", directory, 2, Group.STATIC)) {
      Map<Moment, Integer> fired = new EnumMap<>(Moment.class);
      if (routed) {
        run.route();
      }
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      for (int i = 0; i < 10; i++) {
        Moment moment = i % 2 == 0 ? Moment.RESTORING : Moment.CLOSING;
        if (moment == Moment.RESTORING) {
          instance.kill();
          instance = run.start("restores-" + i);
        } else {
          Moment.RUNNING.await(instance);
          instance.terminate();
        }
        moment.await(instance);
        instance.kill();
        fired.merge(Moment.of(instance), 1, Integer::sum);
        instance = run.start("after-" + i);
      }
      run.finish();
      System.out.printf("killed while %s%n", fired);
      assertThat(fired).containsEntry(Moment.RESTORING, 5).containsEntry(Moment.CLOSING, 5);
      run.assertUnharmed();
    }
  }

  @Test
  void stoppedForLongerThanItsSessionWhileAnotherTakesOver() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "zombie", directory, 3, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm zombie = run.start("zombie");
      run.awaitCommitted(RATE);
      zombie.pause();
      ChildJvm other = run.start("other");
      Moment.RUNNING.await(other);
      System.out.printf("the other has caught up %.1f s after it ran%n", run.awaitRecovery());
      zombie.resume();
      zombie.await("TaskMigratedException", FaultRun.PATIENCE);
      run.awaitRecovery();
      other.kill();
      run.awaitRecovery(); // by what was a zombie
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void aLoneInstanceIsStoppedForLongerThanItsSession() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "stopped", directory, 4, Group.DEFAULTS)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      for (int i = 0; i < 2; i++) {
        instance.pause();
        int before = run.committed();
        pass(20_000);
        assertThat(run.committed()).as("it stood still").isLessThan(before + RATE);
        instance.resume();
        System.out.printf("recovered in %.1f s%n", run.awaitRecovery());
      }
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void instancesComeAndGo() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "storm", directory, 5, Group.DEFAULTS)) {
      SplittableRandom random = new SplittableRandom(5);
      run.feed(RATE);
      List<ChildJvm> living = new ArrayList<>(List.of(run.start("base")));
      run.awaitCommitted(RATE);
      int killed = 0;
      for (int i = 0; i < 12; i++) {
        living.add(run.start("storm-" + i));
        pass(3_000 + random.nextInt(3_000));
        if (living.size() > 2) {
          ChildJvm leaves = living.remove(random.nextInt(living.size()));
          if (random.nextInt(3) == 0) {
            leaves.kill();
            killed++;
          } else {
            leaves.terminate();
            leaves.exit(Duration.ofSeconds(30));
          }
        }
      }
      System.out.printf("12 came, %d were killed, %d live%n", killed, living.size());
      assertThat(killed).isPositive();
      await().atMost(FaultRun.PATIENCE).until(() -> living.stream().allMatch(ChildJvm::alive));
      run.finish();
      run.assertUnharmed();
    }
  }
}
