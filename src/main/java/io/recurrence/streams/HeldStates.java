package io.recurrence.streams;

import io.recurrence.core.EncodedState;
import io.recurrence.core.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The states of a task on the heap. The first are decoded, ready to be moved, as many as a cache of
 * the processor may hold; all others are encoded, which takes a third of the room. An encoded state
 * is decoded for each move into one that serves all of them, and encoded again after it: where
 * states come from main memory, that costs no more than to fetch three times the bytes.
 *
 * <p>Where there is no room for all, states leave the heap. Which one is drawn by chance, those
 * that have not moved since the last commit first. Series often take turns; to let the one go that
 * was not used for longest would then always hit the one that comes next, and no state would be
 * found on the heap though most had room.
 */
final class HeldStates {
  private static final long MAX_DECODED = 32 << 20; // bytes,
  private static final int DECODED_SHARE = 8; // or such a part of the room, where that is less
  private static final int LEAVE_FOR_ONE = 8; // states, at most, some of which are written,
  private static final int LEAVE_AT_COMMIT = 5_000; // or 20 MB of states of 4 KB
  private static final int TRIES = 8; // to draw one that has not moved
  private static final long SEED = 0x9e3779b97f4a7c15L;

  private final Map<Bytes, HeldState> byKey = new HashMap<>();
  private final List<HeldState> all = new ArrayList<>();
  private final List<HeldState> decoded = new ArrayList<>();
  private @Nullable State scratch; // serves all that are encoded
  private @Nullable HeldState inScratch; // whose state it is
  private @Nullable EncodedState spareBytes; // to encode the next one into
  private long used;
  private long random = SEED;

  @Nullable HeldState find(Bytes key) {
    return byKey.get(key);
  }

  int size() {
    return all.size();
  }

  /** How many are decoded. */
  int decoded() {
    return decoded.size();
  }

  /** Adds one that is decoded, and encodes it where there are enough of these in a share. */
  void add(HeldState entry, long share) {
    byKey.put(entry.key, entry);
    entry.place = all.size();
    all.add(entry);
    entry.decodedPlace = decoded.size();
    decoded.add(entry);
    used += entry.bytes();
    if (crowded(share)) {
      scratch = entry.decoded();
      inScratch = entry;
      encode(entry);
    }
  }

  void remove(HeldState entry) {
    byKey.remove(entry.key);
    used -= entry.bytes();
    HeldState last = all.remove(all.size() - 1);
    if (last != entry) {
      all.set(entry.place, last);
      last.place = entry.place;
    }
    entry.place = HeldState.NOWHERE;
    inScratch = inScratch == entry ? null : inScratch;
    if (entry.decoded == null) {
      spareBytes = entry.encoded();
    } else {
      leaveDecoded(entry);
    }
  }

  private void leaveDecoded(HeldState entry) {
    HeldState last = decoded.remove(decoded.size() - 1);
    if (last != entry) {
      decoded.set(entry.decodedPlace, last);
      last.decodedPlace = entry.decodedPlace;
    }
    entry.decodedPlace = HeldState.NOWHERE;
  }

  void clear() {
    byKey.clear();
    all.clear();
    decoded.clear();
    scratch = null;
    inScratch = null;
    spareBytes = null;
    used = 0;
  }

  /** The state of an entry, to be moved; one that is encoded, until another one is asked for. */
  State state(HeldState entry) {
    if (entry.decoded != null) {
      return entry.decoded;
    }
    State state = Objects.requireNonNull(scratch, "the first that was encoded has left it");
    if (inScratch != entry) {
      entry.encoded().decode(state);
      inScratch = entry;
    }
    return state;
  }

  /**
   * Its state has moved.
   *
   * @throws IllegalStateException where another state was asked for since, so that the move is lost
   */
  void moved(HeldState entry) {
    if (entry.decoded != null) {
      return;
    }
    if (inScratch != entry) {
      throw new IllegalStateException("another state was asked for while this one was moved");
    }
    entry.encoded().encode(state(entry));
  }

  private void encode(HeldState entry) {
    State state = entry.decoded();
    used -= entry.bytes();
    if (spareBytes == null) {
      entry.encoded = new EncodedState(state);
    } else {
      spareBytes.encode(state);
      entry.encoded = spareBytes;
      spareBytes = null;
    }
    leaveDecoded(entry);
    scratch = scratch == null ? state : scratch;
    entry.decoded = null;
    used += entry.bytes();
  }

  /**
   * Makes room for one that was added, until the states take no more than a share; where that has
   * become less at once, a little with each.
   *
   * @param added as it is
   * @param leaves is shown each that leaves the heap, before it does
   */
  void makeRoom(long share, HeldState added, Consumer<HeldState> leaves) {
    makeRoom(share, added, LEAVE_FOR_ONE, leaves);
  }

  /** The same at a commit, which must not take too long, where none is being moved. */
  void makeRoom(long share, Consumer<HeldState> leaves) {
    if (!all.isEmpty()) {
      makeRoom(share, all.get(0), LEAVE_AT_COMMIT, leaves); // one stays in any case
    }
  }

  private void makeRoom(long share, HeldState kept, int most, Consumer<HeldState> leaves) {
    int left = 0;
    while (used > share && all.size() > 1 && left < most) {
      if (crowded(share)) {
        encode(draw(decoded, kept));
      } else {
        HeldState entry = draw(all, kept);
        leaves.accept(entry);
        remove(entry);
        left++;
      }
    }
  }

  /** Whether decoded ones take more than is left to them. */
  private boolean crowded(long share) {
    long room = Math.min(MAX_DECODED, share / DECODED_SHARE);
    return decoded.size() > 1 && decoded.size() * decoded.get(0).bytes() > room;
  }

  /** One by chance, but not {@code kept}. */
  private HeldState draw(List<HeldState> among, HeldState kept) {
    HeldState drawn = kept;
    for (int i = 0; drawn == kept || (drawn.isDirty() && i < TRIES); i++) {
      random ^= random << 13; // xorshift (Marsaglia, 2003)
      random ^= random >>> 7;
      random ^= random << 17;
      HeldState next = among.get((int) ((random >>> 1) % among.size()));
      drawn = next == kept ? drawn : next;
    }
    return drawn;
  }
}
