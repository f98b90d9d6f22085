package io.recurrence.config;

import io.recurrence.core.Detector;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Model;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Recurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A specification with stages of one's own: what a text says, and objects of one's own beside it.
 *
 * <pre>{@code
 * PipelineSpec spec =
 *     new SpecBuilder("{name: machines, horizon: 12}")
 *         .model("median(3)", () -> new Median(3))
 *         .detector("above(90)", () -> new Above(90))
 *         .build();
 * }</pre>
 *
 * <p>A stage has a name that says its type and structural settings: its stored memory is found by
 * it, see {@link StageProvider}. The name must not be the type of another stage.
 */
@PublicApi
public final class SpecBuilder {
  private static final String WHERE = "SpecBuilder";
  private static final String DETECTOR = "detector";

  private final String yaml;
  private final List<StageProvider<?>> own = new ArrayList<>();
  private final List<Tree> models = new ArrayList<>();
  private final List<Tree> detectors = new ArrayList<>();

  /** Begins with the text of a specification. */
  public SpecBuilder(String yaml) {
    this.yaml = yaml;
  }

  /**
   * Adds a model to those that the text names. Where it names none, the pipeline has the models
   * that are added here alone; {@code models: [mixture]} makes them experts of the mixture.
   *
   * @param maker makes a fresh one for each thread
   */
  public SpecBuilder model(String name, Supplier<? extends Model> maker) {
    models.add(named(Model.class, name, maker));
    return this;
  }

  /**
   * Sets the forecaster, in the place of models.
   *
   * @param maker makes a fresh one for each thread
   */
  public SpecBuilder forecaster(String name, Supplier<? extends Forecaster> maker) {
    models.add(named(Forecaster.class, name, maker));
    return this;
  }

  /**
   * Sets the detector.
   *
   * @param maker makes a fresh one for each thread
   */
  public SpecBuilder detector(String name, Supplier<? extends Detector> maker) {
    detectors.add(named(Detector.class, name, maker));
    return this;
  }

  /** Lets the text name a stage of one's own, with settings. */
  public SpecBuilder stage(StageProvider<?> provider) {
    own.add(provider);
    return this;
  }

  private <T extends Recurrence> Tree named(
      Class<T> role, String name, Supplier<? extends T> maker) {
    own.add(new Given<>(role, name, new Named<>(name, maker::get)));
    return new Tree.Text(name, WHERE);
  }

  private record Given<T extends Recurrence>(Class<T> role, String type, Named<T> stage)
      implements StageProvider<T> {
    @Override
    public Named<T> stage(Section settings, int horizon) {
      return stage;
    }
  }

  /** A name leads to one stage. */
  private void checkNames(List<Fault> faults) {
    Set<String> taken = new HashSet<>();
    Catalog.names().values().forEach(taken::addAll);
    for (StageProvider<?> each : own) {
      if (!taken.add(each.type())) {
        faults.add(
            new Fault(each.type(), WHERE, "must have another name, which no other stage has"));
      }
    }
  }

  /**
   * Checks the specification.
   *
   * @throws SpecException with every fault
   */
  public PipelineSpec build() {
    List<Fault> faults = new ArrayList<>();
    checkNames(faults);
    Tree.Fields given = SpecLoader.fields(yaml, WHERE, faults);
    Tree.Fields fields = new Tree.Fields(new LinkedHashMap<>(given.fields()), given.where());
    if (!models.isEmpty()) {
      List<Tree> all = new ArrayList<>();
      String key = fields.fields().containsKey("model") ? "model" : "models";
      Tree listed = fields.fields().get(key);
      if (listed instanceof Tree.Items items) {
        all.addAll(items.items());
      } else if (listed != null) {
        all.add(listed);
      }
      all.addAll(models);
      fields.fields().put(key, new Tree.Items(all, WHERE));
    }
    if (!detectors.isEmpty()) {
      if (detectors.size() > 1 || fields.fields().containsKey(DETECTOR)) {
        faults.add(new Fault(DETECTOR, WHERE, "must be one, not several"));
      }
      fields.fields().put(DETECTOR, detectors.get(0));
    }
    return SpecLoader.draft(fields, WHERE, new OwnStages(own), null, faults).checked();
  }
}
