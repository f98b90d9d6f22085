package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever a record of several measurements holds, each part is a reading or has its reason. */
class DocumentReaderPropertyTest {
  private static final List<DocumentMeasure> ONE = List.of(new DocumentMeasure("v", "/v"));
  private static final List<DocumentMeasure> ALL = List.of(new DocumentMeasure("*", "/*"));

  private static final List<DocumentReader> READERS =
      List.of(
          reader(new DocumentShape(List.of("/"), Map.of(), "{key}", "", ONE, false), "/t", false),
          reader(
              new DocumentShape(List.of("/r"), Map.of(), "{../s}{/n}{value}", "", ALL, false),
              "",
              false),
          reader(
              new DocumentShape(
                  List.of("/r", "/q"),
                  Map.of("../n", List.of("a", "1")),
                  "{../../s}.{topic}{header:h}",
                  "",
                  List.of(new DocumentMeasure("a", "/v"), new DocumentMeasure("b", "/1")),
                  false),
              "../t",
              false),
          reader(new DocumentShape(List.of(), Map.of(), "{/s}.{value}", "", ALL, false), "", true),
          reader(
              new DocumentShape(
                  List.of("/r"),
                  Map.of("/n", List.of("a")),
                  "{/n}",
                  "",
                  List.of(new DocumentMeasure("x", "/v"), new DocumentMeasure("y", "/w/1")),
                  true),
              "/t",
              true),
          new DocumentReader(
              DocumentParser.json(false),
              new DocumentShape(List.of("/r"), Map.of(), "{key}", "", ONE, true),
              KeyFormat.LONG,
              TimeField.of("/t", TimeUnit.ISO),
              ValueRules.NONE,
              true,
              false));

  private static final List<String> DOCUMENTS =
      List.of(
          "[{\"t\": 1, \"v\": 2}, {\"t\": 2, \"v\": \"3\"}, 5, null, [1, 2]]",
          "{\"s\": \"x\", \"t\": 9, \"r\": [{\"n\": \"a\", \"v\": 1, \"w\": [1, 2], \"t\": 3}, {\"n\": 1, \"q\": [{\"v\": 4}]}]}",
          "{\"s\": \"x\", \"r\": {\"n\": \"a\", \"q\": [[1, 2], [NaN, 1e999]], \"t\": 1}, \"t\": 1.5}",
          "{\"t\": 1, \"v\": 2}\n{\"t\": 2, \"v\": true}",
          "{\"s\": \"\", \"a\": -Infinity, \"b\": 12345678901234567890123, \"c\": {}, \"a\": 1}");

  private static DocumentReader reader(DocumentShape shape, String time, boolean picks) {
    return new DocumentReader(
        DocumentParser.json(shape.each().contains("/")),
        shape,
        KeyFormat.AUTO,
        TimeField.of(time, TimeUnit.MS),
        ValueRules.NONE,
        false,
        picks);
  }

  private static void read(byte[] key, byte[] value) {
    SourceRecord record =
        new SourceRecord("in", key, value, Decoding.TIMESTAMP, name -> key.length > 2 ? key : null);
    for (DocumentReader reader : READERS) {
      Measurements found = new Measurements();
      try {
        reader.read(record, found);
      } catch (BadRecordException e) {
        assertThat(e.getMessage().length()).isBetween(1, 500);
      }
      for (int i = 0; i < found.size(); i++) {
        Measurement measurement = found.get(i);
        BadRecordException fault = measurement.fault();
        if (fault == null) {
          assertThat(measurement.series()).isNotBlank();
          assertThat(measurement.content().count() == 0 || Math.abs(measurement.value()) <= 1e100)
              .isTrue();
        } else {
          assertThat(fault.getMessage().length()).isBetween(1, 600);
        }
      }
    }
  }

  @Property(seed = "1", tries = 5_000)
  void anyBytes(@ForAll @Size(max = 200) byte[] value, @ForAll @Size(max = 20) byte[] key) {
    read(key, value);
  }

  @Property(seed = "2", tries = 30_000)
  void recordsWithDamage(@ForAll Random random) {
    byte[] value = Decoding.bytes(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      value[random.nextInt(value.length)] = (byte) (32 + random.nextInt(96));
    }
    byte[] key = new byte[random.nextInt(10)];
    random.nextBytes(key);
    read(random.nextBoolean() ? key : Decoding.bytes("key"), value);
  }

  @Property(seed = "3", tries = 20_000)
  void recordsPutTogetherOfOtherParts(@ForAll Random random) {
    read(Decoding.bytes("key"), Decoding.bytes(document(random, 0)));
  }

  private static String document(Random random, int depth) {
    int kind = random.nextInt(depth < 4 ? 8 : 6);
    return switch (kind) {
      case 0 -> "1";
      case 1 -> "\"a\"";
      case 2 -> "null";
      case 3 -> "true";
      case 4 -> "\"2024-03-04T00:00:00Z\"";
      case 5 -> "-1e400";
      case 6 -> "[" + document(random, depth + 1) + "," + document(random, depth + 1) + "]";
      default -> object(random, depth + 1);
    };
  }

  private static String object(Random random, int depth) {
    StringBuilder text = new StringBuilder("{");
    for (String name : List.of("s", "t", "r", "q", "n", "v", "w")) {
      if (random.nextInt(3) > 0) {
        text.append(text.length() == 1 ? "" : ",").append('"').append(name).append("\":");
        text.append(document(random, depth));
      }
    }
    return text.append('}').toString();
  }
}
