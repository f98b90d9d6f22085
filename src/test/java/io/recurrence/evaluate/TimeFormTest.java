package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.record.TimeField;
import io.recurrence.record.TimePattern;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.Times;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are written as the file has them, or so that none of them is lost. */
class TimeFormTest {
  private static final long MINUTE = 60_000;

  private static TimeForm form(TimeUnit unit, ZoneId zone) {
    return new TimeForm(new TimeField(List.of("t"), unit, null, zone));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:30:00Z,             2026-03-01T12:31:00Z",
    "2026-03-01 12:30:00,              2026-03-01 12:31:00",
    "2026-03-01T12:30,                 2026-03-01T12:31",
    "20260301T123000Z,                 20260301T123100Z",
    "'2026-03-01 12:30:00,250',        '2026-03-01 12:31:00,250'",
    "2026-03-01T12:30:00.000000+01:00, 2026-03-01T12:31:00.000000+01:00",
    "2026-03-01T12:30:00+0100,         2026-03-01T12:31:00+0100",
    "2026-03-01 12:30:00 UTC,          2026-03-01 12:31:00 UTC",
    "2026-03-01T12:30:00+00:00,        2026-03-01T12:31:00+00:00",
    "'Sun, 1 Mar 2026 12:30:00 GMT',   'Sun, 1 Mar 2026 12:31:00 GMT'"
  })
  void datesKeepTheirForm(String like, String next) {
    long time = Times.millis(like);
    TimeForm form = form(TimeUnit.MS, ZoneOffset.UTC);
    assertThat(form.text(time, like, time)).isEqualTo(like);
    assertThat(form.text(time + MINUTE, like, time)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "S,  1704672000,          1704672060",
    "S,  1704672000.250,      1704672060.250",
    "MS, 1704672000250,       1704672060250",
    "US, 1704672000250000,    1704672060250000",
    "NS, 1704672000250000000, 1704672060250000000"
  })
  void numbersKeepTheirUnit(TimeUnit unit, String like, String next) {
    long time = like.length() == 10 ? 1_704_672_000_000L : 1_704_672_000_250L;
    assertThat(form(unit, ZoneOffset.UTC).text(time + MINUTE, like, time)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01 12:30:15 +0100 CET,  2026-03-01T11:30:15.5Z",
    "'Sun, 1 Mar 2026 12:30:00 GMT', 2026-03-01T12:30:00.5Z"
  })
  void aFormThatIsOnlyReadGivesAnIsoTimeOfWhichNothingIsLost(String like, String half) {
    long time = Times.millis(like);
    assertThat(form(TimeUnit.MS, ZoneOffset.UTC).text(time + 500, like, time)).isEqualTo(half);
  }

  @Test
  void aTimeThatTheFormCannotHoldHasAnOffset() {
    TimeForm form = form(TimeUnit.MS, ZoneOffset.UTC);
    long time = Times.millis("2026-03-01");
    assertThat(form.text(time + 24 * 60 * MINUTE, "2026-03-01", time)).isEqualTo("2026-03-02");
    assertThat(form.text(time + 500, "2026-03-01", time)).isEqualTo("2026-03-01T00:00:00.5Z");
    assertThat(form(TimeUnit.S, ZoneOffset.UTC).text(1500, "1", 1000)).isEqualTo("1.5");
  }

  @Test
  void clocksThatAreChangedShowAnotherOffset() {
    TimeForm form = form(TimeUnit.MS, ZoneId.of("Europe/Berlin"));
    String like = "2026-03-29T01:30:00+01:00";
    long time = Times.millis(like);
    assertThat(form.text(time + 60 * MINUTE, like, time)).isEqualTo("2026-03-29T03:30:00+02:00");
    String local = "2026-10-25 02:30:00";
    long first = Times.millis(local, ZoneId.of("Europe/Berlin"));
    assertThat(form.text(first + 60 * MINUTE, local, first))
        .as("the second pass of an hour")
        .isEqualTo("2026-10-25T02:30:00+01:00");
  }

  @Test
  void timesOfAPatternAreWrittenByIt() {
    TimePattern pattern = new TimePattern("dd.MM.yyyy HH:mm");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    TimeForm form = new TimeForm(new TimeField(List.of("t"), TimeUnit.ISO, pattern, berlin));
    String like = "25.10.2026 02:30";
    long time = pattern.millis(like, berlin);
    assertThat(form.text(time + MINUTE, like, time)).isEqualTo("25.10.2026 02:31");
    assertThat(form.text(time + 60 * MINUTE, like, time))
        .as("the second pass of the hour, which the pattern cannot tell from the first")
        .isEqualTo("2026-10-25T01:30:00Z");
  }
}
