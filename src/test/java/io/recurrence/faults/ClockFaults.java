package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.recurrence.streams.ReferenceRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine is set, forward and back. */
class ClockFaults {
  private static final int RATE = 200; // records a second
  private static final Duration RIGHT = Duration.ZERO;
  private static final Duration HOUR_AHEAD = Duration.ofHours(1);
  private static final Duration DAY_BEHIND = Duration.ofDays(-1);
  private static final Duration GRACE = Duration.ofSeconds(90);
  private static final int LIVE = 100; // records of now

  @TempDir Path directory;

  private MachineClock clock;
  private Installation installation;

  @BeforeEach
  void aClock() throws Exception {
    clock = new MachineClock(directory);
    installation = Installation.CURRENT.in(clock.environment());
  }

  private FaultRun run(Nodes nodes, String name, long seed) throws Exception {
    return new FaultRun(nodes, name, directory, seed, Group.STATIC);
  }

  /** Lets it work for some more seconds; how many seconds it took to catch up before. */
  private static double goesOn(FaultRun run) {
    double seconds = run.awaitRecovery();
    run.awaitCommitted(run.due() + 5 * RATE);
    return seconds;
  }

  /** The clock of an instance, as its log has it, is so far ahead of ours. */
  private static void assertAhead(ChildJvm instance, Duration ahead) {
    List<String> lines = instance.printed().lines().filter(s -> s.matches("\\d{4}-.*")).toList();
    String last = lines.get(lines.size() - 1);
    LocalDateTime time = LocalDateTime.parse(last.substring(0, last.indexOf(',')));
    assertThat(time.atZone(ZoneId.systemDefault()).toInstant())
        .as(last)
        .isCloseTo(Instant.now().plus(ahead), within(5, ChronoUnit.MINUTES));
  }

  @Test
  void setForwardWhileItRuns() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = run(nodes, "clock-forward", 31)) {
      clock.set(DAY_BEHIND);
      run.feed(RATE);
      ChildJvm instance = run.start(installation, "one");
      run.awaitCommitted(5 * RATE);
      for (Duration ahead : List.of(RIGHT, HOUR_AHEAD)) {
        clock.set(ahead);
        System.out.printf("forward to %s: caught up in %.1f s%n", ahead, goesOn(run));
        assertThat(instance.alive()).isTrue();
      }
      run.finish();
      assertAhead(instance, HOUR_AHEAD);
      run.assertUnharmed();
    }
  }

  /** Kafka's clients would stand still for as long; it ends, and is started again. */
  @Test
  void setBackWhileItRuns() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = run(nodes, "clock-back", 32)) {
      clock.set(HOUR_AHEAD);
      run.feed(RATE);
      ChildJvm instance = run.start(installation, "one");
      run.awaitCommitted(5 * RATE);
      for (Duration ahead : List.of(RIGHT, DAY_BEHIND)) {
        long begun = System.nanoTime();
        clock.set(ahead);
        assertThat(instance.exit(GRACE)).isEqualTo(1);
        double end = (System.nanoTime() - begun) / 1e9;
        assertThat(instance.printed("The application stops: the clock of this machine")).isTrue();
        assertAhead(instance, ahead);
        instance = run.start(installation, "one");
        double caughtUp = goesOn(run);
        System.out.printf(
            "back to %s: ended in %.1f s, caught up in %.1f s%n", ahead, end, caughtUp);
      }
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void setWhileItIsKilled() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = run(nodes, "clock-kills", 33)) {
      run.feed(RATE);
      ChildJvm instance = run.start(installation, "one");
      run.awaitCommitted(5 * RATE);
      for (Duration ahead : List.of(HOUR_AHEAD, DAY_BEHIND, RIGHT, DAY_BEHIND, HOUR_AHEAD)) {
        instance.kill();
        clock.set(ahead);
        instance = run.start(installation, "one");
        System.out.printf("killed, set to %s: caught up in %.1f s%n", ahead, goesOn(run));
        assertAhead(instance, ahead);
      }
      run.finish();
      run.assertUnharmed();
    }
  }

  /**
   * What is ahead of a clock that is behind is refused, since no other clock tells it from a fault.
   */
  @Test
  void recordsOfNowAreDeadLettersWhereTheClockIsBehind() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = run(nodes, "clock-behind", 34)) {
      clock.set(DAY_BEHIND);
      ChildJvm instance = run.start(installation, "one");
      sendOfNow(nodes, run);
      await().atMost(FaultRun.PATIENCE).until(() -> nodes.read(run.name() + ".d").size() >= LIVE);
      clock.set(RIGHT);
      sendOfNow(nodes, run);
      run.awaitCommitted(LIVE);
      List<ConsumerRecord<byte[], byte[]>> refused = nodes.read(run.name() + ".d");
      assertThat(refused).hasSize(LIVE);
      assertThat(refused)
          .allMatch(record -> reason(record).equals("AHEAD_OF_TIME"))
          .allMatch(record -> ReferenceRun.text(record.key()).equals("live"));
      assertThat(nodes.read(run.name() + ".a")).hasSize(LIVE);
      assertThat(instance.alive()).isTrue();
    }
  }

  private static String reason(ConsumerRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader("recurrence.reason").value(), StandardCharsets.UTF_8);
  }

  private static void sendOfNow(Nodes nodes, FaultRun run) {
    long now = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer = nodes.producer()) {
      for (int i = 0; i < LIVE; i++) {
        byte[] value =
            "{\"ts\":%d,\"value\":%d}".formatted(now + i, i).getBytes(StandardCharsets.UTF_8);
        byte[] key = "live".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(run.name() + ".in", null, now, key, value));
      }
    }
  }
}
