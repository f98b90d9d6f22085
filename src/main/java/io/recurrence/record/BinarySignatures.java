package io.recurrence.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/** Binary formats without a signature of their own, recognised by how their bytes are laid out. */
final class BinarySignatures {
  private static final int REGISTRY_HEADER = 5; // a zero and the id of a schema
  private static final String REGISTRY = " with a schema registry header";

  /** The formats that are read, by what begins the name. */
  private static final Map<String, String> READ =
      Map.of(
          "an 8-byte double", "double",
          "a 4-byte float", "float",
          "an 8-byte whole number", "long",
          "a 4-byte whole number", "int",
          "MessagePack", "messagepack",
          "CBOR", "cbor",
          "a Protobuf message", "protobuf");

  private BinarySignatures() {}

  static Optional<String> of(byte[] bytes) {
    if (bytes.length == Long.BYTES) {
      return Optional.of(eightBytes(ByteBuffer.wrap(bytes)));
    }
    if (bytes.length == Integer.BYTES) {
      return fourBytes(ByteBuffer.wrap(bytes));
    }
    if (isUtf16(bytes)) {
      return Optional.of("UTF-16 text without a byte order mark");
    }
    if (bytes.length > REGISTRY_HEADER && bytes[0] == 0) {
      return Optional.of(registry(bytes));
    }
    int length =
        bytes.length >= 5 ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() : 0;
    if (length == bytes.length && bytes[length - 1] == 0) {
      return Optional.of("BSON");
    }
    if (isProtobuf(bytes)) {
      return Optional.of("a Protobuf message");
    }
    return tagged(bytes.length == 0 ? 0 : bytes[0] & 0xff);
  }

  /** A double whose bytes are text by chance, as those of 11.2 are: {@code @&ffffff}. */
  static Optional<String> real(byte[] text) {
    boolean real = text.length == Double.BYTES && text[0] >= '>' && text[0] <= '@';
    return real ? Optional.of(eightBytes(ByteBuffer.wrap(text))) : Optional.empty();
  }

  private static String eightBytes(ByteBuffer bytes) {
    if (isReal(bytes.getDouble(0))) {
      return "an 8-byte double, " + bytes.getDouble(0);
    }
    double turned = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getDouble(0);
    return "an 8-byte whole number, %d%s"
        .formatted(
            bytes.getLong(0),
            isReal(turned) ? ", or with its lowest byte first the double " + turned : "");
  }

  private static boolean isReal(double number) {
    return Math.abs(number) >= 1e-9 && Math.abs(number) < 1e15;
  }

  private static Optional<String> fourBytes(ByteBuffer bytes) {
    float number = bytes.getFloat(0);
    if (Math.abs(number) >= 1e-6 && Math.abs(number) < 1e9) {
      return Optional.of("a 4-byte float, " + number);
    }
    return tagged(bytes.get(0) & 0xff)
        .or(() -> Optional.of("a 4-byte whole number, " + bytes.getInt(0)));
  }

  static String registry(byte[] bytes) {
    byte first = bytes[REGISTRY_HEADER];
    return ("%s" + REGISTRY + ", schema id %d")
        .formatted(
            first == '{' || first == '[' || first == '"' ? "JSON" : "Avro or Protobuf",
            ByteBuffer.wrap(bytes).getInt(1));
  }

  /** The {@code input.format} that reads what has this name; empty where there is none. */
  static String format(String name) {
    return !name.contains(REGISTRY)
        ? READ.getOrDefault(name.replaceFirst(",.*", ""), "")
        : name.startsWith("JSON") ? "json-schema" : "avro or protobuf";
  }

  private static boolean isUtf16(byte[] bytes) {
    int zero = bytes.length > 1 && bytes[0] == 0 ? 0 : 1;
    int end = Math.min(bytes.length, 16) & ~1;
    for (int i = 0; i < end; i++) {
      if ((bytes[i] == 0) != (i % 2 == zero)) {
        return false;
      }
    }
    return end >= 6;
  }

  private static Optional<String> tagged(int first) {
    if ((first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf)) {
      return Optional.of("MessagePack");
    }
    return (first >= 0xa0 && first <= 0xbf) || first == 0xd9
        ? Optional.of("CBOR")
        : Optional.empty();
  }

  /** Whether the bytes are fields of Protobuf from the first to the last. */
  private static boolean isProtobuf(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      long tag = varint(in);
      long length =
          switch ((int) (tag & 7)) {
            case 0 -> varint(in) < 0 ? -1 : 0;
            case 1 -> Long.BYTES;
            case 2 -> varint(in);
            case 5 -> Integer.BYTES;
            default -> -1;
          };
      if (tag >>> 3 == 0 || tag < 0 || length < 0 || length > in.remaining()) {
        return false;
      }
      in.position(in.position() + (int) length);
    }
    return bytes.length > 1;
  }

  /** The next variable-length number; negative where there is none. */
  private static long varint(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < 63 && in.hasRemaining(); shift += 7) {
      byte b = in.get();
      number |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return number;
      }
    }
    return -1;
  }
}
