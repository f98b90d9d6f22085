package io.recurrence.symbol;

import java.util.List;

/** How the text of a record is a sequence of symbols. */
public enum SymbolSplit {
  /** The text is one symbol. */
  NONE(""),
  /** Each character is a symbol. */
  CHARACTERS(""),
  /** Each word is a symbol; words stand between blanks. */
  WORDS(" ");

  private final String between;

  SymbolSplit(String between) {
    this.between = between;
  }

  /** The symbols of a text, in their order. */
  public List<String> of(String text) {
    return switch (this) {
      case NONE -> List.of(text);
      case CHARACTERS -> text.codePoints().mapToObj(Character::toString).toList();
      case WORDS -> List.of(text.strip().split("\\s+"));
    };
  }

  /** What stands between two symbols of a text. */
  public String between() {
    return between;
  }
}
