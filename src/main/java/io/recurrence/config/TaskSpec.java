package io.recurrence.config;

import io.recurrence.core.EventPipeline;
import io.recurrence.core.EventTask;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.forecast.mixture.Tier;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a pipeline is asked where it is not to forecast: the key {@code task}. */
final class TaskSpec {
  private final TimePolicy policy;
  private final Calendar calendar;
  private final @Nullable Supplier<EventTask> tasks; // null after a fault

  /**
   * Reads the keys.
   *
   * @param s of the whole specification
   * @param asked of the task
   * @param type not {@link TaskType#FORECAST}
   */
  TaskSpec(
      Section s, Section asked, TaskType type, Tier tier, TimePolicy policy, Calendar calendar) {
    this.policy = policy;
    this.calendar = calendar;
    if (tier != Tier.MEDIUM) {
      s.fault("state", "must not name a tier: a task takes what it needs");
    }
    for (String key : ForecastSpec.KEYS) {
      if (s.has(key)) {
        s.fault(
            key,
            "has no meaning for the task '%s', which forecasts no values"
                .formatted(type.written()));
      }
    }
    this.tasks = read(asked, type);
  }

  private @Nullable Supplier<EventTask> read(Section asked, TaskType type) {
    try {
      @Nullable Supplier<EventTask> tasks =
          type == TaskType.SYMBOLS ? SymbolTask.read(asked) : SequenceTask.read(asked, type);
      asked.done();
      if (tasks != null) {
        new EventPipeline(tasks.get(), policy, calendar); // whether that can be
      }
      return tasks;
    } catch (IllegalArgumentException e) {
      asked.fault("", "cannot be: " + e.getMessage());
      return null;
    }
  }

  /** A fresh pipeline, for one thread. */
  SeriesPipeline newPipeline() {
    return new EventPipeline(Objects.requireNonNull(tasks).get(), policy, calendar);
  }

  /** How many numbers are taken of each record; 0 where that differs, as for texts. */
  int width() {
    return tasks == null ? 1 : tasks.get().width();
  }

  /** Whether records bring texts, rather than numbers. */
  boolean texts() {
    return tasks != null && tasks.get().texts();
  }
}
