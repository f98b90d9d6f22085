package io.recurrence.symbol;

import io.recurrence.core.EventContentException;
import io.recurrence.core.EventContentException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the text of a record is a sequence of symbols. */
public enum SymbolSplit {
  /** The text is one symbol. */
  NONE(""),
  /** Each character is a symbol. */
  CHARACTERS(""),
  /**
   * Each letter of a to z is a symbol, upper case as lower case. All that stands between words is
   * one space, and a space ends the last of them.
   */
  LETTERS(""),
  /**
   * Each byte of the text in UTF-8 is a symbol: its character where ASCII has a visible one or the
   * space, else {@code \x0A}.
   */
  BYTES(""),
  /** Each word is a symbol; words stand between blanks. */
  WORDS(" ");

  private static final List<String> BYTE_NAMES =
      IntStream.range(0, 256).mapToObj(SymbolSplit::name).toList();
  private static final List<String> LETTER_NAMES =
      IntStream.rangeClosed('a' - 1, 'z')
          .mapToObj(c -> c < 'a' ? " " : Character.toString(c))
          .toList();

  private final String between;

  SymbolSplit(String between) {
    this.between = between;
  }

  /** The symbols of a text, in their order; there may be none. */
  public List<String> of(String text) {
    return switch (this) {
      case NONE -> List.of(text);
      case CHARACTERS -> characters(text);
      case LETTERS -> {
        String letters = letters(text);
        yield letters.isEmpty() ? List.of() : characters(letters + ' ');
      }
      case BYTES -> {
        List<String> names = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
          names.add(BYTE_NAMES.get(b & 0xff));
        }
        yield names;
      }
      case WORDS -> List.of(text.strip().split("\\s+"));
    };
  }

  /**
   * The symbols of a text.
   *
   * @throws EventContentException where there are more than {@code longest}
   */
  public List<String> of(String text, int longest) throws EventContentException {
    List<String> symbols = of(text);
    if (symbols.size() > longest) {
      throw new EventContentException(
          Fault.SEQUENCE_TOO_LONG,
          "the text has %d symbols, more than task.longest: %d".formatted(symbols.size(), longest));
    }
    return symbols;
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static String name(int value) {
    return value >= ' ' && value <= '~'
        ? Character.toString(value)
        : String.format(Locale.ROOT, "\\x%02X", value);
  }

  /** Letters of a to z, with one space where something else stands between two of them. */
  public static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
  }

  /** All symbols that there can be; empty where that is not known. */
  public List<String> alphabet() {
    return switch (this) {
      case LETTERS -> LETTER_NAMES;
      case BYTES -> BYTE_NAMES;
      default -> List.of();
    };
  }

  /** The index in an alphabet of what stands between words; -1 where symbols make none. */
  public int separator(List<String> alphabet) {
    return this == NONE || this == WORDS ? -1 : alphabet.indexOf(" ");
  }

  /** What stands between two symbols of a text. */
  public String between() {
    return between;
  }
}
