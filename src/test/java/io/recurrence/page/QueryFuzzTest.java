package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.recurrence.testing.FuzzTarget;
import org.junit.jupiter.api.Test;

class QueryFuzzTest {
  @Test
  void whateverIsAskedIsAnsweredAndNothingFails() throws Exception {
    try (PageServer server = QueryFuzz.server()) {
      FuzzTarget target = QueryFuzz.target(server);
      assertThatCode(() -> target.run(FuzzTarget.executions(2_000), FuzzTarget.seed()))
          .doesNotThrowAnyException();
    }
  }
}
