package io.recurrence.mixture;

import io.recurrence.core.Fan;
import io.recurrence.core.Outcomes;
import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Makes one distribution of the experts' paths: weights them, puts a spread around them, remembers
 * what was said, and learns from it when the truth comes.
 */
final class Blend {
  private static final double KEEP = .2; // of the count, once a new season can be seen
  private static final double MOST = 1e6;
  private static final double BEYOND = 32; // times the mixture's own difference and scale
  private static final double SHIFT = 12; // an error of so many S is a shift of level
  private static final int SHIFT_APART = 200; // steps
  private static final int SHIFT_YOUNG = 30;

  private final Bands bands;
  private final int reported; // steps ahead of which outcomes are told
  private final Experts experts;
  private final Mixer mixer;
  private final Closures closures;
  private final Spread spread;
  private final Pending pending;
  private final int seen; // truths per band
  private final boolean[] heard;
  private final double[][] slow; // [band][expert]
  private final double[][] quick;
  private final double[][] weights;
  private int weighed; // bands whose weights have been taken

  Blend(Plan plan, Blueprint blueprint, Bands bands, Experts experts, int reported) {
    this.bands = bands;
    this.reported = reported;
    this.experts = experts;
    int count = experts.count();
    this.seen = plan.take(Precision.SINGLE, bands.count());
    this.mixer = new Mixer(plan, bands.count(), count, blueprint.credit());
    this.closures = new Closures(plan, blueprint);
    this.spread = new Spread(plan, bands, blueprint.hours(), closures);
    this.pending = new Pending(plan, bands.slots(), count, reported > 0);
    this.heard = new boolean[count];
    this.slow = new double[bands.count()][count];
    this.quick = new double[bands.count()][count];
    this.weights = new double[bands.count()][count];
  }

  void start(double[] h) {
    Arrays.fill(h, seen, seen + bands.count(), 0);
    mixer.clear(h, bands.count());
    spread.start(h);
    pending.clear(h);
  }

  /**
   * Goes on with the memory of another blend. Forecasts that wait are given up where they would be
   * misread.
   *
   * @param told how many steps ahead the other one's are reported
   */
  void takeOver(int told, double[] h) {
    if (told < reported || (told > 0) != (reported > 0)) {
      pending.clear(h);
    }
  }

  /** An expert begins anew. */
  void restart(double[] h, int expert) {
    for (int band = 0; band < bands.count(); band++) {
      mixer.restart(h, band, expert);
    }
  }

  /** Truths seen of one step ahead. */
  double seen(double[] h) {
    return h[seen];
  }

  /** How many times wider a step is than others, because the series was closed before it. */
  double widening(Scene scene, long step) {
    double usual = error(scene.h);
    return closures.widening(scene, step, 1, usual, usual);
  }

  /** Mean absolute error of one step ahead. */
  double error(double[] h) {
    return spread.size(h, 0);
  }

  /** The largest mean absolute error of all bands. */
  double largestError(double[] h) {
    double largest = 0;
    for (int band = 0; band < bands.count(); band++) {
      largest = Math.max(largest, spread.size(h, band));
    }
    return largest;
  }

  /** Experts whose time has come enter. */
  void enter(Scene scene) {
    for (int e = 0; e < experts.count(); e++) {
      for (int band = 0; scene.t == Experts.since(scene, e) && band < bands.count(); band++) {
        mixer.enter(scene.h, band, e);
      }
    }
  }

  /**
   * Learns every forecast whose truth is {@code z}, the value of step {@code t}. Of values that are
   * held back, only that the first of them was far.
   */
  void learn(Scene scene, double z, Scale scale, Outcomes outcomes) {
    boolean held = Excursion.lasts(scene.h);
    for (int band = 0; band < bands.count(); band++) {
      int stride = bands.stride(band);
      long newest = Math.floorDiv(scene.t - 1, stride) * stride;
      for (int i = 0; i < bands.waiting(band); i++) {
        long origin = newest - (long) i * stride;
        if (origin >= scene.h[Field.FIRST]
            && origin + bands.step(band, origin) == scene.t
            && pending.waits(scene.h, bands.slot(band, origin))) {
          if (!held) {
            learn(scene, band, origin, z);
          } else if (band == 0 && scene.h[Field.AWAY] == 1) {
            spread.learn(
                scene,
                seen,
                0,
                1,
                z - said(scene.h, band, origin),
                pending.scale(scene.h, bands.slot(band, origin)));
          }
          if (scene.t - origin <= reported) {
            report(scene.h, bands.slot(band, origin), (int) (scene.t - origin), scale, outcomes);
          }
        }
      }
    }
  }

  private void learn(Scene scene, int band, long origin, double z) {
    double[] h = scene.h;
    int slot = bands.slot(band, origin);
    double count = h[seen + band];
    double usual = spread.size(h, band);
    double slowError = pending.slow(h, slot) - z;
    double quickError = pending.quick(h, slot) - z;
    double error = said(h, band, origin) - z;
    double size = Math.abs(error);
    if (band == 0) {
      boolean far = size > SHIFT * spread.scale(scene, seen, scene.t, 1);
      if (far && count > SHIFT_YOUNG && scene.t - h[Field.SHIFTED] > SHIFT_APART) {
        h[Field.SHIFTED] = Precision.single((double) scene.t);
      }
    }
    boolean across = origin < h[Field.SHIFTED] && scene.t > h[Field.SHIFTED];
    if (across) {
      return; // a forecast from before a shift of level says nothing of what is usual
    }
    spread.learn(scene, seen, band, (int) (scene.t - origin), -error, pending.scale(h, slot));
    double unit = count < 1 ? size : usual;
    for (int e = 0; e < experts.count(); e++) {
      boolean own = origin >= Experts.since(scene, e);
      double missed = pending.expert(h, slot, e) - z;
      mixer.learn(h, band, count, e, missed, slowError, unit, own);
    }
    mixer.discredit(h, band);
    mixer.learn(h, band, count, slowError, quickError, scene.seasons.course.settled);
    h[seen + band] = (float) Math.min(count + 1, MOST);
  }

  private double said(double[] h, int band, long origin) {
    int slot = bands.slot(band, origin);
    double slow = pending.slow(h, slot);
    return slow + (pending.quick(h, slot) - slow) * mixer.share(h, band, h[seen + band]);
  }

  /** The level moves: what waits is still said of the values that were. */
  void move(double[] h, double shift) {
    pending.transform(h, 1, shift);
  }

  private void report(double[] h, int slot, int steps, Scale scale, Outcomes outcomes) {
    outcomes.outcome(
        steps,
        scale.real(h, pending.mean(h, slot)),
        scale.real(h, pending.lower(h, slot)),
        scale.real(h, pending.upper(h, slot)));
  }

  /** Trusts less in what was learned before a season could be seen. */
  void doubt(double[] h) {
    for (int band = 0; band < bands.count(); band++) {
      h[seen + band] = (float) (KEEP * h[seen + band]);
      mixer.doubt(h, band);
    }
  }

  void forgetHours(double[] h) {
    spread.forgetHours(h);
  }

  /** Nothing will be learned of forecasts made at step {@code t}. */
  void drop(double[] h, long t) {
    for (int band = 0; band < bands.count(); band++) {
      if (bands.tests(band, t)) {
        pending.drop(h, bands.slot(band, t));
      }
    }
  }

  /** How many steps weights are needed for, so that what is remembered is what is told. */
  int told() {
    return reported;
  }

  /** How many steps of path are needed at step {@code t} for what is to be remembered. */
  int needed(long t) {
    int steps = 0;
    for (int band = 0; band < bands.count(); band++) {
      steps = bands.tests(band, t) ? Math.max(steps, bands.step(band, t)) : steps;
    }
    return steps;
  }

  /** Takes the weights as they stand, as far as they are needed for so many steps. */
  void weigh(Scene scene, int steps) {
    double ahead = steps + Excursion.unseen(scene.h);
    int last = bands.below(ahead);
    last += bands.fraction(last, ahead) > 0 ? 1 : 0;
    for (weighed = 0; weighed <= last; weighed++) {
      weighBand(scene, weighed);
    }
  }

  private void weighBand(Scene scene, int band) {
    double[] h = scene.h;
    double count = h[seen + band];
    experts.heard(scene, band, heard);
    mixer.quick(h, band, count, heard, quick[band]);
    mixer.slow(h, band, count, heard, slow[band]);
    if (count < 1 && band > 0) {
      System.arraycopy(weights[band - 1], 0, weights[band], 0, heard.length);
      return;
    }
    double share = mixer.share(h, band, count);
    for (int e = 0; e < heard.length; e++) {
      weights[band][e] = slow[band][e] + (quick[band][e] - slow[band][e]) * share;
    }
  }

  double weight(int expert) {
    return weights[0][expert];
  }

  /** The mixture of the paths so many steps ahead; paths and weights must have been taken. */
  double mean(Scene scene, int step) {
    double ahead = step + Excursion.unseen(scene.h);
    int band = bands.below(ahead);
    double fraction = bands.fraction(band, ahead);
    double[] below = weights[band];
    double[] above = weights[Math.min(band + 1, bands.count() - 1)];
    double sum = 0;
    for (int e = 0; e < below.length; e++) {
      sum += (below[e] + (above[e] - below[e]) * fraction) * experts.path(e, step);
    }
    return sum;
  }

  /** Prepares {@link #quantile} for a step so many ahead, and returns the scale there. */
  double spread(Scene scene, int step) {
    double ahead = step + Excursion.unseen(scene.h);
    spread.look(scene.h, seen, ahead);
    return spread.scale(scene, seen, scene.t + step, ahead);
  }

  /** The quantile of the error in units of the scale. */
  double quantile(double score) {
    return spread.quantile(score);
  }

  /** The same at the i-th of some places. */
  double quantile(Spread.Places places, int i) {
    return spread.quantile(places, i);
  }

  /**
   * Remembers what was said at this step.
   *
   * @param said the distribution of a step
   * @param fan tells at which levels the bounds are
   */
  void remember(Scene scene, Distribution said, Fan fan) {
    int last = fan.levels() - 1;
    double[] h = scene.h;
    double present = scene.values[scene.now];
    for (int band = 0; band < bands.count(); band++) {
      if (!bands.tests(band, scene.t)) {
        continue;
      }
      int step = bands.step(band, scene.t);
      int slot = bands.slot(band, scene.t);
      if (band >= weighed) {
        weighBand(scene, band);
      }
      double slowSays = 0;
      double quickSays = 0;
      double far = 0; // from the value at the origin
      for (int e = 0; e < experts.count(); e++) {
        double path = experts.path(e, step);
        far = Math.max(far, Math.abs(path - present));
        slowSays += slow[band][e] * (path - present);
        quickSays += quick[band][e] * (path - present);
      }
      double largest = Math.max(Math.abs(slowSays), Math.abs(quickSays));
      double mean = present;
      double lower = present;
      double upper = present;
      if (step <= reported) { // what the fan says; so far all weights have been taken
        said.look(scene, step, mean(scene, step));
        mean = said.mean();
        lower = Math.min(mean, said.quantile(fan.level(last - 1), fan.lowerScore()));
        upper = Math.max(mean, said.quantile(fan.level(last), fan.upperScore()));
        largest = Math.max(largest, Math.max(Math.abs(lower - present), Math.abs(upper - present)));
      }
      double scale = spread.scale(scene, seen, scene.t + step, step);
      // one expert that is far off must not cost the others their digits
      largest = Math.min(Math.max(far, largest), BEYOND * (largest + scale));
      pending.open(h, slot, present, largest, scale);
      for (int e = 0; e < experts.count(); e++) {
        pending.expert(h, slot, e, experts.path(e, step));
      }
      pending.opinions(h, slot, present + slowSays, present + quickSays);
      if (pending.band()) {
        pending.told(h, slot, mean, lower, upper);
      }
    }
  }

  void transform(double[] h, double factor, double shift) {
    pending.transform(h, factor, shift);
    if (factor != 1) {
      mixer.rescale(h, bands.count(), factor);
      spread.rescale(h, factor);
    }
  }
}
