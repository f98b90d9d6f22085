package io.recurrence.cli;

import io.recurrence.config.ApplicationLoader;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pipelines that a command works on, as one application of Kafka Streams. */
final class ApplicationOptions {
  private static final String NAME = "[A-Za-z0-9._-]{1,100}";

  @Parameters(
      arity = "0..*",
      paramLabel = "PIPELINE.yaml|FOLDER",
      description =
          "The pipeline, or several that run in one process; of a folder every .yaml file. Without one:"
              + " topology/default.yaml. config/reference.yaml explains every key.")
  private List<Path> places = List.of(Path.of("topology", "default.yaml"));

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The application.id of several pipelines. Default: the name of the folder; one pipeline has its own.")
  private @Nullable String name;

  @Option(
      names = "--set",
      paramLabel = "[PIPELINE:]KEY=VALUE",
      description =
          "Overrides a key of every file, such as --set horizon=48, or of one pipeline's alone:"
              + " --set pumps:horizon=48. Environment variables override those of every file:"
              + " RECURRENCE__OUTPUT__FORECASTS=other.")
  private List<String> overrides = new ArrayList<>();

  /** Reads the pipelines, and checks them for a broker. */
  ApplicationSpec loadToRun() {
    boolean alone = name == null && places.size() == 1 && !Files.isDirectory(places.get(0));
    ApplicationSpec spec =
        alone
            ? ApplicationSpec.of(
                SpecLoader.loadToRun(
                    places.get(0), System.getenv(), overrides, KafkaSettings::fault))
            : ApplicationLoader.loadToRun(
                name(), files(), System.getenv(), overrides, KafkaSettings::fault);
    KafkaSettings.checkTogether(spec);
    return spec;
  }

  private String name() {
    String given = name;
    if (given == null && places.size() > 1) {
      throw new UsageException(
          "several pipelines are one application of Kafka Streams, which needs an id: --name NAME");
    }
    Path folder = places.get(0).toAbsolutePath().normalize().getFileName();
    String chosen = given != null ? given : String.valueOf(folder);
    if (!chosen.matches(NAME)) {
      throw new UsageException(
          "%s '%s' but the id of an application must be of letters, digits, '.', '_', '-'%s"
              .formatted(
                  given == null ? "the folder is" : "--name was",
                  chosen,
                  given == null ? "; --name gives one" : ""));
    }
    return chosen;
  }

  private List<Path> files() {
    return places.stream()
        .flatMap(place -> Files.isDirectory(place) ? within(place).stream() : Stream.of(place))
        .toList();
  }

  private static List<Path> within(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(ApplicationOptions::isPipeline).sorted().toList();
      if (files.isEmpty()) {
        throw new UsageException("there is no .yaml file in " + folder);
      }
      return files;
    } catch (IOException e) {
      throw new UsageException("cannot read " + folder + ": " + e.getMessage());
    }
  }

  /** Names that begin with a dot are those that no one is meant to see. */
  private static boolean isPipeline(Path file) {
    String name = file.getFileName().toString();
    return name.matches("[^.].*\\.ya?ml") && Files.isRegularFile(file);
  }
}
