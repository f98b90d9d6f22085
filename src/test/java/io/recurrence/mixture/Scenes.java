package io.recurrence.mixture;

/** A memory with some parts of a mixture in it, and the series that it is of. */
final class Scenes {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private Scenes() {}

  /** A series of which nothing has been seen. */
  static Scene of(Tier tier, Seasons seasons, Plan plan) {
    Scene scene = new Scene(Blueprint.of(tier).history().values(), seasons);
    scene.h = new double[plan.storage().size()];
    scene.t = -1;
    return scene;
  }

  /** The window of a medium or large mixture with these values in it. */
  static Scene showing(Tier tier, double... values) {
    Blueprint blueprint = Blueprint.of(tier);
    Scene scene = new Scene(blueprint.history().values(), new Seasons(blueprint, 0, 0, 0));
    int shown = Math.min(values.length, scene.now + 1);
    System.arraycopy(values, values.length - shown, scene.values, scene.now + 1 - shown, shown);
    scene.t = (long) values.length - 1;
    return scene;
  }
}
