package io.recurrence;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data, which are not part of the project: in the directory that RECURRENCE_DATA names, or in
 * ../shared/data.
 */
public final class DataSets {
  private DataSets() {}

  /**
   * A file of the data; where it is not there, the test that asks for it is skipped, and says so.
   */
  public static Path file(String name) {
    String home = System.getenv("RECURRENCE_DATA");
    Path file = (home == null ? Path.of("..", "shared", "data") : Path.of(home)).resolve(name);
    assumeTrue(
        Files.exists(file),
        () -> "skipped: there is no " + file + "; RECURRENCE_DATA names the directory of the data");
    return file;
  }
}
