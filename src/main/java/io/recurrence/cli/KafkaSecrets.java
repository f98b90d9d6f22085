package io.recurrence.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Values of settings that stand elsewhere: {@code ${env:VARIABLE}}, {@code ${file:PATH:KEY}} of a
 * file of properties, {@code ${dir:DIRECTORY:FILE}}. What may be read is listed, narrowly unless
 * the settings say otherwise, so that whoever writes a setting cannot have any file of the machine
 * sent to a broker of theirs.
 */
final class KafkaSecrets {
  private static final String PROVIDERS = "config.providers";
  private static final List<String> PATHS = List.of("/run/secrets", "/etc/recurrence");
  private static final String VARIABLES = "RECURRENCE_.*";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file|dir):[^}]*}");

  private KafkaSecrets() {}

  /**
   * Settings with the providers of what they refer to.
   *
   * @throws UsageException where they refer to what is not there or not allowed
   */
  static Map<String, String> with(Map<String, String> settings) {
    List<String> referring =
        settings.entrySet().stream()
            .filter(setting -> REFERENCE.matcher(setting.getValue()).find())
            .map(Map.Entry::getKey)
            .toList();
    if (referring.isEmpty()) {
      return settings;
    }
    Map<String, String> provided = new LinkedHashMap<>(settings);
    if (!settings.containsKey(PROVIDERS)) {
      provider(provided, "env", EnvVarConfigProvider.class, "allowlist.pattern", VARIABLES);
      // a provider wants paths that exist, and without any it would read everything
      String paths =
          PATHS.stream()
              .filter(path -> Files.exists(Path.of(path)))
              .collect(Collectors.joining(","));
      provider(provided, "file", FileConfigProvider.class, "allowed.paths", paths);
      provider(provided, "dir", DirectoryConfigProvider.class, "allowed.paths", paths);
    }
    check(provided, referring);
    return provided;
  }

  private static void provider(
      Map<String, String> settings,
      String name,
      Class<? extends ConfigProvider> type,
      String parameter,
      String allowed) {
    String prefix = PROVIDERS + '.' + name;
    String list = prefix + ".param." + parameter;
    if (!allowed.isEmpty() || settings.containsKey(list)) {
      settings.merge(PROVIDERS, name, (others, another) -> others + ',' + another);
      settings.putIfAbsent(prefix + ".class", type.getName());
      settings.putIfAbsent(list, allowed);
    }
  }

  private static void check(Map<String, String> settings, List<String> referring) {
    Map<String, Object> resolved;
    try {
      resolved = new AbstractConfig(new ConfigDef(), settings, false).originals();
    } catch (KafkaException e) {
      throw new UsageException("the settings of Kafka: " + KafkaFailure.text(e));
    }
    List<String> faults = new ArrayList<>();
    for (String name : referring) {
      Matcher open = REFERENCE.matcher(String.valueOf(resolved.get(name)));
      if (open.find()) {
        String provider = PROVIDERS + '.' + open.group(1) + ".param.";
        String list =
            provider + (open.group(1).equals("env") ? "allowlist.pattern" : "allowed.paths");
        faults.add(
            "%s is %s, which is not there or not allowed: %s is %s"
                .formatted(
                    name,
                    open.group(),
                    list,
                    settings.getOrDefault(list, String.join(",", PATHS))));
      }
    }
    if (!faults.isEmpty()) {
      throw new UsageException(String.join(System.lineSeparator(), faults));
    }
  }
}
