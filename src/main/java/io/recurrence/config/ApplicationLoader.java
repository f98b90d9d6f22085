package io.recurrence.config;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the specifications of an application, and checks what they say beside each other. */
public final class ApplicationLoader {
  private ApplicationLoader() {}

  /**
   * Reads and checks pipelines that are to run together on a broker.
   *
   * @param name of the application
   * @param environment variables {@code RECURRENCE__A__B_C=value} set the key {@code a.b-c} of each
   * @param overrides settings {@code path=value} of each, or {@code name:path=value} of one
   * @param client gives what is wrong with the name and the value of a setting of Kafka's clients
   * @throws SpecException with every fault of every file
   * @throws UncheckedIOException where there is no such file
   */
  public static ApplicationSpec loadToRun(
      String name,
      List<Path> files,
      Map<String, String> environment,
      List<String> overrides,
      BiFunction<String, String, Optional<String>> client) {
    List<SpecDraft> drafts = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path file : files) {
      if (!seen.add(file.toAbsolutePath().normalize())) {
        continue; // in its folder, and by its own name
      }
      try {
        drafts.add(SpecLoader.draft(file, file.toString(), environment, overrides, client));
      } catch (SpecException e) {
        faults.addAll(e.faults()); // nothing in it can be compared with the others
      }
    }
    if (drafts.size() == seen.size()) {
      faults.addAll(
          SpecOverride.unmatched(overrides, drafts.stream().map(SpecDraft::name).toList()));
    }
    checkNames(name, drafts);
    new ApplicationTopics(drafts).check();
    Map<String, String> kafka = kafka(drafts);
    drafts.forEach(draft -> faults.addAll(draft.faults()));
    if (!faults.isEmpty()) {
      throw new SpecException(name, faults.stream().distinct().toList()); // an override is of each
    }
    return new ApplicationSpec(name, false, drafts.stream().map(SpecDraft::spec).toList(), kafka);
  }

  /** Names are parts of the names of internal topics, in which a broker takes '.' for '_'. */
  private static void checkNames(String application, List<SpecDraft> drafts) {
    Map<String, SpecDraft> names = new HashMap<>();
    for (SpecDraft draft : drafts) {
      if (draft.root().faulty("name")) {
        continue;
      }
      SpecDraft other = names.putIfAbsent(draft.spec().name().replace('.', '_'), draft);
      if (other != null) {
        draft
            .root()
            .fault(
                "name",
                "was '%s', and that of %s is '%s': each pipeline needs a name of its own, and '.'"
                        .formatted(draft.spec().name(), other.source(), other.spec().name())
                    + " and '_' are the same to a broker");
      }
      if (draft.spec().name().equals(application)) {
        draft
            .root()
            .fault(
                "name",
                "was '%s', the name of the application too: that is this pipeline's where it runs"
                        .formatted(application)
                    + " alone, with other stores; give the application another, by --name");
      }
    }
  }

  /** What all say of Kafka's clients; values may be secrets, so that no fault shows them. */
  private static Map<String, String> kafka(List<SpecDraft> drafts) {
    Map<String, String> together = new LinkedHashMap<>();
    Map<String, String> sources = new HashMap<>();
    for (SpecDraft draft : drafts) {
      draft
          .root()
          .section("kafka")
          .flat(
              (key, value) -> {
                String other = sources.putIfAbsent(key, draft.source());
                String before = together.putIfAbsent(key, value);
                return before == null || before.equals(value)
                    ? Optional.empty()
                    : Optional.of(
                        "is another than in %s: pipelines of one application share their clients"
                            .formatted(other));
              });
    }
    return together;
  }
}
