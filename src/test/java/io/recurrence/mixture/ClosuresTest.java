package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Calendar;
import io.recurrence.core.Hours;
import io.recurrence.core.Hours.Session;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps over closed hours, and how much wider they make a forecast. */
class ClosuresTest {
  private static final long HOUR = 3_600_000;
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final List<Session> DAYTIME = List.of(new Session(8 * HOUR, 18 * HOUR));

  private static Calendar calendar(Set<DayOfWeek> closed, List<Session> sessions) {
    return Calendar.of(ZoneOffset.UTC, Hours.of(closed, sessions, List.of()));
  }

  private static Scene scene(Blueprint blueprint, Plan plan) {
    Scene scene = new Scene(100, new Seasons(blueprint, HOUR, 0, 0));
    scene.h = new double[plan.storage().size()];
    return scene;
  }

  @Test
  void nightsAndWeekendsAreCountedOnceEach() {
    Calendar market = calendar(WEEKEND, DAYTIME);
    Scene scene = scene(Blueprint.of(Tier.MEDIUM, market), new Plan());
    assertThat(scene.closures(0, 9)).isZero();
    assertThat(scene.closures(9, 10)).isEqualTo(1);
    assertThat(scene.closures(9, 59)).isEqualTo(5);
    assertThat(scene.closures(-1, 0)).isEqualTo(1);
    Calendar weekdays = calendar(WEEKEND, List.of());
    scene = scene(Blueprint.of(Tier.MEDIUM, weekdays), new Plan());
    assertThat(scene.closures(0, 120)).isEqualTo(1);
  }

  @Test
  void sessionsThatMeetLeaveNothingClosed() {
    List<Session> halves =
        List.of(new Session(-2 * HOUR, 6 * HOUR), new Session(6 * HOUR, 22 * HOUR));
    assertThat(calendar(Set.of(), halves).closures(0, 1000 * HOUR)).isZero();
  }

  @Test
  void theVarianceOfWhatMovesWhileClosedIsAddedForEachClosure() {
    Plan plan = new Plan();
    Blueprint blueprint = Blueprint.of(Tier.MEDIUM, calendar(WEEKEND, DAYTIME));
    Closures closures = new Closures(plan, blueprint);
    Scene scene = scene(blueprint, plan);
    closures.start(scene.h);
    assertThat(closures.widening(scene, 10, 1, .5, .5)).isEqualTo(1);
    Random random = new Random(1);
    for (int day = 0; day < 400; day++) {
      closures.learn(scene.h, Math.abs(5 * random.nextGaussian()));
    }
    double moved = 5 * Math.sqrt(2 / Math.PI);
    assertThat(closures.widening(scene, 10, 1, .5, .5) * .5).isCloseTo(moved, within(.8));
    assertThat(closures.widening(scene, 9, 1, .5, .5)).isEqualTo(1);
    assertThat(closures.widening(scene, 25, 20, .5, .5) * .5)
        .isCloseTo(Math.sqrt(2) * moved, within(1.2));
    closures.rescale(scene.h, 2);
    assertThat(closures.widening(scene, 10, 1, 1, 1)).isGreaterThan(7);
  }

  @Test
  void withoutClosedHoursThereIsNoMemory() {
    Plan plan = new Plan();
    Blueprint blueprint = Blueprint.of(Tier.MEDIUM);
    Closures closures = new Closures(plan, blueprint);
    assertThat(plan.storage().size()).isZero();
    Scene scene = scene(blueprint, plan);
    closures.start(scene.h);
    assertThat(closures.before(scene, 24)).isFalse();
    assertThat(closures.widening(scene, 24, 1, 1, 1)).isEqualTo(1);
  }
}
