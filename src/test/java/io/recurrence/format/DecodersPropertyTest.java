package io.recurrence.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, there is a reading or a reason, and nothing else. */
class DecodersPropertyTest {
  private static final List<String> DOCUMENTS =
      List.of(
          "{\"value\": 12.5, \"t\": 1700000000, \"s\": \"pump\"}",
          "{\"s\": \"a\", \"nested\": {\"value\": [1, 2, {\"x\": null}]}, \"value\": \"3e-5\"}",
          "[1, 2.5e300, \"text\", {\"value\": true}]",
          "a;12,5;\"quoted \"\"text\"\"\";2026-01-01T00:00:00Z",
          "2026-02-30 10:00:00,1e400,",
          "-1.5e-7");

  private static List<Decoder> decoders() {
    return List.of(
        new JsonDecoder("", "/value", "", TimeUnit.MS),
        new JsonDecoder("/s", "/nested/value/1", "/t", TimeUnit.NS),
        new JsonDecoder("/2", "/1", "/0", TimeUnit.ISO),
        new CsvDecoder(1, 2, 3, TimeUnit.ISO, ';'),
        new CsvDecoder(0, 1, 2, TimeUnit.S, ','),
        new CsvDecoder(0, 2, 1, TimeUnit.ISO, ','),
        new NumberDecoder());
  }

  private static void decode(byte[] key, byte[] value) {
    for (Decoder decoder : decoders()) {
      Reading reading = new Reading();
      try {
        decoder.decode(key, value, Decoding.TIMESTAMP, reading);
        assertThat(reading.series()).isNotBlank();
        assertThat(Math.abs(reading.value())).isLessThanOrEqualTo(1e100);
      } catch (BadRecordException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Property(seed = "1", tries = 1000)
  void anyBytes(@ForAll @Size(max = 200) byte[] value, @ForAll @Size(max = 20) byte[] key) {
    decode(key, value);
  }

  @Property(seed = "2", tries = 1000)
  void anyText(@ForAll String text) {
    decode(Decoding.bytes("key"), Decoding.bytes(text));
    decode(Decoding.bytes("key"), Decoding.bytes("{\"value\": \"" + text + "\"}"));
  }

  @Property(seed = "3", tries = 2000)
  void recordsWithDamage(@ForAll Random random) {
    byte[] value = Decoding.bytes(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      value[random.nextInt(value.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(4) == 0 ? random.nextInt(value.length) : 0;
    decode(Decoding.bytes("key"), Arrays.copyOfRange(value, from, value.length));
  }

  @Property(seed = "4", tries = 1000)
  void numbersAreReadAsTheyAreWritten(@ForAll double value) {
    if (Math.abs(value) <= 1e100) {
      String text = Double.toString(value);
      assertThat(Decoding.read(decoders().get(0), "{\"value\": " + text + "}").value())
          .isEqualTo(value);
      assertThat(Decoding.read(decoders().get(0), "{\"value\": \"" + text + "\"}").value())
          .isEqualTo(value);
      assertThat(Decoding.read(new NumberDecoder(), text).value()).isEqualTo(value);
    }
  }
}
