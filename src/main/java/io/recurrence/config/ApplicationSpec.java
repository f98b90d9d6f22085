package io.recurrence.config;

import java.util.List;
import java.util.Map;

/**
 * The pipelines that run as one application of Kafka Streams: they share its threads, and what it
 * reads of a topic.
 *
 * @param name the id of the application, by which its instances find each other and by which its
 *     internal topics are named
 * @param alone whether it is one pipeline's own and has its name; else the pipeline's name is part
 *     of those of its stores, so that they stay the same when another pipeline is added
 * @param pipelines in the order of their files
 * @param kafka settings for Kafka's own clients, as all of them together say
 */
public record ApplicationSpec(
    String name, boolean alone, List<PipelineSpec> pipelines, Map<String, String> kafka) {

  public ApplicationSpec {
    pipelines = List.copyOf(pipelines);
  }

  /** The application of one pipeline. */
  public static ApplicationSpec of(PipelineSpec pipeline) {
    return new ApplicationSpec(pipeline.name(), true, List.of(pipeline), pipeline.kafka());
  }

  /** A fault in what the pipelines say together that only who runs them can know. */
  public SpecException fault(String path, String problem) {
    return new SpecException(name, List.of(new Fault(path, name, problem)));
  }
}
