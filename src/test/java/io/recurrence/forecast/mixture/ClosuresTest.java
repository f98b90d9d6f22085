package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.time.Calendar;
import io.recurrence.time.OpeningHours;
import io.recurrence.time.OpeningHours.Session;
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
    return Calendar.of(ZoneOffset.UTC, OpeningHours.of(closed, sessions, List.of()));
  }

  private static SeriesView view(TierConfig config, MemoryAllocator allocator) {
    SeriesView view = new SeriesView(100, new Seasons(config, HOUR, 0, 0));
    view.h = new double[allocator.storage().size()];
    return view;
  }

  @Test
  void nightsAndWeekendsAreCountedOnceEach() {
    Calendar market = calendar(WEEKEND, DAYTIME);
    SeriesView view = view(TierConfig.of(Tier.MEDIUM, market), new MemoryAllocator());
    assertThat(view.closures(0, 9)).isZero();
    assertThat(view.closures(9, 10)).isEqualTo(1);
    assertThat(view.closures(9, 59)).isEqualTo(5);
    assertThat(view.closures(-1, 0)).isEqualTo(1);
    Calendar weekdays = calendar(WEEKEND, List.of());
    view = view(TierConfig.of(Tier.MEDIUM, weekdays), new MemoryAllocator());
    assertThat(view.closures(0, 120)).isEqualTo(1);
  }

  @Test
  void sessionsThatMeetLeaveNothingClosed() {
    List<Session> halves =
        List.of(new Session(-2 * HOUR, 6 * HOUR), new Session(6 * HOUR, 22 * HOUR));
    assertThat(calendar(Set.of(), halves).closures(0, 1000 * HOUR)).isZero();
  }

  @Test
  void theVarianceOfWhatMovesWhileClosedIsAddedForEachClosure() {
    MemoryAllocator allocator = new MemoryAllocator();
    TierConfig config = TierConfig.of(Tier.MEDIUM, calendar(WEEKEND, DAYTIME));
    Closures closures = new Closures(allocator, config);
    SeriesView view = view(config, allocator);
    closures.start(view.h);
    assertThat(closures.widening(view, 10, 1, .5, .5)).isEqualTo(1);
    Random random = new Random(1);
    for (int day = 0; day < 400; day++) {
      closures.learn(view.h, Math.abs(5 * random.nextGaussian()));
    }
    double moved = 5 * Math.sqrt(2 / Math.PI);
    assertThat(closures.widening(view, 10, 1, .5, .5) * .5).isCloseTo(moved, within(.8));
    assertThat(closures.widening(view, 9, 1, .5, .5)).isEqualTo(1);
    assertThat(closures.widening(view, 25, 20, .5, .5) * .5)
        .isCloseTo(Math.sqrt(2) * moved, within(1.2));
    closures.rescale(view.h, 2);
    assertThat(closures.widening(view, 10, 1, 1, 1)).isGreaterThan(7);
  }

  @Test
  void withoutClosedHoursThereIsNoMemory() {
    MemoryAllocator allocator = new MemoryAllocator();
    TierConfig config = TierConfig.of(Tier.MEDIUM);
    Closures closures = new Closures(allocator, config);
    assertThat(allocator.storage().size()).isZero();
    SeriesView view = view(config, allocator);
    closures.start(view.h);
    assertThat(closures.before(view, 24)).isFalse();
    assertThat(closures.widening(view, 24, 1, 1, 1)).isEqualTo(1);
  }
}
