package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.time.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      assertThat(panel.at("/datasource/type").asText())
          .as("%s needs no plugin", title)
          .isEqualTo("prometheus");
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
    Map<?, ?> compose = compose();
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    assertThat(services.keySet().stream().map(String::valueOf))
        .contains("kafka", "topics", "recurrence", "prometheus", "alertmanager", "grafana");
    Map<?, ?> volumes = (Map<?, ?>) compose.get("volumes");
    services.forEach(
        (name, value) -> {
          Map<?, ?> service = (Map<?, ?>) value;
          assertThat(String.valueOf(service.get("image")))
              .as("image of %s", name)
              .containsPattern(":v?\\d+\\.\\d+\\.\\d+$|:v\\d+\\.\\d+\\.\\d+$");
          assertThat(service.containsKey("mem_limit")).as("limit of %s", name).isTrue();
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

  /**
   * What the topics keep of the feed, by the bytes of a record that were measured: within what
   * docs/deployment.md promises, and no older than the feed that begins.
   */
  @Test
  void whatTheCompositionKeepsIsBounded() throws IOException {
    Map<?, ?> services = (Map<?, ?>) compose().get("services");
    List<?> feed = list((Map<?, ?>) services.get("feeder"), "command");
    assertThat(feed).as("it keeps to the clock").anyMatch("--follow"::equals);
    double perDay = 86_400 / seconds(option(feed, "--step")) * 3 * number(option(feed, "--series"));
    Map<String, Integer> bytes = // of a record, its part of the batch included
        Map.of("plant", 95, "plant.anomalies", 417, "plant.forecasts", 2_035);
    String script = String.valueOf(list((Map<?, ?>) services.get("topics"), "command").get(0));
    double kept = 0;
    Matcher days = Pattern.compile("(?m)^(plant[a-z.-]*) (\\d+)$").matcher(script);
    while (days.find()) {
      int segmentsToo = 1 + Integer.parseInt(days.group(2)); // the last is deleted as a whole
      kept += segmentsToo * perDay * bytes.getOrDefault(days.group(1), 0);
      assertThat(seconds(option(feed, "--history")))
          .as("history is not deleted as it is written")
          .isLessThanOrEqualTo(86_400.0 * Integer.parseInt(days.group(2)));
    }
    assertThat(kept / 1e9).isBetween(0.9, 1.2);
  }

  private static String option(List<?> command, String name) {
    return String.valueOf(command.get(command.indexOf(name) + 1));
  }

  private static double seconds(String duration) {
    return DurationText.parse(duration).toSeconds();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static Map<?, ?> compose() throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(Path.of("docker-compose.yml")));
  }

  private static List<?> list(Map<?, ?> service, String key) {
    return service.get(key) instanceof List<?> list ? list : List.of();
  }
}
