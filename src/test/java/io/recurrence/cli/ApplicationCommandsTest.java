package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which files and folders become one application, and under which name. */
class ApplicationCommandsTest {
  @TempDir private Path directory;
  @RegisterExtension final Console console = new Console();

  private String pipeline(String file, String name) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(
            path, "name: %1$s\ninput: {topic: in}\noutput: {anomalies: %1$s.out}\n".formatted(name))
        .toString();
  }

  @Test
  void severalFilesNeedAName() throws IOException {
    String one = pipeline("one.yaml", "one");
    String two = pipeline("two.yaml", "two");
    console.assertWrong("needs an id: --name NAME", "check", one, two);
    assertThat(Main.run("check", one, two, "--name", "both")).isZero();
    assertThat(console.printed())
        .contains("one is sound", "two is sound", "together they are the application both");
    console.assertWrong("--name was 'a b'", "check", one, two, "--name", "a b");
  }

  @Test
  void aFolderIsTheApplicationOfItsName() throws IOException {
    pipeline("plant/b.yml", "b");
    pipeline("plant/a.yaml", "a");
    pipeline("plant/.hidden.yaml", "a");
    pipeline("plant/within/c.yaml", "a");
    pipeline("plant/readme.txt", "a");
    String folder = directory.resolve("plant").toString();
    assertThat(Main.run("check", folder)).isZero();
    assertThat(console.printed().lines().map(line -> line.replaceFirst(":.*", "")))
        .containsExactly("a is sound", "b is sound", "together they are the application plant");
    console.clear();
    assertThat(Main.run("check", folder + "/.", pipeline("d.yaml", "d"), "--name", "all")).isZero();
    assertThat(console.printed()).contains("d is sound", "the application all");
  }

  @Test
  void aFolderWithoutPipelinesOrWithANameThatIsNoneIsToldSo() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("my plant"));
    console.assertWrong("the folder is 'my plant' but", "check", folder.toString());
    console.assertWrong("there is no .yaml file in", "check", folder.toString(), "--name", "plant");
  }

  @Test
  void faultsOfAllFilesAreToldAtOnce() throws IOException {
    String one = pipeline("one.yaml", "one");
    String two = pipeline("two.yaml", "one");
    console.assertWrong("works has 3 faults", "check", one, two, "--name", "works", "--set", "x=1");
    console.assertWrong(
        "horizon (command line) is set for 'three', but the name here is one",
        "check",
        one,
        "--set",
        "three:horizon=1");
    console.assertWrong("there is no file none.yaml", "check", one, "none.yaml", "--name", "works");
  }

  @Test
  void whatOneFileSaysOfKafkaIsCheckedBesideWhatTheOtherSays() throws IOException {
    String one = pipeline("one.yaml", "one");
    String two = pipeline("two.yaml", "two");
    console.assertWrong(
        "is refused by Kafka: session.timeout.ms is 2000 but it must be at least 3001",
        "check",
        one,
        two,
        "--name=both",
        "--set=one:kafka.session.timeout.ms=2000",
        "--set=two:kafka.heartbeat.interval.ms=3000");
  }
}
