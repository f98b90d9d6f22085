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
  static final Map<String, List<String>> SEES =
      Map.ofEntries(
          Map.entry("time", List.of()),
          Map.entry("core", List.of("time")),
          Map.entry("generate", List.of()),
          Map.entry("forecast.model", List.of("core", "time")),
          Map.entry("forecast.ensemble", List.of("core", "time")),
          Map.entry("forecast.mixture", List.of("core", "time")),
          Map.entry(
              "forecast.network",
              List.of("core", "time", "network", "network.kernel", "network.layer")),
          Map.entry("detect", List.of("core", "time")),
          Map.entry("network.kernel", List.of()),
          Map.entry("network.layer", List.of("network.kernel")),
          Map.entry("network", List.of("core")),
          Map.entry(
              "symbol", List.of("core", "time", "network", "network.kernel", "network.layer")),
          Map.entry(
              "sequence",
              List.of(
                  "core",
                  "time",
                  "network",
                  "network.kernel",
                  "network.layer",
                  "forecast.network",
                  "symbol")),
          Map.entry("learn", List.of("network", "core")),
          Map.entry("record", List.of("core", "time")),
          Map.entry("record.document", List.of("record")),
          Map.entry("schema", List.of("record")),
          Map.entry("schema.avro", List.of("record", "schema")),
          Map.entry("schema.protobuf", List.of("core", "record", "schema")),
          Map.entry(
              "config",
              List.of(
                  "core",
                  "time",
                  "forecast.model",
                  "forecast.ensemble",
                  "forecast.mixture",
                  "forecast.network",
                  "detect",
                  "symbol",
                  "sequence",
                  "record",
                  "record.document",
                  "schema",
                  "schema.avro",
                  "schema.protobuf")),
          Map.entry(
              "streams",
              List.of("core", "time", "detect", "config", "record", "schema", "forecast.network")),
          Map.entry("evaluate", List.of("core", "time", "detect", "config", "record")),
          Map.entry("evaluate.report", List.of("evaluate")),
          Map.entry(
              "evaluate.benchmark",
              List.of(
                  "core",
                  "time",
                  "config",
                  "record",
                  "evaluate",
                  "evaluate.report",
                  "sequence",
                  "symbol")),
          Map.entry(
              "evaluate.everyday", List.of("evaluate", "evaluate.report", "evaluate.benchmark")),
          Map.entry("page", List.of()),
          Map.entry("notify", List.of("core")),
          Map.entry("broker", List.of()),
          Map.entry("bench", List.of("core", "config", "record", "streams", "evaluate.report")),
          Map.entry(
              "cli",
              List.of(
                  "core",
                  "time",
                  "config",
                  "record",
                  "schema",
                  "schema.avro",
                  "schema.protobuf",
                  "generate",
                  "streams",
                  "broker",
                  "evaluate",
                  "evaluate.report",
                  "evaluate.benchmark",
                  "evaluate.everyday",
                  "page",
                  "notify",
                  "network.layer",
                  "forecast.network",
                  "symbol",
                  "sequence",
                  "bench",
                  "cli.demo",
                  "cli.page",
                  "cli.learn")),
          Map.entry(
              "cli.demo",
              List.of(
                  "core",
                  "config",
                  "record",
                  "generate",
                  "streams",
                  "broker",
                  "sequence",
                  "symbol",
                  "cli",
                  "cli.page")),
          Map.entry(
              "cli.page", List.of("core", "config", "record", "schema", "streams", "page", "cli")),
          Map.entry(
              "cli.learn",
              List.of(
                  "core",
                  "config",
                  "network",
                  "network.layer",
                  "generate",
                  "forecast.network",
                  "symbol",
                  "sequence",
                  "learn",
                  "evaluate",
                  "cli")));

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
          .resideInAnyPackage("io.recurrence.core", "io.recurrence.time", "io.recurrence.generate")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.recurrence.core",
              "io.recurrence.time",
              "io.recurrence.generate");

  @ArchTest
  static final ArchRule stagesSeeNoLibraryButLinearAlgebra =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.recurrence.forecast.model",
              "io.recurrence.forecast.ensemble",
              "io.recurrence.forecast.mixture",
              "io.recurrence.detect")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages("java..", "org.jspecify..", "org.ejml..", "io.recurrence.."));

  @ArchTest
  static final ArchRule kafkaIsSeenByStreamsBrokerBenchmarkAndCommandsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.recurrence.streams",
              "io.recurrence.broker",
              "io.recurrence.cli..",
              "io.recurrence.bench")
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
