package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.sequence.EncoderDecoderModel;
import io.recurrence.sequence.RecurrentClassifier;
import io.recurrence.sequence.ReservoirClassifier;
import io.recurrence.sequence.SequenceClassifier;
import io.recurrence.sequence.SequenceLabeller;
import io.recurrence.sequence.Translator;
import io.recurrence.sequence.WindowLabeller;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
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
  void aForecastIsLearnedAndWritten() {
    Path weights = directory.resolve("horizon");
    String[] sizes = {"--hidden=6", "--attention=4", "--updates=3", "--out=" + weights};
    assertThat(Main.run(with(new String[] {"learn", "forecast", "topology/default.yaml"}, sizes)))
        .isZero();
    assertThat(printed()).contains("weights, loss ", "version ");
    SymbolWeights read = SymbolWeights.find(weights.toString());
    assertThat(read.provenance()).containsEntry("synthetic-share", "1.0");
    assertThat(read.kind()).isEqualTo(EncoderDecoderModel.KIND);
  }

  @Test
  void digitsAreDrawn() throws IOException {
    Path svg = directory.resolve("digits.svg");
    assertThat(Main.run("learn", "drawing", "--hidden=8", "--updates=20", "--svg=" + svg)).isZero();
    assertThat(printed()).contains("digits of unseen sizes are drawn exactly");
    assertThat(svg).content().startsWith("<svg").contains("<path").endsWith("</svg>\n");
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
  void aChainOfLowOrderRepeatsItselfAndOneOfHighOrderGivesTheTextBack() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder book = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      int word = random.nextInt(1 + random.nextInt(26)); // some words are frequent
      book.append((char) ('a' + word)).append(i % 9 == 8 ? ".\n" : " ");
    }
    Path text = Files.writeString(directory.resolve("book"), book);
    List<List<String>> first = columns("--order=1", "--text=" + text);
    assertThat(first.get(1)).hasSize(30).isNotEqualTo(first.get(0));
    assertThat(Set.copyOf(first.get(1).subList(10, 30))).hasSizeLessThan(5);
    List<List<String>> tenth = columns("--order=10", "--text=" + text);
    assertThat(tenth.get(1)).hasSize(30).isEqualTo(tenth.get(0));
  }

  /** The words of both columns. */
  private List<List<String>> columns(String... options) {
    printed.reset();
    assertThat(Main.run(with(new String[] {"learn", "markov"}, options))).isZero();
    List<String> lines = printed().lines().skip(3).toList();
    List<List<String>> columns = new ArrayList<>();
    for (int column = 0; column < 2; column++) {
      int from = column * 51;
      String all =
          lines.stream()
              .map(line -> line.substring(from, Math.min(line.length(), from + 48)))
              .collect(Collectors.joining(" "));
      columns.add(List.of(all.strip().split(" +")));
    }
    return columns;
  }

  @Test
  void theBitsOfATextAreMeasuredWithANetworkToo() throws IOException {
    String line = "The quick brown fox jumps over the lazy dog.\n";
    Path text = Files.writeString(directory.resolve("fox"), line.repeat(60));
    String network = directory.resolve("network").toString();
    String of = "--text=" + text;
    assertThat(Main.run("learn", "language", of, "--hidden=4", "--epochs=1", "--out=" + network))
        .isZero();
    assertThat(Main.run("evaluate", "text", text.toString(), "--network=" + network)).isZero();
    assertThat(printed()).contains("> mixture of 4 KB", "> network and mixture of 256 KB");
    Files.writeString(text, "ab ".repeat(900));
    assertThat(Main.run("learn", "language", of, "--hidden=4", "--epochs=1", "--out=" + network))
        .isZero();
    assertThat(Main.run("evaluate", "text", text.toString(), "--network=" + network)).isEqualTo(2);
    assertThat(printed()).contains("must know the space and a to z").doesNotContain("\tat ");
  }

  @Test
  void labelsAndClassesOfSequencesAreLearnedExaminedAndWritten() {
    String[] phones = {"learn", "phones", "--sequences=8", "--hidden=4", "--updates=20"};
    String late = directory.resolve("late").toString();
    assertThat(Main.run(with(phones, "--lag=2", "--out=" + late))).isZero();
    assertThat(SequenceLabeller.of(SymbolWeights.find(late), late).lag()).isEqualTo(2);
    String both = directory.resolve("both").toString();
    assertThat(Main.run(with(phones, "--both-ways", "--out=" + both))).isZero();
    assertThat(SymbolWeights.find(both).kind()).isEqualTo(WindowLabeller.KIND);
    assertThat(printed()).contains("records late  right %", "one way", "both ways", "version ");
    String gestures = directory.resolve("gestures").toString();
    assertThat(Main.run("learn", "gestures", "--sequences=5", "--units=20", "--out=" + gestures))
        .isZero();
    assertThat(printed()).contains("of 600 sequences ", " right at their end");
    assertThat(ReservoirClassifier.of(SymbolWeights.find(gestures), gestures).names())
        .contains("circle", "wave");
  }

  @Test
  void theClassesOfOnesOwnSequencesAreLearned() throws IOException {
    StringBuilder rows = new StringBuilder("run,state,x\n");
    for (int run = 0; run < 12; run++) {
      for (int t = 0; t < 6; t++) {
        rows.append(run).append(run % 2 == 0 ? ",up," : ",down,");
        rows.append(run % 2 == 0 ? t : 5 - t).append('\n');
      }
    }
    Path file = Files.writeString(directory.resolve("runs.csv"), rows);
    String weights = directory.resolve("runs").toString();
    String[] common = {"learn", "classes", "--train=" + file, "--hidden=4", "--updates=40"};
    assertThat(Main.run(with(common, "--units=20", "--test=" + file, "--out=" + weights))).isZero();
    assertThat(printed())
        .contains("12 sequences of 2 classes, 1 numbers a record", "reservoir, in 5 folds  ")
        .contains("network, in 5 folds", "mean, in 5 folds", ", on --test", "wrote " + weights);
    SequenceClassifier read = SequenceClassifier.of(SymbolWeights.find(weights), weights);
    assertThat(read.names()).containsExactly("down", "up");
    printed.reset();
    String[] network = {"--model=network", "--folds=0", "--one-way", "--cell=lstm"};
    assertThat(Main.run(with(with(common, network), "--out=" + weights))).isZero();
    assertThat(printed()).contains("network, ", " bytes per key").doesNotContain("folds");
    assertThat(SymbolWeights.find(weights).kind()).isEqualTo(RecurrentClassifier.KIND);
    assertThat(Main.run(with(common, "--folds=0"))).isEqualTo(2);
    assertThat(Main.run("learn", "classes", "--train=" + directory.resolve("no.csv"))).isEqualTo(2);
    assertThat(printed()).contains("--folds 0 needs --model", "no.csv does not exist");
  }

  @Test
  void settingsThatCannotBeAreNamed() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "");
    assertThat(Main.run("learn", "translation", "dates", "--hidden=0")).isEqualTo(2);
    assertThat(Main.run("learn", "language", "--text=" + empty)).isEqualTo(2);
    assertThat(Main.run("learn", "language", "--text=" + directory.resolve("no"))).isEqualTo(2);
    assertThat(Main.run("learn", "phones", "--lag=20")).isEqualTo(2);
    assertThat(Main.run("learn", "gestures", "--units=0")).isEqualTo(2);
    assertThat(Main.run("learn", "markov", "--text=" + empty)).isEqualTo(2);
    assertThat(Main.run("learn", "markov", "--text=" + empty, "--order=0")).isEqualTo(2);
    assertThat(printed())
        .contains("--order must be in [1, 100]", "symbols; there must be 31 to")
        .contains("--hidden must be in [1, 512]", "--units must be in [1, 5000]")
        .contains("--lag must be at least 1 and less than --window")
        .contains("symbols; there must be 2 to 4096")
        .contains("cannot read the text")
        .doesNotContain("\tat ");
  }
}
