package io.recurrence.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The topics of the pipelines of an application. Several may read a topic, and one may read what
 * another writes; no two write one, and what a pipeline writes must not come back to it.
 */
final class ApplicationTopics {
  private final List<SpecDraft> drafts;

  /** What a topic is to a pipeline. */
  private enum Role {
    READ,
    WRITTEN,
    CONTROL,
    FEEDBACK;

    /** Whether a topic that has it has it alone. */
    boolean alone() {
      return this == CONTROL || this == FEEDBACK;
    }
  }

  /** A topic that a key of a section names. */
  private record Use(SpecDraft draft, Role role, String section, String key, String topic) {
    void fault(String problem) {
      Section at = section.isEmpty() ? draft.root() : draft.root().section(section);
      at.fault(key, "was '%s', %s".formatted(topic, problem));
    }

    /** Kafka's metrics have one name for both. */
    boolean near(Use other) {
      return !topic.equals(other.topic)
          && topic.replace('.', '_').equals(other.topic.replace('.', '_'));
    }

    /** Whether a topic may be this and that. */
    boolean agrees(Use other) {
      return role == other.role ? role != Role.WRITTEN : !role.alone() && !other.role.alone();
    }
  }

  ApplicationTopics(List<SpecDraft> drafts) {
    this.drafts = drafts;
  }

  /** Notes every fault at the pipeline that stands later, and a loop at its first. */
  void check() {
    List<Use> seen = new ArrayList<>();
    for (SpecDraft draft : drafts) {
      List<Use> own = uses(draft);
      for (Use use : own) {
        seen.stream()
            .filter(
                other -> use.near(other) || (use.topic.equals(other.topic) && !use.agrees(other)))
            .findFirst()
            .ifPresent(other -> use.fault(clash(use, other)));
      }
      seen.addAll(own);
    }
    for (int i = 0; i < drafts.size(); i++) {
      checkLoop(i);
      for (SpecDraft other : drafts) {
        checkPattern(drafts.get(i), other);
      }
    }
  }

  private static List<Use> uses(SpecDraft draft) {
    List<Use> uses = new ArrayList<>();
    PipelineSpec spec = draft.spec();
    SourceTopics read = spec.input().topics();
    read.names().forEach(name -> uses.add(new Use(draft, Role.READ, "input", "topic", name)));
    if (!read.pattern().isEmpty()) {
      uses.add(new Use(draft, Role.READ, "input", "topic-pattern", read.pattern()));
    }
    spec.output()
        .topics()
        .forEach((key, topic) -> uses.add(new Use(draft, Role.WRITTEN, "output", key, topic)));
    for (ServedNetwork network : spec.networks()) {
      if (!network.control().isEmpty()) {
        uses.add(new Use(draft, Role.CONTROL, "", "models", network.control()));
      }
    }
    if (!spec.feedback().isEmpty()) {
      uses.add(new Use(draft, Role.FEEDBACK, "", "feedback", spec.feedback()));
    }
    return uses;
  }

  /** Kafka Streams takes a topic by one name or one pattern. */
  private static void checkPattern(SpecDraft draft, SpecDraft other) {
    SourceTopics read = draft.spec().input().topics();
    SourceTopics beside = other.spec().input().topics();
    boolean overlaps =
        !read.pattern().isEmpty()
            && (beside.pattern().isEmpty()
                ? beside.names().stream().anyMatch(read::contains)
                : !beside.equals(read));
    if (overlaps) {
      draft
          .root()
          .section("input")
          .fault(
              "topic-pattern",
              "may match a topic that %s reads as %s: give both the same, or run them apart"
                  .formatted(other.source(), beside));
    }
  }

  private static String clash(Use use, Use other) {
    String key = other.section.isEmpty() ? other.key : other.section + '.' + other.key;
    String where = "%s of %s".formatted(key, other.draft.source());
    if (use.near(other)) {
      return "which a broker refuses beside '%s', %s: '.' and '_' are the same to it"
          .formatted(other.topic, where);
    }
    return use.role == Role.WRITTEN && other.role == Role.WRITTEN
        ? "which is %s too: each topic has one writer".formatted(where)
        : "which is %s too: a topic of weights or of feedback has that use alone".formatted(where);
  }

  /** Looks for the shortest way from a pipeline back to it, among those that stand behind it. */
  private void checkLoop(int first) {
    List<PipelineSpec> others =
        drafts.subList(first, drafts.size()).stream().map(SpecDraft::spec).toList();
    PipelineSpec start = others.get(0);
    Deque<List<PipelineSpec>> ways = new ArrayDeque<>(List.of(List.of(start)));
    Set<PipelineSpec> seen = new HashSet<>();
    while (!ways.isEmpty()) {
      List<PipelineSpec> way = ways.remove();
      for (PipelineSpec next : others) {
        if (feeds(way.get(way.size() - 1), next) && seen.add(next)) {
          List<PipelineSpec> longer = new ArrayList<>(way);
          longer.add(next);
          ways.add(longer);
        }
      }
      if (way.size() > 2 && way.get(way.size() - 1) == start) {
        uses(drafts.get(first))
            .get(0)
            .fault(
                "which comes of what the pipeline writes: "
                    + way.stream().map(PipelineSpec::name).collect(Collectors.joining(" -> "))
                    + "; records would go round for ever");
        return;
      }
    }
  }

  /** Whether one reads what another writes; what it writes itself is checked with it. */
  private static boolean feeds(PipelineSpec from, PipelineSpec to) {
    return from != to
        && from.output().topics().values().stream().anyMatch(to.input().topics()::contains);
  }
}
