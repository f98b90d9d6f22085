package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pipeline reads of JSON records that hold several measurements. */
class DocumentShapesTest {
  private static final String TELEGRAF =
      "{'fields': {'usage_idle': 89.68, 'usage_user': 10.32, 'cores': '4'}, 'name': 'cpu',"
          + " 'tags': {'cpu': 'cpu0', 'host': 'node-a'}, 'timestamp': 1709510400}";

  private static Measurements read(String input, String record) {
    try {
      return ReadInput.read(input, ReadInput.utf8(record), Map.of("site", "north"));
    } catch (BadRecordException e) {
      throw new AssertionError(record, e);
    }
  }

  private static List<String> shown(String input, String record) {
    Measurements found = read(input, record);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      shown.add(
          fault != null
              ? m.series() + " " + fault.reason()
              : m.series() + "@" + m.time() + "=" + (m.present() ? "" + m.value() : "missing"));
    }
    return shown;
  }

  @Test
  void eachOfSeveralValuesIsOfASeriesOfItsOwn() {
    assertThat(shown("{values: [/temp, /in/hum]}", "{'temp': 20.5, 'in': {'hum': '40'}}"))
        .containsExactly("pump-7.temp@9000=20.5", "pump-7.hum@9000=40.0");
    assertThat(
            shown(
                "{values: {inside: /a/t, outside: /b/t}, series: /s}",
                "{'a': {'t': 1}, 'b': {'t': 2}, 's': 'x'}"))
        .containsExactly("x.inside@9000=1.0", "x.outside@9000=2.0");
    assertThat(shown("{values: [/temp, /hum], series: \"{value} of {/s}\"}", "{'temp':1,'s':'x'}"))
        .as("a value that is not there says nothing")
        .containsExactly("temp of x@9000=1.0");
    assertThat(shown("{values: [/temp, /hum]}", "{'temp': null, 'hum': true}"))
        .containsExactly("pump-7.temp@9000=missing", "pump-7.hum NOT_A_NUMBER");
    assertThat(shown("{values: [/temp]}", "{'temp': 1}"))
        .as("the only value has the name of the series")
        .containsExactly("pump-7@9000=1.0");
  }

  @Test
  void allNumbersOfAnObjectAreTakenButForThoseThatAreReadOtherwise() {
    assertThat(
            shown(
                "{values: \"/*\", series: /id, time: {field: /ts}, where: {/v: 2}}",
                "{'id': 17, 'ts': 5, 'v': 2, 'temp': 1, 'name': 'a', 'on': true, 'x': null,"
                    + " 'bad': 1e300, 'nan': NaN, 'in': {'y': 1}}"))
        .containsExactly("17.temp@5=1.0", "17.nan@5=missing", "17.bad NOT_FINITE");
    assertThat(shown("{values: \"/axes/*\"}", "{'axes': [1, 2]}"))
        .containsExactly("pump-7.0@9000=1.0", "pump-7.1@9000=2.0");
  }

  @Test
  void wordsAndMissingNumbersHoldForEachValue() {
    assertThat(
            shown(
                "{values: \"/*\", words: {on: 1, true: 1}, missing: [-127]}",
                "{'a': 'ON', 'b': true, 'c': -127, 'd': 'x', 'e': false}"))
        .containsExactly("pump-7.a@9000=1.0", "pump-7.b@9000=1.0", "pump-7.c@9000=missing");
  }

  @Test
  void aSeriesIsNamedBySeveralFieldsOrATemplate() {
    String record = "{'host': 'a', 'cpu': 3, 'value': 1}";
    assertThat(shown("{series: [/host, /cpu]}", record)).containsExactly("a.3@9000=1.0");
    assertThat(shown("{series: \"{topic}/{header:site}/{key}:{/cpu}\"}", record))
        .containsExactly("plant/north/pump-7:3@9000=1.0");
    assertThat(
            shown(
                "{series: \"{/tags/host}.{/tags/cpu}.{/name}\", values: \"/fields/*\","
                    + " time: {field: /timestamp, unit: s}}",
                TELEGRAF))
        .as("a template that names no values gets them added")
        .containsExactly(
            "node-a.cpu0.cpu.usage_idle@1709510400000=89.68",
            "node-a.cpu0.cpu.usage_user@1709510400000=10.32");
  }

  @Test
  void elementsOfListsAreReadLikeRecords() {
    assertThat(
            shown(
                "{each: /readings, series: \"{../device}.{/name}\", time: {field: /t, unit: s}}",
                "{'device': 'd', 'readings': [{'name': 'x', 't': 1, 'value': 5},"
                    + " {'name': 'y', 't': 2}, {'name': 'z', 't': 3, 'value': 7}]}"))
        .containsExactly("d.x@1000=5.0", "d.z@3000=7.0", "d.y NO_VALUE");
    assertThat(
            shown("{each: /, time: {field: /t}}", "[{'t': 1, 'value': 2}, {'t': 2, 'value': 3}]"))
        .containsExactly("pump-7@1=2.0", "pump-7@2=3.0");
    assertThat(shown("{each: /, time: {field: /t}}", "{'t': 1, 'value': 2}\n{'t': 2, 'value': 3}"))
        .as("documents one after the other")
        .containsExactly("pump-7@1=2.0", "pump-7@2=3.0");
    assertThat(shown("{each: /}", "{'value': 2}"))
        .as("a batch of one")
        .containsExactly("pump-7@9000=2.0");
    assertThat(
            shown(
                "{each: [/hosts, /metrics], series: \"{../../site}.{../host}.{/name}\"}",
                "{'site': 's', 'hosts': [{'host': 'a', 'metrics': [{'name': 'x', 'value': 1}]},"
                    + " {'host': 'b', 'metrics': [{'name': 'x', 'value': 2}, {'name': 'y', 'value': 3}]}]}"))
        .containsExactly("s.a.x@9000=1.0", "s.b.x@9000=2.0", "s.b.y@9000=3.0");
    assertThat(
            shown(
                "{each: /values, value: /1, time: {field: /0, unit: s}, series: ../n}",
                "{'n': 'up', 'values': [[1, '5'], [2, '6']]}"))
        .as("pairs of time and value")
        .containsExactly("up@1000=5.0", "up@2000=6.0");
    assertThat(shown("{each: /r}", "{'r': []}")).isEmpty();
  }

  @Test
  void whatDoesNotMatchIsLeftOutAndCounted() {
    Measurements found =
        read(
            "{each: /r, where: {/type: [temp, hum], ../site: 1}, series: /type}",
            "{'site': 1, 'r': [{'type': 'temp', 'value': 1}, {'type': 'state', 'value': 'on'}]}");
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.leftOut()).isEqualTo(1);
    found = read("{each: /r, where: {../kind: batch}}", "{'kind': 'single', 'value': 1}");
    assertThat(found.size()).as("told before the list is looked for").isZero();
    assertThat(found.leftOut()).isEqualTo(1);
    assertThat(read("{where: {/ok: true}}", "{'value': 1}").leftOut()).isEqualTo(1);
    assertThat(read("{where: {/ok: true}}", "{'value': 1, 'ok': true}").leftOut()).isZero();
  }

  @Test
  void partsThatCannotBeUsedAreRefusedOnceForEachReason() {
    String elements =
        String.join(",", IntStream.range(0, 50).mapToObj(i -> "{'value': 'on'}").toList());
    Measurements found = read("{each: /}", "[{'value': 1}, " + elements + "]");
    assertThat(found.size()).isEqualTo(2);
    assertThat(found.get(1).fault())
        .hasMessageContaining("'on' is not a number")
        .hasMessageContaining("50 parts of the record");
    String many = "[" + "{'value': 1},".repeat(10_001) + "{'value': 1}]";
    found = read("{each: /}", many);
    assertThat(found.size()).isEqualTo(10_001);
    assertThat(found.get(10_000).fault().reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{each: /r} | {'x': 1} | NO_VALUE | has no /r",
        "{each: /r} | {'r': 5} | NO_VALUE | /r is a number",
        "{each: /r} | {'value': 1} {'value': 2} | MALFORMED | more than one document",
        "{each: /r} | 5 | MALFORMED | neither an object nor an array",
        "{each: /r} | {'r': 1, 'r': 2} | MALFORMED | a field twice",
        "{each: /r} | {'r': | MALFORMED | not JSON",
        "{values: [/a, /b]} | {'c': 1} | NO_VALUE | has no /a",
        "{values: '/a/*'} | {'a': {'b': 'x'}} | NO_VALUE | no other member that is a number",
        "{values: '/a/*'} | {'b': 1} | NO_VALUE | has no /a",
        "{values: [/r/0/v, /b], time: {field: /t}} | {'r': [{'v': 1}, {'v': 2}], 't': 1} | SEVERAL_READINGS | input.lists: pick",
        "{where: {/t: a}, time: {field: /t}} | {'t': 'a', 'value': 1} | BAD_TIME | 'a'",
        "{series: [/a, /b]} | {'a': 1, 'value': 1} | NO_SERIES | has no /b",
        "{series: '{header:none}'} | {'value': 1} | NO_SERIES | no header 'none'"
      })
  void recordsThatSayNothingAreRefused(String input, String record, Reason reason, String message) {
    Measurements found = new Measurements();
    BadRecordException refusal = null;
    try {
      SpecLoader.parse("input: " + input)
          .input()
          .reader()
          .read(new SourceRecord(null, ReadInput.utf8(record), 1), found);
      refusal = found.get(0).fault();
    } catch (BadRecordException e) {
      refusal = e;
    }
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }
}
