package io.recurrence.evaluate.everyday;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eventsAreWithinTheRowsForSeveralSeeds(Scenario scenario) {
    for (long seed = 1; seed <= 8; seed++) {
      LabelledSeries series = scenario.make(seed, 1);
      assertThat(series.values()).hasSize(scenario.rows());
      assertThat(Arrays.stream(series.values())).allMatch(Double::isFinite);
      int before = FlagScore.learning(scenario.rows());
      for (Event event : series.events()) {
        assertThat(event.first()).as(event.toString()).isGreaterThanOrEqualTo(before);
        assertThat(event.end()).as(event.toString()).isLessThanOrEqualTo(scenario.rows());
        assertThat(event.deadline()).as(event.toString()).isLessThanOrEqualTo(scenario.rows());
        assertThat(event.rows()).isPositive().isLessThanOrEqualTo(event.length());
        before = event.deadline();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theSameSeedAndNumberGiveTheSameSeriesAndOthersGiveOthers(Scenario scenario) {
    LabelledSeries series = scenario.make(1, 1);
    LabelledSeries same = scenario.make(1, 1);
    assertThat(same.values()).containsExactly(series.values());
    assertThat(same.events()).isEqualTo(series.events());
    assertThat(scenario.make(1, 2).values()).isNotEqualTo(series.values());
    assertThat(scenario.make(2, 1).values()).isNotEqualTo(series.values());
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>();
    assertThat(scenarios()).allMatch(scenario -> names.add(scenario.name()));
  }

  @Test
  void seriesBeginOnAllDaysOfTheWeek() {
    Scenario scenario = scenarios().get(0);
    assertThat(LongStream.range(0, 60).map(seed -> scenario.make(seed, 1).time(0)).distinct())
        .hasSize(7);
  }

  @Test
  void anEventIsWhereTheValuesSayItIs() {
    LabelledSeries orders = named("orders 15 min").make(3, 1);
    Event stop = orders.events().get(0);
    assertThat(Arrays.copyOfRange(orders.values(), stop.first(), stop.end())).containsOnly(0);
    assertThat(orders.values()[stop.first() - 1]).isGreaterThan(20);
    assertThat(orders.values()[stop.end()]).isGreaterThan(20);
    LabelledSeries stuck = named("stuck 1 s").make(3, 1);
    Event still = stuck.events().get(0);
    assertThat(Arrays.copyOfRange(stuck.values(), still.first(), still.end()))
        .containsOnly(stuck.values()[still.first() - 1]);
    LabelledSeries job = named("nightly job 5 min").make(3, 1);
    Event absent = job.events().get(0);
    int day = 288;
    assertThat(job.values()[absent.first()]).isLessThan(40);
    assertThat(job.values()[absent.first() - day]).isGreaterThan(40);
    assertThat(job.values()[absent.first() + day]).isGreaterThan(40);
  }

  private static Scenario named(String name) {
    return scenarios().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
