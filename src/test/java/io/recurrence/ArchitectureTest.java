package io.recurrence;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may see whom. */
@AnalyzeClasses(packages = "io.recurrence", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.recurrence.";

  /** What each package may see of ours, itself apart. */
  private static final Map<String, List<String>> SEES =
      Map.ofEntries(
          Map.entry("core", List.of()),
          Map.entry("generate", List.of()),
          Map.entry("model", List.of("core")),
          Map.entry("transform", List.of("core")),
          Map.entry("combine", List.of("core")),
          Map.entry("interval", List.of("core")),
          Map.entry("detect", List.of("core")),
          Map.entry("neural.kernel", List.of()),
          Map.entry("neural.layer", List.of("neural.kernel")),
          Map.entry("neural.forecast", List.of("core", "neural", "neural.kernel", "neural.layer")),
          Map.entry("mixture", List.of("core")),
          Map.entry("neural", List.of("core")),
          Map.entry("symbol", List.of("core", "neural", "neural.kernel", "neural.layer")),
          Map.entry(
              "sequence",
              List.of(
                  "core", "neural", "neural.kernel", "neural.layer", "neural.forecast", "symbol")),
          Map.entry("format", List.of("core")),
          Map.entry(
              "spec",
              List.of(
                  "core",
                  "model",
                  "transform",
                  "combine",
                  "interval",
                  "detect",
                  "mixture",
                  "neural.forecast",
                  "symbol",
                  "sequence",
                  "format")),
          Map.entry("streams", List.of("core", "spec", "format", "neural.forecast")),
          Map.entry("evaluate", List.of("core", "spec", "format")),
          Map.entry("page", List.of()),
          Map.entry("bench", List.of("core", "spec", "format", "streams", "evaluate.report")),
          Map.entry("evaluate.report", List.of("evaluate")),
          Map.entry(
              "evaluate.benchmark",
              List.of(
                  "core", "spec", "format", "evaluate", "evaluate.report", "sequence", "symbol")),
          Map.entry(
              "evaluate.everyday", List.of("evaluate", "evaluate.report", "evaluate.benchmark")),
          Map.entry(
              "app",
              List.of(
                  "core",
                  "spec",
                  "format",
                  "generate",
                  "streams",
                  "evaluate",
                  "evaluate.report",
                  "evaluate.benchmark",
                  "evaluate.everyday",
                  "page",
                  "neural",
                  "neural.forecast",
                  "neural.layer",
                  "symbol",
                  "sequence",
                  "bench")));

  @ArchTest
  static void everyPackageHasItsPlace(JavaClasses classes) {
    assertThat(classes.stream().map(c -> c.getPackageName().substring(ROOT.length())).distinct())
        .isSubsetOf(SEES.keySet());
  }

  @ArchTest
  static void packagesSeeOnlyWhatTheyMay(JavaClasses classes) {
    SEES.forEach(
        (name, others) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), others.stream())
                  .map(each -> ROOT + each)
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + name)
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage("io.recurrence..").and(not(resideInAnyPackage(allowed))))
              .allowEmptyShould(true)
              .check(classes);
        });
  }

  @ArchTest
  static final ArchRule coreSeesNothingButJava =
      classes()
          .that()
          .resideInAnyPackage("io.recurrence.core", "io.recurrence.generate")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "io.recurrence.core", "io.recurrence.generate");

  @ArchTest
  static final ArchRule stagesSeeNoLibraryButLinearAlgebra =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.recurrence.model",
              "io.recurrence.transform",
              "io.recurrence.combine",
              "io.recurrence.interval",
              "io.recurrence.detect")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages("java..", "org.jspecify..", "org.ejml..", "io.recurrence.."));

  @ArchTest
  static final ArchRule kafkaIsSeenByTheStreamTheBenchmarkAndTheApplicationAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.recurrence.streams", "io.recurrence.app", "io.recurrence.bench")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..");

  @ArchTest
  static final ArchRule thereAreNoCycles =
      slices().matching("io.recurrence.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*\\.(Abstract\\w*|I[A-Z]\\w*|\\w*(Impl|Manager|Utils?|Helper))")
          .because("a name says what a thing is, not that there is one");

  @ArchTest
  static final ArchRule noStateIsShared =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("what changes lives in a state, or in an object that someone owns");
}
