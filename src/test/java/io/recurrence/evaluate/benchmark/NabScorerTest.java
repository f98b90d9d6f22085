package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.DataSets;
import io.recurrence.evaluate.benchmark.NabScorer.Profile;
import io.recurrence.evaluate.benchmark.NabScorer.Result;
import io.recurrence.evaluate.benchmark.NabScorer.Window;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published score against figures worked out by hand, and against those of other scorers. */
class NabScorerTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int ROWS = 100; // of which the first 15 are not judged
  private static final Window WINDOW = new Window(40, 49);

  private static NabScorer alarmsAt(int... rows) {
    double[] scores = new double[ROWS];
    for (int row : rows) {
      scores[row] = 1;
    }
    NabScorer scorer = new NabScorer();
    scorer.add(scores, List.of(WINDOW));
    return scorer;
  }

  private static double standard(int... rows) {
    return alarmsAt(rows).at(1, Profile.STANDARD).score();
  }

  /** S(y), written in another way. */
  private static double curve(double y) {
    return -Math.tanh(2.5 * y);
  }

  @Test
  void silenceIsWorthNothingAndTheFirstRowOfTheWindowAll() {
    for (Profile profile : Profile.values()) {
      assertThat(alarmsAt().at(1, profile).score()).isEqualTo(0, EXACT);
      assertThat(alarmsAt(40).at(1, profile).score()).isEqualTo(100, EXACT);
    }
  }

  @Test
  void aLateHitIsWorthLessAndOnlyTheBestOfAWindowCounts() {
    double last = curve(-0.1) / curve(-1);
    assertThat(standard(49)).isEqualTo(100 * (last + 1) / 2, EXACT);
    assertThat(standard(45, 47, 49)).isEqualTo(standard(45), EXACT);
  }

  @Test
  void falseAlarmsCostByTheirDistanceFromTheWindowBefore() {
    double hit = 1;
    assertThat(standard(20, 40)).as("no window yet").isEqualTo(50 * (hit - 0.11 + 1), EXACT);
    assertThat(standard(40, 58))
        .as("one width after")
        .isEqualTo(50 * (hit + 0.11 * curve(1) + 1), EXACT);
    assertThat(standard(40, 50)).isGreaterThan(standard(40, 51)).isLessThan(100);
    assertThat(standard(40, 90)).as("far").isEqualTo(50 * (hit - 0.11 + 1), EXACT);
  }

  @Test
  void profilesWeighFalseAlarmsAndMissesDifferently() {
    NabScorer falseAlarm = alarmsAt(20);
    assertThat(falseAlarm.at(1, Profile.STANDARD).score()).isEqualTo(-5.5, EXACT);
    assertThat(falseAlarm.at(1, Profile.LOW_FP).score()).isEqualTo(-11, EXACT);
    assertThat(falseAlarm.at(1, Profile.LOW_FN).score()).isEqualTo(-11 / 3.0, EXACT);
  }

  @Test
  void theFirstRowsAreNotJudged() {
    assertThat(standard(0, 14, 40)).isEqualTo(100, EXACT);
    assertThat(standard(15, 40)).isLessThan(100);
    assertThat(NabScorer.probation(10_000)).isEqualTo(750);
  }

  @Test
  void theBestThresholdIsFoundAndIsOneForAllFiles() {
    double[] first = new double[ROWS];
    first[40] = 0.9;
    first[80] = 0.5;
    double[] second = new double[ROWS];
    second[40] = 0.4;
    second[90] = 0.95;
    NabScorer scorer = new NabScorer();
    scorer.add(first, List.of(WINDOW));
    scorer.add(second, List.of(WINDOW));
    Result best = scorer.best(Profile.STANDARD);
    assertThat(best.threshold()).isEqualTo(0.4);
    assertThat(best.found()).isEqualTo(2);
    assertThat(best.falseAlarms()).isEqualTo(2);
    assertThat(best.score()).isEqualTo(scorer.at(0.4, Profile.STANDARD).score(), EXACT);
    assertThat(scorer.at(0.9, Profile.STANDARD).found()).isEqualTo(1);
    assertThat(scorer.at(2, Profile.STANDARD).score()).isEqualTo(0, EXACT);
  }

  @Test
  void equalScoresAreAlarmedTogether() {
    NabScorer scorer = alarmsAt(40, 80, 85);
    Result best = scorer.best(Profile.STANDARD);
    assertThat(best.falseAlarms()).isEqualTo(2);
  }

  @Test
  void withoutWindowsThereIsNoScore() {
    NabScorer scorer = new NabScorer();
    scorer.add(new double[50], List.of());
    assertThat(scorer.best(Profile.STANDARD).score()).isNaN();
  }

  /** Expected is what an independent scorer gives on the same files. */
  @ParameterizedTest
  @CsvSource({
    "null, 0.0, 0.0, 0.0",
    "numenta, 69.17634787638852, 63.9484073180691, 73.12905950379924",
    "randomCutForest, 46.905751779727076, 33.18341811080679, 55.40843222096748",
    "windowedGaussian, 37.841559394482495, 12.81100133616607, 48.60139247670795"
  })
  void storedDetectorsScoreAsElsewhere(
      String detector, double standard, double lowFp, double lowFn) {
    Path nab = DataSets.file("nab/combined_windows.json").getParent();
    NabScorer scorer = new StoredScores(nab).of(detector, NabFile.read(nab)).orElseThrow();
    assertThat(scorer.windows()).isEqualTo(58);
    assertThat(scorer.best(Profile.STANDARD).score()).isEqualTo(standard, within(1e-9));
    assertThat(scorer.best(Profile.LOW_FP).score()).isEqualTo(lowFp, within(1e-9));
    assertThat(scorer.best(Profile.LOW_FN).score()).isEqualTo(lowFn, within(1e-9));
  }
}
