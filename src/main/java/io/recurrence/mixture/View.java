package io.recurrence.mixture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays a series out in a scene, which all parts of a mixture read. */
final class View {
  final Scene scene;
  private final Blueprint blueprint;
  private final Ring ring;
  private final Map<List<Long>, Seasons> known = new HashMap<>();
  private double step; // of the seasons last looked up
  private double hour;
  private double season;

  View(Blueprint blueprint, Ring ring) {
    this.blueprint = blueprint;
    this.ring = ring;
    this.scene = new Scene(blueprint.history().values(), new Seasons(blueprint, 0, 0, 0));
  }

  /** Looks the seasons of a series up. */
  Seasons seasons(double[] h) {
    if (h[Field.STEP] != step || h[Field.HOUR] != hour || h[Field.SEASON] != season) {
      step = h[Field.STEP];
      hour = h[Field.HOUR];
      season = h[Field.SEASON];
      long told = Seasons.known(blueprint.calendar(), (long) step) ? (long) step : 0;
      scene.seasons =
          known.computeIfAbsent(
              List.of(told, (long) hour, (long) season),
              key -> new Seasons(blueprint, told, (int) hour, (int) season));
    }
    return scene.seasons;
  }

  /** The season that the calendar tells for a sampling interval, in steps; 0 if none. */
  int calendar(long interval) {
    return Seasons.ofCalendar(blueprint.calendar(), interval);
  }

  /** Takes the series at hand. */
  void take(double[] h) {
    scene.h = h;
    scene.t = (long) h[Field.T];
    scene.start = (long) h[Field.START];
    scene.profiled = (long) h[Field.PROFILED];
    scene.seasons = seasons(h);
  }

  /** Takes the series at hand and lays out its window. */
  void look(double[] h) {
    take(h);
    if (scene.t >= 0) {
      ring.load(scene);
    }
  }
}
