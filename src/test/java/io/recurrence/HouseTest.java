package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every source file. */
class HouseTest {
  private static final int LONGEST = 250; // lines
  private static final Set<String> TYPES = Set.of("java", "js", "css", "html");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(Files::isRegularFile).filter(HouseTest::isSource).sorted().toList();
    }
  }

  private static boolean isSource(Path file) {
    return TYPES.contains(type(file));
  }

  private static String type(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }

  @Test
  void noFileIsLongerThanOneReadsAtOnce() throws IOException {
    Map<String, Integer> longer = new TreeMap<>();
    for (Path file : sources()) {
      int lines = lines(file);
      if (lines > LONGEST) {
        longer.put(file.toString(), lines);
      }
    }
    assertThat(longer).as("files of more than %d lines", LONGEST).isEmpty();
  }

  @Test
  void noNameStandsForTwoTypes() throws IOException {
    Map<String, List<Path>> byName =
        sources().stream()
            .filter(file -> type(file).equals("java") && !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    byName.values().removeIf(files -> files.size() == 1);
    assertThat(byName).as("types of one simple name").isEmpty();
  }
}
