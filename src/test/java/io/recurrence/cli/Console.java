package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What commands print and complain of while a test runs. */
final class Console implements BeforeEachCallback, AfterEachCallback {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(out);
    System.setErr(err);
  }

  /** Standard output so far. */
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Standard error so far. */
  String complained() {
    return complained.toString(StandardCharsets.UTF_8);
  }

  /** Forgets what was written so far. */
  void clear() {
    printed.reset();
    complained.reset();
  }

  /** Runs a command; its exit code, then all that it wrote. */
  String run(String... command) {
    clear();
    int code = Main.run(command);
    return code + " " + printed() + complained();
  }

  /** A command that is wrong ends with 2 and says what is wrong with it. */
  void assertWrong(String message, String... command) {
    complained.reset();
    assertThat(Main.run(command)).as(String.join(" ", command)).isEqualTo(2);
    assertThat(complained()).contains(message).doesNotContain("\tat ", "Exception");
  }
}
