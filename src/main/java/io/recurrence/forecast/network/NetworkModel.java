package io.recurrence.forecast.network;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.network.WeightsFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as a model: one step of its cells per value, with weights that all series
 * share, and a memory per series of what its cells remember, the {@linkplain SeriesStatistics
 * statistics} that put the series into units of its own, and a linear readout that {@linkplain
 * AdaptiveReadout adapts}.
 *
 * <p>Forecasts of up to {@value TrainingSeries#HORIZON} steps come from the direct head, each step
 * from the state as it is; further ones, or all where {@code rolling} is asked for, by feeding
 * forecasts back, a step of the network each.
 *
 * <p>Which weights serve is a matter of event time: a {@link WeightSchedule} says so. The memory
 * knows the version that it belongs to. Where a value is to be learned with others, cells and
 * readout begin anew and read the kept window, as a series would be that begins with it; the
 * statistics go on. A memory is thus never read by weights that did not make it. A missing value
 * leaves the cells as they are. Finite values leave the memory finite.
 */
public final class NetworkModel implements Model {
  private static final int FORMAT =
      2; // changes whenever a number of the memory changes its meaning
  private static final int AT_HAND = 3; // networks; two serve while series pass an activation

  private final WeightSchedule schedule;
  private final boolean rolling;
  private final boolean adapts;
  private final VersionMarks marks;
  private final int marksAt;
  private final Storage storage;
  private final Map<Integer, NetworkRunner> networks =
      new LinkedHashMap<>(AT_HAND, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, NetworkRunner> eldest) {
          return size() > AT_HAND;
        }
      };
  private final double[] now; // a memory that is not the series' own
  private final double[] warm;
  private final ShiftedPast earlier = new ShiftedPast(new ArrayPast());
  private WeightSchedule.Known known;
  private NetworkRunner served;

  /** A model of weights that do not change. */
  public NetworkModel(Weights weights, boolean rolling, boolean adapts) {
    this(new WeightSchedule(weights), rolling, adapts);
  }

  /**
   * @param rolling whether all steps beyond the first are made by feeding forecasts back
   * @param adapts whether the readout learns
   */
  public NetworkModel(WeightSchedule schedule, boolean rolling, boolean adapts) {
    this.schedule = schedule;
    this.rolling = rolling;
    this.adapts = adapts;
    this.known = schedule.known();
    this.served = new NetworkRunner(schedule.first(), rolling, adapts);
    networks.put(served.weights().checksum(), served);
    this.marksAt = served.size();
    this.marks = new VersionMarks(marksAt);
    this.storage =
        Storage.of(Precision.SINGLE, marksAt + VersionMarks.COUNTS)
            .then(Precision.SHORT, VersionMarks.SIZE - VersionMarks.COUNTS);
    this.now = new double[size()];
    this.warm = new double[size()];
  }

  /** What the stage of such weights is called: the same for all that can serve in its place. */
  public static String name(Weights weights) {
    return "lstm(" + weights.shape() + ';' + FORMAT + ')';
  }

  @Override
  public int size() {
    return marksAt + VersionMarks.SIZE;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void round(double[] h) {
    storage.round(h);
  }

  @Override
  public int lags() {
    return Lags.WINDOW;
  }

  @Override
  public void start(double[] h) {
    served.start(h);
  }

  @Override
  public void miss(double[] h, Past past) {
    known = schedule.known();
    if (owner(h) == null) {
      takeOver(h, past, known.at(past.time()));
    }
    NetworkRunner.miss(h);
    marks.step(h);
  }

  @Override
  public void step(double[] h, Observation x) {
    known = schedule.known();
    takeOver(h, x.past(), known.at(x.time()));
    served.step(h, x.past(), x.value());
    marks.step(h);
  }

  /** The weights that a memory belongs to; none where it has not begun or they are not known. */
  private @Nullable Weights owner(double[] h) {
    return marks.age(h) == 0 ? null : known.of(marks.version(h));
  }

  /** Makes a memory one of these weights, unless it is. */
  private void takeOver(double[] h, Past past, Weights weights) {
    serve(weights);
    int version = weights.checksum();
    boolean canForecast = marks.age(h) > 0;
    if (canForecast && marks.version(h) == version) {
      return;
    }
    warmUp(past);
    int from = canForecast ? NetworkRunner.CELLS : 0; // the statistics know more than the window
    System.arraycopy(warm, from, h, from, marksAt - from);
    marks.takeOver(h, version);
  }

  /** The memory of a series that begins with the kept window and has come to its end. */
  private void warmUp(Past past) {
    Arrays.fill(warm, 0);
    served.start(warm);
    int kept = Math.min(past.length(), Lags.WINDOW);
    for (int ago = kept - 1; ago >= 0; ago--) {
      served.step(warm, earlier.of(past, kept, ago + 1), past.back(ago));
      round(warm);
    }
  }

  private void serve(Weights weights) {
    int version = weights.checksum();
    if (served.weights().checksum() != version) {
      served =
          networks.computeIfAbsent(version, unused -> new NetworkRunner(weights, rolling, adapts));
    }
  }

  /** Makes ready to forecast, and gives the memory of a series moved to the end of its window. */
  private double[] current(double[] h, Past past) {
    System.arraycopy(h, 0, now, 0, h.length);
    Weights owner = owner(h);
    if (owner == null) {
      known = schedule.known();
      owner = owner(h);
    }
    takeOver(now, past, owner == null ? known.at(past.time()) : owner);
    served.catchUp(now, past);
    return now;
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    double[] s = current(h, past);
    served.forecast(s, past, path);
  }

  @Override
  public boolean forecast(
      double[] h, Past past, int[] steps, double[] path, double[] below, double[] above) {
    double[] s = current(h, past);
    if (!served.isDirect(s, path.length)) {
      return Model.super.forecast(h, past, steps, path, below, above);
    }
    served.forecast(s, past, steps, path, below, above);
    return true;
  }

  /**
   * From the quantiles at 0.1 and 0.9, as if the error were normal; never smaller than that of the
   * step before, and beyond the direct head as that of a random walk.
   */
  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    double[] s = current(h, past);
    return served.deviation(s, past, deviation);
  }

  @Override
  public boolean spread(double[] h, Past past, double[] below, double[] above) {
    double[] s = current(h, past); // which chooses who serves
    return served.spread(s, past, below, above);
  }

  /**
   * Writes the quantiles of the direct head, at the levels 0.025, 0.1, 0.2 … 0.9 and 0.975.
   *
   * @param quantiles of one row per step, at most {@value TrainingSeries#HORIZON}
   */
  public void quantiles(double[] h, Past past, double[][] quantiles) {
    double[] s = current(h, past);
    served.quantiles(s, past, quantiles);
  }

  @Override
  public String version(double[] h, int ago) {
    double age = marks.age(h);
    if (ago == 0 && owner(h) == null) {
      return served.version(); // of the forecast from here, for which the window was read again
    }
    if (ago < age) {
      return text(marks.version(h));
    }
    return ago < age + marks.ageBefore(h) ? text(marks.versionBefore(h)) : "";
  }

  private String text(int version) {
    NetworkRunner at = served.weights().checksum() == version ? served : networks.get(version);
    return at == null ? WeightsFile.version(version) : at.version();
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("scale", served.scale(h));
    for (int j = 0; j < Math.min(8, served.cells()); j++) {
      fields.put("h" + j, h[NetworkRunner.CELLS + j]);
    }
    fields.put("steps_with_these_weights", marks.age(h));
    return fields;
  }
}
