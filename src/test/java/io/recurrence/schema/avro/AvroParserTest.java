package io.recurrence.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.SchemaSource;
import io.recurrence.testing.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroParserTest {
  private static final String ALL =
      """
      {"type":"record","name":"Reading","namespace":"x","fields":[
       {"name":"sensor","type":"string"},
       {"name":"value","type":["null","double"],"default":null},
       {"name":"real","type":"float"},
       {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},
       {"name":"cost","type":{"type":"fixed","name":"F","size":8,"logicalType":"decimal","precision":18,"scale":4}},
       {"name":"ms","type":{"type":"long","logicalType":"timestamp-millis"}},
       {"name":"us","type":{"type":"long","logicalType":"timestamp-micros"}},
       {"name":"ns","type":{"type":"long","logicalType":"timestamp-nanos"}},
       {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
       {"name":"debezium","type":{"type":"long","connect.version":1,"connect.name":"io.debezium.time.MicroTimestamp"}},
       {"name":"day","type":{"type":"int","logicalType":"date"}},
       {"name":"clock","type":{"type":"int","logicalType":"time-millis"}},
       {"name":"values","type":{"type":"map","values":"float"}},
       {"name":"list","type":{"type":"array","items":["int","string"]}},
       {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
       {"name":"raw","type":"bytes"},
       {"name":"on","type":"boolean"},
       {"name":"scaled","type":{"type":"record","name":"V","connect.name":"io.debezium.data.VariableScaleDecimal","fields":[
         {"name":"scale","type":"int"},{"name":"value","type":"bytes"}]}},
       {"name":"nested","type":["null",{"type":"record","name":"N","fields":[
         {"name":"count","type":"long"},{"name":"next","type":["null","N"]}]}]}]}""";

  private static AvroParser parser(String text, Map<String, String> references) {
    return new AvroParser(
        SchemaSource.of(new RegisteredSchema("schema id 7", SchemaType.AVRO, text, references)));
  }

  private static JsonNode parse(String text, byte[] content) throws BadRecordException {
    return parser(text, Map.of()).parse(new SourceRecord(null, content, 0));
  }

  private static byte[] bytes(Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static ByteBuffer unscaled(String number) {
    return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
  }

  private static byte[] all() throws IOException {
    Schema schema = new Schema.Parser().parse(ALL);
    GenericData.Record r = new GenericData.Record(schema);
    r.put("sensor", "pump-7");
    r.put("value", 21.5);
    r.put("real", 1.1f);
    r.put("price", unscaled("-12.34"));
    byte[] cost = ByteBuffer.allocate(8).putLong(123_456L).array();
    r.put("cost", new GenericData.Fixed(schema.getField("cost").schema(), cost));
    r.put("ms", 1_767_571_200_250L);
    r.put("us", 1_767_571_200_250_123L);
    r.put("ns", 1_767_571_200_250_123_456L);
    r.put("local", 1_767_571_200_000L);
    r.put("debezium", 1_767_571_200_250_123L);
    r.put("day", 20_458);
    r.put("clock", 3_661_000);
    r.put("values", Map.of("t", 1.5f));
    r.put("list", List.of(3, "x"));
    r.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"));
    r.put("raw", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    r.put("on", true);
    GenericData.Record scaled = new GenericData.Record(schema.getField("scaled").schema());
    scaled.put("scale", 3);
    scaled.put("value", unscaled("123.456"));
    r.put("scaled", scaled);
    Schema n = schema.getField("nested").schema().getTypes().get(1);
    GenericData.Record inner = new GenericData.Record(n);
    inner.put("count", 9L);
    GenericData.Record outer = new GenericData.Record(n);
    outer.put("count", 8L);
    outer.put("next", inner);
    r.put("nested", outer);
    return bytes(schema, r);
  }

  @Test
  void everyTypeIsReadAsWhatItStandsFor() throws Exception {
    JsonNode tree = parse(ALL, all());
    Map<String, String> texts = new LinkedHashMap<>();
    tree.properties().forEach(e -> texts.put(e.getKey(), text(e.getValue())));
    assertThat(texts)
        .containsExactly(
            Map.entry("sensor", "pump-7"),
            Map.entry("value", "21.5"),
            Map.entry("real", "1.1"),
            Map.entry("price", "-12.34"),
            Map.entry("cost", "12.3456"),
            Map.entry("ms", "2026-01-05T00:00:00.250Z"),
            Map.entry("us", "2026-01-05T00:00:00.250123Z"),
            Map.entry("ns", "2026-01-05T00:00:00.250123456Z"),
            Map.entry("local", "2026-01-05T00:00"),
            Map.entry("debezium", "2026-01-05T00:00:00.250123"),
            Map.entry("day", "2026-01-05"),
            Map.entry("clock", "01:01:01"),
            Map.entry("values", "{\"t\":1.5}"),
            Map.entry("list", "[3,\"x\"]"),
            Map.entry("kind", "B"),
            Map.entry("raw", "AQID"),
            Map.entry("on", "true"),
            Map.entry("scaled", "123.456"),
            Map.entry("nested", "{\"count\":8,\"next\":{\"count\":9,\"next\":null}}"));
    assertThat(tree.path("price").isNumber()).isTrue();
    assertThat(tree.path("value").isNumber()).isTrue();
  }

  private static String text(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  @Test
  void aMissingOptionalValueIsNull() throws Exception {
    String text =
        """
        {"type":"record","name":"R","fields":[{"name":"value","type":["null","double"]}]}""";
    assertThat(parse(text, new byte[] {0}).path("value").isNull()).isTrue();
  }

  @Test
  void aValueAloneIsTheFieldOfThatName() throws Exception {
    byte[] number = bytes(Schema.create(Schema.Type.DOUBLE), 3.5);
    assertThat(parse("\"double\"", number).toString()).isEqualTo("{\"value\":3.5}");
  }

  @Test
  void schemasMayReferToOthersAndHaveTheNamesThatConnectMakes() throws Exception {
    String unit =
        """
        {"type":"enum","name":"Unit","namespace":"x","symbols":["C","F"]}""";
    String text =
        """
        {"type":"record","name":"my-table.Value","fields":[
         {"name":"u","type":"x.Unit"},{"name":"v-1","type":"int","default":"x"}]}""";
    JsonNode tree =
        parser(text, Map.of("x.Unit", unit)).parse(new SourceRecord(null, new byte[] {2, 4}, 0));
    assertThat(tree.toString()).isEqualTo("{\"u\":\"F\",\"v-1\":2}");
  }

  private static void refuses(String text, byte[] content, Reason reason, String message) {
    assertThatThrownBy(() -> parse(text, content))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  @Test
  void whatDoesNotFitTheSchemaIsRefused() throws Exception {
    byte[] number = bytes(Schema.create(Schema.Type.DOUBLE), 3.5);
    refuses("\"double\"", new byte[] {1, 2, 3}, Reason.MALFORMED, "it breaks off");
    refuses("\"float\"", number, Reason.MALFORMED, "bytes left over");
    refuses("{", number, Reason.UNKNOWN_SCHEMA, "schema id 7 is no schema of Avro");
    refuses(
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2,\"scale\":5}",
        number,
        Reason.UNKNOWN_SCHEMA,
        "no sound precision and scale");
    AvroParser other =
        new AvroParser(
            SchemaSource.of(
                new RegisteredSchema("schema id 7", SchemaType.PROTOBUF, "", Map.of())));
    assertThatThrownBy(() -> other.parse(new SourceRecord(null, number, 0)))
        .hasMessage("schema id 7 is of the type PROTOBUF, which input.format: protobuf reads");
  }

  @Test
  void aFewBytesCannotClaimMillionsOfValuesOrGoDeep() {
    byte[] millions = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0x7f, 0};
    refuses(
        "{\"type\":\"array\",\"items\":\"null\"}", millions, Reason.MALFORMED, "more than 200,000");
    String chain =
        """
        {"type":"record","name":"N","fields":[{"name":"next","type":["null","N"]}]}""";
    byte[] deep = new byte[100];
    java.util.Arrays.fill(deep, (byte) 2);
    deep[99] = 0;
    refuses(chain, deep, Reason.MALFORMED, "deeper than 64 levels");
  }

  @Test
  void nothingButARefusalComesOfDamagedRecords() throws Exception {
    long cases = FuzzTarget.executions(100_000);
    long started = System.nanoTime();
    AvroParser parser = parser(ALL, Map.of());
    byte[] sound = all();
    Random random = new Random(FuzzTarget.seed());
    long refused = 0;
    for (long i = 0; i < cases; i++) {
      byte[] damaged = java.util.Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
      for (int k = random.nextInt(4); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        parser.parse(new SourceRecord(null, damaged, 0));
      } catch (BadRecordException e) {
        refused++;
      }
    }
    FuzzTarget.report("avro", cases, FuzzTarget.seed(), cases - refused, started);
    assertThat(refused).isGreaterThan(cases / 2);
  }
}
