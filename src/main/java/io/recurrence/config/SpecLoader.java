package io.recurrence.config;

import io.recurrence.core.PublicApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a specification comes from. Later sources override earlier ones: defaults, the file,
 * environment variables {@code RECURRENCE__…}, settings of the command line.
 */
@PublicApi
public final class SpecLoader {
  private static final String ENVIRONMENT = "RECURRENCE__";

  private SpecLoader() {}

  /**
   * Reads and checks a specification.
   *
   * @param environment variables {@code RECURRENCE__A__B_C=value} set the key {@code a.b-c}
   * @param overrides settings {@code path=value}
   * @throws SpecException with every fault
   * @throws UncheckedIOException where there is no such file
   */
  public static PipelineSpec load(
      Path file, Map<String, String> environment, List<String> overrides) {
    return read(file, environment, overrides, null);
  }

  /**
   * Reads and checks a specification that is to run on a broker: there is a topic to read and one
   * to write, and the settings of Kafka's clients are sound.
   *
   * @param client gives what is wrong with the name and the value of such a setting
   * @throws SpecException with every fault
   * @throws UncheckedIOException where there is no such file
   */
  public static PipelineSpec loadToRun(
      Path file,
      Map<String, String> environment,
      List<String> overrides,
      BiFunction<String, String, Optional<String>> client) {
    return read(file, environment, overrides, client);
  }

  private static PipelineSpec read(
      Path file,
      Map<String, String> environment,
      List<String> overrides,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    return alone(
        draft(file, file.getFileName().toString(), environment, overrides, client), overrides);
  }

  /**
   * Reads a specification, with its faults.
   *
   * @param source as faults name it
   * @throws SpecException where it is no text, or no map of keys
   * @throws UncheckedIOException where there is no such file
   */
  static SpecDraft draft(
      Path file,
      String source,
      Map<String, String> environment,
      List<String> overrides,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    try {
      return draft(Files.readString(file), source, environment, overrides, client);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no specification " + file, e);
    } catch (IOException e) {
      String problem =
          e instanceof CharacterCodingException
              ? "is not a text in UTF-8"
              : "cannot be read: " + e.getMessage();
      throw new SpecException(file.toString(), List.of(new Fault("", file.toString(), problem)));
    }
  }

  /** A specification that runs alone: no setting is for another pipeline. */
  private static PipelineSpec alone(SpecDraft draft, List<String> overrides) {
    draft.faults().addAll(SpecOverride.unmatched(overrides, List.of(draft.name())));
    return draft.checked();
  }

  /**
   * Checks the text of a specification.
   *
   * @throws SpecException with every fault
   */
  public static PipelineSpec parse(String yaml) {
    return parse(yaml, "pipeline", Map.of(), List.of());
  }

  static PipelineSpec parse(
      String yaml, String source, Map<String, String> environment, List<String> overrides) {
    return alone(draft(yaml, source, environment, overrides, null), overrides);
  }

  /**
   * Checks what {@link PipelineSpec#memorySettings()} of an earlier specification say, with the
   * stages of one's own that the present one has.
   *
   * @throws SpecException where they are no longer understood
   */
  public static PipelineSpec ofMemorySettings(String settings, PipelineSpec present) {
    List<Fault> faults = new ArrayList<>();
    return draft(fields(settings, "settings", faults), "settings", present.own(), null, faults)
        .checked();
  }

  /**
   * Checks the text of a specification that is to run on a broker.
   *
   * @param client gives what is wrong with the name and the value of a setting of Kafka's clients
   * @throws SpecException with every fault
   */
  public static PipelineSpec parseToRun(
      String yaml, BiFunction<String, String, Optional<String>> client) {
    return draft(yaml, "pipeline", Map.of(), List.of(), client).checked();
  }

  private static SpecDraft draft(
      String yaml,
      String source,
      Map<String, String> environment,
      List<String> overrides,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    List<Fault> faults = new ArrayList<>();
    Tree.Fields fields = fields(yaml, source, faults);
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(ENVIRONMENT)) {
            String path =
                variable.substring(ENVIRONMENT.length()).replace("__", ".").replace('_', '-');
            override(
                fields, path.toLowerCase(Locale.ROOT), value, "environment " + variable, faults);
          }
        });
    String name = SpecDraft.name(fields);
    for (String text : overrides) {
      SpecOverride.of(text)
          .ifPresentOrElse(
              each -> {
                if (each.isFor(name)) {
                  override(fields, each.path(), each.value(), SpecOverride.WHERE, faults);
                }
              },
              () -> faults.add(new Fault(text, SpecOverride.WHERE, "must be written path=value")));
    }
    return draft(fields, source, OwnStages.NONE, client, faults);
  }

  /** The keys of a text. */
  static Tree.Fields fields(String yaml, String source, List<Fault> faults) {
    Tree tree = Tree.parse(yaml, source, faults);
    if (!(tree instanceof Tree.Fields fields)) {
      faults.add(new Fault("", tree.where(), "must be a map of keys"));
      throw new SpecException(source, faults);
    }
    return fields;
  }

  static SpecDraft draft(
      Tree.Fields fields,
      String source,
      OwnStages own,
      @Nullable BiFunction<String, String, Optional<String>> client,
      List<Fault> faults) {
    Section root = new Section("", fields, faults);
    try {
      PipelineSpec spec = new PipelineSpec(root, MemorySettings.of(fields), own, client);
      return new SpecDraft(source, SpecDraft.name(fields), root, spec, faults);
    } catch (ServiceConfigurationError e) {
      faults.add(
          new Fault("", source, "a stage on the class path cannot be loaded: " + e.getMessage()));
      throw new SpecException(source, faults);
    }
  }

  private static void override(
      Tree.Fields root, String path, String value, String where, List<Fault> faults) {
    Tree.put(root, path, Tree.setting(value, where, faults), faults);
  }
}
