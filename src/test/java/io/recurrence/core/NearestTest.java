package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void aNameIsNearWhereAFewLettersDiffer() {
    assertThat(Nearest.name("opn", List.of("shut", "open"))).contains("open");
    assertThat(Nearest.name("m", List.of("ms", "iso"))).contains("ms");
    assertThat(Nearest.name("temprature", List.of("temperature"))).contains("temperature");
  }

  @Test
  void aNameOfWhichEveryLetterDiffersIsNotNear() {
    assertThat(Nearest.name("é", List.of(" ", "a", "no"))).isEmpty();
    assertThat(Nearest.name("§", List.of("ab"))).isEmpty();
  }
}
