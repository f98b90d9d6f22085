package io.recurrence.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which files the stores of an instance are made of when it ends in order, and looks when it
 * starts again whether they are the same. RocksDB checks what its files hold; but it takes a list
 * of its tables that was cut for one that is shorter, and opens the store as it was before: states
 * would go on from an earlier commit, and nothing would tell. Nor does a checkpoint have a
 * checksum. Where they differ, the checkpoint of the task is removed, and Kafka Streams wipes its
 * stores and restores them.
 */
final class StoreFiles {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);
  private static final String NOTE = "store.files";
  private static final String CHECKPOINT = ".checkpoint";
  private static final String STORES = "rocksdb";
  private static final String LOGS = "LOG"; // for people: may be cleared away

  private final Path directory;

  /**
   * The stores below a directory.
   *
   * @param directory of the application, in which there is one for each task
   */
  StoreFiles(Path directory) {
    this.directory = directory;
  }

  /** Notes the files of the tasks that have a checkpoint; call it once all stores are closed. */
  void note() {
    try {
      for (Path task : tasks()) {
        if (Files.exists(task.resolve(CHECKPOINT))) {
          Files.writeString(task.resolve(NOTE), list(task));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The files of the stores are not noted: {}", e.toString());
    }
  }

  /** Looks whether the files are those that were noted; call it before any store is opened. */
  void verify() {
    try {
      for (Path task : tasks()) {
        Path note = task.resolve(NOTE);
        if (Files.exists(note)) {
          String noted = Files.readString(note);
          Files.delete(note); // it does not hold for a store that is used
          if (!noted.equals(list(task)) && Files.deleteIfExists(task.resolve(CHECKPOINT))) {
            LOG.warn(
                "The files of the stores of task {} are not those that it had when it ended; they are restored from the changelogs",
                task.getFileName());
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The files of the stores are not looked at: {}", e.toString());
    }
  }

  private List<Path> tasks() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  /** The checkpoint as it is, and a line with the length and the name of each file. */
  private static String list(Path task) throws IOException {
    Path checkpoint = task.resolve(CHECKPOINT);
    byte[] offsets = Files.exists(checkpoint) ? Files.readAllBytes(checkpoint) : new byte[0];
    return HexFormat.of().formatHex(offsets) + "\n" + files(task);
  }

  private static String files(Path task) throws IOException {
    Path stores = task.resolve(STORES);
    if (!Files.isDirectory(stores)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(stores)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith(LOGS))
          .map(file -> file.toFile().length() + " " + stores.relativize(file))
          .sorted()
          .collect(Collectors.joining("\n"));
    }
  }
}
