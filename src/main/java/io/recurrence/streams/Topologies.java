package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The topology of an application, which holds one pipeline or several:
 *
 * <pre>
 *  input ──► [route ──► by-series ──► gather] ──► series ──► anomalies, incidents, forecasts, outcomes,
 *                                       ▲▼          ▲▼              features, results, dead-letters
 *                                     buffer      states (changelogs)
 * </pre>
 *
 * Where series are in groups, there is besides
 *
 * <pre>
 *  series ──► evidence ──► by-group ──► group ──► groups
 *                                        ▲▼
 *                                   group-states (changelog)
 * </pre>
 *
 * Where feedback on alarms is taken, there is
 *
 * <pre>
 *  feedback topic ──► route ──► feedback ──► series
 *                                              ▲▼
 *                                   feedback windows (changelog)
 * </pre>
 *
 * The part in brackets is there unless the records of a series are known to be in one partition
 * already. A topic that several pipelines read is one input.
 */
public final class Topologies {
  static final String STATES = "states";
  static final String CLOCK = "clock";
  static final String BUFFER = "gather";
  static final String SOURCES = "gather-sources";
  static final String BY_SERIES = "by-series";
  static final String FEEDBACK = "feedback";
  static final String EVIDENCE = "evidence";
  static final String BY_GROUP = "by-group";
  static final String GROUP_STATES = "group-states";

  // sinks have the names of the keys of their topics
  static final String ANOMALIES = "anomalies";
  static final String INCIDENTS = "incidents";
  static final String GROUPS = "groups";
  static final String FORECASTS = "forecasts";
  static final String OUTCOMES = "outcomes";
  static final String FEATURES = "features";
  static final String RESULTS = "results";
  static final String DEAD_LETTERS = "dead-letters";

  private Topologies() {}

  /**
   * Builds the topology of a pipeline. Records of a series that come from several partitions are
   * put in order where an {@link Application} runs it, which knows how far its consumers have read.
   */
  public static Topology of(PipelineSpec spec, Meters meters) {
    return of(
        spec.name(),
        List.of(NamedPipeline.alone(spec, meters)),
        TopicFacts.UNKNOWN,
        pipeline -> SourcePositions.ONE_PARTITION);
  }

  /**
   * Builds the topology of an application for a broker whose topics are known.
   *
   * @param application its id
   * @param positions how far the source topic of a pipeline has been read
   */
  static Topology of(
      String application,
      List<NamedPipeline> pipelines,
      TopicFacts facts,
      Function<NamedPipeline, SourcePositions> positions) {
    StreamsBuilder builder =
        new StreamsBuilder(new TopologyConfig(new StreamsConfig(naming(application))));
    SourceStreams sources = new SourceStreams(builder, application, pipelines);
    HeapBudget budget = new HeapBudget();
    List<PipelineTopology> parts =
        pipelines.stream()
            .map(
                pipeline -> {
                  PipelineTopology part =
                      new PipelineTopology(pipeline, facts, positions.apply(pipeline));
                  part.process(sources.of(pipeline), sources.feedback(pipeline), budget);
                  return part;
                })
            .toList();
    Topology topology = builder.build();
    parts.forEach(part -> part.sinks(topology));
    return topology;
  }

  /** Every internal topic is to have a name of ours, which an upgrade keeps. */
  private static Properties naming(String application) {
    Properties naming = new Properties();
    naming.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    naming.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    naming.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return naming;
  }
}
