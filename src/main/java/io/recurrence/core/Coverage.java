package io.recurrence.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The share of values that lay within the interval forecast for them, over the last thousand or so.
 */
final class Coverage implements Recurrence {
  private static final int COUNT = 0;
  private static final int SHARE = 1;
  private static final double MEMORY = 1000;
  private static final Storage STORAGE = Storage.of(Precision.SHORT, 1).then(Precision.SINGLE, 1);

  @Override
  public int size() {
    return 2;
  }

  @Override
  public Storage storage() {
    return STORAGE;
  }

  @Override
  public void round(double[] h) {
    STORAGE.round(h);
  }

  void step(double[] h, boolean within) {
    h[COUNT] = Math.min(h[COUNT] + 1, MEMORY);
    h[SHARE] += ((within ? 1 : 0) - h[SHARE]) / h[COUNT];
  }

  /** 0 before the first band. */
  double share(double[] h) {
    return h[SHARE];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("bands", h[COUNT]);
    fields.put("share", h[SHARE]);
    return fields;
  }
}
