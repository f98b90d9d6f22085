package io.recurrence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for files that last no longer than a command; closing deletes it with them. */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;

  /**
   * Creates it among the temporary files of the system.
   *
   * @param name its name begins with
   */
  public TemporaryDirectory(String name) throws IOException {
    this.path = Files.createTempDirectory(name);
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
