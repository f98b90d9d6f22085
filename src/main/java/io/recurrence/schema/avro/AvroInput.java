package io.recurrence.schema.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * The bytes of a record while it is read, and how much has been read: a few bytes may claim
 * millions of elements that take none, or go deeper than a stack does.
 */
final class AvroInput {
  private static final int DEEPEST = 64;
  private static final int MOST = 200_000; // values of a record

  private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
  private int depth;
  private int values;

  void begin(ByteBuffer content) {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(
                content.array(),
                content.arrayOffset() + content.position(),
                content.remaining(),
                decoder);
    depth = 0;
    values = 0;
  }

  BinaryDecoder decoder() {
    return decoder;
  }

  boolean ended() throws IOException {
    return decoder.isEnd();
  }

  /** Counts a value. */
  void count() throws IOException {
    if (++values > MOST) {
      throw new IOException("it has more than %,d values".formatted(MOST));
    }
  }

  /** Enters a record, a list or a map. */
  void enter() throws IOException {
    if (++depth > DEEPEST) {
      throw new IOException("it is nested deeper than %d levels".formatted(DEEPEST));
    }
  }

  void leave() {
    depth--;
  }
}
