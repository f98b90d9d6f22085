package io.recurrence.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for files that last no longer than a command; closing deletes it with them. A process
 * that is killed cannot do so: its directory is deleted by the next that makes one of the same
 * name. A lock, which ends with the process that holds it, tells which are still in use.
 */
public final class TemporaryDirectory implements AutoCloseable {
  private static final String LOCK = "in-use.lock";
  private static final int TRIES = 5; // files may be added while others are deleted

  private final Path path;
  private final FileChannel channel;

  /**
   * Creates it among the temporary files of the system.
   *
   * @param name its name begins with
   */
  public TemporaryDirectory(String name) throws IOException {
    this(name, Path.of(System.getProperty("java.io.tmpdir")));
  }

  TemporaryDirectory(String name, Path among) throws IOException {
    deleteUnused(name, among);
    this.path = Files.createTempDirectory(among, name);
    this.channel = open(path);
    if (channel.tryLock() == null) {
      throw new IOException(path + " is in use already");
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Deletes those whose process is gone; what cannot be deleted stays. */
  private static void deleteUnused(String name, Path among) throws IOException {
    List<Path> candidates;
    try (Stream<Path> files = Files.list(among)) {
      candidates = files.filter(file -> file.getFileName().toString().startsWith(name)).toList();
    }
    for (Path directory : candidates) {
      if (Files.exists(directory.resolve(LOCK))) {
        try (FileChannel channel = open(directory);
            FileLock lock = tryLock(channel)) {
          if (lock != null) {
            delete(directory);
          }
        } catch (IOException e) {
          // of another user
        }
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this process
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    delete(path);
  }

  private static void delete(Path directory) throws IOException {
    for (int i = 0; i < TRIES && Files.exists(directory); i++) {
      Files.walkFileTree(directory, new Deletion());
    }
    Files.deleteIfExists(directory);
  }

  /** Deletes all files; what has gone meanwhile is as good as deleted. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return remove(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      return remove(directory);
    }

    private FileVisitResult remove(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // a directory that has got another file; the next try finds it
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
