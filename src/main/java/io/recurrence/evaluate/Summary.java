package io.recurrence.evaluate;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.recurrence.config.PipelineSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a backtest found, in figures. */
public final class Summary {
  private final PipelineSpec spec;
  private final Rows rows;
  private final double seconds;
  private final int stateBytes;
  private final Scorecard card;
  private final Alarms alarms;
  private final List<SeriesTrace> traces;
  private final double[] levels;

  /**
   * What was read.
   *
   * @param note how, where that is not as the file is written; empty otherwise
   */
  record Rows(long events, int series, RowCounts counts, String note) {}

  Summary(
      PipelineSpec spec,
      Rows rows,
      double seconds,
      int stateBytes,
      Scorecard card,
      Alarms alarms,
      List<SeriesTrace> traces,
      double[] levels) {
    this.spec = spec;
    this.rows = rows;
    this.seconds = seconds;
    this.stateBytes = stateBytes;
    this.card = card;
    this.alarms = alarms;
    this.traces = traces;
    this.levels = levels;
  }

  /** The alarms, and those that other rates would have given. */
  public Alarms alarms() {
    return alarms;
  }

  /** The scores of the forecasts. */
  public Scorecard card() {
    return card;
  }

  /** The levels of the quantiles that were scored. */
  public double[] levels() {
    return levels.clone();
  }

  /** Each series, in the order in which they began. */
  public List<SeriesTrace> traces() {
    return traces;
  }

  /** The pipeline that ran. */
  public String pipeline() {
    return spec.name();
  }

  void write(Path file) {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("pipeline", spec.name());
      json.writeNumberField("events", rows.events());
      json.writeNumberField("series", rows.series());
      rows.counts().write(json);
      json.writeStringField("note", rows.note());
      json.writeNumberField("seconds", seconds);
      json.writeNumberField("events_per_second", rows.events() / seconds);
      json.writeNumberField("state_bytes_per_series", stateBytes);
      alarms.write(json);
      json.writeNumberField("horizon", spec.horizon());
      json.writeNumberField("forecasts_scored", card.scored());
      JsonNumber.write(json, "mae", card.mae());
      JsonNumber.write(json, "rmse", card.rmse());
      JsonNumber.write(json, "mase", card.mase());
      JsonNumber.write(json, "smape", card.smape());
      JsonNumber.write(json, "weighted_quantile_loss", card.weightedQuantileLoss());
      json.writeObjectFieldStart("coverage");
      for (int i = 0; i < levels.length; i++) {
        json.writeObjectFieldStart(Double.toString(levels[i]));
        JsonNumber.write(json, "all", card.coverage(i));
        for (int k = 1; k <= spec.horizon(); k++) {
          JsonNumber.write(json, Integer.toString(k), card.coverage(i, k));
        }
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new InputException("cannot write " + file + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    String read =
        String.format(
            Locale.ROOT,
            "%,d events of %,d series in %.1f s (%,.0f events/s), %,d bytes of state per series",
            rows.events(),
            rows.series(),
            seconds,
            rows.events() / seconds,
            stateBytes);
    return Stream.of(
            read, rows.note(), rows.counts().toString(), accuracy(), alarms.againstLabels())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String accuracy() {
    return card.scored() == 0
        ? "no forecast has met a value yet, so there is no error yet"
        : String.format(
            Locale.ROOT,
            "over %d steps: MAE %.4g  RMSE %.4g  MASE %.3f  sMAPE %.2f %%  weighted quantile loss %.4f",
            spec.horizon(),
            card.mae(),
            card.rmse(),
            card.mase(),
            card.smape(),
            card.weightedQuantileLoss());
  }
}
