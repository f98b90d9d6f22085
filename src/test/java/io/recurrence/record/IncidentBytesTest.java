package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.IncidentReport;
import io.recurrence.core.IncidentReport.Change;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.IncidentReport.Trigger;
import io.recurrence.core.Severity;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Records of incidents, in both formats. */
class IncidentBytesTest {
  private final BinaryEncoder binary = new BinaryEncoder(0.75, "p@1f");
  private final JsonEncoder json = new JsonEncoder(0.75, "p@1f");
  private final BinaryDecoder decoder = new BinaryDecoder();

  private static IncidentReport report(Change change, Peak peak) {
    return new IncidentReport(
        Trigger.DETECTOR,
        change,
        3_000,
        5_000,
        peak,
        2,
        Kind.POINT,
        Direction.ABOVE,
        Severity.WARNING,
        "high");
  }

  private static IncidentReport open() {
    return report(Change.OPEN, new Peak(3_000, 1, 0.5, 5.5, 4, 3.5, 4.5, IncidentReport.NO_TIME));
  }

  @Test
  void anIncidentAsBytes() {
    assertThat(HexFormat.of().formatHex(binary.incident("a", open())))
        .isEqualTo(
            "520112" // R, version 1, incident
                + "010061" // a
                + "8813000000000000" // at 5000 ms
                + "1600614031393730" // a@1970-01-01T00:00:03Z
                + "2d30312d30315430303a30303a30335a"
                + "04004f50454e" // OPEN
                + "07005741524e494e47" // WARNING
                + "b80b000000000000" // since 3000 ms
                + "0000000000000080" // no end
                + "0000000000000080" // no duration
                + "0200000000000000" // 2 flagged records
                + "0500504f494e54" // POINT
                + "050041424f5645" // ABOVE
                + "040068696768" // high
                + "b80b000000000000" // peak at 3000 ms
                + "000000000000f03f" // of score 1
                + "000000000000e03f" // and grade 0.5
                + "0000000000001640" // 5.5
                + "0000000000001040" // 4 was expected
                + "0000000000000c40" // from 3.5
                + "0000000000001240" // to 4.5
                + "000000000000e83f" // of 75 %
                + "0000000000000080" // no limit ahead
                + "040070403166"); // p@1f
  }

  @Test
  void anIncidentOfBeforeThereWereSeveritiesIsStillRead() {
    byte[] stored =
        HexFormat.of()
            .parseHex(
                HexFormat.of()
                    .formatHex(binary.incident("a", open()))
                    .replaceFirst("520112", "52010d")
                    .replaceFirst("07005741524e494e47", ""));
    assertThat(decoder.fields(stored))
        .doesNotContainKey("severity")
        .containsEntry("status", "OPEN")
        .containsEntry("onset_timestamp", 3_000L)
        .containsEntry("pipeline_version", "p@1f");
  }

  @Test
  void anIncidentAsADocument() {
    assertThat(new String(json.incident("a", open()), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"series":"a","timestamp":5000,"incident_id":"a@1970-01-01T00:00:03Z","status":"OPEN",\
            "severity":"WARNING","onset_timestamp":3000,"end_timestamp":null,"duration_ms":null,"flagged_records":2,\
            "kind":"POINT","direction":"ABOVE","reason":"high","peak_timestamp":3000,\
            "incident_peak":1.0,"anomaly_grade":0.5,"value":5.5,"expected_value":4.0,\
            "lower_bound":3.5,"upper_bound":4.5,"confidence_level":0.75,"crossing_timestamp":null,\
            "pipeline_version":"p@1f"}""");
  }

  @Test
  void bothFormatsSayTheSameAndWhatDoesNotExistIsNull() {
    Peak unexpected = new Peak(4_000, .9995, .25, 7, Double.NaN, Double.NaN, Double.NaN, 7_000);
    for (IncidentReport report :
        new IncidentReport[] {
          open(), report(Change.CLOSED, unexpected), IncidentReport.silence(9_000, "no data")
        }) {
      byte[] record = binary.incident("pümp", report);
      assertThat(decoder.json(record)).isEqualTo(json.incident("pümp", report));
    }
    assertThat(decoder.fields(binary.incident("a", report(Change.CLOSED, unexpected))))
        .containsEntry("end_timestamp", 5_000L)
        .containsEntry("duration_ms", 2_000L)
        .containsEntry("crossing_timestamp", 7_000L)
        .containsEntry("expected_value", null);
    assertThat(decoder.fields(binary.incident("a", open()))).containsEntry("duration_ms", null);
  }
}
