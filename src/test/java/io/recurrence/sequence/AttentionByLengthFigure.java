package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Draws docs/images/attention-by-length.svg: how many reversals are exact, by the length of the
 * sequence, with attention and without.
 *
 * <p>Run: {@code java -cp target/classes:target/test-classes
 * io.recurrence.sequence.AttentionByLengthFigure docs/images/attention-by-length.svg}
 */
final class AttentionByLengthFigure {
  private static final int LONGEST = 40; // learned from
  private static final int UPDATES = 8000;
  private static final int EXAMINED = 1000;
  private static final int[] LENGTHS = {2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40};
  private static final int[] HIDDEN = {64, 96};
  private static final int[] ATTENTION = {48, 0};
  private static final String[] NAMES = {"with attention", "without attention"};
  private static final String[] COLOURS = {"#1f6f8b", "#b3432b"};

  private AttentionByLengthFigure() {}

  public static void main(String[] args) throws IOException {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 520 340'")
        .append(" font-family='sans-serif' font-size='12'>")
        .append("<rect width='520' height='340' fill='white'/>")
        .append("<rect x='60' y='40' width='440' height='240' fill='none' stroke='#999'/>")
        .append("<text x='60' y='28'>share of sequences that are reversed exactly</text>")
        .append("<text x='280' y='325' text-anchor='middle'>length of the sequence</text>");
    for (int percent = 0; percent <= 100; percent += 20) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x='52' y='%.1f' text-anchor='end'>%d %%</text>",
              y(percent / 100.0) + 4,
              percent));
    }
    for (int length = 0; length <= LONGEST; length += 10) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x='%.1f' y='298' text-anchor='middle'>%d</text>",
              x(length),
              length));
    }
    for (int which = 0; which < NAMES.length; which++) {
      curve(svg, which);
    }
    Files.writeString(Path.of(args[0]), svg.append("</svg>\n").toString());
  }

  private static double x(int length) {
    return 60 + 440.0 * length / LONGEST;
  }

  private static double y(double share) {
    return 280 - 240 * share;
  }

  private static void curve(StringBuilder svg, int which) {
    EncoderDecoderShape shape =
        new EncoderDecoderShape(LayerType.GRU, 26, 26, 16, HIDDEN[which], ATTENTION[which]);
    TranslationTrainer trainer =
        new TranslationTrainer(TranslationTask.REVERSAL, shape, LONGEST, 0.005, 1);
    trainer.teach(UPDATES, (update, loss) -> {});
    TranslationExam exam =
        new TranslationExam(TranslationTask.REVERSAL, trainer.weights(Map.of()), LONGEST);
    svg.append(
        "<polyline fill='none' stroke-width='2' stroke='%s' points='".formatted(COLOURS[which]));
    for (int length : LENGTHS) {
      double share = exam.exact(EXAMINED, length, 2);
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(length), y(share)));
      System.out.printf(Locale.ROOT, "%s: length %d, %.3f%n", NAMES[which], length, share);
    }
    svg.append("'/>")
        .append(
            "<text x='360' y='%d' fill='%s'>%s</text>"
                .formatted(150 + 18 * which, COLOURS[which], NAMES[which]));
  }
}
