package io.recurrence.mixture;

import io.recurrence.core.Expectation;
import io.recurrence.core.Fan;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import io.recurrence.mixture.Spread.Places;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a mixture says of the steps to come: the paths of the experts, blended, as a fan. */
final class Outlook {
  private final View view;
  private final Scene scene;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Experts experts;
  private final Blend blend;
  private final Expectation.Quantiles quantiles = this::quantile;
  private @Nullable Fan placed;
  private Places places = new Places();
  private final Distribution said;

  Outlook(
      View view,
      Scale scale,
      Ring ring,
      Profile profile,
      Experts experts,
      Blend blend,
      Distribution said) {
    this.said = said;
    this.view = view;
    this.scene = view.scene;
    this.scale = scale;
    this.ring = ring;
    this.profile = profile;
    this.experts = experts;
    this.blend = blend;
  }

  /**
   * Writes what is expected of the next step.
   *
   * @param number of its sampling interval
   */
  void expect(double[] h, long number, Expectation expectation) {
    view.take(h);
    scene.start = number - (scene.t + 1);
    if (!scale.known(h)) {
      expectation.set(h[Field.LAST], level -> h[Field.LAST]);
      return;
    }
    boolean told = h[Field.MISSES] == 0 && h[Field.FIRST] <= scene.t;
    if (!told) {
      ring.load(scene);
    }
    double mean = told ? h[Field.EXPECTED] : mean(1, 1);
    if (told) {
      said.take(scene, mean);
    }
    said.look(scene, 1, mean); // valid from here to the step
    expectation.set(scale.real(h, said.mean()), quantiles);
    expectation.setWidening(blend.widening(scene, scene.t + 1));
    if (scene.seasons.main > 0) {
      expectation.setPhase((double) scene.phase(scene.t + 1) / scene.seasons.main);
    }
    if (profile.known(scene)) {
      expectation.setUsual(h[Field.BASE] + scale.unit(h) * profile.value(scene, 1));
    }
  }

  /** Forecasts, and remembers what is to be scored. */
  void foresee(double[] h, Fan fan) {
    view.look(h);
    if (!scale.known(h)) {
      flat(h, fan);
      return;
    }
    h[Field.FIRST] = Math.min(h[Field.FIRST], Precision.single((double) scene.t));
    int paths = Math.max(fan.steps(), blend.needed(scene.t));
    said.look(scene, 1, mean(paths, Math.max(fan.steps(), blend.told())));
    h[Field.EXPECTED] = (float) said.usual();
    blend.remember(scene, said, fan);
    fill(h, fan);
  }

  /** Forecasts. Reads only. */
  void forecast(double[] h, Fan fan) {
    view.look(h);
    if (!scale.known(h)) {
      flat(h, fan);
      return;
    }
    mean(Math.max(1, fan.steps()), fan.steps());
    fill(h, fan);
  }

  private void fill(double[] h, Fan fan) {
    for (int e = 0; e < experts.count(); e++) {
      fan.weight(e, blend.weight(e));
    }
    Places places = places(fan);
    double base = h[Field.BASE];
    double scaled = scale.unit(h);
    double least = scale.least(h);
    double most = scale.most(h);
    for (int k = 1; k <= fan.steps(); k++) {
      double mean = blend.mean(scene, k);
      said.look(scene, k, k == 1 ? (float) mean : mean); // as it will be recalled
      fan.mean(k, scale.real(h, said.mean()));
      for (int i = 0; i < fan.levels(); i++) {
        double z = said.quantile(fan.level(i), places, i);
        fan.quantile(i, k, Scale.held(base + scaled * z, least, most));
      }
    }
  }

  /** The places of the levels of a fan; the same fan comes again and again. */
  private Places places(Fan fan) {
    if (fan != placed) {
      placed = fan;
      places = new Places(IntStream.range(0, fan.levels()).mapToDouble(fan::score).toArray());
    }
    return places;
  }

  private void flat(double[] h, Fan fan) {
    for (int e = 0; e < experts.count(); e++) {
      fan.weight(e, e == Experts.LAST ? 1 : 0);
    }
    for (int k = 1; k <= fan.steps(); k++) {
      fan.mean(k, h[Field.LAST]);
      for (int i = 0; i < fan.levels(); i++) {
        fan.quantile(i, k, h[Field.LAST]);
      }
    }
  }

  private double quantile(double level) {
    return scale.real(scene.h, said.quantile(level, NormalQuantile.of(level)));
  }

  /** Takes paths and weights, so many steps far, and returns the mean of the first step. */
  double mean(int paths, int weights) {
    experts.paths(scene, paths);
    blend.weigh(scene, Math.max(1, weights));
    said.take(scene);
    return blend.mean(scene, 1);
  }
}
