package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.GroupReport;
import io.recurrence.core.GroupReport.Share;
import io.recurrence.core.IncidentReport.Change;
import io.recurrence.core.Severity;
import io.recurrence.core.SeverityRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupTrackerTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 1440 * MINUTE;
  private static final GroupRule RULE = new GroupRule(6 * MINUTE, DAY, SeverityRule.DEFAULT);

  private final List<GroupReport> reports = new ArrayList<>();
  private GroupTracker tracker = new GroupTracker(RULE);

  private void record(String series, long minute, double p) {
    tracker
        .step("site", new GroupEvidence(series, minute * MINUTE, p, MINUTE))
        .ifPresent(reports::add);
  }

  private void ordinary(int series, long from, long to, Random random) {
    for (long t = from; t < to; t++) {
      for (int k = 0; k < series; k++) {
        record("s" + k, t, random.nextDouble());
      }
    }
  }

  @Test
  void seriesThatAreALittleStrangeAreVeryStrangeTogether() {
    Random random = new Random(1);
    ordinary(5, 0, 100, random);
    for (long t = 100; t < 106; t++) {
      for (int k = 0; k < 5; k++) {
        record("s" + k, t, k < 3 ? 1e-3 : .5); // none of them would be flagged
      }
    }
    ordinary(5, 106, 200, random);
    assertThat(reports.get(0).change()).isEqualTo(Change.OPEN);
    assertThat(reports.get(0).onset()).isBetween(100 * MINUTE, 105 * MINUTE);
    assertThat(reports).extracting(GroupReport::change).endsWith(Change.CLOSED);
    assertThat(reports.stream().filter(GroupReport::over)).hasSize(1);
    GroupReport end = reports.get(reports.size() - 1);
    assertThat(end.p()).isBetween(1e-3, RULE.rate());
    assertThat(end.shares()).extracting(Share::series).startsWith("s0", "s1", "s2");
    assertThat(end.shares().get(0).share()).isBetween(.3, .34);
    assertThat(end.id()).isEqualTo("site@" + Instant.ofEpochMilli(end.onset()) + "/group");
  }

  @Test
  void whatIsTenTimesRarerIsToldAgainAndMoreUrgent() {
    record("a", 0, .5);
    record("a", 1, 1e-3);
    record("b", 1, 1e-6);
    record("b", 1, 1e-12);
    assertThat(reports)
        .extracting(GroupReport::change)
        .containsExactly(Change.OPEN, Change.PEAK, Change.PEAK);
    assertThat(reports)
        .extracting(GroupReport::severity)
        .containsExactly(Severity.INFO, Severity.CRITICAL, Severity.CRITICAL);
    assertThat(reports.get(2).shares().get(0).series()).isEqualTo("b");
    assertThat(reports.get(2).reason())
        .startsWith("strange together: b 100 %, a under 1 %, as rare as ");
  }

  @Test
  void whoIsStrangeAtTheSameTimeIsNamedWithTheFirstRecordOfTheNext() {
    ordinary(4, 0, 10, new Random(2));
    reports.clear();
    record("s0", 10, 1e-7);
    record("s1", 10, 1e-4);
    record("s2", 10, 1e-4);
    record("s3", 10, .3);
    assertThat(reports).extracting(GroupReport::change).containsExactly(Change.OPEN);
    assertThat(reports.get(0).reason()).startsWith("strange: s0 100 %");
    GroupTracker restored = new GroupTracker(RULE);
    restored.read(tracker.toBytes());
    tracker = restored;
    ordinary(4, 11, 14, new Random(3));
    assertThat(reports).extracting(GroupReport::change).containsExactly(Change.OPEN, Change.PEAK);
    GroupReport second = reports.get(1);
    assertThat(second.time()).isEqualTo(11 * MINUTE);
    assertThat(second.shares()).extracting(Share::series).startsWith("s0", "s1", "s2");
  }

  @Test
  void anIncidentOfManySeriesIsNotReportedForEachOfThem() {
    for (long t = 0; t < 30; t++) {
      for (int k = 0; k < 100; k++) {
        record("s" + k, t, t == 0 && k > 0 ? 1e-4 : t < 2 ? 1e-5 : 1e-3 / (1 + (k + t) % 50));
      }
    }
    assertThat(reports).hasSizeLessThan(20);
  }

  @Test
  void aGroupWithoutRecordsEndsItsIncidentWhenItIsTold() {
    assertThat(tracker.end("site", 5 * MINUTE, "no data")).isEmpty();
    record("a", 1, 1e-6);
    assertThat(tracker.newest()).isEqualTo(MINUTE);
    GroupReport end = tracker.end("site", 61 * MINUTE, "no data for PT1H").orElseThrow();
    assertThat(end.change()).isEqualTo(Change.CLOSED);
    assertThat(end.time()).isEqualTo(61 * MINUTE);
    assertThat(end.id()).isEqualTo(reports.get(0).id());
    assertThat(end.reason()).startsWith("over: no data for PT1H; a 100 %, as rare as ");
    assertThat(tracker.end("site", 62 * MINUTE, "no data")).isEmpty();
  }

  @Test
  void aMemoryOfTheFirstFormatGoesOn() {
    record("a", 61, 1e-6);
    byte[] bytes = tracker.toBytes();
    byte[] first = Arrays.copyOf(bytes, bytes.length - 2 * Long.BYTES);
    first[0] = 1;
    GroupTracker read = new GroupTracker(RULE);
    read.read(first);
    assertThat(read.newest()).isEqualTo(61 * MINUTE);
    assertThat(read.end("site", 70 * MINUTE, "")).isPresent();
  }

  @Test
  void falseAlarmsAreAsRareAsIsAskedFor() {
    ordinary(10, 0, 60 * 1440, new Random(3));
    long opened = reports.stream().filter(r -> r.change() == Change.OPEN).count();
    assertThat(opened).isBetween(30L, 100L); // in sixty days, at one a day
  }

  @Test
  void seriesThatMoveTogetherRaiseNoMoreFalseAlarms() {
    Random random = new Random(5);
    for (long t = 0; t < 60 * 1440; t++) {
      double common = random.nextDouble();
      for (int k = 0; k < 10; k++) {
        record("s" + k, t, common);
      }
    }
    assertThat(reports.stream().filter(r -> r.change() == Change.OPEN).count())
        .isBetween(20L, 100L);
  }

  @Test
  void ofManySeriesThoseThatSayMostAreNamedAndTheMemoryIsBounded() {
    for (int k = 0; k < 5_000; k++) {
      record("series-" + k, 1, 1e-4 / (1 + k % 100));
    }
    record("loud", 1, 1e-14);
    GroupReport last = reports.get(reports.size() - 1);
    assertThat(last.shares()).hasSizeLessThanOrEqualTo(GroupMembers.MOST);
    assertThat(last.shares()).extracting(Share::series).startsWith("loud");
    assertThat(last.shares().get(1).series()).endsWith("99");
    assertThat(last.shares().get(0).share()).isLessThan(1);
    assertThat(tracker.toBytes()).hasSizeLessThan(2_000);
  }

  @Test
  void aStoredMemoryGoesOnAsIfNothingHadBeen() {
    Random random = new Random(9);
    for (long t = 0; t < 600; t++) {
      for (int k = 0; k < 4; k++) {
        record("s" + k, t, Math.pow(random.nextDouble(), t % 97 < 3 ? 6 : 1));
      }
      GroupTracker restored = new GroupTracker(RULE);
      restored.read(tracker.toBytes());
      assertThat(restored.toBytes()).isEqualTo(tracker.toBytes());
      tracker = restored;
    }
    List<GroupReport> stored = List.copyOf(reports);
    reports.clear();
    tracker = new GroupTracker(RULE);
    random = new Random(9);
    for (long t = 0; t < 600; t++) {
      for (int k = 0; k < 4; k++) {
        record("s" + k, t, Math.pow(random.nextDouble(), t % 97 < 3 ? 6 : 1));
      }
    }
    assertThat(stored).isNotEmpty().isEqualTo(reports);
  }

  @Test
  void whatIsOlderThanTheWindowSaysNothingAndADamagedMemoryIsRefused() {
    record("a", 100, .5);
    byte[] before = tracker.toBytes();
    record("a", 90, 1e-12);
    assertThat(tracker.toBytes()).isEqualTo(before);
    assertThat(reports).isEmpty();
    before[0] = 9;
    assertThatThrownBy(() -> tracker.read(before)).hasMessageContaining("later version");
    assertThatThrownBy(() -> tracker.read(new byte[] {1, 2}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }
}
