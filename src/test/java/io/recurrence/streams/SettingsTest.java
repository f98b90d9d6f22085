package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the clients of an application are given. */
class SettingsTest {

  private static Map<String, Object> clients(String kafka, Map<String, String> overrides) {
    StreamsConfig settings =
        new StreamsConfig(
            Settings.of(
                SpecLoader.parse("kafka: {%s}\ninput: {topic: in}".formatted(kafka)), overrides));
    Map<String, Object> clients = new HashMap<>(settings.getProducerConfigs("p"));
    clients.putAll(settings.getMainConsumerConfigs("g", "c", 1));
    return clients;
  }

  @ParameterizedTest
  @CsvSource({
    "auto.offset.reset, consumer, earliest, latest",
    "linger.ms, producer, 5, 50",
    "batch.size, producer, 262144, 1000",
    "max.request.size, producer, 16777216, 20000000",
    "metadata.max.age.ms, consumer, 30000, 7000",
    "session.timeout.ms, consumer, 6000, 20000",
    "heartbeat.interval.ms, consumer, 1500, 1200"
  })
  void whatIsSetWithTheNameOfAClientOrWithoutIsAboveOurDefaults(
      String name, String client, String ours, String theirs) {
    String prefixed = client + '.' + name;
    assertThat(clients("", Map.of()).get(name)).hasToString(ours);
    assertThat(clients("%s: %s".formatted(name, theirs), Map.of()).get(name)).hasToString(theirs);
    assertThat(clients("%s: %s".formatted(prefixed, theirs), Map.of()).get(name))
        .hasToString(theirs);
    assertThat(clients("", Map.of(name, theirs)).get(name)).hasToString(theirs);
    assertThat(clients("", Map.of(prefixed, theirs)).get(name)).hasToString(theirs);
  }
}
