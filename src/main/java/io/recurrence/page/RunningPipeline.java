package io.recurrence.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page asks of a pipeline that runs in this process. */
public interface RunningPipeline {

  /**
   * How it is.
   *
   * @param state as Kafka Streams names it
   * @param live whether it works or will work again without help
   * @param ready whether all stores are restored and records are being processed
   * @param restoring records that are yet to be restored
   * @param stalledSeconds for how long it has not got on; 0 while that is not long
   */
  record Health(String state, boolean live, boolean ready, long restoring, long stalledSeconds) {}

  /**
   * What the store holds of one series.
   *
   * @param description stage by stage, for people
   * @param forecast from where the series stands, as a record of the forecasts topic; empty where
   *     there is none yet
   */
  record Stored(Map<String, Object> description, Optional<String> forecast) {}

  /**
   * Records of one series around a time, oldest first.
   *
   * @param records of the topic of anomalies
   * @param forecasts whose origins lie there, some of them
   */
  record Past(List<byte[]> records, List<byte[]> forecasts) {}

  /** The store cannot be asked now, or the series is kept by another instance. */
  final class NotHereException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotHereException(String message) {
      super(message, null, false, false);
    }
  }

  String name();

  /**
   * What is to be known of its data, such as that they are simulated; empty where it is nothing.
   */
  default String note() {
    return "";
  }

  int horizon();

  /** Whether a forecast is written step by step, a record each. */
  boolean stepwise();

  Health health();

  /**
   * How often what happened to records, since the process began: by kind a number, or by kind and
   * reason. Kinds are those of the metrics, such as {@code dead_letters}.
   */
  Map<String, Object> counts();

  /** What it is made of: models, state, topics, settings. */
  Map<String, Object> card();

  /**
   * Asks the store for a series; empty where it has none of that name.
   *
   * @throws NotHereException where the store cannot answer
   */
  Optional<Stored> stored(String series) throws NotHereException;

  /**
   * Reads from the output topics what came of a series around a time.
   *
   * @param points how many records at most before the time, and after it
   * @throws NotHereException where there is no such topic, or it cannot be read
   */
  Past past(String series, long time, int points) throws NotHereException;

  /**
   * Says why the record of a series at a time was flagged, or why not, a sentence each.
   *
   * @throws NotHereException where there is no such record, or it cannot be read
   */
  List<String> explain(String series, long time) throws NotHereException;

  /**
   * The names of series in the store of this instance, at most {@code limit}; empty while it
   * restores.
   */
  List<String> names(int limit);
}
