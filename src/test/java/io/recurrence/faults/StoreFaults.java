package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of a store are damaged, cut or gone when an instance starts again. */
class StoreFaults {
  private static final int RATE = 300; // records a second

  @TempDir Path directory;

  /** Kinds of files in a state directory, by the beginning or the end of their names. */
  private enum Kind {
    TABLE("", ".sst"),
    MANIFEST("MANIFEST", ""),
    CURRENT("CURRENT", ""),
    IDENTITY("IDENTITY", ""),
    OPTIONS("OPTIONS", ""),
    LOG("LOG", ""),
    LOCK("LOCK", ""),
    CHECKPOINT("", ".checkpoint"),
    PROCESS("kafka-streams-process-metadata", ""),
    MEMBER("group.instance.id", "");

    private final String begin;
    private final String end;

    Kind(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }

    boolean matches(Path file) {
      String name = file.getFileName().toString();
      return name.startsWith(begin) && name.endsWith(end);
    }
  }

  private static List<Path> files(Path state, Kind kind) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).filter(kind::matches).sorted().toList();
    }
  }

  /** Flips a bit in some bytes of a file; none where it is empty. */
  private static boolean flip(Path path, SplittableRandom random) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      for (int i = 0; i < 8 && file.length() > 0; i++) {
        long at = random.nextLong(file.length());
        file.seek(at);
        int before = file.read();
        file.seek(at);
        file.write(before ^ 1 << random.nextInt(8));
      }
      return file.length() > 0;
    }
  }

  private enum Damage {
    FLIPPED,
    CUT,
    DELETED
  }

  @ParameterizedTest
  @EnumSource
  void filesAre(Damage damage) throws Exception {
    String name = "files-" + damage.name().toLowerCase(Locale.ROOT);
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, name, directory, 11, Group.DEFAULTS)) {
      SplittableRandom random = new SplittableRandom(11);
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      List<String> fired = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        instance.terminate();
        instance.exit(Duration.ofSeconds(30));
        int damaged = 0;
        for (Path file : files(run.state("one"), kind)) {
          damaged += damage(file, damage, random) ? 1 : 0;
        }
        fired.add(kind + " " + damaged);
        instance = run.start("one");
        double seconds = run.awaitRecovery();
        System.out.printf("%d of %s %s: caught up in %.1f s%n", damaged, kind, damage, seconds);
        assertThat(instance.alive()).isTrue();
      }
      System.out.println(fired);
      assertThat(fired).filteredOn(each -> each.endsWith(" 0")).hasSizeLessThan(4);
      run.finish();
      run.assertUnharmed();
    }
  }

  private static boolean damage(Path file, Damage damage, SplittableRandom random)
      throws IOException {
    return switch (damage) {
      case FLIPPED -> flip(file, random);
      case CUT -> {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
        yield content.length > 0;
      }
      case DELETED -> Files.deleteIfExists(file);
    };
  }

  /** The store is of two tasks; one of them goes, and of the other every second file. */
  @Test
  void aStateDirectoryIsDeletedInPart() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "partly-deleted", directory, 12, Group.STATIC)) {
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      int deleted = 0;
      for (int round = 0; round < 4; round++) {
        instance.kill();
        List<Path> files;
        try (Stream<Path> all = Files.walk(run.state("one"))) {
          files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (int i = round % 2; i < files.size(); i += 2) {
          deleted += Files.deleteIfExists(files.get(i)) ? 1 : 0;
        }
        instance = run.start("one");
        System.out.printf("caught up in %.1f s%n", run.awaitRecovery());
        assertThat(instance.alive()).isTrue();
      }
      System.out.printf("%d files deleted%n", deleted);
      assertThat(deleted).isPositive();
      run.finish();
      run.assertUnharmed();
    }
  }
}
