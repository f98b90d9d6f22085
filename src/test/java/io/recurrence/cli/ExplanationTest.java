package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.config.SpecLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a record was not flagged. */
class ExplanationTest {
  private static final long START = 1_767_225_600_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is said of the last of three records a minute apart. */
  private static List<String> explained(String alarmScore) throws JsonProcessingException {
    List<JsonNode> records = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      records.add(
          JSON.readTree(
              """
              {"series":"pump","timestamp":%d,"value":65.0,"expected_value":22.5,"lower_bound":20.0,"upper_bound":25.0,
               "confidence_level":0.95,"anomaly_score":0.99995,"alarm_score":%s,"is_anomaly":false,"status":"OK",
               "incident":"NONE","coverage":0.95}"""
                  .formatted(START + 60_000L * t, alarmScore)));
    }
    String yaml = "{name: t, output: {anomalies: a}, detector: {alarm-rate: 0.0001}}";
    return new Explanation(
            new SeriesMoment(
                SpecLoader.parse(yaml), "pump", records, 2, List.of(), GivenFeedback.NONE))
        .lines();
  }

  @Test
  void whatIsNewForTheSeriesButNotRareEnoughIsNotSaidToHaveBeenBefore()
      throws JsonProcessingException {
    assertThat(explained("0.99987"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "Why not: the series has not done such before, but with p = 0.00013"));
  }

  @Test
  void whatIsRareAndNotNewHasBeenBefore() throws JsonProcessingException {
    assertThat(explained("0"))
        .anySatisfy(line -> assertThat(line).contains("the series has done such before"));
  }
}
