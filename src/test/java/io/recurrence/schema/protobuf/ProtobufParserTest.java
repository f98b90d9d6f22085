package io.recurrence.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.SchemaRegistry;
import io.recurrence.schema.SchemaSource;
import io.recurrence.schema.StubRegistry;
import io.recurrence.testing.FuzzTarget;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtobufParserTest {
  private static final String TAG =
      "syntax = \"proto3\"; package c; message Tag { string name = 1; }";
  private static final String READING =
      """
      syntax = "proto3"; package p;
      import "common.proto"; import "google/protobuf/timestamp.proto"; import "google/protobuf/duration.proto";
      import "google/protobuf/wrappers.proto"; import "google/protobuf/struct.proto";
      import "confluent/meta.proto"; import "confluent/type/decimal.proto"; import "google/type/decimal.proto";
      message Other { int32 a = 101; }
      message Reading {
        message Inner { double v = 1; }
        c.Tag tag = 1; Inner inner = 2; google.protobuf.Timestamp at = 3; google.protobuf.Duration took = 4;
        map<string, double> values = 5; repeated float path = 6; oneof which { int64 whole = 7; double real = 8; }
        optional double maybe = 9; google.protobuf.DoubleValue wrapped = 10; google.protobuf.Struct any = 11;
        confluent.type.Decimal price = 12; google.type.Decimal cost = 13;
        double absent = 14 [(confluent.field_meta).doc = "in bar"]; uint64 big = 15; fixed32 fix = 16;
        Kind kind = 17; bytes raw = 18; bool on = 19;
        enum Kind { NONE = 0; HOT = 1; }
      }
      """;
  private static final String CONTENT =
      """
      tag { name: "pump-7" } inner { v: 21.5 } at { seconds: 1767571200 nanos: 250123456 } took { seconds: 3 nanos: 500000000 }
      values { key: "t" value: 3.25 } path: 1.1 path: 2 whole: 7 wrapped { value: 0 }
      any { fields { key: "a" value { list_value { values { number_value: 1.5 } values { null_value: NULL_VALUE } } } } }
      price { value: "\\373\\056" precision: 4 scale: 2 } cost { value: "1.50" }
      big: 18446744073709551615 fix: 4294967295 kind: HOT raw: "\\001\\002" on: true""";

  private final StubRegistry stub = new StubRegistry();

  @AfterEach
  void stop() {
    stub.close();
  }

  private static RegisteredSchema schema(String text) {
    return new RegisteredSchema(
        "schema id 7", SchemaType.PROTOBUF, text, Map.of("common.proto", TAG));
  }

  private static byte[] bytes(String text, String message, String content)
      throws BadRecordException, ParseException {
    Descriptor type = ProtobufCompiler.compile(schema(text)).named(message);
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
    TextFormat.getParser().merge(content, builder);
    return builder.build().toByteArray();
  }

  private static ProtobufParser bare(String text, String message) {
    return new ProtobufParser(SchemaSource.of(schema(text)), message);
  }

  private static JsonNode parse(String text, String message, byte[] content)
      throws BadRecordException {
    return bare(text, message).parse(new SourceRecord(null, content, 0));
  }

  @Test
  void everyTypeIsReadAsWhatItStandsFor() throws Exception {
    JsonNode tree = parse(READING, "p.Reading", bytes(READING, "p.Reading", CONTENT));
    assertThat(tree.toString())
        .isEqualTo(
            "{'tag':{'name':'pump-7'},'inner':{'v':21.5},'at':'2026-01-05T00:00:00.250123456Z','took':3.5,"
                    .replace('\'', '"')
                + "'values':{'t':3.25},'path':[1.1,2.0],'whole':7,'real':null,'maybe':null,'wrapped':0.0,"
                    .replace('\'', '"')
                + "'any':{'a':[1.5,null]},'price':-12.34,'cost':'1.50','absent':0.0,"
                    .replace('\'', '"')
                + "'big':18446744073709551615,'fix':4294967295,'kind':'HOT','raw':'AQI=','on':true}"
                    .replace('\'', '"'));
  }

  private JsonNode framed(String hex, String message) throws BadRecordException {
    String text =
        """
        syntax = "proto3"; package w; message Other { int32 x = 1; }
        message Rd { double v = 1; message In { double z = 1; } }""";
    int id = stub.register("s", SchemaType.PROTOBUF, text);
    SchemaSource source = SchemaSource.of(new SchemaRegistry(stub.address()), SchemaType.PROTOBUF);
    byte[] record = HexFormat.of().parseHex("00%08x".formatted(id) + hex);
    return new ProtobufParser(source, message).parse(new SourceRecord(null, record, 0));
  }

  @Test
  void theMessageIsSaidByIndexesOrByItsName() throws Exception {
    String real = "090000000000803540"; // field 1: 21.5
    assertThat(framed("000805", "").toString()).isEqualTo("{\"x\":5}");
    assertThat(framed("02000805", "").toString()).isEqualTo("{\"x\":5}");
    assertThat(framed("0202" + real, "").toString()).isEqualTo("{\"v\":21.5}");
    assertThat(framed("040200" + real, "").toString()).isEqualTo("{\"z\":21.5}");
    assertThat(framed("040a025264" + real, "").toString()).isEqualTo("{\"v\":21.5}");
    assertThat(framed("00" + real, "w.Rd.In").toString()).isEqualTo("{\"z\":21.5}");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what, Reason reason, String message) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  @Test
  void whatDoesNotFitTheSchemaIsRefused() throws Exception {
    byte[] other = bytes(READING, "p.Other", "a: 5");
    refuses(() -> framed("0c", ""), Reason.MALFORMED, "does not say which message of schema id 1");
    refuses(() -> framed("0220", ""), Reason.MALFORMED, "does not say which message");
    refuses(() -> framed("0009", ""), Reason.MALFORMED, "is no message w.Other of Protobuf");
    refuses(
        () -> parse(READING, "p.Reading", other),
        Reason.MALFORMED,
        "none of its fields is one of that message");
    refuses(
        () -> parse(READING, "p.Readin", other),
        Reason.UNKNOWN_SCHEMA,
        "no message 'p.Readin'; did you mean 'p.Reading'?");
    refuses(
        () -> parse(READING, "", other),
        Reason.UNKNOWN_SCHEMA,
        "several messages; input.schema.message names one of p.Other, p.Reading, p.Reading.Inner");
    refuses(
        () -> parse("edition = \"2023\"; message A { double v = 1; }", "", other),
        Reason.UNKNOWN_SCHEMA,
        "a descriptor set of protoc is read in its place");
    refuses(
        () ->
            parse(
                "syntax = \"proto3\"; import \"nowhere.proto\"; message A { B b = 1; }", "", other),
        Reason.UNKNOWN_SCHEMA,
        "nowhere.proto");
  }

  @Test
  void aDescriptorSetIsReadAsAText() throws Exception {
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    ProtoText.files(schema(READING)).values().forEach(set::addFile);
    String base64 = Base64.getEncoder().encodeToString(set.build().toByteArray());
    byte[] record = bytes(READING, "p.Reading", CONTENT);
    assertThat(parse(base64, "p.Reading", record)).isEqualTo(parse(READING, "p.Reading", record));
  }

  @Test
  void nothingButARefusalComesOfDamagedRecords()
      throws BadRecordException, ParseException, InvalidProtocolBufferException {
    long cases = FuzzTarget.executions(100_000);
    long started = System.nanoTime();
    ProtobufParser parser = bare(READING, "p.Reading");
    byte[] sound = bytes(READING, "p.Reading", CONTENT);
    Random random = new Random(FuzzTarget.seed());
    long refused = 0;
    for (long i = 0; i < cases; i++) {
      byte[] damaged = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
      for (int k = random.nextInt(4); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        parser.parse(new SourceRecord(null, damaged, 0));
      } catch (BadRecordException e) {
        refused++;
      }
    }
    FuzzTarget.report("protobuf", cases, FuzzTarget.seed(), cases - refused, started);
    assertThat(refused).isGreaterThan(cases / 2);
  }
}
