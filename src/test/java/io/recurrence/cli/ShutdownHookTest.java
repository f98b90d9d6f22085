package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {

  @Test
  void workThatHasEndedIsNeitherAskedNorWaitedFor() {
    AtomicInteger asked = new AtomicInteger();
    ShutdownHook hook = ShutdownHook.of(asked::incrementAndGet);
    hook.ended();
    hook.run(asked::incrementAndGet);
    assertThat(asked).hasValue(0);
  }

  @Test
  void workThatGoesOnIsAskedAndWaitedFor() {
    AtomicInteger asked = new AtomicInteger();
    ShutdownHook hook = ShutdownHook.of(() -> {});
    hook.run(
        () -> {
          asked.incrementAndGet();
          hook.ended(); // as the work says when it ends
        });
    assertThat(asked).hasValue(1);
  }
}
