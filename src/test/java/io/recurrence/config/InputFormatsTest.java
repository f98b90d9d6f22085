package io.recurrence.config;

import static io.recurrence.config.ReadInput.shown;
import static io.recurrence.config.ReadInput.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** What a pipeline reads of each format. */
class InputFormatsTest {
  @Test
  void eachFieldOfALineOfInfluxIsOfASeriesNamedByItsTags() {
    assertThat(
            shown(
                "{format: influx}",
                utf8(
                    """
                    # comment
                    cpu,host=a,cpu=cpu0 usage_idle=89.7,n=3i,up=t,s="x y,z" 1709510400000000000\r

                    temp v=-1.5e1
                    my\\ name,ta\\,g=a\\=b fi\\=eld=7u 1500000000
                    """)))
        .containsExactly(
            "my name.fi=eld{ta,g=a=b}@1500=7.0",
            "temp.v@9000=-15.0",
            "cpu.usage_idle{cpu=cpu0,host=a}@1709510400000=89.7",
            "cpu.n{cpu=cpu0,host=a}@1709510400000=3.0");
  }

  @Test
  void aLineThatIsNotLineProtocolIsRefusedAlone() {
    assertThat(shown("{format: influx, time: {unit: s}}", utf8("cpu v=1 5\ncpu v= 6\ncpu v=2 7")))
        .containsExactly(
            "cpu.v@5000=1.0",
            "cpu.v@7000=2.0",
            " MALFORMED: line 2 is not line protocol: '' is no value; a text stands in double quotes"
                + " (at character 7) (element 1 of /)");
    assertThat(shown("{format: influx}", utf8("{'value': 1}")).get(0))
        .contains("MALFORMED", "line 1", "it looks like JSON, which input.format: json reads");
    assertThat(shown("{format: json}", utf8("cpu,host=a v=1 5")).get(0))
        .contains("which input.format: influx reads");
  }

  @Test
  void aFaultyLineIsNotTakenForCsvAndATagHasAValue() {
    assertThat(shown("{format: influx}", utf8("cpu,host= v=1 5")))
        .singleElement()
        .asString()
        .contains("the tag 'host' has no value")
        .doesNotContain("CSV");
  }

  @Test
  void aQuotedTextOfInfluxMayHoldALineEndAndItsEscapes() {
    assertThat(
            shown(
                "{format: influx, values: /fields/v, words: {on: 1}, where: {/name: [a, b]}}",
                utf8(
                    "a s=\"line\nline \\\"q\\\" \\\\ C:\\dir\",v=1 1000000\nb v=\"on\" 2000000\nc v=3")))
        .containsExactly("a.v@1=1.0", "b.v@2=1.0", "left out: 1");
  }

  @Test
  void telegrafSendsOneMetricOrABatch() {
    String metric =
        "{'fields': {'usage_idle': 89.68, 'cores': '4'}, 'name': 'cpu',"
            + " 'tags': {'host': 'a', 'cpu': 'cpu0'}, 'timestamp': 1709510400}";
    assertThat(shown("{format: telegraf}", utf8(metric)))
        .containsExactly("cpu.usage_idle{cpu=cpu0,host=a}@1709510400000=89.68");
    assertThat(shown("{format: telegraf}", utf8("{'metrics': [" + metric + "," + metric + "]}")))
        .hasSize(2);
    assertThat(
            shown(
                "{format: telegraf, series: '{/tags/host}.{value}', where: {/name: cpu}}",
                utf8(metric)))
        .containsExactly("a.usage_idle@1709510400000=89.68");
  }

  @Test
  void cborIsReadByPointers() throws IOException {
    byte[] record =
        new CBORMapper().writeValueAsBytes(Map.of("sensor", "s1", "in", Map.of("t", 21.5)));
    assertThat(shown("{format: cbor, series: /sensor, value: /in/t}", record))
        .containsExactly("s1@9000=21.5");
    assertThat(shown("{format: cbor, value: /in/x}", record))
        .containsExactly(
            "pump-7 NO_VALUE: the document has no /in/x: /in is an object with the fields t");
    assertThat(shown("{format: cbor}", utf8("{'value': 1}")).get(0))
        .contains("MALFORMED", "not CBOR", "input.format: json");
  }

  @Test
  void messagePackIsReadByPointersWithItsOwnTimestamps() throws IOException {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(3);
    packer.packString("ts");
    packer.packTimestamp(1_767_571_200L, 250_000_000);
    packer.packString("list");
    packer.packArrayHeader(2).packFloat(1.1f).packNil();
    packer.packInt(7);
    packer.packDouble(2.5);
    byte[] record = packer.toByteArray();
    assertThat(
            shown(
                "{format: messagepack, time: {field: /ts, unit: iso}, values: [/list/0, /list/1, /7]}",
                record))
        .containsExactly(
            "pump-7.0@1767571200250=1.1",
            "pump-7.1@1767571200250=missing",
            "pump-7.7@1767571200250=2.5");
    assertThat(shown("{format: messagepack}", new byte[] {(byte) 0xc6, 0x7f, -1, -1, -1}).get(0))
        .contains("MALFORMED");
  }

  @Test
  void keysThatHaveNoMeaningForAFormatAreFaults() {
    for (String input :
        List.of(
            "{format: influx, each: /x}",
            "{format: influx, envelope: connect}",
            "{format: csv, envelope: debezium}",
            "{format: otlp, key: long}",
            "{format: number, where: {/a: b}}")) {
      assertThatThrownBy(() -> SpecLoader.parse("input: " + input))
          .as(input)
          .isInstanceOf(SpecException.class);
    }
  }
}
