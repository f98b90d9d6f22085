package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** The faults of a pipeline that is refused. */
final class Faults {
  private Faults() {}

  /** Reads a pipeline that cannot be. */
  static SpecException refused(String yaml, String... overrides) {
    SpecException e =
        catchThrowableOfType(
            SpecException.class,
            () -> SpecLoader.parse(yaml, "my.yaml", Map.of(), List.of(overrides)));
    assertThat(e).as(yaml).isNotNull();
    return e;
  }

  /** The one fault of a pipeline. */
  static String only(String yaml) {
    List<Fault> faults = refused(yaml).faults();
    assertThat(faults).as(yaml).hasSize(1);
    return faults.get(0).toString();
  }

  static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") + '"';
  }
}
