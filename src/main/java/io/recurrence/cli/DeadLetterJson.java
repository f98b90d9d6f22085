package io.recurrence.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.recurrence.streams.DeadLetters;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter on one line: why it is one, where it came from, and the record as it came. */
final class DeadLetterJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PREFIX = "recurrence.";

  private DeadLetterJson() {}

  static boolean recognises(ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader(DeadLetters.REASON) != null;
  }

  /**
   * The headers that say why, first, by the names that they have behind {@code recurrence.}; then
   * key and value as text, or in hexadecimal as {@code key_hex} and {@code value_hex}.
   */
  static String of(ConsumerRecord<byte[], byte[]> record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("timestamp", record.timestamp());
      for (Header header : record.headers()) {
        if (header.key().startsWith(PREFIX)) {
          write(json, header.key().substring(PREFIX.length()), header.value());
        }
      }
      write(json, "key", record.key());
      write(json, "value", record.value());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, byte @Nullable [] bytes)
      throws IOException {
    if (bytes == null) {
      json.writeNullField(name);
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      json.writeStringField(name, text);
    } catch (CharacterCodingException e) {
      json.writeStringField(name + "_hex", HexFormat.of().formatHex(bytes));
    }
  }
}
