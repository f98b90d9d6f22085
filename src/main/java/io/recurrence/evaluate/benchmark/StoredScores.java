package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scores that other detectors gave to the files of the Numenta Anomaly Benchmark: {@code
 * results/<detector>/<category>/<detector>_<file>.csv}, as the benchmark keeps them, or {@code
 * detector_scores/<detector>.csv} with the columns {@code file,row,anomaly_score}.
 */
final class StoredScores {
  private static final String COLUMN = "anomaly_score";

  private final Path directory;

  StoredScores(Path directory) {
    this.directory = directory;
  }

  /** The detectors of which there are scores. */
  List<String> detectors() {
    List<String> names = new ArrayList<>();
    for (Path path : list(directory.resolve("detector_scores"))) {
      names.add(path.getFileName().toString().replaceAll("\\.csv(\\.gz)?$", ""));
    }
    for (Path path : list(directory.resolve("results"))) {
      if (Files.isDirectory(path)) {
        names.add(path.getFileName().toString());
      }
    }
    return names;
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new InputException("cannot read " + directory + ": " + e.getMessage());
    }
  }

  /**
   * A scorer filled with a detector's scores of the files, or none where one of them is missing.
   */
  Optional<NabScorer> of(String detector, List<NabFile> files) {
    NabScorer scorer = new NabScorer();
    Map<String, double[]> compact = compact(detector, files);
    for (NabFile file : files) {
      double[] scores = compact.isEmpty() ? own(detector, file) : compact.get(file.name());
      if (scores == null || scores.length != file.series().length()) {
        return Optional.empty();
      }
      scorer.add(scores, file.windows());
    }
    return Optional.of(scorer);
  }

  private Map<String, double[]> compact(String detector, List<NabFile> files) {
    Path plain = directory.resolve("detector_scores").resolve(detector + ".csv");
    Optional<Path> file = either(plain);
    if (file.isEmpty()) {
      return Map.of();
    }
    Map<String, double[]> scores = new HashMap<>();
    for (NabFile each : files) {
      double[] none = new double[each.series().length()];
      Arrays.fill(none, Double.NaN);
      scores.put(each.name(), none);
    }
    CsvTable table = CsvTable.read(file.get(), ',', true);
    int name = table.column("file");
    int row = table.column("row");
    int score = table.column(COLUMN);
    for (int i = 0; i < table.rows(); i++) {
      double[] of = scores.get(table.text(i, name));
      int at = (int) table.number(i, row);
      if (of != null && at < of.length) {
        of[at] = table.number(i, score);
      }
    }
    scores.values().removeIf(each -> Arrays.stream(each).anyMatch(Double::isNaN));
    return scores;
  }

  private double[] own(String detector, NabFile file) {
    String csv = file.name().substring(file.category().length() + 1);
    Path at = directory.resolve("results").resolve(detector).resolve(file.category());
    Optional<Path> found =
        either(at.resolve(detector + "_" + csv)).or(() -> either(at.resolve(csv)));
    if (found.isEmpty()) {
      return new double[0];
    }
    CsvTable table = CsvTable.read(found.get(), ',', true);
    return table.numbers(table.column(COLUMN));
  }

  private static Optional<Path> either(Path plain) {
    return Stream.of(plain, Path.of(plain + ".gz")).filter(Files::exists).findFirst();
  }
}
