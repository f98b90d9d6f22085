package io.recurrence.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.NativeLibraryLoader;

/**
 * Unpacks RocksDB's library into the state directory, under one name. Left to itself, RocksDB makes
 * a temporary file of 15 MB for each process, and one that is killed leaves it behind.
 */
final class RocksDbLibrary {
  private RocksDbLibrary() {}

  /** The directory of an application, in which its tasks and its library lie. */
  static Path directory(StreamsConfig settings) {
    return Path.of(
        settings.getString(StreamsConfig.STATE_DIR_CONFIG),
        settings.getString(StreamsConfig.APPLICATION_ID_CONFIG));
  }

  /** Loads it once a process; where that fails, RocksDB tries its own way. */
  static void load(StreamsConfig settings) {
    Path directory = directory(settings);
    try {
      Files.createDirectories(directory);
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      // a directory that cannot be written is reported by Kafka Streams; one from which nothing may
      // be executed is no fault
    }
  }
}
