package io.recurrence.evaluate.everyday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlagScoreTest {
  private static final int ROWS = 3000;

  private static Event event(int first, int rows, int length) {
    return new Event("event", first, rows, length, true);
  }

  private static FlagScore score(List<Event> events, int... flagged) {
    BitSet flags = new BitSet();
    for (int row : flagged) {
      flags.set(row);
    }
    FlagScore score = new FlagScore();
    score.add(new LabelledSeries("made", 1, 0, 60_000, new double[ROWS], events), flags);
    return score;
  }

  @Test
  void anEventIsFoundInTheRowsInWhichAFlagIsInTime() {
    List<Event> events = List.of(event(1000, 10, 50));
    assertThat(score(events, 1000).found()).isEqualTo(1);
    assertThat(score(events, 1009).found()).isEqualTo(1);
    assertThat(score(events, 1010).found()).as("too late").isZero();
    assertThat(score(events, 999).found()).as("before it").isZero();
    assertThat(score(events).events()).isEqualTo(1);
  }

  @Test
  void theReturnToNormalIsInTimeForBriefEventsOnly() {
    assertThat(score(List.of(event(1000, 1, 1)), 1003).found()).isEqualTo(1);
    assertThat(score(List.of(event(1000, 1, 1)), 1004).found()).isZero();
    assertThat(score(List.of(event(1000, 3, 3)), 1003).found()).isZero();
  }

  @Test
  void aFlagInTheAftermathIsNoFalseAlarmAndOneBeforeOrLaterIs() {
    List<Event> events = List.of(event(1000, 10, 50));
    assertThat(score(events, 1010, 1060, 1099).falseAlarms()).isZero();
    assertThat(score(events, 1100).falseAlarms()).as("as long after as it lasted").isEqualTo(1);
    assertThat(score(events, 999).falseAlarms()).isEqualTo(1);
    List<Event> brief = List.of(event(1000, 1, 1));
    assertThat(score(brief, 1024).falseAlarms()).isZero();
    assertThat(score(brief, 1025).falseAlarms()).isEqualTo(1);
  }

  @Test
  void falseAlarmsLessThanTwelveRowsApartAreOne() {
    assertThat(score(List.of(), 500, 511, 522).falseAlarms()).isEqualTo(1);
    assertThat(score(List.of(), 500, 512, 524).falseAlarms()).isEqualTo(3);
  }

  @Test
  void theFirstRowsAreNotCounted() {
    FlagScore score = score(List.of(), 0, 150, 299, 300);
    assertThat(score.falseAlarms()).isEqualTo(1);
    assertThat(score.falseAlarmRate()).isEqualTo(1000.0 / 2700, within(1e-12));
    assertThat(FlagScore.learning(400)).isEqualTo(80);
  }

  @Test
  void aToleratedEventIsNotAskedForAndExcusesFlags() {
    List<Event> events = List.of(new Event("reset", 1000, 1, 1, false));
    FlagScore score = score(events, 1000, 1010);
    assertThat(score.events()).isZero();
    assertThat(score.falseAlarms()).isZero();
    assertThat(score.falseAlarmRate()).isZero();
  }

  @Test
  void aFlagOfOneEventDoesNotFindTheNext() {
    List<Event> events = List.of(event(1000, 1, 1), event(1012, 1, 1));
    assertThat(score(events, 1001).found()).isEqualTo(1);
    assertThat(score(events, 1001, 1012).found()).isEqualTo(2);
  }

  @Test
  void scoresOfSeveralSeriesAddUp() {
    FlagScore score = score(List.of(event(1000, 1, 1)), 1000, 2000);
    score.add(score(List.of(event(1000, 1, 1)), 2500));
    assertThat(score.events()).isEqualTo(2);
    assertThat(score.found()).isEqualTo(1);
    assertThat(score.falseAlarms()).isEqualTo(2);
    assertThat(score.falseAlarmRate()).isEqualTo(2000.0 / (2 * (2700 - 25)), within(1e-12));
  }
}
