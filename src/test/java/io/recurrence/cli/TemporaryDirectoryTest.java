package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir private Path among;

  @Test
  void isGoneWithAllFilesOnceItIsClosed() throws Exception {
    Path path;
    try (TemporaryDirectory directory = new TemporaryDirectory("demo", among)) {
      path = directory.path();
      Files.createDirectories(path.resolve("broker/data"));
      Files.writeString(path.resolve("broker/data/log"), "records");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void deletesWhatAProcessLeftThatWasKilled() throws Exception {
    Path left = Files.createDirectories(among.resolve("demo123/broker"));
    Files.writeString(left.resolve("log"), "records");
    Files.createFile(among.resolve("demo123/in-use.lock")); // that nobody holds
    Path other = Files.createDirectories(among.resolve("another"));
    try (TemporaryDirectory directory = new TemporaryDirectory("demo", among)) {
      assertThat(left.getParent()).doesNotExist();
      assertThat(other).exists();
      assertThat(directory.path()).exists();
    }
  }

  @Test
  void leavesThoseAloneThatAreInUse() throws Exception {
    try (TemporaryDirectory one = new TemporaryDirectory("demo", among);
        TemporaryDirectory two = new TemporaryDirectory("demo", among)) {
      assertThat(one.path()).exists();
      assertThat(two.path()).exists();
    }
  }
}
