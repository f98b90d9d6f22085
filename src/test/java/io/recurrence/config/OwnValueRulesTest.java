package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of one record of which each may have rules of its own. */
class OwnValueRulesTest {

  private static List<String> shown(String yaml, String record) throws BadRecordException {
    Measurements found = new Measurements();
    SpecLoader.parse(yaml)
        .input()
        .reader()
        .read(
            new SourceRecord(
                "k".getBytes(StandardCharsets.UTF_8),
                record.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                0),
            found);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      String value = m.present() ? Double.toString(m.value()) : "missing";
      shown.add(m.series() + '=' + (fault == null ? value : fault.reason().name()));
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'t': 85, 'h': 85} | k.temp=missing, k.hum=85.0",
        "{'t': -127, 'h': -127} | k.hum=OUT_OF_RANGE",
        "{'t': -40, 'h': 'off'} | k.temp=-40.0, k.hum=0.0",
        "{'t': 'n/k', 'h': '20 %'} | k.temp=missing, k.hum=20.0",
        "{'t': '1,5 C', 'h': 'n/k'} | k.temp=1.5, k.hum=missing"
      })
  void eachIsReadByItsOwn(String record, String expected) throws BadRecordException {
    String yaml =
        """
        range: [-50, 200]
        input:
          missing: [n/k]
          unit-suffix: ["%"]
          outside: missing
          values:
            temp: {at: /t, missing: [85, n/k], range: [-40, 100], unit-suffix: C, decimal: comma}
            hum: {at: /h, range: [0, 100], outside: refuse, words: {off: 0}}
        """;
    List<String> shown = shown(yaml, record);
    assertThat(shown).containsAll(List.of(expected.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "values: {a: {missing: [1]}} | input.values.a (pipeline line 1) has no key 'at'",
        "values: {a: {at: b}} | input.values.a.at (pipeline line 1) was 'b' but it must be a JSON pointer",
        "values: {a: {at: /b, mising: 1}} | input.values.a.mising (pipeline line 1) is not a known key",
        "values: {a: {at: /b, range: [0, 200]}} | input.values.a.range (pipeline line 1) must lie within the range of the pipeline",
        "values: {a: {at: /b, range: [5]}} | input.values.a.range (pipeline line 1) must be [LOWEST, HIGHEST]",
        "values: {a: {at: /b, missing: on, words: {on: 1}}} | input.values.a.missing (pipeline line 1) has 'on'",
        "values: {a: {at: '/b/*'}} | is one name for many values"
      })
  void whatIsWrongWithThemIsAFault(String keys, String fault) {
    assertThatThrownBy(() -> SpecLoader.parse("input: {%s}\nrange: [0, 100]".formatted(keys)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(fault);
  }
}
