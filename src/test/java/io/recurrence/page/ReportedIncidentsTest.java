package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.FakePipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Incidents that the page knows from their own topic, beside those that it follows by records. */
class ReportedIncidentsTest {
  private final LiveView view = new LiveView(List.of(new FakePipeline("p")));

  private void report(String kind, long onset, String status, String reason) {
    view.incident(
        "p",
        """
        {"series": "a", "timestamp": %d, "incident_id": "a@%d/%s", "status": "%s", "severity": "WARNING",
         "onset_timestamp": %d, "end_timestamp": %d, "flagged_records": 3, "kind": "%s", "reason": "%s",
         "peak_timestamp": %d, "incident_peak": 0.99, "anomaly_grade": 0.5, "value": 7.5, "expected_value": 1}
        """
            .formatted(onset + 50, onset, kind, status, onset, onset + 50, kind, reason, onset + 10)
            .getBytes(StandardCharsets.UTF_8));
  }

  private void record(long time, String phase) {
    view.judged(
        "p",
        """
        {"series": "a", "timestamp": %d, "value": 1, "incident": "%s", "incident_peak": 0.9,
         "is_anomaly": %s, "kind": "NONE", "reason": "%s"}
        """
            .formatted(time, phase, phase.equals("ONSET"), phase.equals("ONSET") ? "rare" : "")
            .getBytes(StandardCharsets.UTF_8));
  }

  private List<SeriesIncident> listed() {
    return view.incidents.select(100, 0, each -> true);
  }

  @Test
  void oneThatBeganBeforeAllThatWasReadIsListedOnce() {
    report("POINT", 100, "OPEN", "unusually high");
    report("POINT", 100, "CLOSED", "over after 3 values");
    record(1_000, "NONE");
    assertThat(listed()).hasSize(1);
    SeriesIncident old = listed().get(0);
    assertThat(old.reason).isEqualTo("unusually high");
    assertThat(old.name).isEqualTo("a@100/POINT");
    assertThat(old.open).isFalse();
    assertThat(old.severity).isEqualTo("WARNING");
    assertThat(old.peak).isEqualTo(110);
    assertThat(view.incidents.open()).isZero();
  }

  @Test
  void oneWhoseRecordsAreFollowedIsNotListedTwice() {
    record(1_000, "NONE");
    record(1_001, "ONSET");
    report("POINT", 1_001, "OPEN", "rare");
    assertThat(listed()).hasSize(1);
    assertThat(listed().get(0).name).isEqualTo("a@1970-01-01T00:00:01.001Z");
    assertThat(view.incidents.open()).isEqualTo(1);
  }

  @Test
  void oneWhoseRecordsComeLaterHasTheReasonOfItsReport() {
    report("POINT", 900, "OPEN", "unusually high");
    record(1_000, "ONGOING"); // its onset was not read
    assertThat(listed()).hasSize(1);
    assertThat(listed().get(0).reason).isEqualTo("unusually high");
    assertThat(listed().get(0).name).isEqualTo("a@900/POINT");
    assertThat(view.incidents.open()).isEqualTo(1);
  }

  @Test
  void thatOfALimitIsKnownFromTheTopicAlone() {
    record(1_000, "NONE");
    report("LIMIT", 1_000, "OPEN", "expected above 90");
    record(1_001, "NONE");
    assertThat(listed()).extracting(each -> each.kind).containsExactly("LIMIT");
    report("LIMIT", 1_000, "CLOSED", "over");
    assertThat(view.incidents.open()).isZero();
    view.incident("p", "no JSON".getBytes(StandardCharsets.UTF_8));
    assertThat(view.unread()).isEqualTo(1);
  }
}
