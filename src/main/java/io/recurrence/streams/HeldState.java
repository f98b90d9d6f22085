package io.recurrence.streams;

import io.recurrence.core.EncodedState;
import io.recurrence.core.State;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The state of a series on the heap, decoded or encoded, and the records since it was written. */
final class HeldState {
  static final int NOWHERE = -1; // a place in a list
  private static final int OVERHEAD = 140; // of an entry, in bytes: node, key, references

  final Bytes key;
  final RecordLog recordLog;
  int limit; // records after which the state is written whole
  int dirtyPlace = NOWHERE; // among those that have moved
  int place = NOWHERE; // among all
  int decodedPlace = NOWHERE; // among those that are decoded
  @Nullable State decoded; // or else
  @Nullable EncodedState encoded;

  HeldState(Bytes key, State state, RecordLog recordLog) {
    this.key = key;
    this.decoded = state;
    this.recordLog = recordLog;
    this.limit =
        1 + Math.floorMod(key.hashCode(), RecordLog.MAX_RECORDS); // not all at the same commit
  }

  /** About how much heap it takes, in bytes. */
  long bytes() {
    int state = decoded == null ? 0 : decoded.heapBytes();
    state += encoded == null ? 0 : encoded.heapBytes();
    return (long) OVERHEAD + key.get().length + RecordLog.HEAP_BYTES + state;
  }

  /** Whether it has moved since the last commit. */
  boolean isDirty() {
    return dirtyPlace != NOWHERE;
  }

  /** The length of the stored form, in bytes. */
  int length() {
    return decoded == null ? encoded().length() : decoded.storedBytes();
  }

  /** The stored form; the record log begins anew after it. */
  byte[] written() {
    if (decoded == null) {
      recordLog.begin(encoded().offset(), encoded().index(), encoded().time());
      return encoded().toBytes();
    }
    recordLog.begin(decoded);
    return decoded.toBytes();
  }

  State decoded() {
    if (decoded == null) {
      throw new IllegalStateException("the state is not decoded");
    }
    return decoded;
  }

  EncodedState encoded() {
    if (encoded == null) {
      throw new IllegalStateException("the state is not encoded");
    }
    return encoded;
  }
}
