package example;

import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Forecasting;
import io.recurrence.streams.Meters;
import io.recurrence.streams.Outputs;
import io.recurrence.streams.SeriesEvent;
import io.recurrence.streams.SeriesEventSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafkaStreams;

/**
 * Reads the demand by shop, and writes what to expect of the next day, hour by hour. Its meters are
 * those of Actuator.
 */
@SpringBootApplication
@EnableKafkaStreams
public class DemandForecasts {

  public static void main(String[] args) {
    SpringApplication.run(DemandForecasts.class, args);
  }

  @Bean
  KStream<String, SeriesEvent> forecasts(StreamsBuilder builder, MeterRegistry registry) {
    PipelineSpec spec = SpecLoader.parse("{name: demand, horizon: 24, step: 1h, range: [0, inf]}");
    Outputs<Double, SeriesEvent> outputs =
        Forecasting.with(spec, new Meters(registry, spec.name()))
            .outputs(builder.stream("demand", Consumed.with(Serdes.String(), Serdes.Double())));
    outputs.events().to("demand.events", Produced.with(Serdes.String(), new SeriesEventSerde()));
    return outputs.events();
  }
}
