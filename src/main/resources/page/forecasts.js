// A series of numbers: its values and forecasts, how much each model counts, whether intervals and quantiles are calibrated.
import { calibration, CoverageChart } from "/coverage.js";
import { $ } from "/dom.js";
import { band, clock, moment, number, percent, resolution } from "/format.js";
import { ValuesChart } from "/values.js";
import { WeightsChart } from "/weights.js";

export class ForecastsView {
  constructor(viewport, onHover, onClick) {
    this.period = 500; // ms between drawings of what is below the values
    this.hovered = null; // a time
    this.values = new ValuesChart($("chart"), $("tip"), viewport, (time) => {
      if (time !== this.hovered) {
        this.hovered = time;
        onHover();
      }
    }, onClick);
    this.weights = new WeightsChart($("weights"), $("models"));
    this.coverage = new CoverageChart($("coverage"));
  }

  /** The values, with the newest forecast or, where one looks at the past, that which was made there. */
  showValues(series, window, paused) {
    const last = series.time.at(-1) ?? window.to;
    const stopped = paused ? Math.min(window.to, last) - 0.25 * (window.to - window.from) : null;
    const past = this.hovered !== null && this.hovered < last ? this.hovered : stopped;
    const fan = past === null ? series.forecast : series.madeBefore(past);
    this.values.show(series, window, fan);
    $("moment").textContent =
      fan && fan !== series.forecast ? `forecast made ${moment(fan.timestamp)}, against what came` : "";
  }

  show(series, window) {
    const past = { from: window.from, to: Math.min(window.to, series.time.at(-1) ?? window.to) };
    this.weights.show(series, past);
    const share = this.coverage.show(series, past);
    const nominal = percent(series.row.confidence_level);
    $("coverage-text").textContent = share === undefined ? "not enough yet" : `${percent(share)}, nominal ${nominal}`;
    calibration($("calibration"), series);
  }

  /** What is said above the charts. */
  figures({ row, weights, forecast }) {
    const step = resolution(row);
    const share = row.model && weights.length ? ` ${Math.round(100 * (weights.at(-1).models[row.model] ?? 0))} %` : "";
    const error = row.relative_error === null ? "–" : `${number(row.relative_error, 0.01)}×`;
    const limits = ["above", "below"].flatMap((side) => chance(forecast, side, step));
    return [
      ["Now", number(row.value, step), row.timestamp ? `at ${clock(row.timestamp)}` : ""],
      ["Forecast for it", number(row.expected_value, step), `${percent(row.confidence_level)} in ${band(row)}`],
      ["Relative MAE", error, `of naive; MAE ${number(row.mean_absolute_error)}`],
      ["Coverage", percent(row.coverage), row.coverage === null ? "not enough yet" : `nominal ${percent(row.confidence_level)}`],
      ["Leading model", row.model || "–", share],
      ...limits,
    ];
  }
}

/** How probable it is that a forecast passes the limit on one side, and when it is expected to; nothing where there is no limit. */
function chance(forecast, side, step) {
  const limit = forecast?.[`limit_${side}`];
  if (limit === null || limit === undefined) {
    return [];
  }
  const when = forecast[`limit_${side}_timestamp`];
  return [[`Chance ${side} ${number(limit, step)}`, percent(forecast[`limit_${side}_probability`]), when ? `from ${moment(when)}` : "not expected"]];
}
