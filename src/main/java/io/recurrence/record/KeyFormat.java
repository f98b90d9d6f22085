package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How the key of a record is written, where it is the name of the series. */
public enum KeyFormat {
  /** UTF-8; a JSON object of several fields is refused, since they may come in any order. */
  AUTO {
    @Override
    byte[] name(byte[] key) throws BadRecordException {
      if (key.length > 0 && key[0] == '{' && JsonText.tree(key).size() > 1) {
        throw new BadRecordException(
            Reason.NO_SERIES,
            "the key is a JSON object of several fields, which may come in any order: input.key: json"
                + " makes one series of them all, text takes each as it stands");
      }
      return key;
    }
  },
  /** UTF-8, as it stands. */
  TEXT {
    @Override
    byte[] name(byte[] key) {
      return key;
    }
  },
  /** JSON: a text or number stands for itself, an object for its fields in alphabetical order. */
  JSON {
    @Override
    byte[] name(byte[] key) throws BadRecordException {
      return JsonText.canonical(key);
    }
  },
  /** A big-endian whole number of 8 bytes, as Kafka's LongSerializer writes it. */
  LONG {
    @Override
    byte[] name(byte[] key) throws BadRecordException {
      return digits(bytes(key, Long.BYTES, "long").getLong());
    }
  },
  /** A big-endian whole number of 4 bytes, as Kafka's IntegerSerializer writes it. */
  INT {
    @Override
    byte[] name(byte[] key) throws BadRecordException {
      return digits(bytes(key, Integer.BYTES, "int").getInt());
    }
  };

  private static final int SHOWN = 12; // bytes of a key that a message shows

  /** The name of the series in UTF-8. */
  abstract byte[] name(byte[] key) throws BadRecordException;

  private static ByteBuffer bytes(byte[] key, int length, String setting)
      throws BadRecordException {
    if (key.length != length) {
      throw new BadRecordException(
          Reason.NO_SERIES,
          "the key has %d bytes (%s), but input.key: %s reads %d"
              .formatted(key.length, shown(key), setting, length));
    }
    return ByteBuffer.wrap(key);
  }

  private static byte[] digits(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  /** What a key looks like that is no text, and what to do. */
  static String hint(byte[] key) {
    String setting = key.length == Long.BYTES ? "long" : key.length == Integer.BYTES ? "int" : "";
    String found =
        !setting.isEmpty()
            ? ", perhaps the number %d: input.key: %s reads it"
                .formatted(
                    key.length == Long.BYTES
                        ? ByteBuffer.wrap(key).getLong()
                        : ByteBuffer.wrap(key).getInt(),
                    setting)
            : Signature.of(key).map(signature -> ", " + signature.name()).orElse("");
    return " (%s%s)%s".formatted(shown(key), key.length > SHOWN ? " …" : "", found)
        + "; let the producer write keys as text, or input.series name a field of the value";
  }

  private static String shown(byte[] key) {
    return HexFormat.ofDelimiter(" ").formatHex(key, 0, Math.min(SHOWN, key.length));
  }
}
