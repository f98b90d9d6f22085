package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.recurrence.testing.FuzzTarget;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user writes is taken or refused, and nothing else is thrown. */
class SpecFuzzTest {
  static List<FuzzTarget> targets() {
    return SpecFuzz.targets();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damagedFilesAreReadOrRefused(FuzzTarget target) {
    assertThatCode(() -> target.run(2_000, 2)).doesNotThrowAnyException();
  }
}
