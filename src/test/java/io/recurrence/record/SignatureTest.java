package io.recurrence.record;

import static io.recurrence.record.Decoding.bytes;
import static io.recurrence.record.Decoding.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not in the format that was expected is named by its first bytes. */
class SignatureTest {
  private final Decoder json = new JsonDecoder("", "/value", "", TimeUnit.MS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "000000002a0000000000803540 | Avro or Protobuf with a schema registry header, schema id 42",
        "00000000070008010a02 | schema id 7",
        "00000000077b2276616c7565223a2032312e357d | JSON with a schema registry header, schema id 7",
        "4035800000000000 | an 8-byte double, 21.5",
        "4024d70a3d70a3d7 | an 8-byte double, 10.42",
        "c035800000000000 | an 8-byte double, -21.5",
        "00000000000004d2 | an 8-byte whole number, 1234",
        "41ac0000 | a 4-byte float, 21.5",
        "0000007b | a 4-byte whole number, 123",
        "1f8b0800 | gzip",
        "28b52ffd0458 | Zstandard",
        "82534e41505059000000 | Snappy",
        "4f626a0104 | an Avro container file",
        "c30110aa | Avro with a schema fingerprint",
        "aced00057372 | a serialised Java object",
        "50415231150415 | Parquet",
        "504b030414 | a zip archive",
        "fffe7b0022 | UTF-16 text",
        "7b002200760022003a00 | UTF-16 text without a byte order mark",
        "0a0670756d702d37110000000000803540 | a Protobuf message",
        "82a176cb4035800000000000 | MessagePack",
        "a16176fb4035800000000000 | CBOR",
        "10000000017600000000000080354000 | BSON",
        "520101 | output.format: binary"
      })
  void bytesAreNamed(String hex, String name) {
    byte[] record = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(Signature.of(record)).hasValueSatisfying(s -> assertThat(s.name()).contains(name));
    if (record[0] != (byte) 0xff && record[1] != 0) {
      BadRecordException e = refused(json, record);
      assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
      assertThat(e)
          .hasMessageContaining(name)
          .hasMessageMatching(".*(let the producer write JSON|which input.format: \\w+ reads).*");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weather,site=north temperature=21.5 1709510400000000000 | Influx line protocol",
        "cpu,host=a,core=1 usage=1i,idle=2 | Influx line protocol",
        "http_requests{code=\"200\"} 1027 1395066363000 | the Prometheus text format",
        "# TYPE http_requests counter | the Prometheus text format",
        "servers.a.load 0.42 1709510400 | Graphite's plaintext",
        "<value>21.5</value> | XML",
        "[{\"v\": 1}] | JSON",
        "eyJ2YWx1ZSI6IDIxLjV9 | JSON in base64",
        "-21.5e3 | a plain number",
        "a,1000,2.5 | a line of CSV"
      })
  void textIsNamedByItsFirstLine(String text, String name) {
    assertThat(Signature.of(bytes(text + "\nnext")))
        .hasValueSatisfying(s -> assertThat(s.name()).contains(name));
  }

  @Test
  void recordsBehindTheIdOfASchemaNameTheFormatThatReadsThem() {
    assertThat(refused(json, HexFormat.of().parseHex("000000002a0200000000803540")))
        .hasMessageContaining("schema id 42, which input.format: avro or protobuf reads");
    assertThat(refused(json, HexFormat.of().parseHex("00000000077b2276616c7565223a2032312e357d")))
        .hasMessageContaining("schema id 7, which input.format: json-schema reads");
  }

  @Test
  void whatFitsNoFormIsNotNamed() {
    assertThat(Signature.of(bytes("load:12|g"))).hasValue(new Signature("StatsD", ""));
    assertThat(Signature.of(bytes("unavailable"))).isEmpty();
    assertThat(Signature.of(bytes("ALARM_ON"))).isEmpty();
    assertThat(Signature.of(new byte[0])).isEmpty();
    assertThat(Signature.of(bytes("x".repeat(60_000)))).isEmpty();
    assertThat(Signature.of(bytes("a=".repeat(30_000)))).isEmpty();
  }

  @Test
  void everyNumberOfFourOrEightBytesIsRefusedAndNamed() {
    for (double number = 10; number < 40; number += 0.1) {
      double rounded = Math.rint(number * 10) / 10; // 11.2 is "@&ffffff"
      byte[] real = ByteBuffer.allocate(8).putDouble(rounded).array();
      assertThat(refused(json, real)).hasMessageContaining("an 8-byte double, " + rounded);
      assertThat(refused(new NumberDecoder(), real)).hasMessageContaining("an 8-byte double");
    }
    for (long n = -5_000; n < 5_000; n++) {
      byte[] eight = ByteBuffer.allocate(8).putLong(n * 977).array();
      assertThat(refused(json, eight)).hasMessageContaining("an 8-byte");
      byte[] real = ByteBuffer.allocate(8).putDouble(n / 7.0).array();
      assertThat(refused(json, real)).hasMessageContaining("an 8-byte");
      byte[] four = ByteBuffer.allocate(4).putInt((int) n).array();
      assertThat(refused(json, four)).hasMessageContaining("a 4-byte");
    }
  }

  @Test
  void utf16JsonIsReadAsJsonIs() throws BadRecordException {
    byte[] record = "{\"value\": 21.5}".getBytes(StandardCharsets.UTF_16);
    Measurement reading = new Measurement();
    json.decode(bytes("k"), record, 0, reading);
    assertThat(reading.value()).isEqualTo(21.5);
  }
}
