package io.recurrence.config;

import java.util.List;

/**
 * A specification as it was read.
 *
 * @param source such as the name of its file
 * @param name by which settings of the command line find it
 * @param root its keys, by which faults are located
 * @param faults what has been found wrong with it so far
 */
record SpecDraft(String source, String name, Section root, PipelineSpec spec, List<Fault> faults) {

  /** The specification, if nothing is wrong with it. */
  PipelineSpec checked() {
    if (!faults.isEmpty()) {
      throw new SpecException(source, faults);
    }
    return spec;
  }
}
