package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.record.BadRecordException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runbook has an entry for each alert and for whatever is logged as a warning or an error. */
class RunbookTest {
  private static final String TEXT = "((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)";
  private static final Pattern LOGGED =
      Pattern.compile("(?:(?:LOG|Main\\.class\\))\\s*\\.(?:warn|error)|stumble)\\(\\s*" + TEXT);
  private static final Pattern NOTICE = Pattern.compile("\\.warn\\(\\s*\"([A-Z_]+)\"");
  private static final Pattern CALL =
      Pattern.compile("\\b(?:LOG|Main\\.class\\))\\s*\\.(?:warn|error)\\(");

  private final String runbook;

  RunbookTest() throws IOException {
    runbook = Files.readString(Path.of("docs", "runbook.md"));
  }

  private static Stream<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream()
          .map(RunbookTest::read);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The longest piece of a message between its placeholders, which the runbook must hold. */
  private static String piece(String literals) {
    String message = literals.replaceAll("\"\\s*\\+\\s*\"", "").strip();
    message = message.substring(1, message.lastIndexOf('"'));
    return Arrays.stream(message.split("\\{}|: |;|\\.$", -1))
        .map(each -> each.replaceAll("^\\W+|\\s+$", ""))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  @Test
  void eachWarningAndErrorOfTheLogIsExplained() throws IOException {
    Set<String> missing = new TreeSet<>();
    int found = 0;
    long calls = 0;
    for (String source : sources().toList()) {
      for (Matcher logged = LOGGED.matcher(source); logged.find(); found++) {
        String piece = piece(logged.group(1));
        if (!runbook.contains(piece)) {
          missing.add(piece);
        }
      }
      for (Matcher notice = NOTICE.matcher(source); notice.find(); ) {
        if (!runbook.contains('`' + notice.group(1) + '`')) {
          missing.add(notice.group(1));
        }
      }
      calls += CALL.matcher(source).results().count();
    }
    assertThat(missing).as("what docs/runbook.md does not explain").isEmpty();
    // one message is a variable, and its two texts are found at 'stumble'
    assertThat(found).as("messages that were found").isEqualTo((int) calls - 1 + 2);
  }

  @Test
  void eachReasonIsExplained() {
    assertThat(Arrays.stream(Reason.values()).map(each -> '`' + each.name() + '`'))
        .allSatisfy(each -> assertThat(runbook).contains(each));
  }

  @Test
  void eachAlertIsExplained() throws IOException {
    Matcher alert =
        Pattern.compile("alert: (\\w+)")
            .matcher(Files.readString(Path.of("dashboards", "alerts.yml")));
    while (alert.find()) {
      assertThat(runbook).contains("| `" + alert.group(1) + "` |");
    }
  }
}
