package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher asks of the JVM, which warns of each use of an incubator module. */
class LauncherTest {
  private static final String VECTOR = "jdk.incubator.vector";

  @TempDir private Path home;

  @BeforeEach
  void replaceJava() throws IOException {
    Files.copy(Path.of("recurrence"), home.resolve("recurrence"));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private String launch(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("recurrence").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private String file(String name, String yaml) throws IOException {
    return Files.writeString(home.resolve(name), yaml).toString();
  }

  @Test
  void theVectorModuleIsAskedForWhereNetworksRun() throws Exception {
    assertThat(launch("run", file("net.yaml", "name: n\nmodels: [{type: lstm}]\n")))
        .contains(VECTOR);
    assertThat(launch("run", file("task.yaml", "name: t\ntask: symbols\n"))).contains(VECTOR);
    assertThat(launch("run", home.toString())).contains(VECTOR);
    assertThat(launch("demo", "--what", "symbols")).contains(VECTOR);
    assertThat(launch("train", "x.csv")).contains(VECTOR);
  }

  @Test
  void elsewhereItIsNot() throws Exception {
    String plain = file("plain.yaml", "name: p # no task, no weights\nhorizon: 24\n");
    assertThat(launch("run", plain)).doesNotContain(VECTOR).contains("io.recurrence.cli.Main run");
    assertThat(launch("backtest", plain, "--input", "f.csv")).doesNotContain(VECTOR);
    assertThat(launch("demo", "--duration", "20s")).doesNotContain(VECTOR);
    assertThat(launch("train", "--help")).doesNotContain(VECTOR);
    assertThat(launch()).doesNotContain(VECTOR);
    assertThat(launch("explain", plain, "m0")).doesNotContain(VECTOR);
  }
}
