package io.recurrence.learn;

import io.recurrence.network.Cell;
import io.recurrence.network.Elman;
import io.recurrence.network.Lstm;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.Softmax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Draws docs/images/vanishing-gradient.svg: how much the answer at the end of a sequence depends on
 * each earlier input, and how often a bit is remembered over a wait, for Elman's network and an
 * LSTM.
 *
 * <p>Run: {@code java -cp target/classes:target/test-classes
 * io.recurrence.learn.VanishingGradientFigure docs/images/vanishing-gradient.svg}
 */
final class VanishingGradientFigure {
  private static final int LENGTH = 100;
  private static final int[] WAITS = {10, 20, 40, 70, 100};
  private static final String[] NAMES = {"simple recurrent network (Elman)", "LSTM"};
  private static final String[] COLOURS = {"#b3432b", "#1f6f8b"};

  private VanishingGradientFigure() {}

  public static void main(String[] args) throws IOException {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 860 360'")
        .append(" font-family='sans-serif' font-size='12'>")
        .append("<rect width='860' height='360' fill='white'/>");
    frame(svg, 60, "|gradient| with respect to the input so many steps before the answer");
    frame(svg, 500, "share of sequences whose first bit is remembered");
    for (int i = 0; i < 2; i++) {
      gradient(svg, i);
      recall(svg, i);
      svg.append(
          "<text x='70' y='%d' fill='%s'>%s</text>".formatted(250 + 18 * i, COLOURS[i], NAMES[i]));
    }
    axes(svg);
    Files.writeString(Path.of(args[0]), svg.append("</svg>\n").toString());
  }

  private static Cell cell(int i, int span) {
    return i == 0 ? new Elman(2, 8) : new Lstm(2, 8, span);
  }

  private static void frame(StringBuilder svg, int x, String title) {
    svg.append(
            "<rect x='%d' y='40' width='320' height='260' fill='none' stroke='#999'/>".formatted(x))
        .append("<text x='%d' y='28'>%s</text>".formatted(x, title));
  }

  /** Over 50 sequences, at weights to begin with, the mean logarithm. */
  private static void gradient(StringBuilder svg, int which) {
    double[] sum = new double[LENGTH];
    for (long seed = 1; seed <= 50; seed++) {
      RecurrentNetwork network = new RecurrentNetwork(List.of(cell(which, LENGTH)), new Softmax(2));
      TrainingSequence sequence = Task.RECALL.sequence(LENGTH, new SplittableRandom(seed));
      double[] reach =
          network.reach(network.initial(seed), sequence.inputs(), sequence.targets()[LENGTH - 1]);
      for (int t = 0; t < LENGTH; t++) {
        sum[LENGTH - 1 - t] += Math.log10(Math.max(1e-300, reach[t])) / 50;
      }
    }
    svg.append(
        "<polyline fill='none' stroke-width='2' stroke='%s' points='".formatted(COLOURS[which]));
    for (int d = 0; d < LENGTH; d++) {
      double y = 40 + 260 * Math.min(1, -sum[d] / 20);
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", 60 + 320.0 * d / LENGTH, y));
    }
    svg.append("'/>");
    System.out.printf(
        Locale.ROOT,
        "%s: gradient over 20 steps 1e%.1f, over 99 steps 1e%.1f%n",
        NAMES[which],
        sum[20],
        sum[99]);
  }

  private static void recall(StringBuilder svg, int which) {
    svg.append(
        "<polyline fill='none' stroke-width='2' stroke='%s' points='".formatted(COLOURS[which]));
    for (int wait : WAITS) {
      double share = 0;
      for (long seed = 1; seed <= 3; seed++) {
        RecurrentNetwork network = new RecurrentNetwork(List.of(cell(which, wait)), new Softmax(2));
        SequenceTrainer trainer =
            new SequenceTrainer(network, Task.RECALL, wait, which == 0 ? 0.01 : 0.02, seed);
        trainer.teach(500);
        share += trainer.examine(500, wait, 77) / 3;
      }
      double y = 300 - 260 * (share - 0.4) / 0.6;
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", 500 + 3.1 * wait, y));
      System.out.printf(Locale.ROOT, "%s: wait %d, %.3f%n", NAMES[which], wait, share);
    }
    svg.append("'/>");
  }

  private static void axes(StringBuilder svg) {
    for (int power = 0; power <= 20; power += 5) {
      svg.append(
          "<text x='52' y='%d' text-anchor='end'>1e-%d</text>".formatted(44 + 13 * power, power));
    }
    for (int d = 0; d <= 100; d += 20) {
      svg.append(
          "<text x='%d' y='318' text-anchor='middle'>%d</text>".formatted(60 + 32 * d / 10, d));
    }
    for (int wait : WAITS) {
      svg.append(
          "<text x='%d' y='318' text-anchor='middle'>%d</text>"
              .formatted(500 + 31 * wait / 10, wait));
    }
    for (int share = 40; share <= 100; share += 20) {
      svg.append(
          "<text x='492' y='%d' text-anchor='end'>%d %%</text>"
              .formatted(304 - 260 * (share - 40) / 60, share));
    }
    svg.append("<text x='220' y='340' text-anchor='middle'>steps back</text>")
        .append("<text x='660' y='340' text-anchor='middle'>steps to wait</text>");
  }
}
