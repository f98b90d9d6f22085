package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  @Test
  void aNameIsNearWhereAFewLettersDiffer() {
    assertThat(NearestName.name("opn", List.of("shut", "open"))).contains("open");
    assertThat(NearestName.name("m", List.of("ms", "iso"))).contains("ms");
    assertThat(NearestName.name("temprature", List.of("temperature"))).contains("temperature");
  }

  @Test
  void aNameOfWhichEveryLetterDiffersIsNotNear() {
    assertThat(NearestName.name("é", List.of(" ", "a", "no"))).isEmpty();
    assertThat(NearestName.name("§", List.of("ab"))).isEmpty();
  }
}
