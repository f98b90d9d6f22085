package io.recurrence.record;

import static io.recurrence.record.Decoding.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as serialisers write them: read by a setting, or refused alike. */
class KeyDecoderTest {
  private static final byte[] VALUE = bytes("21.5");

  private static String series(KeyFormat format, byte[] key) throws BadRecordException {
    Measurement reading = new Measurement();
    new KeyDecoder(format, new NumberDecoder()).decode(key, VALUE, 0, reading);
    assertThat(reading.key()).isEqualTo(bytes(reading.series()));
    return reading.series();
  }

  private static void assertRefused(KeyFormat format, byte[] key, String... message) {
    assertThatThrownBy(() -> series(format, key))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SERIES))
        .hasMessageContainingAll(message);
  }

  private static byte[] eight(long n) {
    return ByteBuffer.allocate(8).putLong(n).array();
  }

  private static byte[] four(int n) {
    return ByteBuffer.allocate(4).putInt(n).array();
  }

  @Test
  void allNumbersOfAFleetAreTreatedAlike() throws BadRecordException {
    for (int n = -1000; n < 70_000; n += 7) {
      assertRefused(KeyFormat.AUTO, eight(n), "the number " + n + ": input.key: long reads it");
      assertRefused(KeyFormat.TEXT, four(n), "the number " + n + ": input.key: int reads it");
      assertThat(series(KeyFormat.LONG, eight(n))).isEqualTo(Integer.toString(n));
      assertThat(series(KeyFormat.INT, four(n))).isEqualTo(Integer.toString(n));
    }
    assertThat(series(KeyFormat.LONG, eight(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
  }

  @Test
  void aKeyOfAnotherLengthIsNoNumber() {
    assertRefused(KeyFormat.LONG, bytes("pump-7"), "6 bytes", "input.key: long reads 8");
    assertRefused(KeyFormat.INT, eight(5), "8 bytes", "input.key: int reads 4");
    assertThatThrownBy(() -> series(KeyFormat.LONG, null)).hasMessageContaining("no key");
  }

  @ParameterizedTest
  @CsvSource({
    "000000002a0c70756d702d37, schema id 42",
    "ff0000000000000005, ff 00 00 00 00 00 00 00 05",
    "70756d7000, 70 75 6d 70 00",
    "70750a, 70 75 0a",
    "c285, c2 85",
    "00112233445566778899aabbccddeeff, 00 11 22"
  })
  void whatIsNoTextIsRefusedWithAHint(String hex, String message) {
    assertRefused(KeyFormat.AUTO, HexFormat.of().parseHex(hex), "the key is not text", message);
    assertRefused(KeyFormat.TEXT, HexFormat.of().parseHex(hex), "input.series");
  }

  @Test
  void fieldsOfAJsonKeyMayComeInAnyOrder() throws BadRecordException {
    byte[] one = bytes("{\"device\": 4, \"site\": \"north\"}");
    byte[] other = bytes("{ \"site\":\"north\",\"device\":4 }");
    assertRefused(KeyFormat.AUTO, one, "input.key: json", "text");
    assertRefused(KeyFormat.AUTO, other, "input.key: json");
    assertThat(series(KeyFormat.JSON, one)).isEqualTo("{\"device\":4,\"site\":\"north\"}");
    assertThat(series(KeyFormat.JSON, other)).isEqualTo(series(KeyFormat.JSON, one));
    assertThat(series(KeyFormat.TEXT, other)).isEqualTo("{ \"site\":\"north\",\"device\":4 }");
    assertThat(series(KeyFormat.AUTO, bytes("{\"id\":4}"))).isEqualTo("{\"id\":4}");
    assertThat(series(KeyFormat.AUTO, bytes("{pump"))).isEqualTo("{pump");
    assertThat(series(KeyFormat.JSON, bytes("\"pump-7\""))).isEqualTo("pump-7");
    assertThat(series(KeyFormat.JSON, bytes("17"))).isEqualTo("17");
    assertRefused(KeyFormat.JSON, bytes("pump-7"), "not JSON");
    assertRefused(KeyFormat.JSON, bytes("null"), "missing");
    assertRefused(KeyFormat.JSON, bytes("\"a\\u0000\""), "the key is not text");
  }
}
