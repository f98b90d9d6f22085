package io.recurrence.forecast.network;

import io.recurrence.network.layer.LayerType;
import java.util.Map;

/** Weights that nobody trained, for tests elsewhere. */
public final class MadeWeights {
  private MadeWeights() {}

  /** Of one layer. */
  public static Weights of(LayerType type, int hidden, int head, long seed) {
    Architecture a = new Architecture(type, 1, hidden, head);
    return new Weights(a, Map.of("seed", Long.toString(seed)), Network.initial(a, seed));
  }

  /** That can serve in the place of those that come with this version. */
  public static Weights like(String name, long seed) {
    Architecture a = Weights.find(name).architecture();
    return new Weights(a, Map.of(), Network.initial(a, seed));
  }
}
