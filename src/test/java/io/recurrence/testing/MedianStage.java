package io.recurrence.testing;

import io.recurrence.config.Named;
import io.recurrence.config.Section;
import io.recurrence.config.StageProvider;
import io.recurrence.core.Model;

/** Lets a specification name a {@link Median}. */
public final class MedianStage implements StageProvider<Model> {
  @Override
  public Class<Model> role() {
    return Model.class;
  }

  @Override
  public String type() {
    return "median";
  }

  @Override
  public Named<Model> stage(Section settings, int horizon) {
    int window = settings.integer("window", 3, 1, 99);
    if (window % 2 == 0) {
      throw new IllegalArgumentException("a window of " + window + " values has no middle");
    }
    return new Named<>("median(" + window + ")", () -> new Median(window));
  }
}
