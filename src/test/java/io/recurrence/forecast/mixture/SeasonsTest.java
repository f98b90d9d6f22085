package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.time.Calendar;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeasonsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, 0, 0, 0",
    "PT1S, 0, 0, 0",
    "PT59S, 0, 0, 0",
    "PT1M, 1440, 10080, 60",
    "PT5M, 288, 2016, 12",
    "PT7M, 0, 0, 0",
    "PT10M, 144, 1008, 6",
    "PT12M, 120, 840, 5",
    "PT15M, 96, 672, 0",
    "PT30M, 48, 336, 0",
    "PT1H, 24, 168, 0",
    "PT6H, 4, 28, 0",
    "PT8H, 0, 0, 0",
    "P1D, 7, 0, 0",
    "P2D, 0, 0, 0",
    "P7D, 52, 0, 0",
    "P28D, 12, 0, 0",
    "P30D, 12, 0, 0",
    "P31D, 12, 0, 0",
    "P365D, 0, 0, 0"
  })
  void theCalendarTellsTheSeasonsOfASamplingStep(Duration step, int main, int week, int hour) {
    Seasons s = new Seasons(TierConfig.of(Tier.MEDIUM), step.toMillis(), 0, 0);
    assertThat(s.main).isEqualTo(main);
    assertThat(s.longSeason).isEqualTo(week);
    assertThat(s.calendar).isEqualTo(main > 0);
    assertThat(Seasons.ofCalendar(Calendar.UTC, step.toMillis())).isEqualTo(main);
    assertThat(Seasons.shortSeasonOf(Calendar.UTC, step.toMillis())).isEqualTo(hour);
  }

  @Test
  void aSeasonThatWasFoundCountsOnlyWhereTheCalendarIsSilent() {
    assertThat(new Seasons(TierConfig.of(Tier.MEDIUM), 0, 0, 37).main).isEqualTo(37);
    assertThat(new Seasons(TierConfig.of(Tier.MEDIUM), SeriesViews.HOUR, 0, 37).main).isEqualTo(24);
    assertThat(new Seasons(TierConfig.of(Tier.MEDIUM), 0, 0, 37).calendar).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyLagIsInReachOfTheWindowAndOnceInItsRegression(Tier tier) {
    TierConfig config = TierConfig.of(tier);
    long[] steps = {0, 1, 5, 10, 15, 30, 60, 120, 360, 1440, 7 * 1440, 30 * 1440};
    for (long minutes : steps) {
      for (int found : new int[] {0, 3, 12, 37, 85, 255}) {
        for (int hour : new int[] {0, 12, 60}) {
          long step = minutes * SeriesViews.MINUTE;
          if (tier != Tier.LARGE && found > 85) {
            continue; // more than half of the window
          }
          Seasons s = new Seasons(config, step, hour, tier == Tier.SMALL ? 0 : found);
          for (int r = 0; r < s.lags.length; r++) {
            RegressionSpec terms = config.regressions().get(r);
            String what = terms.name() + Arrays.toString(s.lags[r]) + " at " + minutes;
            assertThat(s.lags[r]).as(what).isNotEmpty().doesNotHaveDuplicates();
            assertThat(Arrays.stream(s.lags[r]).min().orElse(0)).as(what).isEqualTo(1);
            assertThat(s.lags[r].length + s.extras[r])
                .as(what)
                .isLessThanOrEqualTo(terms.parameters());
            for (int lag : s.lags[r]) {
              assertThat(lag).as(what).isLessThanOrEqualTo(s.reach());
            }
          }
          assertThat(s.longest)
              .isEqualTo(Arrays.stream(s.lags).flatMapToInt(Arrays::stream).max().orElse(0));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWindowReachesBackForASeasonOfTheCalendar(Tier tier) {
    for (long minutes : new long[] {1, 2, 5, 10, 15, 30, 60, 360, 1440, 7 * 1440}) {
      Seasons s = new Seasons(TierConfig.of(tier), minutes * SeriesViews.MINUTE, 0, 0);
      assertThat(s.reach()).as("%d minutes", minutes).isGreaterThan(s.main);
      int numbers = s.blocks > 0 ? s.fine + s.blocks + 1 : s.fine;
      assertThat(numbers).isEqualTo(TierConfig.of(tier).history().values());
    }
  }

  @Test
  void theSeasonalRegressionReadsAroundOneSeasonTwoAndAWeek() {
    Seasons hourly = new Seasons(TierConfig.of(Tier.MEDIUM), SeriesViews.HOUR, 0, 0);
    assertThat(hourly.lags[0])
        .containsExactly(1, 2, 22, 23, 24, 25, 46, 47, 48, 49, 166, 167, 168, 169);
    Seasons minutes = new Seasons(TierConfig.of(Tier.MEDIUM), 5 * SeriesViews.MINUTE, 12, 0);
    assertThat(minutes.lags[0]).startsWith(1, 2, 282, 285, 288, 291).contains(10, 11, 12, 13);
    Seasons found = new Seasons(TierConfig.of(Tier.MEDIUM), 0, 0, 37);
    assertThat(found.lags[0]).contains(35, 36, 37, 38, 72, 73, 74, 75);
    Seasons none = new Seasons(TierConfig.of(Tier.MEDIUM), 0, 0, 0);
    assertThat(none.lags[0]).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void harmonicsAreThoseOfTheSeason() {
    Seasons s = new Seasons(TierConfig.of(Tier.MEDIUM), SeriesViews.HOUR, 0, 0);
    assertThat(s.cos).hasSize(24);
    assertThat(s.cos[0]).isEqualTo(1);
    assertThat(s.sin[6]).isEqualTo(1);
    assertThat(s.cos[12]).isEqualTo(-1);
  }
}
