package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.recurrence.testing.FuzzTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user writes is taken or refused, and nothing else is thrown. */
class SpecFuzzTest {
  static List<FuzzTarget> targets() {
    return Stream.of(SpecFuzz.targets(), WeightsFuzz.targets()).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damagedFilesAreReadOrRefused(FuzzTarget target) {
    assertThatCode(() -> target.run(FuzzTarget.executions(2_000), FuzzTarget.seed()))
        .doesNotThrowAnyException();
  }

  static List<FuzzTarget> states() {
    return CatalogFuzz.targets();
  }

  @ParameterizedTest
  @MethodSource("states")
  void damagedStatesAreRefusedOrStepped(FuzzTarget target) {
    assertThatCode(() -> target.run(FuzzTarget.executions(100), FuzzTarget.seed()))
        .doesNotThrowAnyException();
  }
}
