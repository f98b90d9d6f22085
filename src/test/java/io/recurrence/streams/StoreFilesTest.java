package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {
  @TempDir Path directory;

  private StoreFiles files;
  private Path checkpoint;
  private Path manifest;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    files = new StoreFiles(directory);
    Path task = directory.resolve("0_1");
    Path store = Files.createDirectories(task.resolve("rocksdb").resolve("states"));
    checkpoint = Files.writeString(task.resolve(".checkpoint"), "0\n0\n");
    manifest = Files.writeString(store.resolve("MANIFEST-000005"), "list of tables");
    log = Files.writeString(store.resolve("LOG"), "words");
    Files.writeString(directory.resolve("kafka-streams-process-metadata"), "{}");
    files.note();
  }

  @Test
  void aStoreThatIsAsItWasKeepsItsCheckpoint() throws IOException {
    Files.delete(log);
    files.verify();
    assertThat(checkpoint).exists();
  }

  @Test
  void aStoreWhoseFileWasCutLosesIt() throws IOException {
    Files.writeString(manifest, "list of");
    files.verify();
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void aStoreThatLacksAFileOrHasOneMoreLosesIt() throws IOException {
    Files.delete(manifest);
    files.verify();
    assertThat(checkpoint).doesNotExist();

    write();
    Files.writeString(manifest.resolveSibling("000012.sst"), "");
    files.verify();
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void aCheckpointThatHasChangedIsNotBelieved() throws IOException {
    Files.writeString(checkpoint, "0\n1\n");
    files.verify();
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void whatWasNotedIsGoodForOneStart() throws IOException {
    files.verify();
    Files.writeString(manifest, "list of more tables");
    files.verify();
    assertThat(checkpoint).exists();
  }

  @Test
  void whereThereIsNoStateNothingIsSaid() {
    StoreFiles none = new StoreFiles(directory.resolve("none"));
    none.note();
    none.verify();
    assertThat(directory.resolve("none")).doesNotExist();
  }
}
