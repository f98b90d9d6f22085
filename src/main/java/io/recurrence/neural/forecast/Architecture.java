package io.recurrence.neural.forecast;

import io.recurrence.neural.layer.LayerType;

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
}
