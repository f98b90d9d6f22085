package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import io.recurrence.sequence.ClassifierExam;
import io.recurrence.sequence.ClassifierModel;
import io.recurrence.sequence.ClassifierSettings;
import io.recurrence.sequence.CrossValidation;
import io.recurrence.sequence.Labelled;
import io.recurrence.sequence.MadeSequences;
import io.recurrence.sequence.SequenceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classification of whole sequences: learned from the training part of each set, examined on its
 * test part, beside the nearest neighbour by dynamic time warping in the same run. The model of a
 * set is given, or that which cross-validation inside its training part says is best.
 */
public final class ClassificationBenchmark {
  private static final String TRAIN = "_TRAIN.";
  private static final String TEST = "_TEST.";
  private static final int LEARNED = 20; // made sequences of each class
  private static final int EXAMINED = 50;

  private final @Nullable Path directory;
  private final @Nullable ClassifierModel model;
  private final long seed;

  /**
   * @param directory with {@code NAME_TRAIN} and {@code NAME_TEST} files in it or in the folders
   *     below, {@code .ts} or {@code .tsv}, compressed or not; null for sets that are made
   * @param model of all sets; null for the best of each
   */
  public ClassificationBenchmark(
      @Nullable Path directory, @Nullable ClassifierModel model, long seed) {
    this.directory = directory;
    this.model = model;
    this.seed = seed;
  }

  /**
   * Learns and examines.
   *
   * @throws IllegalArgumentException where there is no pair of files, or one cannot be read
   */
  public Report run() {
    Report report =
        new Report(
            "classify",
            "Classification of whole sequences",
            "Each set is learned, and its model chosen, from its training part alone; the test part is read once, at the end.");
    Table table =
        new Table(
            "Accuracy",
            "share of test sequences whose most probable class is theirs; early ones before their end",
            Table.higher("accuracy", 3),
            Table.higher("after half", 3),
            Table.higher("after a quarter", 3),
            Table.lower("cross-entropy", 3),
            Table.higher("1-NN DTW", 3),
            Table.plain("learned from", 0),
            Table.plain("examined", 0));
    if (directory == null) {
      for (MadeSequences kind : MadeSequences.values()) {
        String name = "made " + kind.name().toLowerCase(Locale.ROOT);
        add(table, name, kind.make(LEARNED, 2 * seed), kind.make(EXAMINED, 2 * seed + 1));
      }
    } else {
      for (Path train : training(directory)) {
        String name = train.getFileName().toString();
        Labelled learned = SequenceFile.read(train);
        Path test = train.resolveSibling(name.replace(TRAIN, TEST));
        Labelled examined = SequenceFile.read(test, learned.classes());
        add(table, name.substring(0, name.indexOf(TRAIN)), learned, examined);
      }
    }
    return report.add(table).fact("units", String.valueOf(ClassifierSettings.DEFAULT.units()));
  }

  private static List<Path> training(Path directory) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(ClassificationBenchmark::hasTest).sorted().forEach(found::add);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(directory + " cannot be read: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          directory + " has no NAME_TRAIN.ts or .tsv with a NAME_TEST of the same kind beside it");
    }
    return found;
  }

  private static boolean hasTest(Path file) {
    String name = file.getFileName().toString();
    return name.contains(TRAIN)
        && name.matches(".*\\.tsv?(\\.gz)?")
        && Files.exists(file.resolveSibling(name.replace(TRAIN, TEST)));
  }

  private void add(Table table, String name, Labelled learned, Labelled examined) {
    ClassifierModel chosen = model == null ? best(learned) : model;
    ClassifierExam exam =
        ClassifierExam.of(chosen.learn(learned, ClassifierSettings.DEFAULT, seed), examined);
    NearestNeighbour rival = new NearestNeighbour(learned.sequences(), learned.of());
    int n = examined.of().length;
    double rivals = 0;
    for (int i = 0; i < n; i++) {
      rivals += rival.classOf(examined.sequences()[i]) == examined.of()[i] ? 1 : 0;
    }
    table.row(
        name,
        Source.OURS,
        chosen.name().toLowerCase(Locale.ROOT),
        exam.right(),
        exam.half(),
        exam.quarter(),
        exam.entropy(),
        rivals / n,
        learned.of().length,
        n);
  }

  private ClassifierModel best(Labelled learned) {
    CrossValidation validation =
        new CrossValidation(learned, ClassifierSettings.DEFAULT, CrossValidation.FOLDS, seed);
    return CrossValidation.best(validation.run(() -> {}));
  }
}
