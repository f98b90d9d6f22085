package io.recurrence.detect;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.core.StoredForm;
import java.util.stream.Stream;

/** The form in which the memory of a surprise detector stands in states stored until version 1. */
final class SurpriseForms {
  private static final Storage BEFORE =
      Storage.of(Precision.DOUBLE, 18).then(Precision.SINGLE, 7).then(Precision.SHORT, 180);

  private static final int LAST = 6; // after the short and the long means
  private static final int SPREADS = 7;
  private static final int SEASON = 9;
  private static final int[] SEASON_DOUBLES = {1, 5}; // centre and level
  private static final int[] SEASON_SINGLES = {4, 2, 3, 0, 7, 8, 2, 3}; // all errors weigh alike
  private static final int COUNTS = 18; // values, and values in the histories
  private static final int CALIBRATION = 20;
  private static final int INCIDENT = 23;
  private static final int LONGEST_RUN = 31;
  private static final int CHANGES = 32;
  private static final int HISTORIES = 35;
  private static final int STATISTICS = 5;
  private static final int BINS = 16;

  private SurpriseForms() {}

  static Stream<StoredForm> of() {
    return Stream.of(new StoredForm("surprise", BEFORE, 1, SurpriseForms::takeOver));
  }

  /** All but the errors of the forecast, which were counted in another unit. */
  private static void takeOver(double[] from, double[] to) {
    System.arraycopy(from, 0, to, SurpriseDetector.LEVELS, LevelStatistics.DOUBLES);
    System.arraycopy(from, SPREADS, to, SurpriseDetector.SPREADS, LevelStatistics.SINGLES);
    to[SurpriseDetector.LAST] = from[LAST];
    for (int i = 0; i < SEASON_DOUBLES.length; i++) {
      to[SurpriseDetector.SEASON + i] = from[SEASON + SEASON_DOUBLES[i]];
    }
    for (int i = 0; i < SEASON_SINGLES.length; i++) {
      to[SurpriseDetector.SEASON_ERRORS + i] = from[SEASON + SEASON_SINGLES[i]];
    }
    to[SurpriseDetector.SEASON_ERRORS + SeasonTrust.MOVEMENT] -= from[SEASON + SEASON_DOUBLES[0]];
    System.arraycopy(from, COUNTS, to, SurpriseDetector.N, 2);
    System.arraycopy(from, CALIBRATION, to, SurpriseDetector.CALIBRATION, Calibration.SIZE);
    System.arraycopy(
        from, INCIDENT, to, SurpriseDetector.INCIDENT, Incident.SINGLES + Incident.SHORTS);
    Runs.begin(to, SurpriseDetector.REPEATS, from[LONGEST_RUN], from[CHANGES]);
    new Histories(SurpriseDetector.STATISTICS, SurpriseDetector.HISTORIES)
        .takeOver(from, HISTORIES, STATISTICS, BINS, to, LevelStatistics.STATISTICS);
  }
}
