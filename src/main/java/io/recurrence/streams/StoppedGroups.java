package io.recurrence.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Notices groups of which no records come any more: by what passes in the {@linkplain PartitionTime
 * time of the partition} they are forgotten, and by the clock of the machine, where no other group
 * goes on, their incidents end. What is written follows from the times of the group alone; these
 * only decide that it is written before the next record of the group, which would lead to it at the
 * latest.
 */
final class StoppedGroups {
  private static final int SPARE = 5; // part of idle after which a group is forgotten unasked
  private static final int TICKS = 10; // of the clock of the machine, per idle
  private static final long SHORTEST_TICK = 1_000;

  private final long idle;
  private final long began; // by the clock of the machine
  private final Consumer<Bytes> end;
  private final Consumer<Bytes> forget;
  private final PartitionTime time = new PartitionTime(0, 0); // since the task began
  private final Map<Bytes, Arrivals> known = new LinkedHashMap<>(); // in order of arrival

  /**
   * A watch over the groups of a task.
   *
   * @param idle how long without a record is too long, in milliseconds
   * @param machine the clock of the machine, in milliseconds
   * @param end ends the incident of a group
   * @param forget ends it and deletes its memory
   */
  StoppedGroups(long idle, long machine, Consumer<Bytes> end, Consumer<Bytes> forget) {
    this.idle = idle;
    this.began = machine;
    this.end = end;
    this.forget = forget;
  }

  /** How often {@link #tick(long)} is to be called. */
  Duration tick() {
    return Duration.ofMillis(Math.max(SHORTEST_TICK, idle / TICKS));
  }

  /** A group is in store. */
  void known(Bytes group, long newest) {
    enter(group, newest, began);
  }

  /** A record of a group has come. */
  void arrived(Bytes group, long recordTime, long machine) {
    enter(group, recordTime, machine);
    List<Bytes> over = new ArrayList<>();
    for (Map.Entry<Bytes, Arrivals> each : known.entrySet()) {
      if (time.now() - each.getValue().last <= idle + idle / SPARE) {
        break;
      }
      over.add(each.getKey());
    }
    known.keySet().removeAll(over);
    over.forEach(forget);
  }

  private void enter(Bytes group, long recordTime, long machine) {
    Arrivals arrivals = known.remove(group);
    if (arrivals == null) {
      arrivals = new Arrivals(time.first(recordTime), time.now());
    } else {
      arrivals.clock = time.moved(arrivals.clock, recordTime);
      arrivals.last = time.now();
    }
    arrivals.machine = machine;
    arrivals.reported = false;
    known.put(group, arrivals);
  }

  /** Ends the incidents of groups that have stopped by the clock of the machine. */
  void tick(long machine) {
    for (Map.Entry<Bytes, Arrivals> each : known.entrySet()) {
      Arrivals arrivals = each.getValue();
      if (machine - arrivals.machine <= idle) {
        return;
      }
      if (!arrivals.reported) {
        arrivals.reported = true;
        end.accept(each.getKey());
      }
    }
  }
}
