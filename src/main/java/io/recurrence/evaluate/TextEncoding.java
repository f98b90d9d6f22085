package io.recurrence.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text, and what in it is not UTF-8. A text that has letters of UTF-8 beside a
 * few bytes that are none is UTF-8, damaged; one that has only such bytes is windows-1252, of which
 * Latin-1 is a part.
 *
 * @param malformed how many bytes are none of UTF-8
 * @param line of the first of them
 */
public record TextEncoding(Charset charset, long malformed, long line) {
  static final TextEncoding UTF_8 = of(StandardCharsets.UTF_8);

  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final int BUFFER = 1 << 16;

  /** An encoding that is known. */
  public static TextEncoding of(Charset charset) {
    return new TextEncoding(charset, 0, 0);
  }

  /** Recognises the encoding of a text, to its end. */
  static TextEncoding of(InputStream in) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    long letters = 0; // that are not ASCII
    long lines = 0;
    long malformed = 0;
    long first = 0;
    boolean end = false;
    while (!end) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
      CoderResult result = CoderResult.OVERFLOW;
      while (!result.isUnderflow()) {
        result = decoder.decode(bytes, chars, end);
        for (char c : chars.flip().toString().toCharArray()) {
          letters += c > 0x7f ? 1 : 0;
          lines += c == '\n' ? 1 : 0;
        }
        chars.clear();
        if (result.isError()) {
          first = malformed == 0 ? lines + 1 : first;
          malformed += result.length();
          bytes.position(bytes.position() + result.length());
        }
      }
      bytes.compact();
    }
    return new TextEncoding(
        malformed > letters ? WESTERN : StandardCharsets.UTF_8, malformed, first);
  }

  /** What a user should know; empty where nothing was malformed. */
  String note() {
    if (malformed == 0) {
      return "";
    }
    return charset.equals(WESTERN)
        ? "the file is not UTF-8 (line %,d); it was read as %s: look at names that are not English, or name the encoding by --encoding"
            .formatted(line, charset.name())
        : "the file is UTF-8 but for %,d bytes, the first in line %,d; they were read as \uFFFD"
            .formatted(malformed, line);
  }
}
