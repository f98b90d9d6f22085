package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlphabetTest {

  @Test
  void givesEachOfTheListItsIndexAndBack() throws UnknownSymbolException {
    List<String> list = List.of("open", "closed", "", "çà et là", "moving");
    Alphabet alphabet = Alphabet.given(list);
    double[] h = new double[alphabet.size()];
    assertThat(alphabet.size()).isZero();
    for (int i = 0; i < list.size(); i++) {
      assertThat(alphabet.step(h, list.get(i))).isEqualTo(i);
      assertThat(alphabet.text(h, i)).isEqualTo(list.get(i));
    }
  }

  @Test
  void refusesWhatTheListLacksAndNamesTheNearest() {
    Alphabet alphabet = Alphabet.given(List.of("open", "closed"));
    assertThatThrownBy(() -> alphabet.step(new double[0], "closd"))
        .isInstanceOf(UnknownSymbolException.class)
        .hasMessage("symbol 'closd' is not in the alphabet; did you mean 'closed'?");
    assertThatThrownBy(() -> alphabet.step(new double[0], "0123456789".repeat(1000)))
        .isInstanceOf(UnknownSymbolException.class)
        .hasMessageContaining("0123456789")
        .hasMessageContaining("of 2 symbols");
  }

  @Test
  void refusesSettingsThatMakeNoAlphabet() {
    assertThatThrownBy(() -> Alphabet.given(List.of("a"))).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> Alphabet.given(List.of("a", "a"))).hasMessageContaining("'a'");
    assertThatThrownBy(() -> Alphabet.learned(1, 100)).hasMessageContaining("most");
    assertThatThrownBy(() -> Alphabet.learned(10, 63)).hasMessageContaining("bytes");
  }

  @Test
  void findsTheTextOfAnyIndexThatItGave() throws UnknownSymbolException {
    SplittableRandom random = new SplittableRandom(1);
    Alphabet alphabet = Alphabet.learned(4000, 32_767);
    double[] h = started(alphabet);
    Map<String, Integer> seen = new HashMap<>(); // the oracle
    for (int t = 0; t < 20_000; t++) {
      String text = text(random, random.nextInt(12));
      int index = alphabet.step(h, text);
      if (index < alphabet.symbols() - 1) {
        assertThat(alphabet.text(h, index)).isEqualTo(text);
        assertThat(seen.merge(text, index, (old, now) -> old)).isEqualTo(index);
      } else {
        assertThat(seen).doesNotContainKey(text);
      }
    }
    assertThat(new HashSet<>(seen.values())).hasSize(seen.size()).hasSize(alphabet.known(h));
    seen.forEach((text, index) -> assertThat(alphabet.text(h, index)).isEqualTo(text));
  }

  @Test
  void knowsTheSameSymbolsInWhateverOrderTheyComeWhileHalfOfItIsFree()
      throws UnknownSymbolException {
    Alphabet alphabet = Alphabet.learned(101, 2000);
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      symbols.add("state " + i);
    }
    for (int trial = 0; trial < 10; trial++) {
      Collections.shuffle(symbols, new Random(trial));
      double[] h = started(alphabet);
      Set<String> known = new HashSet<>();
      for (String symbol : symbols) {
        known.add(alphabet.text(h, alphabet.step(h, symbol)));
      }
      assertThat(known).containsExactlyInAnyOrderElementsOf(symbols);
    }
  }

  @Test
  void keepsPlacesForSymbolsThatComeAgain() throws UnknownSymbolException {
    Alphabet alphabet = Alphabet.learned(21, 1000);
    double[] h = started(alphabet);
    for (int i = 0; i < 100_000; i++) {
      alphabet.step(h, "order " + i);
    }
    assertThat(alphabet.known(h)).isEqualTo(10);
    assertThat(alphabet.step(h, "late")).isEqualTo(20);
    assertThat(alphabet.step(h, "order 100000")).isEqualTo(20);
    assertThat(alphabet.step(h, "late")).isEqualTo(10);
    assertThat(alphabet.text(h, 0)).isEqualTo("order 0");
    assertThat(alphabet.text(h, 20)).isEqualTo(Alphabet.OTHER);
  }

  @Test
  void goesOnExactlyFromWhatIsStored() throws UnknownSymbolException {
    SplittableRandom random = new SplittableRandom(2);
    Alphabet alphabet = Alphabet.learned(64, 512);
    double[] h = started(alphabet);
    for (int t = 0; t < 3000; t++) {
      alphabet.step(h, text(random, random.nextInt(6)));
      double[] stored = h.clone();
      alphabet.storage().round(stored);
      assertThat(stored).containsExactly(h);
    }
    assertThat(alphabet.storage().size()).isEqualTo(alphabet.size());
    assertThat(alphabet.storage().bytes()).isLessThan(1300);
  }

  @Test
  void staysBoundedOverAMillionSymbols() throws UnknownSymbolException {
    SplittableRandom random = new SplittableRandom(3);
    Alphabet alphabet = Alphabet.learned(300, 4096);
    double[] h = started(alphabet);
    byte[] utf8 = new byte[100];
    for (int t = 0; t < 1_000_000; t++) {
      int length = random.nextInt(1 + random.nextInt(utf8.length));
      for (int i = 0; i < length; i++) {
        utf8[i] = (byte) random.nextInt(); // no UTF-8 at all
      }
      assertThat(alphabet.step(h, utf8, 0, length) < 300).isTrue();
    }
    double[] stored = h.clone();
    alphabet.storage().round(stored);
    assertThat(stored).containsExactly(h);
    assertThat(alphabet.finite(h)).isTrue();
  }

  @Test
  void keepsLongSymbolsApartByAHash() throws UnknownSymbolException {
    Alphabet alphabet = Alphabet.learned(100, 4096);
    double[] h = started(alphabet);
    for (int shift = 0; shift < 4; shift++) { // the cut falls on each byte of a character
      String start = "x".repeat(shift) + "🚪".repeat(20);
      int a = alphabet.step(h, start + "a");
      int b = alphabet.step(h, start + "b");
      assertThat(a).isNotEqualTo(b);
      assertThat(alphabet.step(h, start + "a")).isEqualTo(a);
      String text = alphabet.text(h, a);
      assertThat(text).startsWith("x".repeat(shift) + "🚪").matches(".*🚪#[0-9a-f]{16}");
      assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Alphabet.LONGEST);
      assertThat(alphabet.step(h, text)).isEqualTo(a);
    }
  }

  private static double[] started(Alphabet alphabet) {
    double[] h = new double[alphabet.size()];
    alphabet.start(h);
    return h;
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int range = random.nextInt(4);
      text.appendCodePoint(
          range == 0
              ? 0x1F600 + random.nextInt(8)
              : range == 1 ? 0xE0 + random.nextInt(4) : 'a' + random.nextInt(6));
    }
    return text.toString();
  }
}
