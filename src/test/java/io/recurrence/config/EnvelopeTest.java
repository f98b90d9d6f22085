package io.recurrence.config;

import static io.recurrence.config.ReadInput.shown;
import static io.recurrence.config.ReadInput.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pipeline reads of documents that are wrapped. */
class EnvelopeTest {
  @Test
  void aCloudEventIsReadInBinaryAndInStructuredMode() {
    Map<String, String> headers =
        Map.of("ce_specversion", "1.0", "ce_source", "m1", "ce_time", "2026-01-05T00:00:00.25Z");
    String input =
        "{envelope: cloudevents, series: /source, value: /data/t, time: {field: /time, unit: iso}}";
    assertThat(shown(input, utf8("{'t': 21.5}"), headers)).containsExactly("m1@1767571200250=21.5");
    String event = "{'specversion': '1.0', 'source': 'm1', 'time': '2026-01-05T00:00:00.25Z', %s}";
    assertThat(shown(input, utf8(event.formatted("'data': {'t': 21.5}"))))
        .containsExactly("m1@1767571200250=21.5");
    assertThat(shown(input, utf8(event.formatted("'data_base64': 'eyJ0IjogMn0='"))))
        .containsExactly("m1@1767571200250=2.0");
    assertThat(shown(input, null)).containsExactly("left out: 1");
    assertThat(shown(input, utf8("{'t': 21.5}")).get(0)).contains("MALFORMED", "no CloudEvent");
    String batch = event.formatted("'data': {'t': 1}");
    assertThat(
            shown(
                input.replace("series", "each: /, series"), utf8("[" + batch + "," + batch + "]")))
        .hasSize(2);
  }

  @Test
  void connectSaysWhatItsBytesAndNumbersMean() {
    String record =
        """
        {'schema': {'type': 'struct', 'fields': [
            {'type': 'bytes', 'name': 'org.apache.kafka.connect.data.Decimal', 'field': 'price',
             'parameters': {'scale': '2'}},
            {'type': 'struct', 'name': 'io.debezium.data.VariableScaleDecimal', 'field': 'free'},
            {'type': 'int64', 'name': 'io.debezium.time.MicroTimestamp', 'field': 'at'},
            {'type': 'string', 'field': 'id'}]},
         'payload': {'price': '+y4=', 'free': {'scale': 3, 'value': 'AeJA'},
                     'at': 1767571200250000, 'id': 'x'}}
        """;
    String input =
        "{envelope: connect, series: /id, values: [/price, /free], time: {field: /at, unit: iso}}";
    assertThat(shown(input, utf8(record)))
        .containsExactly("x.price@1767571200250=-12.34", "x.free@1767571200250=123.456");
    assertThat(shown(input.replace(", unit: iso", ""), utf8(record)))
        .as("the schema says the unit")
        .containsExactly("x.price@1767571200250=-12.34", "x.free@1767571200250=123.456");
    assertThat(shown(input.replace("unit: iso", "unit: ms"), utf8(record)).get(0))
        .contains("BAD_TIME", "microseconds", "leave the key out");
    assertThat(shown(input, null)).containsExactly("left out: 1");
    assertThat(
            shown("{envelope: connect, value: /v}", utf8("{'schema': null, 'payload': {'v': 1}}")))
        .containsExactly("pump-7@9000=1.0");
    assertThat(shown(input, utf8(record.replace("+y4=", "!"))).get(0)).contains("NOT_A_NUMBER");
  }

  @Test
  void aChangeOfARowIsReadAndADeletionIsLeftOut() {
    String input = "{envelope: debezium, series: /after/id, value: /after/v}";
    assertThat(shown(input, utf8("{'op': 'u', 'after': {'id': 'a', 'v': 5}, 'before': null}")))
        .containsExactly("a@9000=5.0");
    assertThat(shown(input, utf8("{'op': 'c', 'after': '{\\'id\\': \\'a\\', \\'v\\': 5}'}")))
        .as("MongoDB's text")
        .containsExactly("a@9000=5.0");
    for (String gone :
        List.of(
            "{'op': 'd', 'after': null}", "{'op': 't'}", "{'ts_ms': 5}", "{'__deleted': 'true'}")) {
      assertThat(shown(input, utf8(gone))).as(gone).containsExactly("left out: 1");
    }
    assertThat(shown(input, null)).as("a tombstone").containsExactly("left out: 1");
  }
}
