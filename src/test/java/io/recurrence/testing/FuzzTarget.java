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

  /**
   * How many mutations a test tries: as many as the property {@code recurrence.fuzz} says, or
   * {@code usual}.
   */
  public static long executions(long usual) {
    return Long.getLong("recurrence.fuzz", usual);
  }

  /** The seed of the mutations: what the property {@code recurrence.fuzz.seed} says, or 2. */
  public static long seed() {
    return Long.getLong("recurrence.fuzz.seed", 2);
  }

  /** Prints what a run came to. */
  public static void report(String name, long count, long seed, long taken, long started) {
    System.out.printf(
        "fuzz %s: %,d executions, seed %d, %,d taken, %.2f microseconds each%n",
        name, count, seed, taken, (System.nanoTime() - started) / 1e3 / count);
  }

  /**
   * Tries what is kept, then so many mutations; prints and returns how many were taken, not
   * refused.
   */
  public long run(long count, long seed) {
    long started = System.nanoTime();
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
    report(name, count, seed, taken, started);
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
   * Runs targets one after another, each to its end or its first fault.
   *
   * @param arguments how many mutations of each, a seed, and the names of targets, where not all
   *     are to run
   * @throws AssertionError where there was a fault, all of them being printed
   */
  public static void main(List<FuzzTarget> targets, String... arguments) {
    long count = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : seed();
    List<String> names =
        List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
    int faults = 0;
    for (FuzzTarget each : targets) {
      if (names.isEmpty() || names.contains(each.name)) {
        try {
          each.run(count, seed);
        } catch (AssertionError fault) {
          fault.printStackTrace();
          faults++;
        }
      }
    }
    if (faults > 0) {
      throw new AssertionError(faults + " targets have a fault");
    }
  }
}
