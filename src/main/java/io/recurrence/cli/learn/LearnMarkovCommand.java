package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.cli.TextSymbols;
import io.recurrence.symbol.MarkovChain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a Markov chain go on from a place of the text that it has learned. */
@Command(
    name = "markov",
    mixinStandardHelpOptions = true,
    header = "Learns a text by a Markov chain and lets it write on from a place in the text.",
    description = {
      "",
      "The chain always takes what most often followed its last symbols. The text itself stands beside what it writes. A"
          + " chain of order 1 soon repeats itself, one of order 10 gives the text back. Examples:",
      "",
      "  recurrence learn markov --order 1 --text book.txt",
      "  recurrence learn markov --order 10 --text book.txt --seed 2",
      ""
    })
final class LearnMarkovCommand implements Callable<Integer> {
  private static final int WIDTH = 48; // of a column
  private static final int CELLS = 4; // of the table, for each symbol of the text
  private static final int MOST_SYMBOLS = 1 << 24;

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "UTF-8; .gz is decompressed.")
  private Path text = Path.of("");

  @Option(
      names = "--symbols",
      defaultValue = "words",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private TextSymbols symbols = TextSymbols.WORDS;

  @Option(
      names = "--order",
      defaultValue = "1",
      description = "How many symbols the next one depends on. Default: ${DEFAULT-VALUE}.")
  private int order;

  @Option(
      names = "--length",
      defaultValue = "30",
      description = "How many symbols to write. Default: ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides the place. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    require(order >= 1 && order <= 100, "--order must be in [1, 100]");
    require(length >= 1 && length <= 100_000, "--length must be in [1, 100000]");
    List<String> sequence = symbols.of(TextSymbols.read(text));
    require(
        sequence.size() >= order + length && sequence.size() <= MOST_SYMBOLS,
        "%s has %d symbols; there must be %d to %d"
            .formatted(text, sequence.size(), order + length, MOST_SYMBOLS));
    Map<String, Integer> indices = new LinkedHashMap<>();
    int[] read =
        sequence.stream()
            .mapToInt(symbol -> indices.computeIfAbsent(symbol, unused -> indices.size()))
            .toArray();
    require(indices.size() >= 2, text + " has but one symbol");
    int start = new SplittableRandom(seed).nextInt(sequence.size() - order - length + 1);
    List<String> alphabet = List.copyOf(indices.keySet());
    int[] beginning = Arrays.copyOfRange(read, start, start + order);
    List<String> written = new ArrayList<>();
    for (int symbol : write(read, alphabet.size(), beginning)) {
      written.add(alphabet.get(symbol));
    }
    print(
        symbols.join(sequence.subList(start, start + order)),
        symbols.join(sequence.subList(start + order, start + order + length)),
        symbols.join(written));
    return 0;
  }

  /** What most often followed, again and again; of several, the one that came first in the text. */
  private int[] write(int[] read, int alphabet, int[] beginning) {
    MarkovChain chain = new MarkovChain(alphabet, order, CELLS * read.length);
    double[] h = new double[chain.size()];
    chain.start(h);
    for (int symbol : read) {
      chain.step(h, symbol);
    }
    for (int symbol : beginning) {
      chain.follow(h, symbol);
    }
    int[] written = new int[length];
    double[] p = new double[alphabet];
    for (int i = 0; i < length; i++) {
      chain.predict(h, p);
      int max = 0;
      for (int k = 1; k < alphabet; k++) {
        max = p[k] > p[max] ? k : max;
      }
      written[i] = max;
      chain.follow(h, max);
    }
    return written;
  }

  private void print(String beginning, String text, String written) {
    System.out.printf("both begin: %s%n%n", beginning);
    String format = "%-" + WIDTH + "s   %s%n";
    System.out.printf(format, "the text", "a Markov chain of order " + order);
    List<String> left = lines(text);
    List<String> right = lines(written);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      System.out.printf(
          format, i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
    }
  }

  /** Lines that fit a column, broken at spaces where there are any. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    String left = text.replace(System.lineSeparator(), " ");
    while (left.length() > WIDTH) {
      int space = left.lastIndexOf(' ', WIDTH);
      int end = space <= 0 ? WIDTH : space;
      lines.add(left.substring(0, end));
      left = left.substring(space <= 0 ? end : end + 1);
    }
    lines.add(left);
    return lines;
  }
}
