package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:30:15Z, 2026-03-01T12:30:15Z",
    "2026-03-01T12:30:15, 2026-03-01T12:30:15Z",
    "2026-03-01 12:30:15, 2026-03-01T12:30:15Z",
    "2026-03-01 12:30:15.250, 2026-03-01T12:30:15.250Z",
    "2026-03-01T12:30:15.123456789Z, 2026-03-01T12:30:15.123Z",
    "2026-03-01T12:30, 2026-03-01T12:30:00Z",
    "2026-03-01, 2026-03-01T00:00:00Z",
    "2026-03-31T24:00:00Z, 2026-04-01T00:00:00Z",
    "2026-03-31 24:00:00, 2026-04-01T00:00:00Z",
    "2026-03-01T12:30:15+02:00, 2026-03-01T10:30:15Z",
    "2026-03-01 12:30:15-05:30, 2026-03-01T18:00:15Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    "2024-02-29 00:00:00, 2024-02-29T00:00:00Z",
    "2026-03-01T12:30:15+0200, 2026-03-01T10:30:15Z",
    "2026-03-01T12:30:15.941+0100, 2026-03-01T11:30:15.941Z",
    "2026-03-01T12:30:15+01, 2026-03-01T11:30:15Z",
    "2026-03-01T12:30:15 +01:00, 2026-03-01T11:30:15Z",
    "2026-03-01T12:30:15-0000, 2026-03-01T12:30:15Z",
    "'2026-03-01T12:30:15,500Z', 2026-03-01T12:30:15.500Z",
    "2026-03-01T12:30:15.5, 2026-03-01T12:30:15.500Z",
    "2026-03-01T12:30:15.123999999999Z, 2026-03-01T12:30:15.123Z",
    "1969-12-31T23:59:59.250Z, 1969-12-31T23:59:59.250Z",
    "2026-03-01t12:30:15z, 2026-03-01T12:30:15Z",
    "2026-03-01 12:30:15 UTC, 2026-03-01T12:30:15Z",
    "2026-03-01 12:30 GMT, 2026-03-01T12:30:00Z",
    "2026-03-01T12:30:15+01:00[Europe/Berlin], 2026-03-01T11:30:15Z",
    "2026-03-01 12:30:15.123456789 +0000 UTC, 2026-03-01T12:30:15.123Z",
    "2026-03-01 12:30:15.5 +0100 CET m=+0.004211, 2026-03-01T11:30:15.500Z",
    "20260301T123015Z, 2026-03-01T12:30:15Z",
    "20260301T123015.250+0100, 2026-03-01T11:30:15.250Z",
    "20260301T1230, 2026-03-01T12:30:00Z",
    "20260301, 2026-03-01T00:00:00Z",
    "'Sun, 01 Mar 2026 12:30:15 GMT', 2026-03-01T12:30:15Z",
    "'Sun, 1 Mar 2026 12:30:15 +0100', 2026-03-01T11:30:15Z",
    "01 Mar 2026 12:30:15 GMT, 2026-03-01T12:30:15Z",
    "2026-03-01 12:30:15.2500000 +01:00, 2026-03-01T11:30:15.250Z", // SQL Server
    "2026-03-01 12:30:15.25+00, 2026-03-01T12:30:15.250Z", // PostgreSQL
    "2026-03-01 12:30:15.250 Europe/Berlin, 2026-03-01T11:30:15.250Z", // Trino
    "2026-03-01T12:30:15Z[UTC], 2026-03-01T12:30:15Z", // Java's ZonedDateTime
    "2026/03/01 12:30:15, 2026-03-01T12:30:15Z", // Go's log
    "2026.03.01 12:30, 2026-03-01T12:30:00Z",
    "Sun Mar 01 12:30:15 UTC 2026, 2026-03-01T12:30:15Z", // Java's Date
    "Sun Mar 01 2026 13:30:15 GMT+0100 (Central European Standard Time), 2026-03-01T12:30:15Z", // JavaScript's Date
    "Sun Mar  1 12:30:15 2026, 2026-03-01T12:30:15Z", // asctime, Python's ctime
    "Sun Mar 01 12:30:15 +0100 2026, 2026-03-01T11:30:15Z", // Ruby, Twitter
    "'Sunday, 01-Mar-26 12:30:15 GMT', 2026-03-01T12:30:15Z", // RFC 850
    "'Friday, 01-Mar-96 12:30:15 GMT', 1996-03-01T12:30:15Z",
    "01/Mar/2026:12:30:15 +0100, 2026-03-01T11:30:15Z", // web servers
    "01-MAR-2026 12:30:15, 2026-03-01T12:30:15Z", // Oracle
    "01-MAR-2026, 2026-03-01T00:00:00Z",
    "Mar  1 2026 12:30PM, 2026-03-01T12:30:00Z", // SQL Server
    "'Mar 1, 2026, 12:30:15 AM', 2026-03-01T00:30:15Z",
    "'1 March 2026 12:30:15.250', 2026-03-01T12:30:15.250Z"
  })
  void datesAndTimesInTheFormsThatPeopleWrite(String text, String instant) {
    assertThat(Times.millis(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026",
        "2026-3-1",
        "2026-02-30",
        "2026-02-30 10:00:00",
        "2026-13-01",
        "2026-01-01T25:00:00Z",
        "2026-01-01 10:60:00",
        "2026-01-01T10:00:00 CET",
        "2026-01-01T10:00:00Z CET",
        "2026-01-01T10:00:00 +0100 C",
        "2026-01-01T10:00:00[Europe/Berlin]",
        "2026-01-01Z",
        "2026-01-01+01:00",
        "2026-01-0110:00:00",
        "2026-0101",
        "2026-01-01T10:0000",
        "2026-01-01T10:00:00+25:00",
        "2026-01-01T10:00:00,",
        "2026-01-01 10:00 AM",
        "01/08/2026 00:00",
        "Mon, 01 Mar 2026 12:30:15 GMT",
        "31 Feb 2026 12:30:15 GMT",
        "01 Mar 2026 12:30:15 CET",
        "01.02.2026",
        "2026-01-01T10:00:00Zz",
        "+999999999-12-31T00:00:00Z",
        "Mon Mar 01 12:30:15 2026", // a Sunday
        "Sun Mar 01 12:30:15 CST 2026",
        "Mar  1 12:30:15", // syslog: no year
        "01-MAR-26 12.30.15.250000 PM",
        "01-MAR-26",
        "3/1/2026, 1:30:15 PM",
        "2026-03-01 13:30:15 Europe/Nowhere",
        "Mar 1 2026 13:30 PM",
        "Mar 1 2026 12:30:15 2026",
        "Foo 1 2026 12:30:15",
        "2026-03/01",
        "-999999999-01-01"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Times.millis(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> Fields.time(text, TimeUnit.ISO, ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_TIME))
        .hasMessageContaining("'" + text + "'");
  }

  @Property(seed = "1", tries = 500)
  void theUsualFormIsReadAsTheFormatterWould(
      @ForAll @LongRange(min = -30_000_000_000L, max = 200_000_000_000L) long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String text = "%tF %<tT".formatted(time);
    assertThat(Times.millis(text)).isEqualTo(second * 1000);
    assertThat(Times.millis(text.replace(' ', 'T'))).isEqualTo(second * 1000);
    assertThat(Times.millis(text + ".5Z")).isEqualTo(second * 1000 + 500);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15 12:00:00, Europe/Berlin, 2026-01-15T11:00:00Z",
    "2026-07-15T12:00, Europe/Berlin, 2026-07-15T10:00:00Z",
    "20260715T120000.250, Europe/Berlin, 2026-07-15T10:00:00.250Z",
    "2026-07-15 12:00:00Z, Europe/Berlin, 2026-07-15T12:00:00Z",
    "2026-07-15 12:00:00+05:00, Europe/Berlin, 2026-07-15T07:00:00Z",
    "2026-07-15 12:00:00, +05:30, 2026-07-15T06:30:00Z",
    "2026-10-25 01:59:59, Europe/Berlin, 2026-10-24T23:59:59Z",
    "2026-10-25 02:30:00, Europe/Berlin, 2026-10-25T00:30:00Z",
    "2026-10-25 02:30:00+01:00, Europe/Berlin, 2026-10-25T01:30:00Z",
    "2026-10-25 03:00:00, Europe/Berlin, 2026-10-25T02:00:00Z",
    "2026-03-29 03:00:00, Europe/Berlin, 2026-03-29T01:00:00Z",
    "2018-11-04, America/Sao_Paulo, 2018-11-04T03:00:00Z",
    "2018-11-05, America/Sao_Paulo, 2018-11-05T02:00:00Z"
  })
  void aTimeWithoutAnOffsetIsThatOfTheClocksOfItsZone(String text, ZoneId zone, String instant)
      throws BadRecordException {
    assertThat(Times.millis(text, zone)).isEqualTo(Instant.parse(instant).toEpochMilli());
    assertThat(Fields.time(text, TimeUnit.ISO, zone))
        .isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15 12:00:00 CET, 2026-01-15T11:00:00Z",
    "Wed Jul 15 12:00:00 CEST 2026, 2026-07-15T10:00:00Z",
    "2026-10-25 02:30:00 CEST, 2026-10-25T00:30:00Z",
    "2026-10-25 02:30:00 CET, 2026-10-25T01:30:00Z"
  })
  void theClocksOfTheZoneAreKnownByTheirAbbreviation(String text, String instant) {
    assertThat(Times.millis(text, ZoneId.of("Europe/Berlin")))
        .isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "01.03.2026 12:30, its day and month may be taken for each other; input.time.pattern",
    "'3/1/2026, 1:30:15 PM', its day and month may be taken for each other; input.time.pattern",
    "Mar  1 12:30:15, it has no year",
    "01-MAR-26 12.30.15.250000 PM, its year has two digits; input.time.pattern",
    "2026-03-01 12:30:15 PM, input.time.pattern reads it",
    "2026-07-15 12:00:00 CST, the abbreviation of a zone is read where it is that of time.zone",
    "Sun Mar 01 12:30:15 CST 2026, the abbreviation of a zone is read where"
  })
  void aTimeThatIsNotCertainIsRefusedWithWhatToDo(String text, String remedy) {
    assertThatThrownBy(() -> Fields.time(text, TimeUnit.ISO, ZoneId.of("Europe/Berlin")))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-29 02:00:00", "2026-03-29T02:59:59.999", "2026-03-29 02:30"})
  void aTimeThatTheClocksSkipIsRefused(String text) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    assertThatThrownBy(() -> Fields.time(text, TimeUnit.ISO, zone))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_TIME))
        .hasMessage(
            "the time '%s' does not exist in Europe/Berlin, whose clocks skip it; write it with its"
                    .formatted(text)
                + " offset, or let time.zone be the zone that it was written in");
  }
}
