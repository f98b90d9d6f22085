package io.recurrence.neural.forecast;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import io.recurrence.neural.WeightsFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained network as a model: one step of its cells per value, with weights that all series
 * share, and a memory per series of what its cells remember, the {@linkplain Features statistics}
 * that put the series into units of its own, and a linear readout that {@linkplain Served adapts}.
 *
 * <p>Forecasts of up to {@value Lane#HORIZON} steps come from the direct head, each step from the
 * state as it is; further ones, or all of them where {@code rolling} is asked for, by feeding
 * forecasts back, at the cost of a step of the network each.
 *
 * <p>Which weights serve is a matter of event time: a {@link Timeline} says so. The memory knows
 * the version that it belongs to. Where a value is to be learned with others, cells and readout
 * begin anew and are told the kept window, as a series would be that begins with it; the
 * statistics, which do not depend on weights, go on. A memory is thus never read by weights that
 * did not make it, however they came to change.
 *
 * <p>A value that is missing leaves the cells as they are. Whatever finite values come, the memory
 * stays finite.
 */
public final class NetworkModel implements Model {
  private static final int FORMAT =
      2; // changes whenever a number of the memory changes its meaning
  private static final int AT_HAND = 3; // networks; two serve while series pass an activation

  private static final int AGE = 0; // steps since the weights took over; 0 where none have
  private static final int SERVED = 1; // steps that those before them had served
  private static final int VERSION = 2; // two halves
  private static final int BEFORE = 4; // version of those before them
  private static final int MARKS = 6;
  private static final double LONGEST = 1e6; // beyond it, steps are not counted

  private final Timeline timeline;
  private final boolean rolling;
  private final boolean adapts;
  private final int marks; // where they begin
  private final Storage storage;
  private final Map<Integer, Served> networks =
      new LinkedHashMap<>(AT_HAND, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Served> eldest) {
          return size() > AT_HAND;
        }
      };
  private final double[] now; // a memory that is not the series' own
  private final double[] warm;
  private final Earlier earlier = new Earlier(new Replay());
  private Timeline.Known known;
  private Served served;

  /** A model of weights that do not change. */
  public NetworkModel(Weights weights, boolean rolling, boolean adapts) {
    this(new Timeline(weights), rolling, adapts);
  }

  /**
   * @param rolling whether all steps beyond the first are made by feeding forecasts back
   * @param adapts whether the readout learns
   */
  public NetworkModel(Timeline timeline, boolean rolling, boolean adapts) {
    this.timeline = timeline;
    this.rolling = rolling;
    this.adapts = adapts;
    this.known = timeline.known();
    this.served = new Served(timeline.first(), rolling, adapts);
    networks.put(served.weights().checksum(), served);
    this.marks = served.size();
    this.storage =
        Storage.of(Precision.SINGLE, marks + VERSION).then(Precision.SHORT, MARKS - VERSION);
    this.now = new double[size()];
    this.warm = new double[size()];
  }

  /** What the stage of such weights is called: the same for all that can serve in its place. */
  public static String name(Weights weights) {
    return "lstm(" + weights.shape() + ';' + FORMAT + ')';
  }

  @Override
  public int size() {
    return marks + MARKS;
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
    return Features.WINDOW;
  }

  @Override
  public void start(double[] h) {
    served.start(h);
  }

  @Override
  public void miss(double[] h, Past past) {
    known = timeline.known();
    if (owner(h) == null) {
      takeOver(h, past, known.at(past.time()));
    }
    Served.miss(h);
    grow(h);
  }

  @Override
  public void step(double[] h, Observation x) {
    known = timeline.known();
    takeOver(h, x.past(), known.at(x.time()));
    served.step(h, x.past(), x.value());
    grow(h);
  }

  private void grow(double[] h) {
    h[marks + AGE] = Math.min(h[marks + AGE] + 1, LONGEST);
  }

  /** The weights that a memory belongs to; none where it has not begun or they are not known. */
  private @Nullable Weights owner(double[] h) {
    return h[marks + AGE] == 0 ? null : known.of(stored(h, VERSION));
  }

  private int stored(double[] h, int which) {
    int high = (int) h[marks + which];
    return (high << 16) | ((int) h[marks + which + 1] & 0xffff);
  }

  /** Makes a memory one of these weights, unless it is. */
  private void takeOver(double[] h, Past past, Weights weights) {
    serve(weights);
    int version = weights.checksum();
    boolean begun = h[marks + AGE] > 0;
    if (begun && stored(h, VERSION) == version) {
      return;
    }
    warmUp(past);
    int from = begun ? Served.CELLS : 0; // the statistics know more than the window
    System.arraycopy(warm, from, h, from, marks - from);
    h[marks + SERVED] = h[marks + AGE];
    h[marks + BEFORE] = h[marks + VERSION];
    h[marks + BEFORE + 1] = h[marks + VERSION + 1];
    h[marks + AGE] = 0;
    h[marks + VERSION] = (short) (version >>> 16);
    h[marks + VERSION + 1] = (short) version;
  }

  /** The memory of a series that begins with the kept window and has come to its end. */
  private void warmUp(Past past) {
    Arrays.fill(warm, 0);
    served.start(warm);
    int kept = Math.min(past.length(), Features.WINDOW);
    for (int ago = kept - 1; ago >= 0; ago--) {
      served.step(warm, earlier.of(past, kept, ago + 1), past.back(ago));
      round(warm);
    }
  }

  private void serve(Weights weights) {
    int version = weights.checksum();
    if (served.weights().checksum() != version) {
      served = networks.computeIfAbsent(version, unused -> new Served(weights, rolling, adapts));
    }
  }

  /** Makes ready to forecast, and gives the memory of a series moved to the end of its window. */
  private double[] current(double[] h, Past past) {
    System.arraycopy(h, 0, now, 0, h.length);
    Weights owner = owner(h);
    if (owner == null) {
      known = timeline.known();
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
    double[] s = current(h, past);
    return served.spread(s, past, below, above);
  }

  /**
   * Writes the quantiles of the direct head, at the levels 0.025, 0.1, 0.2 … 0.9 and 0.975.
   *
   * @param quantiles of one row per step, at most {@value Lane#HORIZON}
   */
  public void quantiles(double[] h, Past past, double[][] quantiles) {
    double[] s = current(h, past);
    served.quantiles(s, past, quantiles);
  }

  @Override
  public String version(double[] h, int ago) {
    double age = h[marks + AGE];
    if (ago == 0 && owner(h) == null) {
      return served.version(); // of the forecast from here, for which the window was told again
    }
    if (ago < age) {
      return text(stored(h, VERSION));
    }
    return ago < age + h[marks + SERVED] ? text(stored(h, BEFORE)) : "";
  }

  private String text(int version) {
    Served at = served.weights().checksum() == version ? served : networks.get(version);
    return at == null ? WeightsFile.version(version) : at.version();
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("scale", served.scale(h));
    for (int j = 0; j < Math.min(8, served.cells()); j++) {
      fields.put("h" + j, h[Served.CELLS + j]);
    }
    fields.put("steps_with_these_weights", h[marks + AGE]);
    return fields;
  }
}
