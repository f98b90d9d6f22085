package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import java.util.stream.Stream;

/**
 * The names that the stores, processors and internal topics of a pipeline have in its application:
 * plain where the application is the pipeline's own, else with the pipeline's name before them.
 *
 * @param prefix empty, or the name of the pipeline and a dot, which no name of a resource has: an
 *     application {@code a-b} of one pipeline has other internal topics than a pipeline {@code b}
 *     of an application {@code a}
 */
record ResourceNames(String prefix) {
  static final ResourceNames PLAIN = new ResourceNames("");

  private static final String REPARTITION = "-repartition"; // as Kafka Streams names it

  static ResourceNames of(ApplicationSpec application, PipelineSpec pipeline) {
    return application.alone() ? PLAIN : new ResourceNames(pipeline.name() + '.');
  }

  /** Whether the application is there for several pipelines. */
  boolean shared() {
    return !prefix.isEmpty();
  }

  /** The name of a resource, such as {@link Topologies#STATES}. */
  String of(String resource) {
    return prefix + resource;
  }

  /** Whether a store is the pipeline's. */
  boolean owns(String store) {
    return Stream.of(
            Topologies.STATES,
            Topologies.CLOCK,
            Topologies.BUFFER,
            Topologies.SOURCES,
            Topologies.FEEDBACK,
            Topologies.GROUP_STATES)
        .anyMatch(resource -> of(resource).equals(store));
  }

  /** The name of the topic that gathers series. */
  String repartitionTopic(String application) {
    return application + '-' + of(Topologies.BY_SERIES) + REPARTITION;
  }

  /** The name of the topic by which feedback comes to each task. */
  String feedbackTopic(String application) {
    return application + '-' + of(Topologies.FEEDBACK) + REPARTITION;
  }
}
