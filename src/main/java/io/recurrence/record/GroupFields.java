package io.recurrence.record;

import io.recurrence.core.GroupReport;
import io.recurrence.core.GroupReport.Share;
import java.util.List;

/** Writes the fields of a change of an incident of a group. */
final class GroupFields {
  private final RecordSink sink;

  GroupFields(RecordSink sink) {
    this.sink = sink;
  }

  void write(GroupReport report) {
    long duration = report.time() - report.onset();
    sink.text(RecordField.GROUP, report.group());
    sink.whole(RecordField.TIMESTAMP, report.time());
    sink.text(RecordField.INCIDENT_ID, report.id());
    sink.text(RecordField.STATUS, report.change().name());
    sink.text(RecordField.SEVERITY, report.severity().name());
    sink.whole(RecordField.ONSET_TIMESTAMP, report.onset());
    sink.optionalWhole(RecordField.END_TIMESTAMP, report.over() ? report.time() : RecordSink.NONE);
    sink.optionalWhole(RecordField.DURATION_MS, report.over() ? duration : RecordSink.NONE);
    sink.whole(RecordField.PEAK_TIMESTAMP, report.peak());
    sink.share(RecordField.P_VALUE, report.p());
    List<Share> shares = report.shares();
    sink.shares(
        RecordField.SHARES,
        shares.stream().map(Share::series).toArray(String[]::new),
        shares.stream().mapToDouble(Share::share).toArray());
    sink.text(RecordField.REASON, report.reason());
  }
}
