package io.recurrence.record;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Writes output by the schemas of {@link OutputSchema}, each record behind the id of its own, as
 * Confluent's serializers do.
 */
public final class SchemaEncoder extends Encoder {
  private static final byte MAGIC = 0;
  private static final byte FIRST_MESSAGE = 0; // of a Protobuf schema

  private final boolean protobuf;
  private final ToIntFunction<OutputSchema> ids;
  private final Supplier<byte[]> content;

  private SchemaEncoder(
      RecordSink sink,
      boolean protobuf,
      Supplier<byte[]> content,
      ToIntFunction<OutputSchema> ids,
      double confidence,
      String version) {
    super(sink, confidence, version);
    this.protobuf = protobuf;
    this.content = content;
    this.ids = ids;
  }

  /**
   * Makes an encoder.
   *
   * @param ids the id of a schema, asked for with each record
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param version of the pipeline
   */
  public static SchemaEncoder of(
      SchemaType type, ToIntFunction<OutputSchema> ids, double confidence, String version) {
    return switch (type) {
      case AVRO -> {
        AvroSink sink = new AvroSink();
        yield new SchemaEncoder(sink, false, sink::record, ids, confidence, version);
      }
      case PROTOBUF -> {
        ProtobufSink sink = new ProtobufSink();
        yield new SchemaEncoder(sink, true, sink::record, ids, confidence, version);
      }
      case JSON -> {
        JsonSink sink = new JsonSink();
        yield new SchemaEncoder(sink, false, sink::record, ids, confidence, version);
      }
    };
  }

  @Override
  byte[] record() {
    byte[] bytes = content.get();
    int header = 1 + Integer.BYTES + (protobuf ? 1 : 0);
    ByteBuffer out = ByteBuffer.allocate(header + bytes.length);
    out.put(MAGIC).putInt(ids.applyAsInt(OutputSchema.of(kind())));
    if (protobuf) {
      out.put(FIRST_MESSAGE);
    }
    return out.put(bytes).array();
  }
}
