package io.recurrence.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach Kafka. */
final class KafkaOptions {
  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "The broker. Default: what the pipeline says, else localhost:9092.")
  private @Nullable String bootstrapServer;

  @Option(
      names = "--command-config",
      paramLabel = "F.properties",
      description = "Settings of Kafka clients, such as those for TLS and SASL.")
  private @Nullable Path commandConfig;

  /** What was given, for a command that reads no specification. */
  Map<String, String> properties() {
    return over(Map.of());
  }

  /**
   * Settings of specifications, overridden by what was given.
   *
   * @throws UsageException where they refer to a secret that is not there or not allowed
   */
  Map<String, String> over(Map<String, String> specified) {
    Map<String, String> settings = new LinkedHashMap<>(specified);
    settings.putAll(given());
    return KafkaSecrets.with(settings);
  }

  /** What was given, as it was given. */
  Map<String, String> given() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (commandConfig != null) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(commandConfig)) {
        file.load(reader);
      } catch (IOException e) {
        throw new UsageException("cannot read " + commandConfig + ": " + e.getMessage());
      }
      for (String name : new TreeSet<>(file.stringPropertyNames())) {
        settings.put(name, file.getProperty(name));
      }
    }
    if (bootstrapServer != null) {
      settings.put("bootstrap.servers", bootstrapServer);
    }
    return settings;
  }
}
