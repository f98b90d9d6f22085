package io.recurrence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static SchemaFrame read(String hex, Map<String, String> headers)
      throws BadRecordException {
    return WireFormat.read(
        new SourceRecord(
            "t",
            null,
            HexFormat.of().parseHex(hex),
            0,
            name -> headers.containsKey(name) ? bytes(headers.get(name)) : null),
        SchemaType.AVRO);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static void check(SchemaFrame frame, String id, int message, int content) {
    assertThat(frame.id()).isEqualTo(id);
    assertThat(frame.message().position()).isEqualTo(message);
    assertThat(frame.content().position()).isEqualTo(content);
  }

  @Test
  void theIdStandsBeforeTheContent() throws BadRecordException {
    SchemaFrame frame = read("000000000e02aa", Map.of());
    check(frame, "ids/14", 5, 5);
    assertThat(frame.message()).isSameAs(frame.content());
  }

  @Test
  void anIdOfNoughtIsTheBeginningOfOneOfEightBytes() throws BadRecordException {
    check(read("00000000000000000e02", Map.of()), "ids/14", 9, 9);
  }

  @Test
  void anIdMayStandInAHeader() throws BadRecordException {
    check(read("02aa", Map.of("__value_schema_id", "000000000e0204")), "ids/14", 5, 0);
    check(
        read("02aa", Map.of("__value_schema_id", "0100112233445566778899aabbccddeeff0204")),
        "guids/00112233-4455-6677-8899-aabbccddeeff",
        17,
        0);
    check(read("02aa", Map.of("apicurio.value.contentId", "000000000000000e")), "ids/14", 0, 0);
    check(read("02aa", Map.of("apicurio.value.globalId", "000000000000000e")), "ids/14", 0, 0);
  }

  @Test
  void whatHasNoIdIsRefusedWithWhatItLooksLike() {
    String json = HexFormat.of().formatHex("{\"value\":1}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("does not begin with the id of a schema")
        .hasMessageContaining("it looks like JSON");
    assertThatThrownBy(() -> read("0000", Map.of())).hasMessageContaining("id of a schema");
    assertThatThrownBy(() -> read("02", Map.of("__value_schema_id", "07")))
        .hasMessageContaining("__value_schema_id holds no id");
    assertThatThrownBy(() -> read("02", Map.of("apicurio.value.contentId", "07")))
        .hasMessageContaining("no id of eight bytes");
  }
}
