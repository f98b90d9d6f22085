package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {

  private record Held(long time, double value, boolean present) {}

  @Property(seed = "1", tries = 300)
  void recordsComeOutInTheOrderOfTheirTimesAndEqualTimesAsTheyCame(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 6) Integer> times) {
    ReorderBuffer heldBack = new ReorderBuffer(12, 1);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    List<Held> expected = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      Held held = new Held(times.get(i), i % 3 == 0 ? 0 : i, i % 3 != 0);
      expected.add(held);
      heldBack.insert(h, held.time(), content(held));
      assertThat(ReorderBuffer.newest(h))
          .isEqualTo(times.subList(0, i + 1).stream().mapToInt(x -> x).max().orElse(-1));
    }
    expected.sort(Comparator.comparingLong(Held::time));
    List<Held> released = new ArrayList<>();
    while (ReorderBuffer.count(h) > 0) {
      EventContent first = new EventContent();
      heldBack.read(h, ReorderBuffer.first(), first);
      released.add(
          new Held(ReorderBuffer.time(h, ReorderBuffer.first()), first.value(), first.present()));
      heldBack.remove(h);
    }
    assertThat(released).isEqualTo(expected);
  }

  private static EventContent content(Held held) {
    return held.present() ? content(held.value()) : new EventContent();
  }

  private static EventContent content(double... numbers) {
    EventContent content = new EventContent();
    content.text("");
    for (double number : numbers) {
      content.add(number);
    }
    return content;
  }

  @Property(seed = "2", tries = 300)
  void recordsOfSeveralNumbersComeOutWhole(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 6) Integer> times) {
    ReorderBuffer heldBack = new ReorderBuffer(12, 0);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    for (int time : times) {
      heldBack.insert(h, time, content(new double[time])); // as many zeros, and their count
    }
    List<Integer> released = new ArrayList<>();
    EventContent content = new EventContent();
    while (ReorderBuffer.count(h) > 0) {
      heldBack.read(h, ReorderBuffer.first(), content);
      assertThat(content.present()).isTrue();
      assertThat((long) content.count()).isEqualTo(ReorderBuffer.time(h, ReorderBuffer.first()));
      released.add(content.count());
      heldBack.remove(h);
    }
    assertThat(released).isEqualTo(times.stream().sorted().toList());
  }

  @Test
  void recordsOfSeveralNumbersShareTheRoomThatThereIs() {
    ReorderBuffer heldBack = new ReorderBuffer(2, 0);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    assertThat(heldBack.takes(h, content(new double[68]))).isTrue();
    assertThat(heldBack.takes(h, content(new double[69]))).isFalse();
    heldBack.insert(h, 1, content(new double[63]));
    assertThat(heldBack.takes(h, content(3))).isTrue();
    assertThat(heldBack.takes(h, content(3, 4))).isFalse();
  }

  @Test
  void itIsFullAtItsCapacityAndNotBefore() {
    ReorderBuffer heldBack = new ReorderBuffer(2, 1);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    assertThat(heldBack.takes(h, content(9))).isTrue();
    heldBack.insert(h, 5, content(1));
    assertThat(heldBack.takes(h, content(9))).isTrue();
    heldBack.insert(h, 4, content(2));
    assertThat(heldBack.takes(h, content(9))).isFalse();
    heldBack.remove(h);
    assertThat(heldBack.takes(h, content(9))).isTrue();
    EventContent left = new EventContent();
    heldBack.read(h, ReorderBuffer.first(), left);
    assertThat(left.value()).isEqualTo(1);
  }

  @Test
  void withoutCapacityItTakesNoMemory() {
    ReorderBuffer none = new ReorderBuffer(0, 1);
    double[] h = new double[none.size()];
    none.start(h);
    assertThat(h).isEmpty();
    assertThat(none.describe(h)).isEmpty();
  }

  @Test
  void anEarlierRecordDoesNotTurnTheNewestTimeBack() {
    ReorderBuffer heldBack = new ReorderBuffer(3, 1);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    heldBack.insert(h, 1_900_000_000_000L, content(1));
    heldBack.insert(h, 1_800_000_000_000L, content(2));
    assertThat(ReorderBuffer.newest(h)).isEqualTo(1_900_000_000_000L);
    assertThat(ReorderBuffer.time(h, ReorderBuffer.first())).isEqualTo(1_800_000_000_000L);
  }
}
