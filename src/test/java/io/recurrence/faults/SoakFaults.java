package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random faults one after the other, for as long as -Dfaults.soak says. */
class SoakFaults {
  private static final Duration LENGTH = Duration.parse(System.getProperty("faults.soak", "PT10M"));
  private static final long SEED = Long.getLong("faults.seed", 23);
  private static final int RATE = 100; // records a second

  @TempDir Path directory;

  private enum Fault {
    KILL,
    KILL_AND_LOSE_THE_STORE,
    TERMINATE,
    STOP,
    KILL_BROKER,
    STOP_BROKER,
    CUT,
    STALL,
    END_TXN
  }

  private FaultRun run;
  private Nodes nodes;
  private ChildJvm instance;
  private int started;

  @Test
  void randomFaults() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Fault, Integer> fired = new EnumMap<>(Fault.class);
    double longest = 0;
    try (Nodes opened = new Nodes(directory, 1);
        FaultRun one = new FaultRun(opened, "soak", directory, SEED, Group.STATIC)) {
      nodes = opened;
      run = one;
      run.feed(RATE);
      instance = start(0);
      long end = System.nanoTime() + LENGTH.toNanos();
      while (System.nanoTime() < end) {
        longest = Math.max(longest, run.awaitRecovery());
        pass(random.nextInt(5_000));
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        cause(fault, random);
        fired.merge(fault, 1, Integer::sum);
      }
      run.finish();
      System.out.printf("%s; the longest recovery took %.1f s%n", fired, longest);
      assertThat(fired).isNotEmpty();
      run.assertUnharmed();
    }
  }

  private ChildJvm start(int store) throws IOException {
    return run.startAt(nodes.proxied(), "store-" + store);
  }

  private static void pass(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private void cause(Fault fault, SplittableRandom random) throws IOException {
    switch (fault) {
      case KILL -> {
        instance.kill();
        instance = start(started);
      }
      case KILL_AND_LOSE_THE_STORE -> {
        instance.kill();
        instance = start(++started);
      }
      case TERMINATE -> {
        instance.terminate();
        assertThat(instance.exit(Duration.ofSeconds(30))).isIn(0, 143);
        instance = start(started);
      }
      case STOP -> {
        instance.pause();
        pass(random.nextInt(12_000));
        instance.resume();
      }
      case KILL_BROKER -> {
        nodes.node(0).jvm().kill();
        pass(random.nextInt(5_000));
        nodes.node(0).start();
        nodes.node(0).awaitReady();
      }
      case STOP_BROKER -> {
        nodes.node(0).jvm().pause();
        pass(random.nextInt(12_000));
        nodes.node(0).jvm().resume();
      }
      case CUT -> {
        nodes.proxy().cut();
        pass(random.nextInt(8_000));
        nodes.proxy().heal();
      }
      case STALL -> {
        nodes.proxy().stall();
        pass(random.nextInt(12_000));
        nodes.proxy().heal();
      }
      case END_TXN -> {
        TcpProxy.EndTxn[] all = TcpProxy.EndTxn.values();
        nodes.proxy().endTxn(all[1 + random.nextInt(all.length - 1)], 1);
      }
    }
  }
}
