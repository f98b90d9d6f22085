package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files of a package that need each other are read together; which ones do is listed. */
class CycleTest {
  private static final Set<String> KNOWN =
      Set.of(
          "Alphabet GivenAlphabet LearnedAlphabet",
          "Bench Growth Latency Restore Throughput",
          "BoundedTimestamps Origin",
          "ClassEvent EventTasks LabelEvent SymbolEvent",
          "ClassifierTrainer MeanClassifier RecurrentClassifier ReservoirClassifier SequenceClassifier",
          "DelayedLabeller SequenceLabeller WindowLabeller",
          "Distribution ExpertMixture PendingWriter",
          "Ensemble Features ForecastPipeline ForecastStages Paths PipelineBuilder RecordJudge ScaledInterval",
          "InputReaders InputSpec",
          "ForecastSpec PipelineSpec StageList TaskSpec",
          "Incidents LiveSeries SeriesIncident",
          "JsonText KeyFormat",
          "Layout State StateBytes",
          "MadeReviews WordCounts",
          "Mixture MixtureForms",
          "Page Svg",
          "ReberGrammar Task",
          "SequenceFile SequenceRows",
          "Signature TextSignatures",
          "Trainer TrainingState",
          "VectorKernel VectorMatrix VectorRow VectorTiles");

  @Test
  void noFilesNeedEachOtherButThoseListed() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.recurrence")) {
      Set<String> targets = uses.computeIfAbsent(file(each), name -> new TreeSet<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (target.getPackageName().equals(each.getPackageName())) {
          targets.add(file(target));
        }
      }
    }
    assertThat(cycles(uses)).isEqualTo(new TreeSet<>(KNOWN));
  }

  private static String file(JavaClass type) {
    String name = type.getName().replace("[", "").replaceAll("^L|;$", "");
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** Sets of files of which each leads to each, as text. */
  private static Set<String> cycles(Map<String, Set<String>> uses) {
    Map<String, Set<String>> reach = new HashMap<>();
    uses.keySet().forEach(from -> reach.put(from, reached(from, uses)));
    Set<String> cycles = new TreeSet<>();
    for (String from : uses.keySet()) {
      Set<String> together =
          reach.get(from).stream()
              .filter(to -> !to.equals(from) && reach.getOrDefault(to, Set.of()).contains(from))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!together.isEmpty()) {
        together.add(from);
        cycles.add(
            together.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(" ")));
      }
    }
    return cycles;
  }

  private static Set<String> reached(String from, Map<String, Set<String>> uses) {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(uses.get(from));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        open.addAll(uses.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }
}
