package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private final MemoryAllocator allocator = new MemoryAllocator();
  private final Profile profile = new Profile(allocator, TierConfig.of(Tier.MEDIUM));

  private SeriesView view(long step, long start) {
    SeriesView view =
        SeriesViews.of(Tier.MEDIUM, new Seasons(TierConfig.of(Tier.MEDIUM), step, 0, 0), allocator);
    view.start = start;
    profile.clear(view.h);
    return view;
  }

  private void feed(SeriesView view, double... values) {
    for (double z : values) {
      view.t++;
      profile.step(view, z);
    }
  }

  /** Mean absolute error of the course over the next {@code steps} steps. */
  private double error(SeriesView view, int steps, IntToDoubleFunction actual) {
    profile.read(view, 1, steps);
    double sum = 0;
    for (int k = 1; k <= steps; k++) {
      sum += Math.abs(view.baseline[view.now + k] - actual.applyAsDouble((int) view.t + k));
    }
    return sum / steps;
  }

  private SeriesView learned(long step, int steps, IntToDoubleFunction actual, double noise) {
    SeriesView view = view(step, 0);
    double[] z = Signals.normal(43, steps);
    feed(view, Signals.of(steps, i -> actual.applyAsDouble(i) + noise * z[i]));
    return view;
  }

  @Test
  void aBinPerStepIsTheMeanOfTenVisitsAndExponentialFromThere() {
    SeriesView view = view(6 * SeriesViews.HOUR, 1);
    view.seasons = new Seasons(TierConfig.of(Tier.MEDIUM), 0, 0, 4);
    double[] z = Signals.normal(41, 4 * 30);
    feed(view, z);
    for (int phase = 0; phase < 4; phase++) {
      double mean = 0;
      for (int visit = 0; visit < 30; visit++) {
        double value = z[visit * 4 + Math.floorMod(phase - 1, 4)];
        mean += Math.max(.1, 1.0 / (visit + 1)) * (value - mean);
      }
      assertThat(profile.wide(view, phase)).isCloseTo(mean, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 100, 1437})
  void theFirstDayFillsEachBinWithItsPlainMean(long start) {
    SeriesView view = view(SeriesViews.MINUTE, start);
    double level = 500;
    double[] z = Signals.affine(level, .1, Signals.normal(42, 1440));
    for (int t = 0; t < z.length; t++) {
      feed(view, z[t]);
      int bin = (int) ((t + start) % 1440 / 60);
      assertThat(view.h[bin]).as("bin %d at %d", bin, t).isCloseTo(level, within(.5));
    }
  }

  @Test
  void aSmoothDayOfFiveMinuteStepsIsRemembered() {
    IntToDoubleFunction day = i -> 20 * Math.sin(2 * Math.PI * i / 288);
    assertThat(error(learned(5 * SeriesViews.MINUTE, 12 * 288, day, .5), 288, day)).isLessThan(.25);
  }

  @Test
  void aJobOfTenMinutesIsRememberedToTheStep() {
    IntToDoubleFunction day = i -> i % 288 == 25 || i % 288 == 26 ? 100 : 0;
    SeriesView view = learned(5 * SeriesViews.MINUTE, 20 * 288, day, 1);
    profile.read(view, 1, 288);
    for (int k = 1; k <= 288; k++) {
      double expected = day.applyAsDouble(k - 1);
      assertThat(view.baseline[view.now + k]).as("step %d", k).isCloseTo(expected, within(12.0));
    }
    assertThat(error(view, 288, day)).isLessThan(.8);
  }

  @Test
  void aPulseOfEachHourIsRememberedToTheStepInDataOfTenSeconds() {
    IntToDoubleFunction hour = i -> i % 360 >= 37 && i % 360 < 67 ? 60 : 0;
    assertThat(error(learned(10_000, 12 * 360, hour, 1), 360, hour)).isLessThan(1);
  }

  @Test
  void aPulseOfEachHourIsRememberedInDataOfASecond() {
    IntToDoubleFunction hour = i -> i % 3600 >= 370 && i % 3600 < 670 ? 60 : 0;
    assertThat(error(learned(1000, 12 * 3600, hour, 1), 3600, hour)).isLessThan(1);
  }

  @Test
  void weekendsHaveACourseOfTheirOwn() {
    int day = 96;
    IntToDoubleFunction office = // from a Thursday on
        i ->
            i / day % 7 == 2 || i / day % 7 == 3 ? 0 : Math.max(0, 50 - 3 * Math.abs(i % day - 52));
    assertThat(error(learned(15 * SeriesViews.MINUTE, 28 * day, office, 1), 7 * day, office))
        .isLessThan(.6);
  }

  @Test
  void daysOffAreLearnedWhicheverTheyAre() {
    int day = 96;
    IntToDoubleFunction office = // Fridays and Saturdays off
        i ->
            i / day % 7 == 1 || i / day % 7 == 2 ? 0 : Math.max(0, 50 - 3 * Math.abs(i % day - 52));
    SeriesView view = learned(15 * SeriesViews.MINUTE, 70 * day, office, 1);
    assertThat(error(view, 7 * day, office)).isLessThan(.8);
  }

  @Test
  void eachHourOfAWeekIsRemembered() {
    double[] week = Signals.affine(0, 20, Signals.normal(44, 168));
    assertThat(
            error(
                learned(SeriesViews.HOUR, 8 * 168, i -> week[i % 168], 1), 168, i -> week[i % 168]))
        .isLessThan(2.5);
  }

  @Test
  void noiseAloneIsNotTakenForACourse() {
    IntToDoubleFunction flat = i -> 0;
    assertThat(error(learned(5 * SeriesViews.MINUTE, 20 * 288, flat, 1), 7 * 288, flat))
        .isLessThan(.12);
  }

  @Test
  void whatIsStillStaysExactlyStill() {
    IntToDoubleFunction day = i -> i % 288 < 96 ? 0 : 300;
    SeriesView view = learned(5 * SeriesViews.MINUTE, 14 * 288, day, 0);
    profile.read(view, 1, 90);
    for (int k = 12; k <= 84; k++) {
      assertThat(view.baseline[view.now + k]).as("step %d of the night", k).isZero();
    }
  }

  @Test
  void aCourseIsKnownOnceItHasBeenSeen() {
    SeriesView view = view(SeriesViews.HOUR, 20);
    feed(view, new double[23]);
    assertThat(profile.known(view)).isFalse();
    feed(view, 1);
    assertThat(profile.known(view)).isTrue();
  }

  @Test
  void withoutASeasonNothingIsKnown() {
    SeriesView view = view(0, 0);
    double[] before = view.h.clone();
    feed(view, 1, 2, 3);
    assertThat(profile.known(view)).isFalse();
    assertThat(view.h).isEqualTo(before);
  }

  @Test
  void aNewUnitAndBaseChangeTheWholeCourse() {
    IntToDoubleFunction day = i -> i % 288 == 25 || i % 288 == 26 ? 100 : i % 288;
    SeriesView view = learned(5 * SeriesViews.MINUTE, 12 * 288, day, 0);
    profile.read(view, 1, 288);
    double[] before = view.baseline.clone();
    profile.transform(view.h, .5, 3);
    profile.read(view, 1, 288);
    for (int k = 1; k <= 288; k++) {
      double expected = before[view.now + k] * .5 - 3;
      assertThat(view.baseline[view.now + k]).isCloseTo(expected, within(1e-4));
    }
    profile.clear(view.h);
    assertThat(profile.value(view, 9)).isZero();
  }
}
