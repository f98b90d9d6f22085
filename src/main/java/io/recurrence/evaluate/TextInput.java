package io.recurrence.evaluate;

import io.recurrence.record.Signature;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens files of text: UTF-8, or UTF-16 where a byte order mark says so; compressed by gzip where
 * they begin so. What is no text is named by its first bytes.
 */
final class TextInput {
  /** A character that no text has (Unicode, section 23.7). */
  static final String MALFORMED = "\uFFFF";

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_LINE = 1 << 14;
  private static final int HEAD = 512; // bytes by which the kind of a file is recognised

  private TextInput() {}

  /**
   * Opens a text. What is malformed in it is an exception when it is read, or \uFFFD where it is
   * known to be.
   *
   * @param known null for UTF-8
   */
  static BufferedReader open(Path file, @Nullable TextEncoding known) {
    TextEncoding encoding = known == null ? TextEncoding.UTF_8 : known;
    CharsetDecoder decoder = encoding.charset().newDecoder();
    return open(
        file,
        encoding.malformed() == 0 ? decoder : decoder.onMalformedInput(CodingErrorAction.REPLACE));
  }

  /** Opens a text; what is malformed in it is read as {@link #MALFORMED}. */
  static BufferedReader openLeniently(Path file, Charset charset) {
    return open(
        file,
        charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(MALFORMED));
  }

  /** Recognises the encoding of a text. */
  static TextEncoding encoding(Path file) {
    try (InputStream in = bytes(file)) {
      return isUtf16(head(in)) ? TextEncoding.UTF_8 : TextEncoding.of(in);
    } catch (IOException e) {
      return TextEncoding.UTF_8; // who reads it says what is wrong
    }
  }

  private static BufferedReader open(Path file, CharsetDecoder plain) {
    try {
      return text(file, plain);
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not " + plain.charset() + "; save it so");
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static BufferedReader text(Path file, CharsetDecoder plain) throws IOException {
    InputStream in = bytes(file);
    byte[] head = head(in);
    boolean wide = isUtf16(head);
    if (!wide && isBinary(new String(head, plain.charset()))) {
      in.close();
      throw new InputException(
          "%s is no text%s; save it as CSV in UTF-8, or name its encoding by --encoding"
              .formatted(
                  file, Signature.of(head).map(s -> ": it looks like " + s.name()).orElse("")));
    }
    return unmarked(
        new BufferedReader(
            new InputStreamReader(in, wide ? StandardCharsets.UTF_16.newDecoder() : plain),
            BUFFER));
  }

  /** The bytes of a file, decompressed. */
  private static InputStream bytes(Path file) throws IOException {
    return decompressed(file, new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  private static InputStream decompressed(Path file, InputStream in) throws IOException {
    byte[] head = head(in);
    boolean compressed = head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    return compressed || file.toString().endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER)
        : in;
  }

  /** The first bytes, which stay to be read. */
  private static byte[] head(InputStream in) throws IOException {
    in.mark(HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.reset();
    return head;
  }

  private static boolean isUtf16(byte[] head) {
    int mark = head.length < 2 ? 0 : ((head[0] & 0xff) << 8) | (head[1] & 0xff);
    boolean wider = head.length > 3 && head[2] == 0 && head[3] == 0; // UTF-32
    return !wider && (mark == 0xfeff || mark == 0xfffe);
  }

  private static boolean isBinary(String head) {
    return head.chars().anyMatch(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0);
  }

  /**
   * The first line that is not blank, if there is one; the text stays to be read from its start.
   */
  static String firstLine(BufferedReader text) throws IOException {
    text.mark(LONGEST_LINE);
    StringBuilder line = new StringBuilder();
    for (int c = text.read(); c >= 0 && line.length() < LONGEST_LINE - 1; c = text.read()) {
      boolean end = c == '\n' || c == '\r';
      if (end && !line.toString().isBlank()) {
        break;
      }
      line.append(end ? ' ' : (char) c);
    }
    text.reset();
    return line.toString().strip();
  }

  /** Leaves out the byte order mark. */
  private static BufferedReader unmarked(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }
}
