package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.cli.TerminalBar;
import io.recurrence.cli.UsageException;
import io.recurrence.sequence.ClassifierExam;
import io.recurrence.sequence.ClassifierModel;
import io.recurrence.sequence.ClassifierSettings;
import io.recurrence.sequence.CrossValidation;
import io.recurrence.sequence.GatedCell;
import io.recurrence.sequence.Labelled;
import io.recurrence.sequence.SequenceClassifier;
import io.recurrence.sequence.SequenceFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a classifier the sequences of a file. */
@Command(
    name = "classes",
    mixinStandardHelpOptions = true,
    header = "Teaches a classifier the classes of your own sequences.",
    description = {
      "",
      "Compares a reservoir, a trained network and the mean of both by cross-validation inside the file, takes the one that"
          + " is most often right, and teaches it the whole file. A file is .ts or .tsv (UEA and UCR archives) or .csv: a"
          + " header, then a line 'sequence,class,value,...' for each record. Examples:",
      "",
      "  recurrence learn classes --train runs.csv --out weights/runs",
      "  recurrence learn classes --train A_TRAIN.ts --test A_TEST.ts --model reservoir",
      "",
      "In a pipeline: task: {type: classify, weights: weights/runs}",
      ""
    })
final class LearnClassesCommand implements Callable<Integer> {
  private static final ClassifierSettings USUAL = ClassifierSettings.DEFAULT;
  private static final String ROW = "%-24s  %7s  %10s  %13s  %13s%n";

  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE",
      description = "Sequences to learn from, each with its class; .gz is decompressed.")
  private Path train = Path.of("");

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Others, to examine what was learned; nothing is chosen by them.")
  private @Nullable Path test;

  @Option(
      names = "--model",
      description = "${COMPLETION-CANDIDATES}. Default: what cross-validation says.")
  private @Nullable ClassifierModel given;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "" + CrossValidation.FOLDS,
      description = "Of cross-validation; 0 for none, with --model. Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "500",
      description = "Of the reservoir. Default: ${DEFAULT-VALUE}.")
  private int units = USUAL.units();

  @Option(
      names = "--cell",
      defaultValue = "GRU",
      description = "Of the network: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private GatedCell cell = USUAL.cell();

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      defaultValue = "32",
      description = "Of the network, each way. Default: ${DEFAULT-VALUE}.")
  private int hidden = USUAL.hidden();

  @Option(
      names = "--one-way",
      description = "A network that does not read from the end; it keeps no records.")
  private boolean oneWay;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "1500",
      description = "Of the network, of 8 sequences each. Default: ${DEFAULT-VALUE}.")
  private int updates = USUAL.updates();

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(units >= 1 && units <= 5000, "--units must be in [1, 5000]");
    require(hidden >= 1 && hidden <= 256, "--hidden must be in [1, 256]");
    require(updates >= 1 && updates <= 100_000, "--updates must be in [1, 100000]");
    require(folds == 0 || folds >= 2, "--folds must be 0 or at least 2");
    require(folds > 0 || given != null, "--folds 0 needs --model, since nothing is compared");
    ClassifierSettings settings = new ClassifierSettings(units, cell, hidden, !oneWay, updates);
    Labelled learned = read(train, null);
    Labelled fresh = test == null ? null : read(test, learned);
    System.out.printf(
        "%d sequences of %d classes, %d numbers a record%n",
        learned.of().length, learned.classes().size(), learned.sequences()[0][0].length);
    System.out.printf(ROW, "", "right %", "after half", "after quarter", "cross-entropy");
    ClassifierModel model =
        folds == 0 ? Objects.requireNonNull(given) : compared(learned, settings);
    SequenceClassifier classifier = model.learn(learned, settings, learn.seed());
    if (fresh != null) {
      print(name(model) + ", on --test", ClassifierExam.of(classifier, fresh));
    }
    System.out.printf("%s, %d bytes per key%n", name(model), classifier.storage().bytes());
    learn.write(classifier.weights(facts(model)));
    return 0;
  }

  private static Labelled read(Path file, @Nullable Labelled like) {
    try {
      Labelled read =
          like == null ? SequenceFile.read(file) : SequenceFile.read(file, like.classes());
      int inputs = read.sequences()[0][0].length;
      require(
          like == null || inputs == like.sequences()[0][0].length,
          file + " has " + inputs + " numbers a record, another number than --train");
      return read;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The model that was given, or the best; what cross-validation says of each is printed. */
  private ClassifierModel compared(Labelled learned, ClassifierSettings settings) {
    require(learned.of().length >= 2, "--train must have at least 2 sequences");
    CrossValidation validation = new CrossValidation(learned, settings, folds, learn.seed());
    Map<ClassifierModel, ClassifierExam> exams;
    try (ProgressBar bar = TerminalBar.of("folds", validation.folds()).build()) {
      exams = validation.run(bar::step);
    }
    exams.forEach(
        (model, exam) -> print(name(model) + ", in " + validation.folds() + " folds", exam));
    return given == null ? CrossValidation.best(exams) : given;
  }

  private static void print(String name, ClassifierExam exam) {
    System.out.printf(
        ROW,
        name,
        percent(exam.right()),
        percent(exam.half()),
        percent(exam.quarter()),
        String.format(Locale.ROOT, "%.3f", exam.entropy()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String name(ClassifierModel model) {
    return model.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, String> facts(ClassifierModel model) {
    return Map.of(
        "task", "classes",
        "train", train.getFileName().toString(),
        "model", name(model),
        "seed", Long.toString(learn.seed()));
  }
}
