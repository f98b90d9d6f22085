package example;

import io.recurrence.config.Named;
import io.recurrence.config.Section;
import io.recurrence.config.StageProvider;
import io.recurrence.core.Model;

/**
 * Lets a pipeline name a {@link Median}: {@code models: [{type: median, window: 5}]}. It is listed
 * in {@code META-INF/services/io.recurrence.config.StageProvider}.
 */
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
    int window = settings.integer("window", 5, 1, 99);
    return new Named<>("median(" + window + ")", () -> new Median(window));
  }
}
