package io.recurrence.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.sequence.Translator;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnSymbolsTest {
  @TempDir private Path directory;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTranslationIsLearnedExaminedAndWritten() {
    Path weights = directory.resolve("reversal");
    assertThat(
            Main.run(
                "learn",
                "translation",
                "reversal",
                "--length=5",
                "--hidden=12",
                "--attention=8",
                "--updates=40",
                "--out=" + weights))
        .isZero();
    assertThat(printed()).contains("% of 1000 pairs exact", "length  exact %", " -> ", "version ");
    SymbolWeights read = SymbolWeights.find(weights.toString());
    assertThat(read.provenance()).containsEntry("task", "reversal");
    assertThat(new Translator(read, "reversal", 5, 5, 1).source()).hasSize(26);
  }

  @Test
  void aLanguageIsLearnedFromLettersOrLines() throws IOException {
    Path text = Files.writeString(directory.resolve("t"), "Ab, ba! Ab ba.\n".repeat(200));
    Path weights = directory.resolve("w");
    String[] common = {"learn", "language", "--text=" + text, "--hidden=12", "--epochs=80"};
    assertThat(Main.run(with(common, "--rate=0.03", "--dropout=0", "--out=" + weights))).isZero();
    assertThat(printed()).contains(" bits per symbol over the last 239", "ab ba ab ba");
    LanguageModel model = new LanguageModel(SymbolWeights.find(weights.toString()), "w");
    assertThat(model.alphabet()).containsExactly(" ", "a", "b");
    Files.writeString(text, "open\nclose\n".repeat(300));
    assertThat(Main.run(with(common, "--symbols=lines", "--sample=3"))).isZero();
    assertThat(printed()).contains(" bits per symbol over the last 60");
  }

  private static String[] with(String[] common, String... more) {
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return all;
  }

  @Test
  void settingsThatCannotBeAreNamed() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "");
    assertThat(Main.run("learn", "translation", "dates", "--hidden=0")).isEqualTo(2);
    assertThat(Main.run("learn", "language", "--text=" + empty)).isEqualTo(2);
    assertThat(Main.run("learn", "language", "--text=" + directory.resolve("no"))).isEqualTo(2);
    assertThat(printed())
        .contains("--hidden must be in [1, 512]")
        .contains("symbols; there must be 2 to 4096")
        .contains("--text: cannot read")
        .doesNotContain("\tat ");
  }
}
