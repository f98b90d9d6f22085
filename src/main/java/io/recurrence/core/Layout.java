package io.recurrence.core;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which stages a state is made of, in which order, how long each is and how it is stored. */
final class Layout {

  /** A stage: a unique name for its structure (type, order, …), and its recurrence. */
  record Stage(String name, Recurrence recurrence) {

    <T> T recurrence(Class<T> role) {
      return role.cast(recurrence);
    }

    /** The same stage under the name that it has in a state. */
    Stage as(String role) {
      return new Stage(role + ':' + name, recurrence);
    }

    /** The same stage, which reads what it says of other stages. */
    Stage of(String others) {
      return others.isEmpty() ? this : new Stage(name + " of " + others, recurrence);
    }

    /**
     * The names of stages, to be included in that of one that depends on them: a state that was
     * fitted on other inputs is then never reused.
     */
    static String names(List<Stage> stages) {
      return stages.stream().map(Stage::name).collect(Collectors.joining(", "));
    }
  }

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final List<Stage> stages;
  private final Storage[] storages;
  private final int[] ids;
  private final long shape;
  private final long formerShape; // without the stages that have been added since
  private final int bytes;
  private final int stored;
  private final int formerlyStored;
  private final int heldBack;
  private final int counter;
  private final int feedback;
  private final Map<List<Integer>, Optional<Found>> found = new HashMap<>(); // by id and size

  Layout(List<Stage> stages) {
    this.stages = List.copyOf(stages);
    this.storages = new Storage[stages.size()];
    this.ids = new int[stages.size()];
    int stored = 0;
    int added = 0;
    long hash = FNV_OFFSET;
    long formerHash = FNV_OFFSET;
    int total = StateBytes.HEADER;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      storages[i] = stage.recurrence.storage();
      ids[i] = id(stage.name, storages[i], stage.recurrence.version());
      hash = mix(mix(hash, ids[i]), storages[i].bytes());
      if (StateBytes.ADDED.contains(stage.name)) {
        added++;
      } else {
        formerHash = mix(mix(formerHash, ids[i]), storages[i].bytes());
      }
      int bytes = storages[i].bytes();
      total += bytes > 0 ? bytes + StateBytes.ENTRY : 0;
      stored += bytes > 0 ? 1 : 0;
    }
    this.shape = hash;
    this.bytes = total;
    this.stored = stored;
    this.formerShape = formerHash;
    this.formerlyStored = stored - added;
    this.heldBack = find(ReorderBuffer.class);
    this.counter = find(CounterRate.class);
    this.feedback = find(AlarmFeedback.class);
  }

  private int find(Class<? extends Recurrence> type) {
    return IntStream.range(0, stages.size())
        .filter(i -> type.isInstance(stages.get(i).recurrence))
        .findFirst()
        .orElse(-1);
  }

  /** A stored stage that one of these can take over. */
  record Found(int stage, StoredForm form) {}

  /** The stage that can take over a stored one which is none of these as it stands, if any can. */
  Optional<Found> find(int id, int bytes) {
    return found.computeIfAbsent(List.of(id, bytes), key -> search(id, bytes));
  }

  private Optional<Found> search(int id, int bytes) {
    for (int i = 0; i < stages.size(); i++) {
      String name = stages.get(i).name;
      String role = name.substring(0, name.indexOf(':') + 1);
      Optional<StoredForm> form =
          stages
              .get(i)
              .recurrence
              .storedForms()
              .filter(
                  f ->
                      f.storage().bytes() == bytes
                          && id(role + f.name(), f.storage(), f.version()) == id)
              .findFirst();
      if (form.isPresent()) {
        return Optional.of(new Found(i, form.get()));
      }
    }
    return Optional.empty();
  }

  private static long mix(long hash, long value) {
    return (hash ^ value) * FNV_PRIME;
  }

  /** A stable 32-bit name of a stage, its version and how it is stored: FNV-1a, folded. */
  private static int id(String name, Storage storage, int version) {
    long hash = FNV_OFFSET;
    String whole = name + ' ' + storage + (version > 1 ? " v" + version : "");
    for (byte b : whole.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash, b & 0xff);
    }
    return (int) (hash ^ (hash >>> 32));
  }

  Storage storage(int i) {
    return storages[i];
  }

  int id(int i) {
    return ids[i];
  }

  /** How many stages have a memory at all. */
  int stored() {
    return stored;
  }

  /** The same without the stages that have been added since format 2. */
  int formerlyStored() {
    return formerlyStored;
  }

  int count() {
    return stages.size();
  }

  /** Where the records that are held back stand. */
  int heldBack() {
    return heldBack;
  }

  /** Where the readings of a counter become rates; -1 where the series is none. */
  int counter() {
    return counter;
  }

  /** Where the feedback on alarms stands; -1 where none is taken. */
  int feedback() {
    return feedback;
  }

  Stage stage(int i) {
    return stages.get(i);
  }

  /** A hash of names and storage; settings that may change on a living state are not in it. */
  long shape() {
    return shape;
  }

  /** The shape without the stages that have been added since format 2. */
  long formerShape() {
    return formerShape;
  }

  /** The length of a stored state. */
  int bytes() {
    return bytes;
  }
}
