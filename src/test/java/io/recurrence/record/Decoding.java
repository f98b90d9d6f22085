package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;

/** Decodes texts for tests. */
final class Decoding {
  static final long TIMESTAMP = 1_700_000_000_000L;

  private Decoding() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a record whose key is {@code key}. */
  static Measurement read(Decoder decoder, String value) {
    Measurement reading = new Measurement();
    try {
      decoder.decode(bytes("key"), bytes(value), TIMESTAMP, reading);
    } catch (BadRecordException e) {
      throw new AssertionError(value, e);
    }
    return reading;
  }

  static BadRecordException refused(Decoder decoder, byte[] value) {
    BadRecordException e =
        catchThrowableOfType(
            BadRecordException.class,
            () -> decoder.decode(bytes("key"), value, TIMESTAMP, new Measurement()));
    assertThat(e).as(new String(value, StandardCharsets.ISO_8859_1)).isNotNull();
    assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300);
    return e;
  }

  static void assertRefused(Decoder decoder, String value, Reason reason) {
    assertThat(refused(decoder, bytes(value)).reason()).as(value).isEqualTo(reason);
  }
}
