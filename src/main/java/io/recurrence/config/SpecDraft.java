package io.recurrence.config;

import java.util.List;
import java.util.Objects;

/**
 * A specification as it was read.
 *
 * @param source such as the name of its file
 * @param name by which settings of the command line find it
 * @param root its keys, by which faults are located
 * @param faults what has been found wrong with it so far
 */
record SpecDraft(String source, String name, Section root, PipelineSpec spec, List<Fault> faults) {
  static final String NAME = "name";
  static final String UNNAMED = "recurrence";

  /** The name that a specification gives, whether or not it is allowed. */
  static String name(Tree.Fields specification) {
    return Objects.requireNonNullElse(Tree.value(specification.fields().get(NAME)), UNNAMED);
  }

  /** The specification, if nothing is wrong with it. */
  PipelineSpec checked() {
    if (!faults.isEmpty()) {
      throw new SpecException(source, faults);
    }
    return spec;
  }
}
