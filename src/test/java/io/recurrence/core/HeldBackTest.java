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

class HeldBackTest {

  private record Held(long time, double value, boolean present) {}

  @Property(seed = "1", tries = 300)
  void recordsComeOutInTheOrderOfTheirTimesAndEqualTimesAsTheyCame(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 6) Integer> times) {
    HeldBack heldBack = new HeldBack(12);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    List<Held> expected = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      Held held = new Held(times.get(i), i, i % 3 != 0);
      expected.add(held);
      heldBack.insert(h, held.time(), held.present(), held.value());
      assertThat(HeldBack.newest(h))
          .isEqualTo(times.subList(0, i + 1).stream().mapToInt(x -> x).max().orElse(-1));
    }
    expected.sort(Comparator.comparingLong(Held::time));
    List<Held> released = new ArrayList<>();
    while (HeldBack.count(h) > 0) {
      released.add(new Held(heldBack.time(h), heldBack.value(h), heldBack.present(h)));
      heldBack.remove(h);
    }
    assertThat(released).isEqualTo(expected);
  }

  @Test
  void itIsFullAtItsCapacityAndNotBefore() {
    HeldBack heldBack = new HeldBack(2);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    assertThat(heldBack.full(h)).isFalse();
    heldBack.insert(h, 5, true, 1);
    assertThat(heldBack.full(h)).isFalse();
    heldBack.insert(h, 4, true, 2);
    assertThat(heldBack.full(h)).isTrue();
    heldBack.remove(h);
    assertThat(heldBack.full(h)).isFalse();
    assertThat(heldBack.value(h)).isEqualTo(1);
  }

  @Test
  void withoutCapacityItTakesNoMemory() {
    HeldBack none = new HeldBack(0);
    double[] h = new double[none.size()];
    none.start(h);
    assertThat(h).isEmpty();
    assertThat(none.describe(h)).isEmpty();
  }

  @Test
  void anEarlierRecordDoesNotTurnTheNewestTimeBack() {
    HeldBack heldBack = new HeldBack(3);
    double[] h = new double[heldBack.size()];
    heldBack.start(h);
    heldBack.insert(h, 1_900_000_000_000L, true, 1);
    heldBack.insert(h, 1_800_000_000_000L, true, 2);
    assertThat(HeldBack.newest(h)).isEqualTo(1_900_000_000_000L);
    assertThat(heldBack.time(h)).isEqualTo(1_800_000_000_000L);
  }
}
