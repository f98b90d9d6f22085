package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.recurrence.core.PublicApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which types applications may build on. */
@AnalyzeClasses(packages = "io.recurrence", importOptions = DoNotIncludeTests.class)
class PublicApiTest {
  private static final int MOST = 45;

  /** What applications pass on, but whose parts are for the packages of this project. */
  private static final Set<String> OPAQUE = Set.of("PipelineSpec", "Meters");

  @ArchTest
  static void thePageListsThem(JavaClasses classes) throws IOException {
    Set<String> marked =
        classes.stream()
            .filter(type -> type.isAnnotatedWith(PublicApi.class))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    String page = Files.readString(Path.of("docs/library.md"));
    assertThat(marked)
        .hasSizeLessThanOrEqualTo(MOST)
        .allMatch(name -> page.contains('`' + name + '`'));
    assertThat(page).contains("## The " + marked.size() + " types to build on");
  }

  @ArchTest
  static void theyAreInLibraries(JavaClasses classes) {
    for (JavaClass type : classes) {
      if (type.isAnnotatedWith(PublicApi.class)) {
        assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.PUBLIC);
        assertThat(List.of("core", "config", "record", "streams"))
            .as(type.getName())
            .contains(type.getPackageName().substring("io.recurrence.".length()));
      }
    }
  }

  /** Whoever calls a method needs the types of its parameters and of what it gives. */
  @ArchTest
  static void theyAskForAndGiveNothingElse(JavaClasses classes) {
    Set<String> others = new TreeSet<>();
    for (JavaClass type : classes) {
      if (isApi(type) && !OPAQUE.contains(type.getSimpleName())) {
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(PublicApiTest::mentioned)
            .filter(other -> other.getPackageName().startsWith("io.recurrence") && !isApi(other))
            .forEach(other -> others.add(type.getSimpleName() + " → " + other.getSimpleName()));
      }
    }
    assertThat(others).isEmpty();
  }

  private static Stream<JavaClass> mentioned(JavaCodeUnit unit) {
    return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
        .map(JavaClass::getBaseComponentType);
  }

  private static boolean isApi(JavaClass type) {
    return type.isAnnotatedWith(PublicApi.class)
        || type.getEnclosingClass().map(PublicApiTest::isApi).orElse(false);
  }
}
