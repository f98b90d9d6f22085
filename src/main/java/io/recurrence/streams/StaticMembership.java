package io.recurrence.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Makes an instance a static member of its group, by a name that is kept with its states: after a
 * crash it takes its own place again at once, instead of waiting until the dead member is given up.
 * An instance whose states are lost is a new one.
 */
final class StaticMembership {
  private static final String FILE = "group.instance.id";
  private static final String ID = "[0-9a-f-]{36}";

  private StaticMembership() {}

  /**
   * Adds the name of this instance, unless the settings have one, or a protocol that takes none, or
   * it can be kept nowhere.
   */
  static Properties of(Properties settings) {
    String protocol =
        settings
            .getOrDefault(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name)
            .toString()
            .toUpperCase(Locale.ROOT);
    boolean named =
        settings.keySet().stream()
            .anyMatch(each -> each.toString().endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    if (!named && protocol.equals(GroupProtocol.CLASSIC.name())) {
      try {
        String id = kept(RocksDbLibrary.directory(new StreamsConfig(settings)));
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id);
      } catch (IOException e) {
        // Kafka Streams reports a directory that cannot be written
      }
    }
    return settings;
  }

  private static String kept(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      String id = Files.readString(file).strip();
      if (id.matches(ID)) {
        return id;
      }
    }
    Files.createDirectories(directory);
    String id = UUID.randomUUID().toString();
    Files.writeString(file, id);
    return id;
  }
}
