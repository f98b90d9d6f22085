package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeKeysTest {
  private static final byte[] KEY = "k".getBytes(StandardCharsets.UTF_8);

  private static InputSpec input(String keys) {
    return SpecLoader.parse("input: {topic: t, %s}\ntime: {zone: Europe/Berlin}".formatted(keys))
        .input();
  }

  private static long time(String keys, String record) throws BadRecordException {
    Measurements found = new Measurements();
    byte[] value = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    input(keys).reader().read(new SourceRecord(KEY, value, 0), found);
    assertThat(found.size()).isEqualTo(1);
    return found.get(0).time();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "time: {field: /t, pattern: 'dd.MM.yyyy HH:mm'} | {'value':1,'t':'01.03.2026 12:30'}",
        "time: {field: [/d, /t]} | {'value':1,'t':'12:30','d':'2026-03-01'}",
        "time: {field: [/d, /t], unit: iso} | {'value':1,'t':'1230','d':20260301}",
        "time: {field: [/d, /t], pattern: 'M/d/yyyy h:mm a'} | {'value':1,'t':'12:30 PM','d':'3/1/2026'}",
        "time: {field: [/d, ../t]}, each: /l | {'t':'12:30','l':[{'value':1,'d':'2026-03-01'}]}",
        "format: csv, time: {field: [2, 3]} | 7,2026-03-01,12:30",
        "format: csv, time: {field: [3, 2], pattern: 'HH:mm dd.MM.yy'} | 7,01.03.26,12:30",
        "format: csv, time: {field: 2, unit: min} | 7,29539410",
        "time: {field: /t, unit: min} | {'value':1,'t':29539410}"
      })
  void aTimeIsReadByItsPatternAndItsParts(String keys, String record) throws BadRecordException {
    assertThat(time(keys, record)).isEqualTo(Instant.parse("2026-03-01T11:30:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'value':1,'t':'1.3.2026 12:30'} | does not fit input.time.pattern, dd.MM.yyyy HH:mm",
        "{'value':1,'t':'29.03.2026 02:30'} | does not exist in Europe/Berlin"
      })
  void aTimeThatDoesNotFitThePatternIsRefused(String record, String fault) {
    assertThatThrownBy(() -> time("time: {field: /t, pattern: 'dd.MM.yyyy HH:mm'}", record))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "time: {field: /t, pattern: 'dd.MM.'} | input.time.pattern (pipeline line 1) does not say which year",
        "time: {field: /t, pattern: 'dd.MM.yyyy', unit: s} | input.time.unit (pipeline line 1) must be iso, or left out, beside pattern",
        "time: {field: [/d, /t], unit: s} | input.time.unit (pipeline line 1) must be iso, or left out, where the time has several fields",
        "time: {pattern: 'dd.MM.yyyy'} | input.time.pattern (pipeline line 1) has no meaning without field",
        "time: {field: [/d, t]} | input.time.field (pipeline line 1) has 't'",
        "format: csv, time: {field: [1, x]} | input.time.field (pipeline line 1) has 'x'",
        "time: {field: []} | input.time.field (pipeline line 1) names no place"
      })
  void keysThatContradictEachOtherAreFaults(String keys, String fault) {
    assertThatThrownBy(() -> input(keys))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(fault);
  }
}
