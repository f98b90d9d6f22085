package io.recurrence.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Something that is given any bytes: it takes them or refuses them, by the exceptions that it says,
 * and does nothing else. Bytes that it once stumbled over are kept in {@code
 * src/test/resources/fuzz}, a line of hexadecimal digits each, and tried first.
 *
 * @param name of what reads the bytes, and of its file of kept bytes
 * @param samples that are mutated, at most this long when they are
 * @param refusals by which bytes are refused
 */
public record FuzzTarget(
    String name,
    List<byte[]> samples,
    int longest,
    Set<Class<? extends Exception>> refusals,
    Reading reading) {

  /** What is done with the bytes. */
  public interface Reading {
    void read(byte[] bytes) throws Exception;
  }

  /** Tries what is kept, then so many mutations; returns how many were taken, not refused. */
  public long run(long count, long seed) {
    long taken = 0;
    for (byte[] each : kept()) {
      taken += takes(each) ? 1 : 0;
    }
    List<byte[]> all = new ArrayList<>(samples);
    all.addAll(kept());
    ByteMutator mutator = ByteMutator.of(all, longest);
    Random random = new Random(seed);
    for (long i = 0; i < count; i++) {
      taken += takes(mutator.next(random)) ? 1 : 0;
    }
    return taken;
  }

  private List<byte[]> kept() {
    Path file = Path.of("src", "test", "resources", "fuzz", name + ".hex");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(HexFormat.of()::parseHex).toList()
          : List.of();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean takes(byte[] bytes) {
    try {
      reading.read(bytes);
      return true;
    } catch (Exception | Error e) {
      if (refusals.stream().anyMatch(each -> each.isInstance(e))) {
        return false;
      }
      throw new AssertionError(name + ": " + HexFormat.of().formatHex(bytes), e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Runs targets and prints what came of it.
   *
   * @param arguments how many mutations of each, and a seed
   */
  public static void main(List<FuzzTarget> targets, String... arguments) {
    long count = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    for (FuzzTarget each : targets) {
      long started = System.nanoTime();
      long taken = each.run(count, seed);
      System.out.printf(
          "%s: %,d taken, %,d refused, %.2f µs each%n",
          each.name, taken, count - taken, (System.nanoTime() - started) / 1e3 / count);
    }
  }
}
