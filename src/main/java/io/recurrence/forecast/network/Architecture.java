package io.recurrence.forecast.network;

import io.recurrence.network.layer.LayerType;
import java.util.Locale;

/**
 * What a network is made of. It decides how many weights there are and what each means.
 *
 * @param type of the recurrent layers
 * @param layers how many are stacked
 * @param hidden H, the units of each
 * @param head K, the hidden units of the head
 */
record Architecture(LayerType type, int layers, int hidden, int head) {
  Architecture {
    if (layers < 1 || layers > 8 || hidden < 1 || hidden > 1024 || head < 1 || head > 1024) {
      throw new IllegalArgumentException(
          "a network has 1 to 8 layers and a head, each of 1 to 1024 units");
    }
  }

  /** Such as {@code lstm,1x64,64}: type, layers by units, units of the head. */
  @Override
  public String toString() {
    return "%s,%dx%d,%d".formatted(type.name().toLowerCase(Locale.ROOT), layers, hidden, head);
  }
}
