package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files of a data set by their names, wherever they lie below a directory. */
final class DataFiles {
  private static final int DEEPEST = 6;

  private final Path directory;
  private final String layout;

  /**
   * The files below a directory.
   *
   * @param layout what has to be there, in words; reported where it is not
   * @throws InputException where there is no such directory
   */
  DataFiles(Path directory, String layout) {
    this.directory = directory;
    this.layout = layout;
    if (!Files.isDirectory(directory)) {
      throw new InputException("there is no directory " + directory + "; it has to hold " + layout);
    }
  }

  Path directory() {
    return directory;
  }

  /** The files whose name matches, {@code .gz} left aside, in the order of their paths. */
  List<Path> all(String name) {
    Pattern pattern = Pattern.compile("(?:" + name + ")(?:\\.gz)?");
    try (Stream<Path> files = Files.walk(directory, DEEPEST)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException("cannot read " + directory + ": " + e.getMessage());
    }
  }

  /** The first file whose name matches. */
  Optional<Path> first(String name) {
    return all(name).stream().findFirst();
  }

  /**
   * The first file whose name matches.
   *
   * @throws InputException where there is none
   */
  Path require(String name, String what) {
    return first(name).orElseThrow(() -> missing(what));
  }

  /** A complaint that something is not there. */
  InputException missing(String what) {
    return new InputException(
        "there is no %s below %s; it has to hold %s".formatted(what, directory, layout));
  }
}
