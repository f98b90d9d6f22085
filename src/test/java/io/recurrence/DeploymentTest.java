package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The boards and the composition, by the rules that tools for them check. */
class DeploymentTest {

  @ParameterizedTest
  @ValueSource(strings = {"operations.json", "forecasting.json"})
  void boardsAreTemplatedAndExplainThemselves(String file) throws IOException {
    JsonNode board = new ObjectMapper().readTree(Path.of("dashboards", file).toFile());
    assertThat(board.path("id").isNull()).isTrue();
    assertThat(board.path("uid").asText()).startsWith("recurrence-");
    List<String> variables = new ArrayList<>();
    board.path("templating").path("list").forEach(v -> variables.add(v.path("name").asText()));
    assertThat(variables).contains("datasource", "job", "instance", "pipeline");
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : board.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(title).isNotEmpty();
      assertThat(ids.add(panel.path("id").asInt())).as("%s has an id of its own", title).isTrue();
      if (panel.path("type").asText().equals("row")) {
        continue;
      }
      assertThat(panel.path("description").asText()).as("description of %s", title).isNotEmpty();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText())
          .as("unit of %s", title)
          .isNotEmpty();
      assertThat(panel.at("/datasource/uid").asText()).as("source of %s", title).startsWith("${");
      assertThat(panel.path("targets")).as("targets of %s", title).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        String query = target.path("expr").asText();
        if (!query.isEmpty()) {
          assertThat(query).as(title).contains("job=~\"$job\"", "instance=~\"$instance\"");
          assertThat(query).as(title).doesNotContainPattern("\\[\\d+[smh]]");
        }
      }
    }
  }

  @Test
  void theCompositionPinsEveryImageAndOpensNothingBeyondThisMachine() throws IOException {
    Map<?, ?> compose =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docker-compose.yml")));
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    assertThat(services.keySet().stream().map(String::valueOf))
        .contains("kafka", "topics", "recurrence", "prometheus", "grafana", "kafka-ui");
    Map<?, ?> volumes = (Map<?, ?>) compose.get("volumes");
    services.forEach(
        (name, value) -> {
          Map<?, ?> service = (Map<?, ?>) value;
          assertThat(String.valueOf(service.get("image")))
              .as("image of %s", name)
              .containsPattern(":v?\\d+\\.\\d+\\.\\d+$|:v\\d+\\.\\d+\\.\\d+$");
          for (Object port : list(service, "ports")) {
            assertThat(String.valueOf(port)).as("port of %s", name).startsWith("127.0.0.1:");
          }
          if (!list(service, "ports").isEmpty()) {
            assertThat(service.containsKey("healthcheck")).as("health of %s", name).isTrue();
          }
          for (Object volume : list(service, "volumes")) {
            String source = String.valueOf(volume).replaceFirst(":.*", "");
            assertThat(
                    source.startsWith("./")
                        ? Files.exists(Path.of(source))
                        : volumes.containsKey(source))
                .as("volume %s of %s", volume, name)
                .isTrue();
          }
        });
  }

  private static List<?> list(Map<?, ?> service, String key) {
    return service.get(key) instanceof List<?> list ? list : List.of();
  }
}
