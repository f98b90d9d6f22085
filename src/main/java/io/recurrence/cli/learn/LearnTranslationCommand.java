package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.network.layer.LayerType;
import io.recurrence.sequence.EncoderDecoderShape;
import io.recurrence.sequence.TranslationExam;
import io.recurrence.sequence.TranslationTask;
import io.recurrence.sequence.TranslationTrainer;
import io.recurrence.symbol.SymbolWeights;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teaches an encoder and a decoder to translate. */
@Command(
    name = "translation",
    mixinStandardHelpOptions = true,
    header = "Teaches an encoder and a decoder to turn sequences into others.",
    description = {
      "",
      "dates: as people write them, such as 'Mar 11, 2024', to 2024-03-11, and what is no date to ?. reversal: letters, the last first. language:"
          + " sentences of a small English to a made language. Pairs are made at random; the seed decides them. Those that"
          + " are examined were never learned from. Examples:",
      "",
      "  recurrence learn translation dates --out config/weights/dates",
      "  recurrence learn translation reversal --length 40",
      "  recurrence learn translation reversal --length 40 --attention 0    long ones are lost",
      ""
    })
final class LearnTranslationCommand implements Callable<Integer> {
  private static final int EXAMINED = 1000;
  private static final int SHOWN = 5;
  private static final int STEP = 5; // between lengths

  @Parameters(index = "0", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}.")
  private TranslationTask task = TranslationTask.DATES;

  @Option(
      names = "--cell",
      defaultValue = "gru",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LayerType cell = LayerType.GRU;

  @Option(
      names = "--embedding",
      defaultValue = "16",
      description = "Numbers that stand for a symbol. Default: ${DEFAULT-VALUE}.")
  private int embedding;

  @Option(
      names = "--hidden",
      defaultValue = "64",
      description = "Units of each of the three layers. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--attention",
      defaultValue = "48",
      description = "Units of the attention, 0 for none. Default: ${DEFAULT-VALUE}.")
  private int attention;

  @Option(
      names = "--length",
      defaultValue = "20",
      description = "Of the longest sequence to reverse. Default: ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--updates",
      defaultValue = "3000",
      description = "Of 32 pairs each. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(names = "--rate", defaultValue = "0.005", description = "Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(embedding >= 1 && embedding <= 256, "--embedding must be in [1, 256]");
    require(hidden >= 1 && hidden <= 512, "--hidden must be in [1, 512]");
    require(attention >= 0 && attention <= 512, "--attention must be in [0, 512]");
    require(length >= 1 && length <= 200, "--length must be in [1, 200]");
    require(updates >= 1 && updates <= 1_000_000, "--updates must be in [1, 1000000]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    EncoderDecoderShape shape =
        new EncoderDecoderShape(
            cell, task.source().size(), task.target().size(), embedding, hidden, attention);
    TranslationTrainer trainer = new TranslationTrainer(task, shape, length, rate, learn.seed());
    try (LossBar bar = new LossBar(updates)) {
      trainer.teach(updates, bar);
    }
    SymbolWeights weights =
        trainer.weights(
            Map.of(
                "task", task.name().toLowerCase(Locale.ROOT),
                "updates", Integer.toString(updates),
                "seed", Long.toString(learn.seed())));
    examine(new TranslationExam(task, weights, length), shape);
    learn.write(weights);
    return 0;
  }

  private void examine(TranslationExam exam, EncoderDecoderShape shape) {
    System.out.printf(
        Locale.ROOT,
        "%d weights, %.1f %% of %d pairs exact%n",
        shape.weights(),
        100 * exam.exact(EXAMINED, learn.seed() + 1),
        EXAMINED);
    if (task == TranslationTask.DATES) {
      System.out.printf(
          Locale.ROOT,
          "%.1f %% of the texts among them that are no dates are refused%n",
          100 * exam.refused(EXAMINED, learn.seed() + 1));
    }
    if (task == TranslationTask.REVERSAL) {
      System.out.println("length  exact %");
      for (int each = STEP; each <= length; each += STEP) {
        System.out.printf(
            Locale.ROOT, "%6d  %.1f%n", each, 100 * exam.exact(EXAMINED, each, learn.seed() + 2));
      }
    }
    exam.samples(SHOWN, learn.seed() + 3).forEach(System.out::println);
  }
}
