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

/** Lists that stand side by side, or in each other, as web services give them. */
class ParallelListsTest {

  private static List<String> shown(String input, String record) throws BadRecordException {
    Measurements found = new Measurements();
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    byte[] value = record.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    SpecLoader.parse("input: {%s}".formatted(input))
        .input()
        .reader()
        .read(new SourceRecord(key, value, 9), found);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      shown.add(
          m.series()
              + "@"
              + m.time()
              + "="
              + (fault != null ? fault.reason() : m.present() ? m.value() : "missing"));
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "each: /*, value: /temp, time: {field: /ts, unit: s} | {'ts':[1,2],'temp':[5,null],'tags':['x']} | k@1000=5.0, k@2000=missing",
        // Open-Meteo
        "each: /hourly/*, series: ../latitude, values: [/temperature_2m, /rain], time: {field: /time, unit: iso}"
            + " | {'latitude':52.5,'hourly_units':{'rain':'mm'},'hourly':{'time':['1970-01-01T00:00','1970-01-01T01:00'],"
            + "'temperature_2m':[4.5,4.0],'rain':[0,0.1],'code':[1]}}"
            + " | 52.5.temperature_2m@0=4.5, 52.5.rain@0=0.0, 52.5.temperature_2m@3600000=4.0, 52.5.rain@3600000=0.1",
        "each: /*, values: '/*', time: {field: /t, unit: ms} | {'id':'a','t':[1,2],'x':[3,4]} | k.x@1=3.0, k.x@2=4.0",
        "each: [/m, /*], series: ../id, value: /v | {'m':[{'id':'a','v':[1]},{'id':'b','v':[2]}]} | a@9=1.0, b@9=2.0",
        "each: /*, value: /v | {'v':[1,'x',2]} | k@9=1.0, k@9=2.0, k@0=NOT_A_NUMBER",
        // Prometheus
        "each: [/data/result, /values], series: ../metric/instance, value: /1, time: {field: /0, unit: s}"
            + " | {'data':{'result':[{'metric':{'instance':'a'},'values':[[1,'7'],[2.5,'NaN']]}]}} | a@1000=7.0, a@2500=missing"
      })
  void theyAreReadAsOneListOfObjects(String input, String record, String expected)
      throws BadRecordException {
    assertThat(shown(input, record)).containsExactly(expected.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'t':[1,2],'v':[3]} | MALFORMED | the lists of / are of several lengths: t 2, v 1",
        "{'t':1,'v':3} | NO_VALUE | / has no list t or v",
        "[1,2] | SEVERAL_READINGS | the document is a list of 2 elements"
      })
  void whatIsNoSuchListIsRefused(String record, BadRecordException.Reason reason, String message) {
    assertThatThrownBy(() -> shown("each: /*, value: /v, time: {field: /t}", record))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }
}
