package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.network.layer.LayerType;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightScheduleTest {
  private static Weights weights(int hidden, long seed) {
    Architecture a = new Architecture(LayerType.LSTM, 1, hidden, 3);
    return new Weights(a, Map.of(), Network.initial(a, seed));
  }

  private final Weights first = weights(4, 1);
  private final Weights second = weights(4, 2);
  private final Weights third = weights(4, 3);
  private final WeightSchedule schedule = new WeightSchedule(first);

  private Weights at(long time) {
    return schedule.known().at(time);
  }

  @Test
  void theLargestActivationAtOrBeforeATimeServes() {
    schedule.schedule(2_000, third);
    schedule.schedule(1_000, second);
    assertThat(at(Long.MIN_VALUE)).isSameAs(first);
    assertThat(at(999)).isSameAs(first);
    assertThat(at(1_000)).isSameAs(second);
    assertThat(at(1_999)).isSameAs(second);
    assertThat(at(2_000)).isSameAs(third);
    assertThat(at(Long.MAX_VALUE)).isSameAs(third);
    assertThat(schedule.scheduled())
        .containsExactly(
            Map.entry(Instant.ofEpochMilli(1_000), second),
            Map.entry(Instant.ofEpochMilli(2_000), third));
  }

  @Test
  void theOrderInWhichItIsToldDoesNotMatter() {
    schedule.schedule(1_000, third);
    schedule.schedule(3_000, third);
    schedule.schedule(1_000, second);
    assertThat(schedule.withdraw(3_000)).isTrue();
    assertThat(schedule.withdraw(3_000)).isFalse();
    WeightSchedule other = new WeightSchedule(first);
    other.schedule(1_000, second);
    assertThat(schedule.scheduled()).isEqualTo(other.scheduled());
  }

  @Test
  void whatServesFromTheBeginningCannotBeWithdrawn() {
    assertThat(schedule.withdraw(Long.MIN_VALUE)).isFalse();
    assertThat(at(0)).isSameAs(first);
  }

  @Test
  void anotherArchitectureIsRefusedAndNothingChanges() {
    assertThatThrownBy(() -> schedule.schedule(5, weights(5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "weights of a network lstm,1x5,3 cannot serve one of lstm,1x4,3 (type, layers x units,"
                + " head); give it a pipeline of its own");
    assertThat(schedule.scheduled()).isEmpty();
  }

  @Test
  void aMomentThatIsLookedAtDoesNotChange() {
    WeightSchedule.Known before = schedule.known();
    schedule.schedule(0, second);
    assertThat(before.at(1)).isSameAs(first);
    assertThat(before.of(second.checksum())).isNull();
    assertThat(schedule.known().of(second.checksum())).isSameAs(second);
  }
}
