package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.FuzzTarget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are stored and damaged are refused as damaged, or read; nothing else is thrown. */
class StoredFuzzTest {
  static List<FuzzTarget> targets() {
    return Stream.of(StoredFuzz.targets(), SideStoreFuzz.targets(), TaskFuzz.targets())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damagedBytesAreReadOrRefused(FuzzTarget target) {
    assertThat(target.run(FuzzTarget.executions(10_000), FuzzTarget.seed())).isPositive();
  }
}
