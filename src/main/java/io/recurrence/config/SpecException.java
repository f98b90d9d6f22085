package io.recurrence.config;

import io.recurrence.core.PublicApi;
import java.util.List;
import java.util.stream.Collectors;

/** A specification with faults; it lists all of them. */
@PublicApi
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  SpecException(String source, List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> "  " + fault)
            .collect(
                Collectors.joining(
                    "\n",
                    "%s has %d fault%s:%n"
                        .formatted(source, faults.size(), faults.size() == 1 ? "" : "s"),
                    "")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
