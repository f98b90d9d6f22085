package io.recurrence.streams;

import io.recurrence.config.GroupSpec;
import io.recurrence.core.Judgement;
import io.recurrence.core.StepResult;
import io.recurrence.detect.GroupEvidence;
import java.nio.charset.StandardCharsets;

/** Sends what records say to their groups. */
final class GroupWriter {
  private final GroupSpec groups;
  private final Outgoing outgoing;

  GroupWriter(GroupSpec groups, Outgoing outgoing) {
    this.groups = groups;
    this.outgoing = outgoing;
    if (groups.any()) {
      outgoing.internal(Topologies.EVIDENCE);
    }
  }

  /**
   * Sends what a step says.
   *
   * @param group of the series; empty where it is in none
   * @param interval its sampling interval, in milliseconds
   */
  void write(String group, String series, StepResult out, long interval) {
    Judgement judgement = out.judgement();
    if (!group.isEmpty() && GroupEvidence.in(judgement)) {
      send(group, GroupEvidence.of(series, judgement, interval));
    }
  }

  /** Sends that a series is silent, where its name says of which group it is. */
  void silence(String series, long time) {
    String group = groups.group(series);
    if (!group.isEmpty()) {
      send(group, GroupEvidence.silence(series, time, groups.rule().window()));
    }
  }

  private void send(String group, GroupEvidence evidence) {
    outgoing.addAlone(
        Topologies.EVIDENCE,
        group.getBytes(StandardCharsets.UTF_8),
        evidence.time(),
        EvidenceBytes.of(evidence));
  }
}
