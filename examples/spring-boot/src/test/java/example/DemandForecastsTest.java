package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.streams.SeriesEvent;
import io.recurrence.streams.SeriesEventSerde;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

@SpringBootTest(properties = "spring.kafka.streams.auto-startup=false")
class DemandForecastsTest {
  private static final long HOUR = 3_600_000;

  @Autowired StreamsBuilderFactoryBean streams;
  @Autowired MeterRegistry registry;
  @TempDir Path directory;

  @Test
  void theNextDayIsForecastAndCounted() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    try (TopologyTestDriver driver = new TopologyTestDriver(streams.getTopology(), settings)) {
      var demand =
          driver.createInputTopic("demand", new StringSerializer(), new DoubleSerializer());
      for (int i = 0; i < 24 * 14; i++) {
        demand.pipeInput("shop", i % 24 < 8 ? 0.0 : 100.0 + i % 24, HOUR * i);
      }
      List<SeriesEvent> events =
          driver
              .createOutputTopic(
                  "demand.events", new StringDeserializer(), new SeriesEventSerde().deserializer())
              .readValuesToList();
      var forecast = events.get(events.size() - 1).forecast().orElseThrow();
      assertThat(forecast.horizon()).isEqualTo(24);
      assertThat(forecast.mean(4)).isLessThan(20); // at night
      assertThat(forecast.mean(16)).isGreaterThan(80);
    }
    assertThat(registry.get("recurrence.records").tag("result", "accepted").counter().count())
        .isEqualTo(24 * 14);
  }
}
