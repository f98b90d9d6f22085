package io.recurrence.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.GroupReport;
import io.recurrence.core.Judgement;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.detect.GroupTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The incidents of the groups of a backtest, as their topic would hold them where all records come
 * in the order of their times: what series say is held until all rows are read, since a file may
 * have one series after another.
 */
final class GroupTable {
  private static final List<String> HEADER =
      List.of(
          "group",
          "timestamp",
          "incident_id",
          "status",
          "severity",
          "onset_timestamp",
          "end_timestamp",
          "duration_ms",
          "peak_timestamp",
          "p_value",
          "shares",
          "reason");

  private final PipelineSpec spec;
  private final TimeForm times;
  private final Map<String, Row> first = new HashMap<>(); // by group, whose form times have
  private final List<Said> said = new ArrayList<>();

  /** What a record says to its group. */
  private record Said(String group, GroupEvidence evidence) {}

  GroupTable(PipelineSpec spec, TimeForm times) {
    this.spec = spec;
    this.times = times;
  }

  private String group(Row row) {
    return spec.groups().group(row.series(), row.group());
  }

  /** Counts a row that is in no group although series are in groups. */
  void count(Row row, RowCounts counts) {
    if (spec.groups().any() && group(row).isEmpty()) {
      counts.count(RowCounts.Kind.UNGROUPED, row);
    }
  }

  /**
   * What a step of a series says.
   *
   * @param interval its sampling interval, in milliseconds
   */
  void step(Row row, Judgement judgement, long interval) {
    String group = group(row);
    if (!group.isEmpty() && GroupEvidence.in(judgement)) {
      add(group, row, GroupEvidence.of(row.series(), judgement, interval));
    }
  }

  /**
   * The series of a row is silent from a time on, which the stream says where its name says the
   * group.
   */
  void silent(Row last, long time) {
    String group = spec.groups().group(last.series());
    if (!group.isEmpty()) {
      long window = spec.groups().rule().window();
      add(group, last, GroupEvidence.silence(last.series(), time, window));
    }
  }

  private void add(String group, Row row, GroupEvidence evidence) {
    first.putIfAbsent(group, row);
    said.add(new Said(group, evidence));
  }

  /**
   * Writes {@code groups.csv}, where series are in groups.
   *
   * @param latest time of any series
   */
  void write(Path directory, long latest) {
    if (!spec.groups().any()) {
      return;
    }
    said.sort(Comparator.comparingLong(each -> each.evidence().time()));
    try (CsvWriter rows = CsvWriter.builder().build(directory.resolve("groups.csv"))) {
      rows.writeRecord(HEADER);
      Map<String, GroupTracker> groups = new LinkedHashMap<>();
      for (Said each : said) {
        long time = each.evidence().time();
        stopped(rows, groups, each.group(), time);
        groups
            .computeIfAbsent(each.group(), unused -> new GroupTracker(spec.groups().rule()))
            .step(each.group(), each.evidence())
            .ifPresent(report -> write(rows, report));
      }
      List.copyOf(groups.keySet()).forEach(group -> stopped(rows, groups, group, latest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a group of which nothing has come for too long before a time. */
  private void stopped(CsvWriter rows, Map<String, GroupTracker> groups, String group, long time) {
    long idle = spec.state().idle().toMillis();
    GroupTracker tracker = groups.get(group);
    if (idle > 0 && tracker != null && time - tracker.newest() > idle) {
      tracker
          .end(group, tracker.newest() + idle, "no data for " + spec.state().idle())
          .ifPresent(report -> write(rows, report));
      groups.remove(group);
    }
  }

  private void write(CsvWriter rows, GroupReport report) {
    Row like = Objects.requireNonNull(first.get(report.group()));
    ObjectNode shares = JsonNodeFactory.instance.objectNode();
    report.shares().forEach(each -> shares.put(each.series(), each.share()));
    rows.writeRecord(
        report.group(),
        time(like, report.time()),
        report.id(),
        report.change().name(),
        report.severity().name(),
        time(like, report.onset()),
        report.over() ? time(like, report.time()) : "",
        report.over() ? Long.toString(report.time() - report.onset()) : "",
        time(like, report.peak()),
        Double.toString(report.p()),
        shares.toString(),
        report.reason());
  }

  private String time(Row like, long time) {
    return times.text(time, like.timestamp(), like.time());
  }
}
