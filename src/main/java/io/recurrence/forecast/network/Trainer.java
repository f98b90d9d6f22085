package io.recurrence.forecast.network;

import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains one network on many series: truncated back-propagation through time over windows of
 * {@value BatchShard#STEPS} steps whose memory goes on from window to window, the pinball loss of
 * direct forecasts of 1 to {@value TrainingSeries#HORIZON} steps, {@link Adam}, a rate that warms
 * up and then falls along a cosine, and an exponential average of the weights (Polyak), which is
 * what is validated and kept.
 *
 * <p>A batch is split into a fixed number of {@linkplain BatchShard shards}, whose gradients are
 * added up in their order: the same settings give the same bits, with one thread as with many,
 * resumed or not. For the sake of the last, an epoch begins with new series, which its number and
 * the seed decide.
 */
public final class Trainer {
  /** Updates between validations. */
  public static final int EPOCH = 250;

  private static final int VALIDATION_LANES = 64;
  private static final int VALIDATION_WINDOWS = 12;
  private static final double WARM_UP = 500; // updates
  private static final double MAX_GRADIENT = 1; // gradient

  /**
   * What to train, and how.
   *
   * @param type of the layers
   * @param layers how many
   * @param hidden units of each
   * @param head units of the head
   * @param epochs of 250 updates, at most
   * @param patience epochs without a better validation, after which training ends
   * @param lanes series side by side in a shard
   * @param shards parts of a batch
   * @param rate largest rate of Adam
   * @param seed decides every random choice
   */
  public record Settings(
      LayerType type,
      int layers,
      int hidden,
      int head,
      int epochs,
      int patience,
      int lanes,
      int shards,
      double rate,
      long seed) {
    Architecture architecture() {
      return new Architecture(type, layers, hidden, head);
    }
  }

  /** Told after each update. */
  public interface Listener {

    /**
     * An update is done.
     *
     * @param loss mean of the loss, over about 100 updates
     * @param validation loss of the last validation, or NaN before the first
     */
    void updated(long update, double loss, double validation);

    /** An epoch is over; {@link #checkpoint} is worth keeping. */
    default void epoch(Trainer trainer) {}
  }

  private final Settings settings;
  private final Example.Source training;
  private final Example.Source validation;
  final TrainingState progress;

  /**
   * @param validation series that are not in {@code training}
   */
  public Trainer(Settings settings, Example.Source training, Example.Source validation) {
    this(
        settings,
        training,
        validation,
        new TrainingState(Network.initial(settings.architecture(), settings.seed())));
  }

  private Trainer(
      Settings settings,
      Example.Source training,
      Example.Source validation,
      TrainingState progress) {
    this.settings = settings;
    this.training = training;
    this.validation = validation;
    this.progress = progress;
  }

  /**
   * Goes on where a {@linkplain #checkpoint() checkpoint} was written; with the same settings and
   * series, the end is what it would have been.
   *
   * @throws IllegalArgumentException where it is damaged, or of other settings
   */
  public static Trainer resume(
      Settings settings, Example.Source training, Example.Source validation, byte[] checkpoint) {
    return new Trainer(settings, training, validation, TrainingState.of(checkpoint, settings));
  }

  /** All that {@link #resume} needs. */
  public byte[] checkpoint() {
    return progress.toBytes(settings);
  }

  /**
   * Trains to the end.
   *
   * @param threads how many work, at most one per shard; they change nothing but the time it takes
   */
  public Weights run(int threads, Listener listener) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      while (progress.epoch < settings.epochs() && progress.worse < settings.patience()) {
        epoch(workers, listener);
        listener.epoch(this);
      }
    } finally {
      workers.shutdownNow();
    }
    return weights(Map.of());
  }

  /** The best weights so far. */
  public Weights weights(Map<String, String> provenance) {
    Map<String, String> all = new TreeMap<>(provenance);
    all.put("settings", settings.toString());
    all.put("updates", Long.toString(progress.adam.updates));
    all.put("validation-loss", Double.toString(progress.bestLoss));
    return new Weights(settings.architecture(), all, progress.best);
  }

  private void epoch(ExecutorService workers, Listener listener) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + progress.epoch);
    List<BatchShard> shards = new ArrayList<>();
    for (int i = 0; i < settings.shards(); i++) {
      shards.add(shard(settings.lanes(), training, random.split()));
    }
    for (int i = 0; i < EPOCH; i++) {
      update(workers, shards);
      listener.updated(progress.adam.updates, progress.loss, progress.validation);
    }
    validate();
    progress.epoch++;
  }

  private BatchShard shard(int lanes, Example.Source source, SplittableRandom random) {
    return new BatchShard(settings.architecture(), Kernels.fastest(), lanes, source, random);
  }

  private void update(ExecutorService workers, List<BatchShard> shards)
      throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (BatchShard shard : shards) {
      running.add(workers.submit(() -> shard.run(progress.weights, true)));
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    float[] gradient = progress.gradient;
    Arrays.fill(gradient, 0);
    double loss = 0;
    float share = 1f / shards.size();
    for (BatchShard shard : shards) {
      loss += shard.loss * share;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += share * shard.gradient[i];
      }
    }
    progress.update(loss, rate(progress.adam.updates + 1), MAX_GRADIENT);
  }

  private double rate(long update) {
    double done = (double) update / ((long) settings.epochs() * EPOCH);
    double cosine = 0.5 + 0.5 * StrictMath.cos(Math.PI * done);
    return settings.rate() * Math.min(1, (double) update / WARM_UP) * Math.max(cosine, 0.005);
  }

  private void validate() {
    BatchShard shard =
        shard(VALIDATION_LANES, validation, new SplittableRandom(settings.seed() ^ 0x5eed));
    double sum = 0;
    for (int i = 0; i < VALIDATION_WINDOWS; i++) {
      shard.run(progress.average, false);
      sum += shard.loss;
    }
    progress.validated(sum / VALIDATION_WINDOWS);
  }
}
