package io.recurrence.testing;

import io.recurrence.page.RunningPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline of which only the output records are seen. */
public record FakePipeline(String name, boolean stepwise) implements RunningPipeline {
  /** One that writes a forecast as one record. */
  public FakePipeline(String name) {
    this(name, false);
  }

  @Override
  public int horizon() {
    return 2;
  }

  @Override
  public Health health() {
    return new Health("RUNNING", true, true, 0, 0);
  }

  @Override
  public Map<String, Object> counts() {
    return Map.of("dead_letters", Map.of("no_value", 3L));
  }

  @Override
  public Map<String, Object> card() {
    return Map.of();
  }

  @Override
  public Optional<Stored> stored(String series) {
    return Optional.empty();
  }

  @Override
  public Past past(String series, long time, int points) {
    return new Past(List.of(), List.of());
  }

  @Override
  public List<String> explain(String series, long time) {
    return List.of();
  }

  @Override
  public List<String> names(int limit) {
    return List.of("silent");
  }
}
