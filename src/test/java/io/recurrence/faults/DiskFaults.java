package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full, of an instance and of a broker, to the end. File systems are mounted: as root.
 */
class DiskFaults {
  private static final int RATE = 300; // records a second
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path directory;

  /** A small file system of its own. */
  private static final class Disk implements AutoCloseable {
    private final Path path;
    private final Path ballast;

    Disk(Path path, int megabytes) throws IOException {
      this.path = Files.createDirectories(path);
      this.ballast = path.resolve("ballast");
      run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString());
    }

    private static void run(String... command) throws IOException {
      try {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(code).as(String.join(" ", command)).isZero();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Takes all space that is left. */
    void fill() throws IOException {
      try (OutputStream out = Files.newOutputStream(ballast)) {
        byte[] block = new byte[4096];
        while (path.toFile().getUsableSpace() > 0) {
          out.write(block);
        }
      } catch (IOException e) {
        assertThat(path.toFile().getUsableSpace()).isZero();
      }
    }

    void free() throws IOException {
      Files.delete(ballast);
    }

    @Override
    public void close() throws IOException {
      run("umount", "-l", path.toString());
    }
  }

  @Test
  void ofAnInstance() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "full-disk", directory, 13, Group.STATIC);
        Disk disk = new Disk(run.state("small"), 64)) {
      run.feed(RATE);
      ChildJvm first = run.start("small");
      run.awaitCommitted(RATE);
      disk.fill();
      run.awaitRecovery(); // RocksDB has yet nothing to write
      first.kill();
      ChildJvm instance = run.start("small"); // a store that is opened writes
      int code = instance.exit(LONG);
      System.out.printf("it ended with exit code %d%n", code);
      assertThat(code).isEqualTo(1);
      assertThat(instance.printed("No space left")).isTrue();
      disk.free();
      run.start("small");
      System.out.printf("recovered in %.1f s after there was space%n", run.awaitRecovery());
      run.finish();
      run.assertUnharmed();
    }
  }

  @Test
  void ofABroker() throws Exception {
    try (Disk disk = new Disk(directory.resolve("disk"), 400);
        Nodes nodes = new Nodes(directory.resolve("disk"), 1);
        FaultRun run = new FaultRun(nodes, "full-broker", directory, 14, Group.STATIC)) {
      run.send(6_000);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(500);
      disk.fill();
      nodes.node(0).jvm().exit(LONG); // a broker whose only disk fails ends
      System.out.println("the broker ended");
      disk.free();
      nodes.node(0).start();
      nodes.node(0).awaitReady();
      System.out.printf("recovered in %.1f s after there was space%n", run.awaitRecovery());
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }
}
