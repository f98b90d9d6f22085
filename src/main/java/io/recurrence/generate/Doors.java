package io.recurrence.generate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Doors with a lock, each of which says when its state changes: {@code locked}, {@code unlocked},
 * {@code open}, {@code closed}, and from there {@code open} or {@code locked} again. Now and then
 * one does what none should: it is open without having been unlocked, or its lock closes while it
 * stands open.
 */
public final class Doors {
  private static final String[] NAMES = {"front", "garage", "cellar", "office", "archive"};
  private static final double FAULT_RATE = 1 / 1_000.0; // of the changes that can be
  private static final double MINUTE = 60_000;

  private final PriorityQueue<Door> doors =
      new PriorityQueue<>(
          Comparator.comparingDouble((Door d) -> d.time).thenComparing(d -> d.name));

  /**
   * A change of a door.
   *
   * @param time in milliseconds since 1970; over all doors, times never fall
   * @param strange whether it is one that no door should make
   */
  public record Change(String door, long time, String state, boolean strange) {}

  /**
   * Hangs doors.
   *
   * @param seed decides every random choice
   * @param doors how many, at least 1
   */
  public Doors(long seed, long startMillis, int doors) {
    Random random = new Random(seed);
    for (int i = 0; i < doors; i++) {
      String name = i < NAMES.length ? NAMES[i] : "door-" + (i + 1);
      this.doors.add(new Door(name, startMillis, new Random(random.nextLong())));
    }
  }

  /** The next change of any door. */
  public Change next() {
    Door door = doors.remove();
    Change change = door.change();
    doors.add(door);
    return change;
  }

  private static final class Door {
    private final String name;
    private final Random random;
    private double time; // of the next change, ms
    private String state = "locked";

    Door(String name, long startMillis, Random random) {
      this.name = name;
      this.random = random;
      this.time = startMillis + 30 * MINUTE * random.nextDouble();
    }

    Change change() {
      boolean strange =
          (state.equals("locked") || state.equals("open")) && random.nextDouble() < FAULT_RATE;
      state = strange ? (state.equals("open") ? "locked" : "open") : usual();
      Change change = new Change(name, (long) time, state, strange);
      time += minutes() * MINUTE * (0.5 + random.nextDouble());
      return change;
    }

    private String usual() {
      return switch (state) {
        case "locked" -> "unlocked";
        case "unlocked" -> "open";
        case "open" -> "closed";
        default -> random.nextDouble() < 0.35 ? "locked" : "open";
      };
    }

    /** How long a state lasts, on average. */
    private double minutes() {
      return switch (state) {
        case "locked" -> 15;
        case "unlocked" -> 0.2;
        case "open" -> 0.7;
        default -> 6;
      };
    }
  }
}
