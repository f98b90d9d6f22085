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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of JSON records that could be taken for each other, or left out unseen. */
class JsonPartsTest {
  private final Measurements found = new Measurements();

  private List<String> read(String input, String record) throws BadRecordException {
    found.clear();
    byte[] bytes = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    SpecLoader.parse("input: " + input)
        .input()
        .reader()
        .read(new SourceRecord(key, bytes, 5), found);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      shown.add(
          m.series()
              + (fault != null
                  ? " " + fault.reason()
                  : m.present() ? "=" + m.value() : " missing"));
    }
    return shown;
  }

  private String message() {
    BadRecordException fault = found.get(found.size() - 1).fault();
    return fault == null ? "" : String.valueOf(fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"['/a/*', /b/t]", "['/a/*', '/b/*']"})
  void twoValuesOfOneNameAreNotBothTaken(String values) throws BadRecordException {
    assertThat(read("{values: " + values + "}", "{'a': {'t': 1}, 'b': {'t': 2}}"))
        .containsExactly("k.t=1.0", "k.t SEVERAL_READINGS");
    assertThat(message()).contains("two values are both of the series 'k.t'");
  }

  @ParameterizedTest
  @CsvSource({"1.10", "-0.50", "17", "123456789012345678901234567890"})
  void aNumberThatIsANameIsReadTheSameWithAFilter(String id) throws BadRecordException {
    String record = "{'id': %s, 't': 'x', 'value': 1}".formatted(id);
    assertThat(read("{series: /id}", record))
        .isEqualTo(read("{series: /id, where: {/t: x}}", record))
        .containsExactly(id + "=1.0");
  }

  @Test
  void aListWhereAFieldIsNamedIsNotLeftOutUnseen() throws BadRecordException {
    assertThat(
            read(
                "{values: {inside: /a/t, outside: /b/t}}",
                "{'a': [{'t': 1}, {'t': 3}], 'b': {'t': 2}}"))
        .containsExactly("k.outside=2.0", " SEVERAL_READINGS");
    assertThat(message()).contains("/a", "input.each");
    assertThat(read("{values: {inside: /a/t, outside: /b/t}}", "{'b': {'t': 2}}"))
        .containsExactly("k.outside=2.0");
  }

  @Test
  void aBatchThatIsWrittenNewestFirstIsPutInOrder() throws BadRecordException {
    assertThat(
            read(
                "{each: /r, series: /s, time: {field: /t, unit: s}}",
                "{'r': [{'s': 'a', 't': 1700000002, 'value': 2}, {'s': 'b', 't': 1700000001,"
                    + " 'value': 3}, {'s': 'a', 't': 1700000001, 'value': 1}]}"))
        .containsExactly("b=3.0", "a=1.0", "a=2.0");
  }

  @Test
  void placesOutsideOfAnElementAreNamedAsTheyAreWritten() throws BadRecordException {
    read("{each: /r, value: ../v}", "{'v': true, 'r': [{}]}");
    assertThat(message()).startsWith("../v is true or false");
  }

  @Test
  void elementsOfOneListThatTheFilterNamesTooAreUsed() throws BadRecordException {
    assertThat(
            read(
                "{each: /r, where: {../t/0: x}, series: '{../t/1}', value: /v}",
                "{'t': ['x', 'n'], 'r': [{'v': 1}]}"))
        .containsExactly("n=1.0");
  }

  @Test
  void anEmptyListIsLeftOutAndCounted() throws BadRecordException {
    assertThat(read("{each: /r}", "{'r': []}")).isEmpty();
    assertThat(found.leftOut()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{values: []}                              | input.values | names no place",
        "{values: ['/a/*/b', /c]}                  | input.values | * stands at the end alone",
        "{where: {/a: []}}                         | input.where./a | names no text",
        "{words: {on: 1, ON: 0}}                   | input.words.ON | is given twice",
        "{words: {off: 0}, missing: [OFF]}         | input.missing | input.words has a number",
        "{words: {on: 1e200}}                      | input.words.on | must be a number",
        "{format: csv, decimal: comma}             | input.decimal | set input.delimiter"
      })
  void whatCannotBeMeantIsAFault(String input, String key, String text) {
    assertThatThrownBy(() -> SpecLoader.parse("input: " + input))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(text);
  }
}
