package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class QueryFuzzTest {
  @Test
  void whateverIsAskedIsAnsweredAndNothingFails() throws Exception {
    try (PageServer server = QueryFuzz.server()) {
      assertThatCode(() -> QueryFuzz.target(server).run(2_000, 2)).doesNotThrowAnyException();
    }
  }
}
