package io.recurrence.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.InputSpec;
import io.recurrence.config.PipelineSpec;
import java.util.ArrayList;
import java.util.List;

/** A pipeline of an application, the names of its resources there, and what is measured of it. */
record NamedPipeline(PipelineSpec spec, ResourceNames names, Meters meters) {

  /** A pipeline that is an application of its own. */
  static NamedPipeline alone(PipelineSpec spec, Meters meters) {
    return new NamedPipeline(spec, ResourceNames.PLAIN, meters);
  }

  /** All pipelines of an application; registers the meters of each. */
  static List<NamedPipeline> of(ApplicationSpec application, MeterRegistry registry) {
    return application.pipelines().stream()
        .map(
            spec ->
                new NamedPipeline(
                    spec, ResourceNames.of(application, spec), new Meters(registry, spec.name())))
        .toList();
  }

  InputSpec input() {
    return spec.input();
  }

  /** The topics that it reads by name, and those that it writes. */
  List<String> topics() {
    List<String> topics = new ArrayList<>(spec.output().topics().values());
    if (input().topics().pattern().isEmpty()) {
      topics.addAll(input().topics().names());
    }
    return topics;
  }
}
