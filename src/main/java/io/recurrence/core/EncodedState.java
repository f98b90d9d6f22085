package io.recurrence.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one series at rest: the bytes that are stored of it, which are a third of its
 * numbers in memory, and what its next step still has to report.
 */
public final class EncodedState {
  private static final int HEAP_BYTES = 48; // of this object and the header of the bytes

  private final byte[] bytes;
  private List<String> repaired;
  private double @Nullable [] unplaced;

  /** The memory that a state holds. */
  public EncodedState(State state) {
    this.bytes = state.toBytes();
    this.repaired = state.repaired;
    this.unplaced = state.unplaced; // never modified
  }

  /** Takes the memory of another series of the same pipeline. */
  public void encode(State state) {
    StateBytes.write(state, bytes);
    repaired = state.repaired;
    unplaced = state.unplaced;
  }

  /** Makes a state of the same pipeline hold this memory. */
  public void decode(State into) {
    StateBytes.readOwn(bytes, into);
    into.repaired = repaired;
    into.unplaced = unplaced;
  }

  /** The offset of the last record that was applied, or -1. */
  public long offset() {
    return StateBytes.offsetOf(bytes);
  }

  /** How many steps have been made. */
  public long index() {
    return StateBytes.indexOf(bytes);
  }

  /** Event time of the last step, in milliseconds since 1970. */
  public long time() {
    return StateBytes.timeOf(bytes);
  }

  /** The length of the stored form, in bytes. */
  public int length() {
    return bytes.length;
  }

  /** What is stored of it, as {@link State#toBytes()} gives it. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** About how much heap it takes, in bytes. */
  public int heapBytes() {
    return HEAP_BYTES + bytes.length;
  }
}
