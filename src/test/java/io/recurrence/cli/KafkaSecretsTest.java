package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are read from where the settings say, and from nowhere else. */
class KafkaSecretsTest {
  private static final String KEY = "ssl.keystore.password";

  @TempDir Path directory;

  private static String resolved(Map<String, String> settings) {
    Map<String, Object> config = new HashMap<>(KafkaSecrets.with(settings));
    config.put("bootstrap.servers", "localhost:9092");
    return new AdminClientConfig(config).getPassword(KEY).value();
  }

  private Path secret() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "password=hidden");
    return file;
  }

  @Test
  void aSecretIsReadFromAFileOrADirectoryThatIsAllowed() throws IOException {
    String allowed = directory.toString();
    assertThat(
            resolved(
                Map.of(
                    KEY,
                    "${file:" + secret() + ":password}",
                    "config.providers.file.param.allowed.paths",
                    allowed)))
        .isEqualTo("hidden");
    assertThat(
            resolved(
                Map.of(
                    KEY,
                    "${dir:" + directory + ":password}",
                    "config.providers.dir.param.allowed.paths",
                    allowed)))
        .isEqualTo("password=hidden");
  }

  @Test
  void whatIsNotAllowedIsRefusedByName() throws IOException {
    for (String reference :
        new String[] {
          "${file:" + secret() + ":password}",
          "${file:/run/secrets/../../" + secret() + ":password}",
          "${dir:" + directory + ":password}",
          "${env:PATH}",
          "a${env:HOME}b"
        }) {
      assertThatThrownBy(() -> KafkaSecrets.with(Map.of(KEY, reference)))
          .as(reference)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(KEY + " is ${")
          .hasMessageContaining("not there or not allowed: config.providers.")
          .hasMessageNotContaining("hidden");
    }
  }

  @Test
  void providersOfOnesOwnAreLeftAsTheyAre() throws IOException {
    Map<String, String> settings =
        Map.of(
            KEY,
            "${dir:" + directory + ":" + secret().getFileName() + "}",
            "config.providers",
            "dir",
            "config.providers.dir.class",
            "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
    assertThat(KafkaSecrets.with(settings)).isEqualTo(settings);
    assertThat(resolved(settings)).isEqualTo("password=hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "$env:x", "${other:x}"})
  void otherValuesAreLeftAsTheyAre(String value) {
    assertThat(KafkaSecrets.with(Map.of(KEY, value))).isEqualTo(Map.of(KEY, value));
  }
}
