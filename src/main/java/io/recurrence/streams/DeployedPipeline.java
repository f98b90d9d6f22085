package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** A pipeline of an {@link Application}, asked from outside of its threads. */
public final class DeployedPipeline {
  private final NamedPipeline pipeline;
  private final StoredStates stores;
  private final ClientMetrics clients;
  private final Restoration restoration;
  private final String repartitionTopic;

  DeployedPipeline(
      NamedPipeline pipeline,
      String application,
      KafkaStreams streams,
      ClientMetrics clients,
      Restoration restoration) {
    this.pipeline = pipeline;
    this.stores = new StoredStates(pipeline, streams);
    this.clients = clients;
    this.restoration = restoration;
    this.repartitionTopic = pipeline.names().repartitionTopic(application);
    measure();
  }

  private void measure() {
    Meters meters = pipeline.meters();
    int stateBytes = spec().newPipeline().stateBytes();
    meters.gauge("recurrence.series", "Series kept here, estimated", "", this::series);
    meters.gauge(
        "recurrence.state", "States kept here, estimated", "bytes", () -> series() * stateBytes);
    meters.gauge("recurrence.restore.remaining", "Records to be restored", "", this::restoring);
  }

  public PipelineSpec spec() {
    return pipeline.spec();
  }

  /** How many series this instance keeps: exactly while they are few, then estimated. */
  public long series() {
    return stores.series();
  }

  /**
   * The stored state of a series; empty where this instance keeps none of that name. States are
   * written to the store once per commit, so what is seen is at most one commit interval old; a
   * state for which there was no room on the heap is seen as it is, before its commit.
   *
   * @param of the same specification, used by no other thread meanwhile
   * @throws InvalidStateStoreException while stores move or restore
   * @throws StateFormatException where the state is of another shape of the pipeline, or damaged
   */
  public Optional<State> state(String series, SeriesPipeline of) {
    return stores.state(series, of);
  }

  /**
   * Names of series that this instance keeps, at most {@code limit}.
   *
   * @throws InvalidStateStoreException while stores move or restore
   */
  public List<String> series(int limit) {
    return stores.series(limit);
  }

  /** How often what happened to records, since the process began. */
  public List<EventCount> counts() {
    return pipeline.meters().counts();
  }

  /** How many records have been processed, whatever became of them. */
  public long records() {
    return pipeline.meters().records();
  }

  /** How many records wait to be processed here; empty before the first have been fetched. */
  public OptionalLong lag() {
    return clients.lag(
        topic -> topic.equals(repartitionTopic) || pipeline.input().topics().contains(topic));
  }

  /** How many records are yet to be restored. */
  public long restoring() {
    return restoration.remaining(pipeline);
  }
}
