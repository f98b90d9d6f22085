package example;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.DeadLetter;
import io.recurrence.streams.Forecasting;
import io.recurrence.streams.Meters;
import io.recurrence.streams.Outputs;
import io.recurrence.streams.SeriesEvent;
import io.recurrence.streams.SeriesEventSerde;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Reads temperatures by sensor, and writes an alert for each that is flagged, every event as JSON,
 * and what could not be used. One of the models, {@link Median}, is the application's own.
 */
public final class TemperatureAlerts {
  private static final String PIPELINE =
      """
      name: temperatures
      horizon: 12
      models: [mixture, {type: median, window: 5}]
      detector: {alarm-every: P1D}
      """;

  private TemperatureAlerts() {}

  /** Runs until the process ends: {@code TemperatureAlerts localhost:9092}. */
  public static void main(String[] args) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "temperature-alerts");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    KafkaStreams streams = new KafkaStreams(topology(new SimpleMeterRegistry()), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }

  static Topology topology(MeterRegistry registry) {
    PipelineSpec spec = SpecLoader.parse(PIPELINE);
    StreamsBuilder builder = new StreamsBuilder();
    Outputs<Double, SeriesEvent> outputs =
        Forecasting.with(spec, new Meters(registry, spec.name()))
            .outputs(
                builder.stream("temperatures", Consumed.with(Serdes.String(), Serdes.Double())));
    outputs
        .events()
        .to("temperatures.events", Produced.with(Serdes.String(), new SeriesEventSerde()));
    outputs
        .events()
        .filter((sensor, event) -> event.anomaly())
        .mapValues(event -> event.severity() + ": " + event.reason())
        .to("temperatures.alerts", Produced.with(Serdes.String(), Serdes.String()));
    outputs
        .deadLetters()
        .mapValues(DeadLetter::value) // why stands in the headers
        .to("temperatures.dead", Produced.with(Serdes.String(), Serdes.Double()));
    return builder.build();
  }
}
