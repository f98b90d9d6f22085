package io.recurrence.config;

import io.recurrence.core.Emission;
import io.recurrence.core.EventResult;
import io.recurrence.core.PublicApi;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.ValueRange;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A checked pipeline specification, every default filled in; {@link SpecLoader} reads one. */
@PublicApi
public final class PipelineSpec {
  /** What becomes of a record that comes before a step that has been made. */
  public enum Late {
    DEAD_LETTER,
    DROP
  }

  private final String memorySettings;
  private final OwnStages own;
  private final String name;
  private final InputSpec input;
  private final OutputSpec output;
  private final StatePolicy state;
  private final Late late;
  private final Map<String, String> kafka;
  private final TimePolicy policy;
  private final @Nullable ForecastSpec forecast; // one of these
  private final @Nullable TaskSpec task;
  private final EventResult.Kind result;

  PipelineSpec(
      Section s,
      String memorySettings,
      OwnStages own,
      @Nullable BiFunction<String, String, Optional<String>> client) {
    this.memorySettings = memorySettings;
    this.own = own;
    this.name =
        s.text(
            SpecDraft.NAME,
            SpecDraft.UNNAMED,
            n -> n.matches("[A-Za-z0-9._-]{1,100}"),
            "of letters, digits, '.', '_', '-'");
    TopicNames topics = new TopicNames();
    Section source = s.section("input");
    Section sinks = s.section("output");
    this.state = StatePolicy.read(one(s, "state"));
    Section time = s.section("time");
    ZoneId zone = CalendarSpec.zone(time);
    Section asked = one(s, "task");
    TaskType type = asked.choice("type", TaskType.FORECAST);
    ValueRange range = ValueKeys.range(s);
    ValueRange readings = CounterSpec.readings(s, range);
    this.input = InputSpec.read(source, topics, zone, readings, type == TaskType.FORECAST);
    this.output = OutputSpec.read(sinks, topics);
    input.topics().checkOutputs(source, output);
    if (client != null && !source.has("topic") && !source.has("topic-pattern")) {
      source.fault("topic", "is missing; it must name the topic to read");
    }
    if (client != null) {
      OutputKeys.check(s, sinks, output, type);
    }
    this.kafka =
        s.section("kafka").flat(client == null ? (key, value) -> Optional.empty() : client);
    this.policy = CalendarSpec.policy(time);
    this.late = time.choice("late", Late.DEAD_LETTER);
    Calendar calendar = CalendarSpec.read(time, zone);
    time.done();
    this.result = type.result();
    boolean known = !asked.faulty("type"); // else what it needs is not known either
    if (type == TaskType.FORECAST) {
      if (known) {
        asked.done();
      }
      this.task = null;
      this.forecast =
          new ForecastSpec(
              s, output, state.tier(), policy, calendar, time.has("calendar"), range, own);
    } else {
      this.forecast = null;
      this.task = new TaskSpec(s, asked, type, state.tier(), policy, calendar);
    }
    if (known) {
      checkEnds(s, source, sinks, type);
    }
    SideTopics.check(s, topics, networks(), feedback(), input.topics());
    s.done();
  }

  static Section one(Section s, String key) {
    List<Section> sections = s.sections(key);
    if (sections.size() > 1) {
      s.fault(key, "must be one, not a list");
    }
    return sections.isEmpty() ? s.section(key) : sections.get(0);
  }

  /** Refuses an input that does not bring what the task takes, and topics that it does not fill. */
  private void checkEnds(Section s, Section source, Section sinks, TaskType type) {
    for (String key : type.unwritten()) {
      if (sinks.has(key)) {
        sinks.fault(key, "is not written by the task '%s'".formatted(type.written()));
      }
    }
    if (!s.has("input")) {
      return;
    }
    boolean texts = type.texts() || (task != null && task.texts());
    if (texts && !input.symbols()) {
      source.fault("symbol", "is missing; it must say where the symbol or the text stands");
    } else if (!texts && input.symbols()) {
      source.fault(
          "symbol",
          "has no meaning for the task '%s', which takes numbers; set task: symbols or name a value"
              .formatted(type.written()));
    } else if (!texts) {
      boolean apart = forecasts() && input.shape() != null; // each of a series of its own
      if (!apart && input.values().size() != width()) {
        source.fault(
            input.values().size() == 1 ? "value" : "values",
            "names %d but the task '%s' takes %d of each record"
                .formatted(input.values().size(), type.written(), width()));
      }
    }
  }

  /** A fresh pipeline, for one thread. */
  public SeriesPipeline newPipeline() {
    return forecast != null ? forecast.newPipeline() : Objects.requireNonNull(task).newPipeline();
  }

  /** Whether values are forecast; else a task is carried out on symbols and sequences. */
  public boolean forecasts() {
    return forecast != null;
  }

  /** What the results of the task are; nothing where values are forecast. */
  public EventResult.Kind result() {
    return result;
  }

  /** Which series are in groups; a task has none. */
  public GroupSpec groups() {
    return forecast == null ? GroupSpec.NONE : forecast.groups();
  }

  /** How many numbers the task takes of each record; 0 where that differs, as for texts. */
  public int width() {
    return task == null ? 1 : task.width();
  }

  /** A fresh pipeline with the same states, which writes forecasts at other times. */
  public SeriesPipeline newPipeline(Emission emission) {
    return forecast != null ? forecast.newPipeline(emission) : newPipeline();
  }

  /** The same where it is asked to, with all quantiles by which it is evaluated. */
  public SeriesPipeline newEvaluation() {
    return forecast != null ? forecast.newEvaluation() : newPipeline();
  }

  /** A fault of a specification that only who runs it can know. */
  public SpecException fault(String path, String problem) {
    return new SpecException(name, List.of(new Fault(path, name, problem)));
  }

  /** What the outputs of a pipeline are signed with: its name, and the shape of its state. */
  public String version(SeriesPipeline pipeline) {
    return name + '@' + Long.toHexString(pipeline.shape());
  }

  /** The settings that decide what is remembered of a series, as a specification to be parsed. */
  public String memorySettings() {
    return memorySettings;
  }

  /** The stages that it could name beside the project's. */
  OwnStages own() {
    return own;
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
    return policy.latenessMillis();
  }

  public Late late() {
    return late;
  }

  /** How many steps ahead forecasts look; 0 where none are made. */
  public int horizon() {
    return forecast == null ? 0 : forecast.horizon();
  }

  /** The share of values that lower and upper bound are to hold; 0 where nothing is forecast. */
  public double confidence() {
    return forecast == null ? 0 : forecast.confidence();
  }

  /** The probability from which on values are flagged, by their sampling interval; or NaN. */
  public double alarmRate(double interval) {
    return forecast == null ? Double.NaN : forecast.alarmRate(interval);
  }

  /** The trained networks among the models. */
  public List<ServedNetwork> networks() {
    return forecast == null ? List.of() : forecast.networks();
  }

  /** The topic of what people say of alarms; empty where none is read. */
  public String feedback() {
    return forecast == null ? "" : forecast.feedback();
  }

  /** Settings for Kafka's own clients, as written under {@code kafka}. */
  public Map<String, String> kafka() {
    return kafka;
  }
}
