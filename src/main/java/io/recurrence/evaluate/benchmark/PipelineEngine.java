package io.recurrence.evaluate.benchmark;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Judgement;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The streaming engine as a pipeline specification makes it: the same reorderer and steps as in the
 * stream. A protocol sets the horizon, the quantiles, and what a step is; all else is as specified.
 */
public final class PipelineEngine implements Engine {
  private final Function<List<String>, PipelineSpec> specs;
  private final Map<List<String>, PipelineSpec> known = new ConcurrentHashMap<>();

  /**
   * An engine of one specification.
   *
   * @param specs gives the specification with some settings {@code key=value} overridden
   */
  public PipelineEngine(Function<List<String>, PipelineSpec> specs) {
    this.specs = specs;
  }

  private SeriesPipeline pipeline(int horizon, Steps steps) {
    List<String> settings = new ArrayList<>();
    if (horizon != AS_SPECIFIED) {
      settings.add("horizon=" + horizon);
    }
    settings.add(Levels.setting());
    settings.add("time.lateness=PT0S"); // rows of a data set are in order: each is a step at once
    if (steps == Steps.OF_RECORDS) {
      settings.add("step=none");
      settings.add("time.duplicates=keep");
    }
    return known.computeIfAbsent(settings, specs).newEvaluation();
  }

  @Override
  public Follower follow(int horizon, Steps steps) {
    return new Following(pipeline(horizon, steps));
  }

  @Override
  public int stateBytes(int horizon, Steps steps) {
    return pipeline(horizon, steps).stateBytes();
  }

  /** One state on its way. */
  private static final class Following implements Follower {
    private final SeriesPipeline pipeline;
    private final Reorderer reorderer;
    private final State state;
    private final SeriesForecast forecast;
    private long row;
    private double score;
    private double alarm;
    private boolean flagged;
    private double expected;
    private double lower;
    private double upper;

    Following(SeriesPipeline pipeline) {
      this.pipeline = pipeline;
      this.reorderer = new Reorderer(pipeline);
      this.state = pipeline.newState();
      this.forecast = pipeline.newOutput().forecast();
    }

    @Override
    public void step(long time, double x) {
      score = 0; // of a row that is no step: a duplicate, or too late
      alarm = 0;
      flagged = false;
      expected = Double.NaN;
      lower = Double.NaN;
      upper = Double.NaN;
      boolean present = !Double.isNaN(x);
      row++;
      reorderer.accept(state, row, time, present, present ? x : 0, this::read);
    }

    private void read(StepResult out) {
      Judgement judgement = out.judgement();
      score = judgement.verdict().score();
      alarm = judgement.verdict().alarm();
      flagged = judgement.verdict().anomaly();
      if (judgement.hasExpectation()) {
        expected = judgement.expected();
        lower = judgement.lower();
        upper = judgement.upper();
      }
    }

    @Override
    public double score() {
      return score;
    }

    @Override
    public double alarm() {
      return alarm;
    }

    @Override
    public boolean flagged() {
      return flagged;
    }

    @Override
    public double expected() {
      return expected;
    }

    @Override
    public double lower() {
      return lower;
    }

    @Override
    public double upper() {
      return upper;
    }

    @Override
    public boolean forecast() {
      return pipeline.forecast(state, forecast);
    }

    @Override
    public double mean(int k) {
      return forecast.mean(k);
    }

    @Override
    public double quantile(int level, int k) {
      return forecast.quantile(level, k);
    }
  }
}
