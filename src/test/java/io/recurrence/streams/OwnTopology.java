package io.recurrence.streams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;

/** A topology of one's own, of which a pipeline is one step. */
final class OwnTopology {
  private OwnTopology() {}

  static TopologyTestDriver driver(StreamsBuilder builder, Path directory) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "own",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1",
            StreamsConfig.STATE_DIR_CONFIG, directory.toString()));
    return new TopologyTestDriver(builder.build(), settings);
  }

  /** What a task makes of texts, one a second. */
  static <R> List<R> events(EventTasks<String, R> task, List<String> texts, Path directory) {
    List<R> events = new ArrayList<>();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(task)
        .foreach((series, event) -> events.add(event));
    try (TopologyTestDriver driver = driver(builder, directory)) {
      var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
      for (int i = 0; i < texts.size(); i++) {
        in.pipeInput("x", texts.get(i), 500L * i);
      }
    }
    return events;
  }

  /** Numbers with blanks between them. */
  static double[] doubles(String text) {
    return List.of(text.split(" ", -1)).stream().mapToDouble(Double::parseDouble).toArray();
  }
}
