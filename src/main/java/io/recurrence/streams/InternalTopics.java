package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import java.util.ArrayList;
import java.util.List;

/** The topics that Kafka Streams makes for an application. */
public final class InternalTopics {
  private static final List<String> STORES =
      List.of(
          Topologies.STATES,
          Topologies.GROUP_STATES,
          Topologies.FEEDBACK,
          Topologies.CLOCK,
          Topologies.BUFFER,
          Topologies.SOURCES);

  private final ApplicationSpec application;

  public InternalTopics(ApplicationSpec application) {
    this.application = application;
  }

  /** The names of all that there may be. */
  public List<String> all() {
    List<String> topics = new ArrayList<>();
    for (PipelineSpec pipeline : application.pipelines()) {
      ResourceNames names = ResourceNames.of(application, pipeline);
      STORES.forEach(store -> topics.add(changelog(names, store)));
      for (String each : List.of(Topologies.BY_SERIES, Topologies.BY_GROUP, Topologies.FEEDBACK)) {
        topics.add(application.name() + '-' + names.of(each) + "-repartition");
      }
    }
    return topics;
  }

  /** The names of those that hold what series and groups of series have learned. */
  public List<String> states() {
    List<String> topics = new ArrayList<>();
    for (PipelineSpec pipeline : application.pipelines()) {
      ResourceNames names = ResourceNames.of(application, pipeline);
      topics.add(changelog(names, Topologies.STATES));
      topics.add(changelog(names, Topologies.GROUP_STATES));
    }
    return topics;
  }

  String changelog(ResourceNames names, String store) {
    return application.name() + '-' + names.of(store) + "-changelog";
  }
}
