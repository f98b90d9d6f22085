package io.recurrence.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * The stored form of a {@link State}; this class alone knows it. Little-endian:
 *
 * <pre>
 *  0        2        4        12       20       28       36       44       52       60       68
 *  +--------+--------+--------+--------+--------+--------+--------+--------+--------+--------+
 *  | format | stages | shape  |  time  | offset | count  | index  | since  |  last  | source |
 *  +--------+--------+--------+--------+--------+--------+--------+--------+--------+--------+
 *  then per stage that has a memory
 *                   | id : int32 | bytes : int32 |, the id being of its name and its storage
 *  then per stage   its numbers, each as its storage says
 * </pre>
 *
 * Format 2, which is read too, is the same without the source, and without the stages that have
 * been added since.
 */
final class StateBytes {
  static final int FORMAT = 3;
  static final int HEADER = 68;
  static final int ENTRY = 8;

  static final int WITHOUT_SOURCE = 2; // a format

  /** Stages that states of format 2 do not have. */
  static final Set<String> ADDED = Set.of("grid", "readings");

  private static final int SOURCE = 60;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private StateBytes() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  static void write(State state, byte[] out) {
    Layout layout = state.layout;
    SHORT.set(out, 0, (short) FORMAT);
    SHORT.set(out, 2, (short) layout.stored());
    LONG.set(out, 4, layout.shape());
    LONG.set(out, 12, state.time);
    LONG.set(out, 20, state.offset);
    LONG.set(out, 28, state.count);
    LONG.set(out, 36, state.index);
    LONG.set(out, 44, state.firstScorable);
    DOUBLE.set(out, 52, state.last);
    LONG.set(out, SOURCE, state.source);
    int at = HEADER;
    for (int i = 0; i < layout.count(); i++) {
      if (layout.storage(i).bytes() > 0) {
        INT.set(out, at, layout.id(i));
        INT.set(out, at + 4, layout.storage(i).bytes());
        at += ENTRY;
      }
    }
    for (int i = 0; i < layout.count(); i++) {
      at = layout.storage(i).write(state.h[i], out, at);
    }
  }

  /**
   * Fills {@code state} from bytes.
   *
   * @return the stages that were carried over: all of them where the shapes agree
   * @throws StateFormatException where the bytes are not a state, damaged, or of a newer format
   */
  static BitSet read(byte[] in, State state) {
    Layout layout = state.layout;
    if (in.length < SOURCE) {
      throw new StateFormatException("state of " + in.length + " bytes is shorter than its header");
    }
    int format = (short) SHORT.get(in, 0);
    if (format != FORMAT && format != WITHOUT_SOURCE) {
      throw new StateFormatException(
          "state has format %d, this version reads formats %d and %d"
              .formatted(format, WITHOUT_SOURCE, FORMAT));
    }
    int header = format == FORMAT ? HEADER : SOURCE;
    int stages = (short) SHORT.get(in, 2) & 0xffff;
    int body = header + ENTRY * stages;
    if (in.length != length(in, header, stages)) {
      throw new StateFormatException(
          "state of " + in.length + " bytes does not match its directory");
    }
    readHeader(in, state);
    state.source = format == FORMAT ? (long) LONG.get(in, SOURCE) : State.UNKNOWN;
    if (state.count < 0
        || state.index < 0
        || state.firstScorable < 1
        || !(Math.abs(state.last) <= Values.MAX_MAGNITUDE)) {
      throw new StateFormatException("state has a damaged header");
    }
    BitSet carried = new BitSet();
    for (int i = 0, at = body; i < stages; i++) {
      int id = (int) INT.get(in, header + ENTRY * i);
      int bytes = (int) INT.get(in, header + ENTRY * i + 4);
      int target = find(layout, id, bytes, i);
      if (target >= 0) {
        layout.storage(target).read(in, at, state.h[target]);
        check(layout, target, state.h[target]);
        carried.set(target);
      } else {
        convert(in, at, layout.find(id, bytes), state, carried);
      }
      at += bytes;
    }
    return carried;
  }

  /** Fills a state from bytes that {@link #write} made of one of the same pipeline. */
  static void readOwn(byte[] in, State state) {
    Layout layout = state.layout;
    readHeader(in, state);
    state.source = (long) LONG.get(in, SOURCE);
    int at = HEADER + ENTRY * layout.stored();
    for (int i = 0; i < layout.count(); i++) {
      at = layout.storage(i).read(in, at, state.h[i]);
    }
  }

  private static void readHeader(byte[] in, State state) {
    state.time = (long) LONG.get(in, 12);
    state.offset = (long) LONG.get(in, 20);
    state.count = (long) LONG.get(in, 28);
    state.index = (long) LONG.get(in, 36);
    state.firstScorable = (long) LONG.get(in, 44);
    state.last = (double) DOUBLE.get(in, 52);
  }

  private static void check(Layout layout, int stage, double[] memory) {
    if (!layout.stage(stage).recurrence().sound(memory)) {
      throw new StateFormatException(
          "stage '%s' of the state is damaged".formatted(layout.stage(stage).name()));
    }
  }

  /** Carries over a stage that was stored in another form than the one it has now. */
  private static void convert(
      byte[] in, int at, Optional<Layout.Found> found, State state, BitSet carried) {
    if (found.isEmpty()) {
      return;
    }
    StoredForm form = found.get().form();
    int target = found.get().stage();
    double[] memory = new double[form.storage().size()];
    form.storage().read(in, at, memory);
    if (target == state.layout.heldBack()) {
      check(state.layout, target, memory);
    }
    form.conversion().apply(memory, state.h[target]);
    if (target == state.layout.heldBack() && state.heldBack() < ReorderBuffer.count(memory)) {
      state.unplaced = memory;
    }
    carried.set(target);
  }

  /** How many stages bytes hold. */
  static int stages(byte[] in) {
    return (short) SHORT.get(in, 2) & 0xffff;
  }

  static long timeOf(byte[] in) {
    return in.length < SOURCE ? 0 : (long) LONG.get(in, 12);
  }

  static long offsetOf(byte[] in) {
    return (long) LONG.get(in, 20);
  }

  static long indexOf(byte[] in) {
    return (long) LONG.get(in, 36);
  }

  /** Whether stored bytes have the shape of a layout, as it is or was in their format. */
  static boolean matches(byte[] in, Layout layout) {
    return shapeOf(in) == (older(in) ? layout.formerShape() : layout.shape());
  }

  /** Whether bytes are of format 2. */
  static boolean older(byte[] in) {
    return in.length >= SOURCE && (short) SHORT.get(in, 0) == WITHOUT_SOURCE;
  }

  /** How many stages are read from bytes that {@linkplain #matches match}. */
  static int expected(byte[] in, Layout layout) {
    return older(in) ? layout.formerlyStored() : layout.stored();
  }

  private static long shapeOf(byte[] in) {
    return in.length < SOURCE ? 0 : (long) LONG.get(in, 4);
  }

  private static long length(byte[] in, int header, int stages) {
    long total = header + ENTRY * (long) stages;
    if (in.length < total) {
      return -1;
    }
    for (int i = 0; i < stages; i++) {
      int bytes = (int) INT.get(in, header + ENTRY * i + 4);
      if (bytes < 0) {
        return -1;
      }
      total += bytes;
    }
    return total;
  }

  /**
   * The stage of {@code layout} with this id and size: at the same place first, else anywhere, else
   * -1.
   */
  private static int find(Layout layout, int id, int bytes, int place) {
    for (int step = 0; step < layout.count(); step++) {
      int i = (place + step) % layout.count();
      if (layout.id(i) == id && layout.storage(i).bytes() == bytes) {
        return i;
      }
    }
    return -1;
  }
}
