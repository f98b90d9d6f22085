package io.recurrence.cli.learn;

import io.recurrence.cli.FailureException;
import io.recurrence.cli.TerminalBar;
import io.recurrence.cli.UsageException;
import io.recurrence.sequence.PenDigit;
import io.recurrence.sequence.VectorDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Teaches a decoder to draw digits from a vector. */
@Command(
    name = "drawing",
    mixinStandardHelpOptions = true,
    header = "Teaches a decoder to draw a digit from one vector, move by move of a pen.",
    description = {
      "",
      "One to many: the vector says which digit, how wide and how high; the sequence is what a pen does, right, left, up or"
          + " down. One size in ten of each digit was never learned from. Examples:",
      "",
      "  recurrence learn drawing",
      "  recurrence learn drawing --svg digits.svg",
      ""
    })
final class LearnDrawingCommand implements Callable<Integer> {
  private static final int SHOWN_WIDTH = 3;
  private static final int SHOWN_HEIGHT = 4;
  private static final int UNIT = 8; // of the picture

  @Option(
      names = "--hidden",
      defaultValue = "48",
      description = "Units of the layer. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--updates",
      defaultValue = "3000",
      description = "Of 16 digits each. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--svg", paramLabel = "FILE", description = "Where to draw the ten digits.")
  private Path svg = Path.of("");

  @Override
  public Integer call() {
    require(hidden >= 1 && hidden <= 512, "--hidden must be in [1, 512]");
    require(updates >= 1 && updates <= 1_000_000, "--updates must be in [1, 1000000]");
    VectorDecoder decoder;
    try (ProgressBar bar = TerminalBar.of("learn", updates).build()) {
      decoder = PenDigit.teach(hidden, updates, seed, bar::stepTo);
    }
    List<PenDigit> unseen = PenDigit.unseen();
    long exact = unseen.stream().filter(each -> each.drawnBy(decoder)).count();
    System.out.printf(
        Locale.ROOT, "%d of %d digits of unseen sizes are drawn exactly%n", exact, unseen.size());
    List<int[]> strokes =
        IntStream.range(0, 10)
            .mapToObj(digit -> new PenDigit(digit, SHOWN_WIDTH, SHOWN_HEIGHT).vector())
            .map(vector -> decoder.decode(vector).symbols())
            .toList();
    for (int digit = 0; digit < strokes.size(); digit++) {
      StringBuilder moves = new StringBuilder();
      for (int move : strokes.get(digit)) {
        moves.append(PenDigit.MOVES.charAt(move));
      }
      System.out.println(digit + "  " + moves);
    }
    if (!svg.toString().isEmpty()) {
      write(picture(strokes));
    }
    return 0;
  }

  /** The strokes side by side. A pen begins in the middle of the space of its digit. */
  private static String picture(List<int[]> strokes) {
    int space = 9 * UNIT;
    StringBuilder picture = new StringBuilder();
    picture.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'><rect width='%d' height='%d' fill='white'/>"
            .formatted(10 * space, 2 * space, 10 * space, 2 * space));
    for (int digit = 0; digit < strokes.size(); digit++) {
      picture.append(
          "<path fill='none' stroke='#1f6f8b' stroke-width='3' stroke-linejoin='round' d='M%d %d"
              .formatted(digit * space + space / 2, space));
      for (int move : strokes.get(digit)) {
        char way = PenDigit.MOVES.charAt(move);
        int length = way == 'l' || way == 'u' ? -UNIT : UNIT;
        picture.append(way == 'l' || way == 'r' ? 'h' : 'v').append(length);
      }
      picture.append("'/>");
    }
    return picture.append("</svg>\n").toString();
  }

  private void write(String picture) {
    try {
      Files.writeString(svg, picture);
    } catch (IOException e) {
      throw new FailureException(svg + " cannot be written: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new UsageException(rule);
    }
  }
}
