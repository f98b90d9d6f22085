package io.recurrence.cli.page;

import io.recurrence.cli.Explanation;
import io.recurrence.cli.OutputDecoder;
import io.recurrence.cli.SeriesMoment;
import io.recurrence.cli.SeriesRecords;
import io.recurrence.cli.UsageException;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.page.RunningPipeline;
import io.recurrence.record.JsonEncoder;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeployedPipeline;
import io.recurrence.streams.EventCount;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** A pipeline of this process, as the page asks it: from its specification and its stores. */
final class PageSource implements RunningPipeline {
  private static final int FORECASTS = 200; // before a time that is asked for, and after it

  private final PipelineSpec spec;
  private final Application application;
  private final DeployedPipeline deployed;
  private final String note;
  private final Map<String, String> settings; // of Kafka's clients
  private final SeriesPipeline pipeline; // guarded by this
  private final JsonEncoder encoder;

  PageSource(
      Application application,
      DeployedPipeline deployed,
      String note,
      Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
    this.note = note;
    this.spec = deployed.spec();
    this.application = application;
    this.deployed = deployed;
    this.pipeline = spec.newPipeline();
    this.encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String note() {
    return note;
  }

  @Override
  public int horizon() {
    return spec.horizon();
  }

  @Override
  public boolean stepwise() {
    return spec.output().layout() == OutputSpec.Layout.STEPS;
  }

  @Override
  public Health health() {
    return new Health(
        application.status(),
        application.live(),
        application.ready(),
        deployed.restoring(),
        application.stalledSeconds());
  }

  @Override
  public Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    Map<String, Map<String, Long>> reasons = new LinkedHashMap<>();
    for (EventCount each : deployed.counts()) {
      String what = each.what().replace('.', '_');
      if (each.reason().isEmpty()) {
        counts.put(what, each.number());
      } else {
        reasons
            .computeIfAbsent(what, unused -> new LinkedHashMap<>())
            .put(each.reason(), each.number());
      }
    }
    counts.putAll(reasons);
    return counts;
  }

  @Override
  public Map<String, Object> card() {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("name", spec.name());
    synchronized (this) {
      card.put("version", spec.version(pipeline));
      card.put("horizon", spec.horizon());
      card.put("confidence_level", spec.confidence());
      card.put("models", pipeline.newOutput().forecast().models());
      card.put("quantile_levels", pipeline.newOutput().forecast().levels());
      card.put("state_bytes", pipeline.stateBytes());
      card.put("stages", pipeline.stages());
    }
    Map<String, String> topics = new LinkedHashMap<>();
    topics.put("input", spec.input().topics().toString());
    spec.output().topics().forEach((key, topic) -> topics.put(key.replace('-', '_'), topic));
    card.put("topics", topics);
    card.put("state", application.status());
    return card;
  }

  @Override
  public Optional<Stored> stored(String series) throws NotHereException {
    try {
      return read(series);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotHereException("the states are moving or being restored; try again soon");
    } catch (StateFormatException e) {
      throw new NotHereException("the state cannot be read: " + e.getMessage());
    }
  }

  private synchronized Optional<Stored> read(String series) {
    return deployed.state(series, pipeline).map(state -> describe(series, state));
  }

  private Stored describe(String series, State state) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("pipeline_version", spec.version(pipeline));
    description.put("timestamp", state.time());
    description.put("observations", state.count());
    description.put("steps", state.index());
    description.put("sampling_step_ms", pipeline.samplingInterval(state));
    description.put("last_offset", state.offset());
    description.put("state_bytes", state.storedBytes());
    Map<String, Map<String, Double>> stages = state.describe();
    stages.values().removeIf(Map::isEmpty);
    description.put("stages", stages);
    SeriesForecast out = pipeline.newOutput().forecast();
    Optional<String> forecast =
        pipeline.forecast(state, out)
            ? Optional.of(new String(encoder.forecast(series, out), StandardCharsets.UTF_8))
            : Optional.empty();
    return new Stored(description, forecast);
  }

  @Override
  public Past past(String series, long time, int points) throws NotHereException {
    String anomalies = spec.output().anomalies();
    if (anomalies.isEmpty()) {
      throw new NotHereException("no topic of anomalies is written");
    }
    boolean forecasts = !spec.output().forecasts().isEmpty() && !stepwise();
    return ask(
        topics ->
            new Past(
                topics.around(anomalies, series, time, points, points),
                forecasts ? forecasts(topics, series, time, points) : List.of()));
  }

  @Override
  public List<String> explain(String series, long time) throws NotHereException {
    if (!spec.forecasts()) {
      throw new NotHereException("the records of a task have their reason");
    }
    return ask(topics -> new Explanation(SeriesMoment.read(topics, spec, series, time)).lines());
  }

  /** Reads output topics, one question at a time: it is done beside a stream that works. */
  private <T> T ask(Function<SeriesRecords, T> question) throws NotHereException {
    synchronized (settings) {
      OutputDecoder decoder = new OutputDecoder(spec.output().schema().registry());
      try (SeriesRecords topics = new SeriesRecords(settings, decoder)) {
        return question.apply(topics);
      } catch (KafkaException e) {
        throw new NotHereException("the topic cannot be read: " + e.getMessage());
      } catch (UsageException e) {
        throw new NotHereException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Forecasts half a horizon apart. */
  private List<byte[]> forecasts(SeriesRecords topics, String series, long time, int points) {
    List<byte[]> all =
        topics.around(
            spec.output().forecasts(),
            series,
            time,
            Math.min(points, FORECASTS),
            Math.min(points, FORECASTS));
    int every = Math.max(1, spec.horizon() / 2);
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  @Override
  public List<String> names(int limit) {
    try {
      return deployed.series(limit);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return List.of();
    }
  }
}
