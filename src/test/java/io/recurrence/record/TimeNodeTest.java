package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeNodeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static TimeField field(TimeUnit unit, ZoneId zone) {
    return new TimeField(List.of("/ts"), unit, null, zone);
  }

  @Test
  void aTimeIsReadByTheUnitOfItsSchemaAndRoundedDown() throws BadRecordException {
    TimeField field = field(TimeUnit.AUTO, ZoneOffset.UTC);
    assertThat(field.millis(TimeNode.instant(1500, TimeUnit.MS))).isEqualTo(1500);
    assertThat(field.millis(TimeNode.instant(1_500_999, TimeUnit.US))).isEqualTo(1500);
    assertThat(field.millis(TimeNode.instant(-1, TimeUnit.NS))).isEqualTo(-1);
    assertThat(field.millis(TimeNode.instant(1, 500_000_000))).isEqualTo(1500);
    assertThat(field.millis(TimeNode.instant(Long.MAX_VALUE, 0))).isEqualTo(Long.MAX_VALUE);
    assertThat(TimeNode.instant(1_500_999, TimeUnit.US).asText())
        .isEqualTo("1970-01-01T00:00:01.500999Z");
  }

  @Test
  void aTimeWithoutAZoneIsReadByTheClocksOfThePipeline() throws BadRecordException {
    long noon = 1_767_614_400_000L; // 5 January 2026, 12:00
    TimeNode local = TimeNode.local(noon + 250, TimeUnit.MS);
    assertThat(local.asText()).isEqualTo("2026-01-05T12:00:00.250");
    assertThat(field(TimeUnit.AUTO, BERLIN).millis(local)).isEqualTo(noon + 250 - 3_600_000);
    assertThat(field(TimeUnit.AUTO, BERLIN).millis(TimeNode.day(20_458)))
        .isEqualTo(noon - 13 * 3_600_000);
    TimeNode skipped = TimeNode.local(1_774_751_400_000L, TimeUnit.MS); // 29 March 2026, 02:30
    assertThatThrownBy(() -> field(TimeUnit.AUTO, BERLIN).millis(skipped))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("2026-03-29T02:30");
  }

  @Test
  void aUnitThatContradictsTheSchemaIsRefused() throws BadRecordException {
    TimeNode micros = TimeNode.instant(1_500_000, TimeUnit.US);
    assertThatThrownBy(() -> field(TimeUnit.MS, ZoneOffset.UTC).millis(micros))
        .hasMessage(
            "the schema has /ts in microseconds, but input.time.unit says milliseconds; leave the key out");
    assertThat(field(TimeUnit.US, ZoneOffset.UTC).millis(micros)).isEqualTo(1500);
    assertThat(field(TimeUnit.ISO, ZoneOffset.UTC).millis(micros)).isEqualTo(1500);
    assertThatThrownBy(
            () ->
                field(TimeUnit.AUTO, ZoneOffset.UTC).millis(TimeNode.day(Long.MAX_VALUE / 86_400)))
        .hasMessageContaining("is out of range");
  }
}
