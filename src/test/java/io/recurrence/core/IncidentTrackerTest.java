package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.IncidentReport.Change;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.core.Verdict.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTrackerTest {
  private final SeverityRule lasting = new SeverityRule(10, 1000, 5, 8);
  private final IncidentTracker tracker = new IncidentTracker(SeverityRule.DEFAULT);
  private final double[] h = new double[tracker.size()];
  private final Judgement judgement = new Judgement();
  private final List<IncidentReport> reports = new ArrayList<>();
  private long time;

  private void value(double value) {
    judgement.begin(++time, value);
    judgement.expect(10, 9, 11);
  }

  private void flagged(Phase phase, double p) {
    value(20.0 + time);
    judgement.verdict().flag(1 - p, 1 - 2 * p, Kind.POINT, Direction.ABOVE, "far " + time);
    judgement.verdict().incident(phase, 1);
    tracker.step(h, judgement, reports);
  }

  private void flagged(IncidentTracker by, Phase phase, double p) {
    value(20.0 + time);
    judgement.verdict().flag(1 - p, 0, Kind.POINT, Direction.ABOVE, "far " + time);
    judgement.verdict().incident(phase, 1);
    by.step(h, judgement, reports);
  }

  private void ordinary(Phase phase) {
    value(10);
    judgement.verdict().incident(phase, phase == Phase.NONE ? 0 : 1);
    if (phase == Phase.END) {
      judgement.verdict().conclude(Kind.LEVEL_SHIFT, Direction.ABOVE, "it was a new level");
    }
    tracker.step(h, judgement, reports);
  }

  private List<String> told() {
    return reports.stream().map(r -> r.change() + " " + r.time()).toList();
  }

  @Test
  void anIncidentIsToldAtItsOnsetAtWorsePeaksAndAtItsEnd() {
    ordinary(Phase.NONE);
    flagged(Phase.ONSET, 1e-4);
    ordinary(Phase.ONGOING);
    flagged(Phase.ONGOING, 5e-5); // worse, but not ten times as rare
    flagged(Phase.ONGOING, 9e-6);
    flagged(Phase.ONGOING, 8e-6);
    ordinary(Phase.END);
    ordinary(Phase.NONE);

    assertThat(told()).containsExactly("OPEN 2", "PEAK 5", "CLOSED 7");
    IncidentReport end = reports.get(2);
    assertThat(end.onset()).isEqualTo(2);
    assertThat(end.flagged()).isEqualTo(4);
    assertThat(end.kind()).isEqualTo(Kind.LEVEL_SHIFT);
    assertThat(end.reason()).isEqualTo("it was a new level");
    assertThat(end.peak())
        .isEqualTo(
            new IncidentReport.Peak(6, 1 - 8e-6, 1 - 16e-6, 25, 10, 9, 11, IncidentReport.NO_TIME));
    assertThat(reports.get(1).reason()).isEqualTo("far 5");
  }

  @Test
  void anIncidentHasOneNameFromItsOnsetToItsEnd() {
    flagged(Phase.ONSET, 1e-4);
    flagged(Phase.ONGOING, 1e-6);
    ordinary(Phase.END);
    assertThat(reports)
        .extracting(report -> report.id("pump/7"))
        .hasSize(3)
        .containsOnly("pump/7@1970-01-01T00:00:00.001Z");
    assertThat(IncidentReport.silence(1, "").id("pump/7"))
        .isEqualTo("pump/7@1970-01-01T00:00:00.001Z/silence");
  }

  @Test
  void aLongIncidentIsToldAHandfulOfTimes() {
    double p = 1e-3;
    flagged(Phase.ONSET, p);
    for (int i = 0; i < 400; i++, p *= .9) {
      flagged(Phase.ONGOING, p);
    }
    assertThat(reports).hasSizeBetween(10, 18);
  }

  @Test
  void withoutPhasesARunOfFlaggedRecordsIsAnIncidentThatOrdinaryOnesEnd() {
    flagged(Phase.NONE, 1e-3);
    ordinary(Phase.NONE);
    flagged(Phase.NONE, 1e-3);
    for (int i = 0; i < 5; i++) {
      ordinary(Phase.NONE);
    }
    flagged(Phase.NONE, 1e-3);
    assertThat(told()).containsExactly("OPEN 1", "CLOSED 8", "OPEN 9");
    assertThat(reports.get(1).reason())
        .isEqualTo("over after 2 flagged records, none of the last 5");
    assertThat(reports.get(1).direction()).isEqualTo(Direction.ABOVE);
  }

  @Test
  void anIncidentThatTheDetectorForgotIsClosedBeforeTheNext() {
    flagged(Phase.ONSET, 1e-3);
    flagged(Phase.ONSET, 1e-3);
    ordinary(Phase.NONE);
    assertThat(told()).containsExactly("OPEN 1", "CLOSED 2", "OPEN 2", "CLOSED 3");
  }

  @Test
  void anIncidentThatLastsBecomesMoreUrgentAndIsToldOncePerStep() {
    IncidentTracker patient = new IncidentTracker(lasting);
    flagged(patient, Phase.ONSET, 1e-3); // its grade makes it informative
    for (int i = 0; i < 9; i++) {
      value(10);
      judgement.verdict().incident(Phase.ONGOING, 1);
      patient.step(h, judgement, reports);
    }
    assertThat(told()).containsExactly("OPEN 1", "PEAK 6", "PEAK 9");
    assertThat(reports)
        .extracting(IncidentReport::severity)
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
    assertThat(reports.get(1).peak().time()).isEqualTo(1);
    assertThat(reports.get(1).reason()).isEqualTo("still open after PT0.005S");
  }

  @Test
  void whatWasOpenBeforeThereWereSeveritiesGoesOn() {
    flagged(Phase.ONSET, 1e-3);
    double[] stored = Arrays.copyOf(h, h.length - 1);
    double[] now = new double[h.length];
    StoredForm form = tracker.storedForms().findFirst().orElseThrow();
    assertThat(form.storage().size()).isEqualTo(stored.length);
    form.conversion().apply(stored, now);
    assertThat(now).startsWith(stored);
    judgement.begin(9, 10);
    judgement.verdict().incident(Phase.ONGOING, 1);
    tracker.step(now, judgement, reports);
    assertThat(told()).containsExactly("OPEN 1");
  }

  @Test
  void whatIsOpenIsClosedWhereNoRecordWillCome() {
    tracker.end(h, 1, "forgotten", reports);
    assertThat(reports).isEmpty();
    flagged(Phase.ONSET, 1e-3);
    tracker.end(h, 9, "forgotten", reports);
    assertThat(reports.get(1).change()).isEqualTo(Change.CLOSED);
    assertThat(reports.get(1).time()).isEqualTo(9);
  }

  @Test
  void aRecordOfWhichNothingWasExpectedHasNoExpectation() {
    judgement.begin(5, 3);
    judgement.verdict().flag(1, 1, Kind.FLAT_LINE, Direction.NONE, "still");
    tracker.step(h, judgement, reports);
    assertThat(reports.get(0).peak().expected()).isNaN();
    assertThat(tracker.finite(h)).isTrue();
  }

  @Test
  void theMemoryIsTheOneThatIsStored() {
    GoldenMemory golden = new GoldenMemory(tracker);
    for (int t = 0; t < 200; t++) {
      judgement.begin(1000L * t, t);
      judgement.expect(t / 2.0, t / 3.0, t);
      if (t % 17 < 3) {
        judgement.verdict().flag(1 - 1e-3 / (t + 1), .5, Kind.POINT, Direction.BELOW, "far");
      }
      reports.clear();
      tracker.step(golden.h(), judgement, reports);
      golden.round();
      golden.read(reports.size(), reports.isEmpty() ? 0 : reports.get(0).peak().score());
    }
    golden.isStill("1: 17D", "2d22e5ff8df3a34e");
  }
}
