package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The artifacts that others depend on: which packages each holds, and that its POM names the
 * libraries that its classes use, and no others.
 */
@AnalyzeClasses(packages = "io.recurrence", importOptions = DoNotIncludeTests.class)
class LibraryPomsTest {
  private static final Set<String> CORE =
      Set.of("core", "time", "forecast", "detect", "network", "symbol", "sequence");
  private static final Set<String> STREAMS = Set.of("record", "schema", "config", "streams");

  /** By the beginning of a package, the artifact of Maven that has it; empty for the JDK. */
  private static final Map<String, String> ARTIFACTS =
      Map.ofEntries(
          Map.entry("java.", ""),
          Map.entry("javax.", ""),
          Map.entry("jdk.incubator.", ""),
          Map.entry("com.sun.management", ""),
          Map.entry("org.jspecify.", "jspecify"),
          Map.entry("org.apache.kafka.", "kafka-streams"),
          Map.entry("org.rocksdb", "kafka-streams"),
          Map.entry("io.micrometer.core", "micrometer-core"),
          Map.entry("com.fasterxml.jackson.dataformat.cbor", "jackson-dataformat-cbor"),
          Map.entry("com.fasterxml.jackson.", "jackson-databind"),
          Map.entry("org.snakeyaml.engine", "snakeyaml-engine"),
          Map.entry("de.siegmar.fastcsv", "fastcsv"),
          Map.entry("org.slf4j", "slf4j-api"),
          Map.entry("org.msgpack", "msgpack-core"),
          Map.entry("io.opentelemetry.proto", "opentelemetry-proto"),
          Map.entry("com.google.protobuf", "protobuf-java"),
          Map.entry("com.squareup.wire", "wire-schema-jvm"),
          Map.entry("okio", "wire-schema-jvm"),
          Map.entry("kotlin", "wire-schema-jvm"),
          Map.entry("org.apache.avro", "avro"));

  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>(\\s*<optional>)?");

  @ArchTest
  static void coreNeedsTheJdkAlone(JavaClasses classes) {
    assertThat(uses(classes, CORE)).isEqualTo(named("core")).containsExactly("jspecify");
    assertThat(required("core")).isEmpty();
  }

  @ArchTest
  static void streamsNeedsWhatItsPomNames(JavaClasses classes) {
    Set<String> named = named("streams");
    assertThat(named).contains("recurrence-core").doesNotContain("log4j-slf4j2-impl");
    named.remove("recurrence-core");
    assertThat(uses(classes, STREAMS)).isEqualTo(named);
    assertThat(required("streams"))
        .containsExactlyInAnyOrder(
            "recurrence-core",
            "kafka-streams",
            "micrometer-core",
            "jackson-databind",
            "snakeyaml-engine",
            "fastcsv",
            "slf4j-api");
  }

  @ArchTest
  static void eachArtifactHoldsWhatThePomOfTheProjectPutsThere(JavaClasses classes) {
    String pom = read(Path.of("pom.xml"));
    for (JavaClass each : classes) {
      String room = room(each);
      int listed =
          pom.split(Pattern.quote("<include>io/recurrence/" + room + "/**"), -1).length - 1;
      int left = pom.split(Pattern.quote("<exclude>io/recurrence/" + room + "/**"), -1).length - 1;
      boolean library = CORE.contains(room) || STREAMS.contains(room);
      assertThat(listed)
          .as("classes and sources of %s in a library", room)
          .isEqualTo(library ? 2 : 0);
      assertThat(left)
          .as("classes and sources of %s not in the rest", room)
          .isEqualTo(library ? 2 : 0);
    }
  }

  @ArchTest
  static void eachArtifactHasANameOfItsModuleSourcesAndJavadoc(JavaClasses classes) {
    String pom = read(Path.of("pom.xml"));
    String target = ">${project.build.directory}/recurrence-";
    for (String artifact : List.of("core", "streams", "app")) {
      String module = "<Automatic-Module-Name>io.recurrence." + artifact + "</";
      assertThat(pom.split(Pattern.quote(module), -1)).as(module).hasSize(1 + 1);
      Pattern shipped = // once where it is installed, once where it is deployed
          Pattern.compile(
              Pattern.quote("<file" + target + artifact + ".jar</file>")
                  + "\\s*"
                  + Pattern.quote(
                      "<pomFile>${project.build.directory}/library/recurrence-"
                          + artifact
                          + ".pom</pomFile>")
                  + "\\s*"
                  + Pattern.quote("<sources" + target + artifact + "-sources.jar</sources>")
                  + "\\s*"
                  + Pattern.quote("<javadoc" + target + "javadoc.jar</javadoc>"));
      assertThat(shipped.matcher(pom).results()).as(artifact).hasSize(2);
    }
    Set<String> rooms = classes.stream().map(LibraryPomsTest::room).collect(Collectors.toSet());
    String groups = pom.substring(pom.indexOf("<groups>"), pom.indexOf("</groups>"));
    for (String room : rooms) {
      assertThat(groups.split(Pattern.quote("io.recurrence." + room + "*"), -1))
          .as("%s in the overview of the Javadoc", room)
          .hasSize(1 + 1);
    }
  }

  @ArchTest
  static void documentsAndExamplesNameThePresentVersion(JavaClasses classes) {
    Matcher version =
        Pattern.compile("<artifactId>recurrence</artifactId>\\s*<version>([^<]+)<")
            .matcher(read(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    String tag = "<version>" + version.group(1) + "</version>";
    assertThat(read(Path.of("README.md"))).contains("recurrence-streams:" + version.group(1));
    assertThat(read(Path.of("docs/library.md"))).contains(tag);
    assertThat(read(Path.of("examples/plain/pom.xml"))).contains(tag);
    assertThat(read(Path.of("examples/spring-boot/pom.xml"))).contains(tag);
  }

  /** The package below {@code io.recurrence} that a class is in, or that its package is in. */
  private static String room(JavaClass type) {
    return type.getPackageName().split("\\.", -1)[2];
  }

  private static Set<String> uses(JavaClasses classes, Set<String> rooms) {
    return classes.stream()
        .filter(type -> rooms.contains(room(type)))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(type -> !type.isPrimitive() && !type.getPackageName().startsWith("io.recurrence"))
        .map(LibraryPomsTest::artifact)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String artifact(JavaClass type) {
    List<String> known =
        ARTIFACTS.keySet().stream()
            .filter(start -> type.getName().startsWith(start))
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    assertThat(known).as("artifact of %s", type.getName()).isNotEmpty();
    return ARTIFACTS.get(known.get(0));
  }

  private static Set<String> named(String artifact) {
    Set<String> named = new TreeSet<>();
    Matcher found = DEPENDENCY.matcher(dependencies(artifact));
    String pom = read(Path.of("pom.xml"));
    while (found.find()) {
      named.add(found.group(1));
      String property = found.group(2).replace("${", "<").replace("}", ">");
      assertThat(pom + "<project.version>").as("version of %s", found.group(1)).contains(property);
    }
    return named;
  }

  private static Set<String> required(String artifact) {
    Set<String> required = new TreeSet<>();
    Matcher found = DEPENDENCY.matcher(dependencies(artifact));
    while (found.find()) {
      if (found.group(3) == null) {
        required.add(found.group(1));
      }
    }
    return required;
  }

  private static String dependencies(String artifact) {
    String pom = read(Path.of("config/library/recurrence-" + artifact + ".pom"));
    return pom.substring(pom.indexOf("<dependencies>"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
