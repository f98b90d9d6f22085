package io.recurrence.evaluate;

import io.recurrence.record.Signature;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Opens files of text: UTF-8, or UTF-16 where a byte order mark says so; compressed by gzip where
 * they begin so. What is no text is named by its first bytes.
 */
final class TextInput {
  /** A character that no text has (Unicode, section 23.7). */
  static final String MALFORMED = "\uFFFF";

  /** What a text is taken for that is not UTF-8: windows-1252, of which Latin-1 is a part. */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_LINE = 1 << 14;
  private static final int HEAD = 512; // bytes by which the kind of a file is recognised

  private TextInput() {}

  /** Opens a text; what is malformed in it is an exception when it is read. */
  static BufferedReader open(Path file, Charset charset) {
    return open(file, charset, CodingErrorAction.REPORT);
  }

  /** Opens a text; what is malformed in it is read as {@link #MALFORMED}. */
  static BufferedReader openLeniently(Path file) {
    return open(file, StandardCharsets.UTF_8, CodingErrorAction.REPLACE);
  }

  /** The encoding of a text: UTF-8, unless there is something in it that is none. */
  static Charset charset(Path file) {
    try (BufferedReader text = text(file, StandardCharsets.UTF_8, CodingErrorAction.REPORT)) {
      char[] chars = new char[BUFFER];
      while (text.read(chars) >= 0) {
        // until the first malformed byte
      }
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WESTERN;
    } catch (IOException e) {
      return StandardCharsets.UTF_8; // who reads it says what is wrong
    }
  }

  private static BufferedReader open(Path file, Charset plain, CodingErrorAction malformed) {
    try {
      return text(file, plain, malformed);
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not UTF-8; save it so");
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static BufferedReader text(Path file, Charset plain, CodingErrorAction malformed)
      throws IOException {
    InputStream in =
        decompressed(file, new BufferedInputStream(Files.newInputStream(file), BUFFER));
    byte[] head = head(in);
    boolean wide = isUtf16(head);
    if (!wide && isBinary(head)) {
      in.close();
      throw new InputException(
          "%s is no text%s; save it as CSV in UTF-8"
              .formatted(
                  file, Signature.of(head).map(s -> ": it looks like " + s.name()).orElse("")));
    }
    Charset charset = wide ? StandardCharsets.UTF_16 : plain;
    return unmarked(
        new BufferedReader(
            new InputStreamReader(
                in, charset.newDecoder().onMalformedInput(malformed).replaceWith(MALFORMED)),
            BUFFER));
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

  private static boolean isBinary(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return true;
      }
    }
    return false;
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
