package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePatternTest {

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm:ss, 01.03.2026 12:30:15, 2026-03-01T12:30:15Z",
    "'M/d/yyyy, h:mm:ss a', '3/1/2026, 1:30:15 pm', 2026-03-01T13:30:15Z",
    "dd-MMM-yy hh.mm.ss.SSSSSS a, 01-MAR-26 01.30.15.250000 PM, 2026-03-01T13:30:15.250Z",
    "dd.MM.yyyy, 01.03.2026, 2026-03-01T00:00:00Z",
    "dd.MM.yy HH, 01.03.26 07, 2026-03-01T07:00:00Z",
    "dd/MM/yyyy HH:mm XXX, 01/03/2026 12:30 +01:00, 2026-03-01T11:30:00Z",
    "'yyyyMMdd''T''HHmm VV', 20260301T1230 Europe/Berlin, 2026-03-01T11:30:00Z",
    "dd.MM.yyyy HH:mm[:ss], 01.03.2026 12:30, 2026-03-01T12:30:00Z",
    "yyyy-DDD, 2026-060, 2026-03-01T00:00:00Z",
    "dd MMMM yyyy G, 01 march 2026 AD, 2026-03-01T00:00:00Z"
  })
  void timesAreReadByThePattern(String pattern, String text, String instant) {
    assertThat(new TimePattern(pattern).millis(text, ZoneOffset.UTC))
        .isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:30:00Z, 25.10.2026 02:30", // the first of two
    "2026-07-01T10:00:00Z, 01.07.2026 12:00"
  })
  void theyAreThoseOfTheClocksOfTheZoneAndAreWrittenSo(String instant, String text) {
    TimePattern pattern = new TimePattern("dd.MM.yyyy HH:mm");
    ZoneId zone = ZoneId.of("Europe/Berlin");
    long millis = Instant.parse(instant).toEpochMilli();
    assertThat(pattern.millis(text, zone)).isEqualTo(millis);
    assertThat(pattern.text(millis, zone)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy, 30.02.2026",
    "dd.MM.yyyy, 1.3.2026",
    "dd.MM.yyyy, 01.03.2026 12:00",
    "dd.MM.yyyy HH:mm, 01.03.2026 25:00",
    "dd.MM.yyyy HH:mm, ''"
  })
  void whatDoesNotFitIsRefused(String pattern, String text) {
    assertThatThrownBy(() -> new TimePattern(pattern).millis(text, ZoneOffset.UTC))
        .isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM., which year",
    "HH:mm:ss, which year",
    "'', which year",
    "dd.MM.yyyy hh:mm, without AM or PM",
    "dd.MM.yyyy HH:mm z, abbreviations of zones",
    "dd.MM.yyyy {, no pattern of Java's DateTimeFormatter",
    "dd.MM.yyyy bb, no pattern of Java's DateTimeFormatter"
  })
  void aPatternThatIsNoneIsRefused(String pattern, String fault) {
    assertThatThrownBy(() -> new TimePattern(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }
}
