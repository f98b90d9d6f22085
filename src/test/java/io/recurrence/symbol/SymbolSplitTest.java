package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolSplitTest {

  @Test
  void aTextIsOneSymbolOrItsCharactersOrItsWords() {
    assertThat(SymbolSplit.NONE.of("a bc")).containsExactly("a bc");
    assertThat(SymbolSplit.CHARACTERS.of("a\uD83D\uDE00")).containsExactly("a", "\uD83D\uDE00");
    assertThat(SymbolSplit.WORDS.of(" a  bc\td ")).containsExactly("a", "bc", "d");
  }

  @Test
  void lettersAreLowerCaseWithASpaceAfterEachWord() {
    assertThat(String.join("", SymbolSplit.LETTERS.of("\"No,\" he said: 12 — Ok")))
        .isEqualTo("no he said ok ");
    assertThat(SymbolSplit.LETTERS.of("12:30")).isEmpty();
    assertThat(SymbolSplit.LETTERS.alphabet()).hasSize(27).startsWith(" ", "a").endsWith("z");
  }

  @Test
  void bytesAreThoseOfUtf8EachWithANameOfItsOwn() {
    assertThat(SymbolSplit.BYTES.of("a\né\\"))
        .containsExactly("a", "\\x0A", "\\xC3", "\\xA9", "\\");
    assertThat(SymbolSplit.BYTES.alphabet()).hasSize(256).doesNotHaveDuplicates();
  }

  @Test
  void aSpaceSeparatesWordsWhereSymbolsMakeSome() {
    assertThat(SymbolSplit.LETTERS.separator(SymbolSplit.LETTERS.alphabet())).isZero();
    assertThat(SymbolSplit.BYTES.separator(SymbolSplit.BYTES.alphabet())).isEqualTo(' ');
    assertThat(SymbolSplit.WORDS.separator(List.of(" ", "a"))).isEqualTo(-1);
  }
}
