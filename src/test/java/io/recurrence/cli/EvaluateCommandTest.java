package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.evaluate.benchmark.SmallData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations as a user asks for them. */
class EvaluateCommandTest {
  @TempDir private Path directory;
  @RegisterExtension final Console console = new Console();

  @Test
  void theSameRunWritesTheSameFigures() throws IOException {
    String data = SmallData.nab(directory.resolve("nab")).toString();
    for (String run : new String[] {"first", "second"}) {
      String to = directory.resolve(run).toString();
      assertThat(Main.run("evaluate", "nab", data, "--out", to)).isZero();
    }
    assertThat(console.printed())
        .contains("NAB, 2 files, 2 windows", "> Recurrence, is_anomaly", "published, all 58 files");
    for (String file : new String[] {"results.csv", "scores.csv"}) {
      assertThat(directory.resolve("first").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("second").resolve(file));
    }
    assertThat(directory.resolve("first/report.html")).exists();
    assertThat(directory.resolve("first/results.json")).exists();
  }

  @Test
  void aPipelineOfOnesOwnIsEvaluated() throws IOException {
    Path own = Files.writeString(directory.resolve("own.yaml"), "name: mine\nmodels: [naive]\n");
    String[] command = {
      "evaluate", "calibration", "--rows", "200", "--limit", "1", "--pipeline", own.toString()
    };
    assertThat(Main.run(command)).isZero();
    assertThat(console.printed()).contains("pipeline: mine", "False alarms asked for against got");
  }

  @Test
  void whatCannotBeRunIsToldInAWord() {
    String missing = directory.resolve("none").toString();
    for (String benchmark : new String[] {"nab", "gift", "m4", "online", "skab"}) {
      console.assertWrong("there is no directory " + missing, "evaluate", benchmark, missing);
      console.assertWrong(
          "it has to hold", "evaluate", benchmark, directory.toString(), "--limit", "3");
    }
    console.assertWrong(
        "the protocol of the data set decides", "evaluate", "m4", missing, "--set", "horizon=3");
    console.assertWrong("there is no directory", "evaluate", "nab", missing, "--set", "horizon=3");
    console.assertWrong("horizn", "evaluate", "nab", missing, "--set", "horizn=3");
    console.assertWrong("--limit was 0", "evaluate", "nab", missing, "--limit", "0");
    console.assertWrong("--rows was 5", "evaluate", "calibration", "--rows", "5");
    console.assertWrong("Missing required", "evaluate");
  }
}
