package io.recurrence.spec;

import io.recurrence.core.Calendar;
import io.recurrence.core.Combiner;
import io.recurrence.core.Detector;
import io.recurrence.core.Emission;
import io.recurrence.core.Interval;
import io.recurrence.core.Knots;
import io.recurrence.core.Model;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.Statistic;
import io.recurrence.core.TimePolicy;
import io.recurrence.core.Transform;
import io.recurrence.mixture.Mixture;
import io.recurrence.mixture.Tier;
import io.recurrence.spec.Catalog.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A checked pipeline specification: what a YAML file says, with every default filled in. Later
 * sources override earlier ones: defaults, the file, environment variables {@code RECURRENCE__…},
 * settings of the command line.
 */
public final class PipelineSpec {
  private static final String ENVIRONMENT = "RECURRENCE__";
  private static final String MIXTURE = "mixture";
  private static final double[] QUANTILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final int LONGEST_HORIZON = 1000;
  private static final int MOST_QUANTILES = 200;
  private static final int LARGEST_FORECAST = 900_000; // bytes, with room for headers and names
  private static final int JSON_NUMBER = 25; // bytes that a number takes, at most
  private static final int BINARY_NUMBER = 9;
  private static final int COLUMNS = 5; // beside the quantiles
  private static final Pattern MONTHS = Pattern.compile("P[1-9]\\d?[MY]");

  /** What becomes of a record that comes before a step that has been made. */
  public enum Late {
    DEAD_LETTER,
    DROP
  }

  private final String memorySettings;
  private final String name;
  private final InputSpec input;
  private final OutputSpec output;
  private final StatePolicy state;
  private final long latenessMillis;
  private final Late late;
  private final int horizon;
  private final double confidence;
  private final Map<String, String> kafka;
  private final List<Consumer<PipelineBuilder>> settings = new ArrayList<>();
  private final List<ServedNetwork> networks = new ArrayList<>();

  private PipelineSpec(
      Section s,
      String memorySettings,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    this.memorySettings = memorySettings;
    this.name =
        s.text(
            "name",
            "recurrence",
            n -> n.matches("[A-Za-z0-9._-]{1,100}"),
            "of letters, digits, '.', '_', '-'");
    TopicNames topics = new TopicNames();
    Section source = s.section("input");
    Section sinks = s.section("output");
    this.state = StatePolicy.read(one(s, "state"));
    this.horizon = s.integer("horizon", 24, 1, LONGEST_HORIZON);
    this.confidence = s.share("confidence", 0.95, false);
    Section time = s.section("time");
    ZoneId zone = CalendarSpec.zone(time);
    this.input = InputSpec.read(source, zone);
    topics.use(source, "topic", input.topic());
    this.output = OutputSpec.read(sinks, topics);
    if (client != null && !source.has("topic")) {
      source.fault("topic", "is missing; it must name the topic to read");
    }
    if (client != null && !output.any()) {
      s.fault(
          "output",
          "names no topic; give at least one of anomalies, forecasts, outcomes, features");
    }
    this.kafka =
        s.section("kafka").flat(client == null ? (key, value) -> Optional.empty() : client);
    set(b -> b.horizon(horizon).confidence(confidence).outcomes(!output.outcomes().isEmpty()));
    set(b -> b.missingSteps(output.missingSteps() == OutputSpec.MissingSteps.WRITE));
    double[] quantiles = s.shares("quantiles", QUANTILES);
    checkSize(s, quantiles.length);
    set(b -> b.levels(quantiles));
    boolean single = s.choice("precision", Precision.SINGLE) == Precision.SINGLE;
    set(b -> b.single(single));
    Emission emission = emission(s);
    set(b -> b.emission(emission));

    TimePolicy policy = time(time);
    this.latenessMillis = policy.latenessMillis();
    this.late = time.choice("late", Late.DEAD_LETTER);
    Calendar calendar = CalendarSpec.read(time, zone);
    time.done();
    set(b -> b.time(policy));
    long step = step(s, calendar);
    if (step >= calendar.week() && time.has("calendar")) {
      s.fault(
          "step",
          "cannot be a week or longer beside time.calendar: opening hours are for series of days and less");
    }
    set(b -> b.step(step).calendar(calendar));
    stages(s, step, calendar, single);
    for (ServedNetwork network : networks) {
      topics
          .clash("a network's control", network.control())
          .ifPresent(
              problem ->
                  s.fault(
                      "models",
                      "must not have the control topic '%s', %s"
                          .formatted(network.control(), problem)));
    }
    s.done();
  }

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
    try {
      return parse(
          Files.readString(file), file.getFileName().toString(), environment, overrides, client);
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
    return parse(yaml, source, environment, overrides, null);
  }

  /**
   * Checks the text of a specification that is to run on a broker.
   *
   * @param client gives what is wrong with the name and the value of a setting of Kafka's clients
   * @throws SpecException with every fault
   */
  public static PipelineSpec parseToRun(
      String yaml, BiFunction<String, String, Optional<String>> client) {
    return parse(yaml, "pipeline", Map.of(), List.of(), client);
  }

  private static PipelineSpec parse(
      String yaml,
      String source,
      Map<String, String> environment,
      List<String> overrides,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    List<Fault> faults = new ArrayList<>();
    Tree tree = Tree.parse(yaml, source, faults);
    if (!(tree instanceof Tree.Fields fields)) {
      faults.add(new Fault("", tree.where(), "must be a map of keys"));
      throw new SpecException(source, faults);
    }
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(ENVIRONMENT)) {
            String path =
                variable.substring(ENVIRONMENT.length()).replace("__", ".").replace('_', '-');
            override(
                fields, path.toLowerCase(Locale.ROOT), value, "environment " + variable, faults);
          }
        });
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        faults.add(new Fault(override, "command line", "must be written path=value"));
      } else {
        override(
            fields,
            override.substring(0, equals),
            override.substring(equals + 1),
            "command line",
            faults);
      }
    }
    PipelineSpec spec =
        new PipelineSpec(new Section("", fields, faults), MemorySettings.of(fields), client);
    if (!faults.isEmpty()) {
      throw new SpecException(source, faults);
    }
    return spec;
  }

  private static void override(
      Tree.Fields root, String path, String value, String where, List<Fault> faults) {
    Tree.put(root, path, Tree.setting(value, where, faults), faults);
  }

  private enum Precision {
    SINGLE,
    DOUBLE
  }

  private void set(Consumer<PipelineBuilder> setting) {
    settings.add(setting);
  }

  /** Refuses forecasts that could be larger than a record of a topic. */
  private void checkSize(Section s, int quantiles) {
    if (quantiles > MOST_QUANTILES) {
      s.fault(
          "quantiles",
          "has %d numbers but it must have at most %d".formatted(quantiles, MOST_QUANTILES));
    }
    boolean arrays = output.layout() == OutputSpec.Layout.ARRAYS;
    long number = output.format() == OutputSpec.Format.JSON ? JSON_NUMBER : BINARY_NUMBER;
    long bytes = number * (quantiles + COLUMNS) * (arrays ? horizon : 1);
    if (!output.forecasts().isEmpty() && bytes > LARGEST_FORECAST) {
      s.fault(
          s.has("quantiles") ? "quantiles" : "horizon",
          ("makes forecasts too large for a topic: %d steps and %d quantiles may take %,d bytes, more"
                  + " than %,d; ask for fewer, or set output.layout: steps or output.format: binary")
              .formatted(horizon, quantiles, bytes, LARGEST_FORECAST));
    }
  }

  private static long step(Section s, Calendar calendar) {
    String step = s.text("step", "auto");
    if (step.equals("auto")) {
      return 0;
    }
    if (step.equals("none")) {
      return -1;
    }
    if (MONTHS.matcher(step).matches()) {
      return Period.parse(step).toTotalMonths() * Calendar.MONTH;
    }
    return calendar.openOf(s.duration("step", Duration.ofSeconds(1), true).toMillis());
  }

  private static Emission emission(Section s) {
    String emit = s.text("emit", "event");
    if (emit.equals("event")) {
      return Emission.EVERY_EVENT;
    }
    return emit.startsWith("P")
        ? new Emission(1, s.duration("emit", Duration.ofSeconds(1), true).toMillis())
        : new Emission(s.integer("emit", 1, 1, 1_000_000), 0);
  }

  private static TimePolicy time(Section s) {
    long lateness = s.duration("lateness", Duration.ZERO, false).toMillis();
    int heldBack = lateness == 0 ? 0 : s.integer("held-back", 32, 1, 1000);
    return new TimePolicy(
        lateness,
        heldBack,
        s.choice("duplicates", TimePolicy.Duplicates.IDENTICAL),
        s.integer("longest-gap", 1000, 0, 100_000),
        s.choice("reading", TimePolicy.Reading.LAST));
  }

  private void stages(Section s, long step, Calendar calendar, boolean single) {
    List<Section> models = s.has("model") ? s.sections("model") : s.sections("models");
    if (s.has("model") && s.has("models")) {
      s.fault("model", "cannot stand beside 'models': give one of them");
    }
    boolean mixture = models.isEmpty();
    for (Section model : models) {
      if (model.text("type", "").equals(MIXTURE)) {
        mixture = true;
        model.done();
        if (models.size() > 1) {
          s.fault("models", "must not name 'mixture' beside others: it is a mixture by itself");
        }
      }
    }
    if (mixture) {
      mixture(s, calendar);
      models = List.of();
    } else if (state.tier() != Tier.MEDIUM) {
      s.fault("state", "must not name a tier: models of one's own choice take what they need");
    }
    Context context =
        new Context(
            Knots.upTo(horizon), models.size(), step, calendar, single, confidence, networks);
    boolean first = true;
    for (Section section : mixture ? List.<Section>of() : s.sections("transforms")) {
      if (!first && section.text("type", "").equals("log")) {
        s.fault("transforms", "must begin with log, since what comes before it may be negative");
      }
      first = false;
      Named<? extends Transform> stage = Catalog.transform(section, context);
      set(b -> b.transform(stage.name(), stage.maker().get()));
    }
    Map<String, Integer> names = new LinkedHashMap<>();
    for (Section section : models) {
      Named<? extends Model> stage = Catalog.model(section, context);
      String unique = unique(names, stage.name());
      set(b -> b.model(unique, stage.maker().get()));
    }
    names.clear();
    for (Section section : s.sections("features")) {
      String as =
          section.text(
              "as",
              "",
              name -> !name.isBlank() && !Set.of("series", "timestamp", "value").contains(name),
              "a name other than series, timestamp and value, which stand beside it");
      Named<? extends Statistic> stage = Catalog.statistic(section, context);
      String unique = unique(names, as.isEmpty() ? stage.name() : as);
      set(b -> b.feature(unique, stage.maker().get()));
    }
    if (!mixture) {
      Named<? extends Combiner> combiner = Catalog.combiner(one(s, "combine"), context);
      Named<? extends Interval> interval =
          s.has("interval")
              ? Catalog.interval(one(s, "interval"), context)
              : Catalog.fallback(context, !s.sections("transforms").isEmpty());
      set(b -> b.combiner(combiner.name(), combiner.maker().get()));
      set(b -> b.interval(interval.name(), interval.maker().get()));
    }
    Named<? extends Detector> detector =
        Catalog.detector(one(s, "detector"), context, state.tier() == Tier.SMALL);
    set(b -> b.detector(detector.name(), detector.maker().get()));
  }

  private void mixture(Section s, Calendar calendar) {
    for (String key : List.of("transforms", "combine", "interval")) {
      if (s.has(key)) {
        s.fault(
            key,
            "is for models of one's own choice, which must then be named under 'models'; the"
                + " mixture has its own");
      }
    }
    Tier tier = state.tier();
    boolean outcomes = !output.outcomes().isEmpty();
    set(
        b -> {
          Mixture mixture = new Mixture(tier, calendar, horizon, outcomes);
          b.forecaster(mixture.name(), mixture);
        });
  }

  private static Section one(Section s, String key) {
    List<Section> sections = s.sections(key);
    if (sections.size() > 1) {
      s.fault(key, "must be one, not a list");
    }
    return sections.isEmpty() ? s.section(key) : sections.get(0);
  }

  private static String unique(Map<String, Integer> names, String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + '#' + count;
  }

  /** A fresh pipeline, for one thread. */
  public SeriesPipeline newPipeline() {
    return builder().build();
  }

  /**
   * A fresh pipeline that writes forecasts at other times than the specification says; its states
   * are the same.
   */
  public SeriesPipeline newPipeline(Emission emission) {
    return builder().emission(emission).build();
  }

  private PipelineBuilder builder() {
    PipelineBuilder builder = new PipelineBuilder();
    settings.forEach(setting -> setting.accept(builder));
    return builder;
  }

  /** A fault of a specification that only who runs it can know. */
  public SpecException fault(String path, String problem) {
    return new SpecException(name, List.of(new Fault(path, name, problem)));
  }

  /** What the outputs of a pipeline are signed with: its name, and the shape of its state. */
  public String version(SeriesPipeline pipeline) {
    return name + '@' + Long.toHexString(pipeline.shape());
  }

  /**
   * The settings that decide what is remembered of a series, as a specification that can be parsed:
   * without topics, and without what clients are told.
   */
  public String memorySettings() {
    return memorySettings;
  }

  public String name() {
    return name;
  }

  public InputSpec input() {
    return input;
  }

  public OutputSpec output() {
    return output;
  }

  public StatePolicy state() {
    return state;
  }

  /** How long records are held back; 0 where they are not. */
  public long latenessMillis() {
    return latenessMillis;
  }

  public Late late() {
    return late;
  }

  public int horizon() {
    return horizon;
  }

  public double confidence() {
    return confidence;
  }

  /** The trained networks among the models. */
  public List<ServedNetwork> networks() {
    return List.copyOf(networks);
  }

  /** Settings for Kafka's own clients, as written under {@code kafka}. */
  public Map<String, String> kafka() {
    return kafka;
  }
}
