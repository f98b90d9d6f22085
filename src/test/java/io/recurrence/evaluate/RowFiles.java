package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.InputSpec;
import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of rows in a directory, and what is read of them. */
record RowFiles(Path directory) {
  static final InputSpec DEFAULT = input("{}");

  static InputSpec input(String yaml) {
    return SpecLoader.parse("input: " + yaml).input();
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  static List<Row> read(Path file) {
    return read(file, DEFAULT);
  }

  static List<Row> read(Path file, InputSpec input) {
    List<Row> rows = new ArrayList<>();
    try (Rows in = RowFile.open(file, input, CsvForm.USUAL)) {
      while (in.next(rows::add)) {
        assertThat(rows).isNotEmpty();
      }
    }
    return rows;
  }

  void assertRefused(String text, String... message) throws IOException {
    Path file = file("bad.csv", text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bad.csv")
        .hasMessageContainingAll(message);
  }
}
