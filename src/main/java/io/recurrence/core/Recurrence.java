package io.recurrence.core;

import java.util.Map;
import java.util.stream.Stream;

/**
 * A recurrence {@code h_t = f(h_{t-1}, x_t)}: an immutable rule whose whole memory is the array
 * {@code h}.
 *
 * <p>An implementation holds settings and, at most, scratch arrays whose content never outlives a
 * call. One object serves any number of series, one call at a time: it is not safe for use by
 * several threads at once.
 */
@PublicApi
public interface Recurrence {

  /** The length of {@code h}, the same for the life of the object. */
  int size();

  /**
   * Writes the memory of a series of which nothing has been seen.
   *
   * @param h of length {@link #size()}, all zero on entry
   */
  default void start(double[] h) {}

  /** How {@code h} is stored: its numbers, run by run. In full, unless a stage says otherwise. */
  default Storage storage() {
    return Storage.of(Precision.DOUBLE, size());
  }

  /**
   * Rounds each number to what is stored of it, so that memory and stored bytes agree exactly.
   * Called at the end of each step; a stage that rounds whatever it writes need do nothing.
   */
  default void round(double[] h) {}

  /**
   * Whether all numbers of {@code h} are finite. Asked at the end of each step; a stage that fails
   * is started anew.
   */
  default boolean finite(double[] h) {
    return Precision.finite(h, 0, h.length);
  }

  /**
   * Whether {@code h}, read from what was stored, can be a memory that was written: its places and
   * lengths lie within it. Where it is not, the stored state is damaged, and refused as such.
   */
  default boolean sound(double[] h) {
    return true;
  }

  /**
   * The version of what the memory means. To be raised where a changed formula would misread a
   * memory of the same size: stored ones are then not taken over.
   */
  default int version() {
    return 1;
  }

  /**
   * Other forms in which its memory may be found in a stored state, after a change of settings or
   * of version. Not for the hot path.
   */
  default Stream<StoredForm> storedForms() {
    return Stream.empty();
  }

  /**
   * The memory in words, for people: names of the fields in a stable order. Not for the hot path.
   *
   * @param h not modified
   */
  default Map<String, Double> describe(double[] h) {
    return Map.of();
  }
}
