package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesPatternTest {
  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "pump-7, pump-7, true",
    "pump-7, pump-77, false",
    "pump-*, pump-, true",
    "pump-*, xpump-1, false",
    "*.temp, site.a.temp, true",
    "*.temp, site.a.temperature, false",
    "a*b*c, a.b.b.c, true",
    "a*b*c, a.b.b.d, false",
    "pump-?, pump-7, true",
    "pump-?, pump-, false",
    "a.c, abc, false",
    "'[x]', '[x]', true"
  })
  void starsStandForAnyCharactersAndQuestionMarksForOne(String pattern, String name, boolean is) {
    assertThat(new SeriesPattern(pattern).matches(name)).isEqualTo(is);
  }

  @Test
  void aPatternOfManyStarsIsQuick() {
    String name = "a".repeat(2_000);
    assertThat(new SeriesPattern("*a".repeat(200) + "b").matches(name)).isFalse();
  }
}
