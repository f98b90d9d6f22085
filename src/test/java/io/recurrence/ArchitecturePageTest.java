package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the architecture says what the code does. */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)(?:\\.\\w+)?`");
  private static final Pattern ROOM = Pattern.compile("\\| \\d (\\w+) \\| `(\\w+)\\.(\\w+)` \\|.*");
  private static final Pattern PACKAGE =
      Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| ([^|]+) \\|");
  private static final String AT_COMMIT = "write";

  private record Room(String name, String type, String method) {}

  private static List<Room> rooms() throws IOException {
    List<Room> rooms = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROOM.matcher(line);
      if (row.matches()) {
        rooms.add(new Room(row.group(1), row.group(2), row.group(3)));
      }
    }
    return rooms;
  }

  @Test
  void everyTypeThatIsNamedExists() throws IOException {
    Set<String> types;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      types =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    Set<String> named = new TreeSet<>();
    Matcher matcher = TYPE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    assertThat(named).isNotEmpty().isSubsetOf(types);
  }

  @Test
  void theRoomsAreEnteredInTheirOrderAndNoneTwice() throws IOException {
    List<JavaMethodCall> calls =
        List.copyOf(
            new ClassFileImporter()
                .importPackages("io.recurrence.streams")
                .get("io.recurrence.streams.SeriesProcessor")
                .getMethodCallsFromSelf());
    List<Integer> linesInMove = new ArrayList<>();
    List<String> entered = new ArrayList<>();
    for (Room room : rooms()) {
      if (room.name().equals(AT_COMMIT)) {
        continue; // by Kafka Streams
      }
      List<JavaMethodCall> into =
          calls.stream()
              .filter(call -> call.getTargetOwner().getSimpleName().equals(room.type()))
              .filter(call -> call.getTarget().getName().equals(room.method()))
              .toList();
      assertThat(into).as("calls of %s.%s", room.type(), room.method()).hasSize(1);
      entered.add(room.name());
      if (into.get(0).getOrigin().getName().equals("move")) {
        linesInMove.add(into.get(0).getLineNumber());
      }
    }
    assertThat(entered)
        .containsExactly("intake", "load", "reorder", "step", "encode", "commit", "forward");
    assertThat(linesInMove).hasSize(5).isSorted();
  }

  @Test
  void thePackagesAreThoseOfTheRules() throws IOException {
    Map<String, List<String>> written = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = PACKAGE.matcher(line);
      if (row.matches()) {
        String sees = row.group(2);
        written.put(row.group(1), sees.equals("the JDK") ? List.of() : List.of(sees.split(", ")));
      }
    }
    assertThat(written).isEqualTo(new TreeMap<>(ArchitectureTest.SEES));
  }
}
