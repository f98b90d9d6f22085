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

  /** What was given, ready to override other settings. */
  Map<String, String> properties() {
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
