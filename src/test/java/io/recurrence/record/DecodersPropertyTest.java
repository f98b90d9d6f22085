package io.recurrence.record;

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
          "-1.5e-7",
          "{\"device\": \"pump\", \"readings\": [{\"t\": 1, \"value\": NaN}, {\"t\": 2, \"value\": \"\"}]}",
          "weather,site=north temperature=21.5 1709510400000000000",
          "\0\0\0\0*\fpump-7\0\0\0\0\0\u00805@",
          "\n\u0006pump-7\u0011\0\0\0\0\0\u00805@");

  private static final List<Decoder> DECODERS =
      List.of(
          new JsonDecoder("", "/value", "", TimeUnit.MS),
          new JsonDecoder("/s", "/nested/value/1", "/t", TimeUnit.NS),
          new JsonDecoder("/2", "/1", "/0", TimeUnit.ISO),
          new JsonDecoder("/2", List.of("/1"), false, TimeField.of("", TimeUnit.ISO), true),
          new KeyDecoder(KeyFormat.AUTO, new JsonDecoder("", "/nested/value", "", TimeUnit.MS)),
          new KeyDecoder(KeyFormat.TEXT, new NumberDecoder()),
          new KeyDecoder(KeyFormat.JSON, new NumberDecoder()),
          new KeyDecoder(KeyFormat.LONG, new NumberDecoder()),
          new KeyDecoder(KeyFormat.INT, new NumberDecoder()),
          new CsvDecoder(1, 2, 3, TimeUnit.ISO, ';'),
          new CsvDecoder(0, 1, 2, TimeUnit.S, ','),
          new CsvDecoder(0, 2, 1, TimeUnit.ISO, ','),
          new NumberDecoder());

  private static void decode(byte[] key, byte[] value) {
    decode(key, value, DECODERS);
  }

  private static void decode(byte[] key, byte[] value, List<Decoder> decoders) {
    for (Decoder decoder : decoders) {
      Measurement reading = new Measurement();
      try {
        decoder.decode(key, value, Decoding.TIMESTAMP, reading);
        assertThat(reading.series().isBlank()).isFalse();
        assertThat(plain(reading.series())).isTrue();
        assertThat(Math.abs(reading.value())).isLessThanOrEqualTo(1e100);
      } catch (BadRecordException e) {
        assertThat(e.getMessage().length()).isBetween(1, 500);
        assertThat(plain(e.getMessage())).isTrue();
      }
    }
  }

  private static boolean plain(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  @Property(seed = "1", tries = 20_000)
  void anyBytes(@ForAll @Size(max = 200) byte[] value, @ForAll @Size(max = 20) byte[] key) {
    decode(key, value);
  }

  @Property(seed = "2", tries = 5_000)
  void anyText(@ForAll String text) {
    decode(Decoding.bytes("key"), Decoding.bytes(text));
    decode(Decoding.bytes("key"), Decoding.bytes("{\"value\": \"" + text + "\"}"));
  }

  @Property(seed = "3", tries = 100_000)
  void recordsWithDamage(@ForAll Random random) {
    byte[] value = Decoding.bytes(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      value[random.nextInt(value.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(4) == 0 ? random.nextInt(value.length) : 0;
    byte[] key = new byte[random.nextInt(10)];
    random.nextBytes(key);
    byte[] damaged = Arrays.copyOfRange(value, from, value.length);
    int first = random.nextInt(DECODERS.size() - 2);
    decode(
        random.nextBoolean() ? key : Decoding.bytes("{\"a\": 1, \"b\": 2}"),
        damaged,
        DECODERS.subList(first, first + 3));
    assertThat(Signature.of(damaged)).isNotNull();
  }

  @Property(seed = "4", tries = 1000)
  void numbersAreReadAsTheyAreWritten(@ForAll double value) {
    if (Math.abs(value) <= 1e100) {
      String text = Double.toString(value);
      assertThat(Decoding.read(DECODERS.get(0), "{\"value\": " + text + "}").value())
          .isEqualTo(value);
      assertThat(Decoding.read(DECODERS.get(0), "{\"value\": \"" + text + "\"}").value())
          .isEqualTo(value);
      assertThat(Decoding.read(new NumberDecoder(), text).value()).isEqualTo(value);
    }
  }
}
