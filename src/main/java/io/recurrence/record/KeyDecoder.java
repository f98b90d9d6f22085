package io.recurrence.record;

import org.jspecify.annotations.Nullable;

/** Reads records whose key, which names the series, is not text. */
public final class KeyDecoder implements Decoder {
  private final KeyFormat format;
  private final Decoder decoder;

  /**
   * Puts the name that a key stands for in its place.
   *
   * @param decoder reads what is left of the record
   */
  public KeyDecoder(KeyFormat format, Decoder decoder) {
    this.format = format;
    this.decoder = decoder;
  }

  @Override
  public void decode(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, Measurement into)
      throws BadRecordException {
    decoder.decode(key == null ? null : format.name(key), value, timestamp, into);
  }
}
