package io.recurrence.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The clock of the machine as the instances of a test see it, which can be set while they run, by
 * libfaketime. Monotonic clocks go on, as they do where the clock of a machine is set.
 */
final class MachineClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "libfaketimeMT.so.1"; // for threads
  private static final int DEPTH = 3;
  private static final Duration SEEN_AFTER =
      Duration.ofSeconds(3); // a file is looked at each second

  private final Path file;
  private final Path library;

  /** A clock that is right. */
  MachineClock(Path directory) throws IOException {
    this.file = directory.resolve("machine.clock");
    try (Stream<Path> files = Files.find(LIBRARIES, DEPTH, (path, is) -> path.endsWith(LIBRARY))) {
      this.library =
          files
              .findFirst()
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "no %s under %s: install libfaketime (the package 'faketime' of Debian)"
                              .formatted(LIBRARY, LIBRARIES)));
    }
    write(Duration.ZERO);
  }

  /** Sets it so much ahead of the right time; behind it where that is negative. */
  void set(Duration ahead) throws IOException {
    write(ahead);
    long end = System.nanoTime() + SEEN_AFTER.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private void write(Duration ahead) throws IOException {
    Path next = Files.writeString(file.resolveSibling("machine.clock.next"), text(ahead));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(Duration ahead) {
    return "%+ds%n".formatted(ahead.toSeconds());
  }

  /** What an instance needs so as to see this clock. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0", // its waits by monotonic clocks end at once
        "FAKETIME_DONT_FAKE_MONOTONIC", "1");
  }
}
