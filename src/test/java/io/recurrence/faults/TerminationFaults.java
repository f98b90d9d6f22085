package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM at any moment of the life of an instance. */
class TerminationFaults {
  private static final int TIMES = Integer.getInteger("faults.terminations", 200);
  private static final int RATE = 50; // records a second
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Pattern RESTORED =
      Pattern.compile("states-changelog-\\d+ to store states with a total number of (\\d+)");

  private static final String OF_THE_JVM = "Error occurred during initialization of VM";

  @TempDir Path directory;

  private static long nanosToRun(FaultRun run) throws Exception {
    long begun = System.nanoTime();
    ChildJvm instance = run.start("one");
    Moment.RUNNING.await(instance);
    instance.terminate();
    instance.exit(GRACE);
    return System.nanoTime() - begun;
  }

  @Test
  void endsInOrderAndWithinTheGracePeriod() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "terminated", directory, 21, Group.STATIC)) {
      SplittableRandom random = new SplittableRandom(21);
      Map<Moment, Integer> fired = new EnumMap<>(Moment.class);
      Map<Integer, Integer> codes = new TreeMap<>();
      double longest = 0;
      int restored = 0; // records, after ends in order
      boolean ran = false;
      run.feed(RATE);
      long toRun = nanosToRun(run);
      for (int i = 0; i < TIMES; i++) {
        ChildJvm instance = run.start("one");
        long end = System.nanoTime() + (long) (random.nextDouble() * 2 * toRun);
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
        fired.merge(Moment.of(instance), 1, Integer::sum);
        long asked = System.nanoTime();
        instance.terminate();
        int code = instance.exit(GRACE);
        if (!instance.printed(OF_THE_JVM)) { // it was not yet ours
          codes.merge(code, 1, Integer::sum);
        }
        longest = Math.max(longest, (System.nanoTime() - asked) / 1e9);
        Matcher matcher = RESTORED.matcher(instance.printed());
        while (ran && matcher.find()) {
          restored += Integer.parseInt(matcher.group(1));
        }
        ran |= instance.printed("-> RUNNING");
      }
      System.out.printf(
          "SIGTERM while %s; exit codes %s; the longest end took %.1f s; %d records restored%n",
          fired, codes, longest, restored);
      assertThat(codes.keySet()).isSubsetOf(0, 143);
      assertThat(fired.get(Moment.RUNNING)).isPositive();
      assertThat(fired.get(Moment.STARTING)).isPositive();
      run.start("one");
      run.finish();
      run.assertUnharmed();
    }
  }
}
