package io.recurrence.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What doors do, and what none should. */
class DoorsTest {
  private static final Set<String> USUAL =
      Set.of("locked unlocked", "unlocked open", "open closed", "closed open", "closed locked");

  @Test
  void whatIsStrangeIsRareAndNotWhatDoorsUsuallyDo() {
    Doors doors = new Doors(1, 1_000, 7);
    Map<String, String> before = new HashMap<>();
    Set<String> usual = new HashSet<>();
    long time = 1_000;
    int strange = 0;
    for (int i = 0; i < 40_000; i++) {
      Doors.Change change = doors.next();
      assertThat(change.time()).isGreaterThanOrEqualTo(time);
      time = change.time();
      String order = before.getOrDefault(change.door(), "locked") + " " + change.state();
      before.put(change.door(), change.state());
      assertThat(USUAL.contains(order)).as(order).isNotEqualTo(change.strange());
      strange += change.strange() ? 1 : 0;
      if (!change.strange()) {
        usual.add(order);
      }
    }
    assertThat(before).hasSize(7).containsKeys("front", "door-7");
    assertThat(usual).isEqualTo(USUAL);
    assertThat(strange).isBetween(8, 36); // some 17
  }

  @Test
  void theSameSeedGivesTheSame() {
    Doors one = new Doors(5, 0, 3);
    Doors other = new Doors(5, 0, 3);
    for (int i = 0; i < 100; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }
}
