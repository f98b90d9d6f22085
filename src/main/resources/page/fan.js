// A forecast as a fan: its interval and its quantiles as areas in each other, the expectation as a line.
import { trace } from "/canvas.js";
import { colour } from "/theme.js";

const LEVEL_PAIRS = [["0.1", "0.9"], ["0.2", "0.8"], ["0.3", "0.7"], ["0.4", "0.6"]];

/** Draws a forecast that was made for a series, from the value at its origin where that is held. */
export function drawFan(u, series, fan) {
  const { ctx, bbox } = u;
  const x = (time) => u.valToPos(time, "x", true);
  const y = (value) => u.valToPos(value, "y", true);
  const at = series.indexAt(fan.timestamp);
  const start = at >= 0 && series.time[at] === fan.timestamp ? series.value[at] : null;
  const origin = start === null ? [] : [[x(fan.timestamp), y(start)]];
  const points = (column) => fan.forecast_timestamp.map((time, i) => [x(time), y(column[i])]);
  const area = (lower, upper, alpha) => {
    if (lower && upper) {
      ctx.beginPath();
      trace(ctx, [...origin, ...points(upper), ...points(lower).reverse()]);
      ctx.closePath();
      ctx.fillStyle = `rgba(${colour.fan}, ${alpha})`;
      ctx.fill();
    }
  };
  area(fan.lower_bound, fan.upper_bound, 0.1);
  for (const [low, high] of LEVEL_PAIRS) {
    area(fan.quantiles?.[low], fan.quantiles?.[high], 0.13);
  }
  ctx.beginPath();
  trace(ctx, [...origin, ...points(fan.forecast_value)]);
  ctx.strokeStyle = colour.accent;
  ctx.lineWidth = 1.8 * devicePixelRatio;
  ctx.stroke();
  limits(u, fan).forEach((at) => line(ctx, [[bbox.left, at], [bbox.left + bbox.width, at]], colour.bad));
  const now = Math.round(x(fan.timestamp)) + 0.5;
  line(ctx, [[now, bbox.top], [now, bbox.top + bbox.height]], colour.faint);
}

/** Where the limits that the forecast is watched for are in the picture. */
function limits(u, fan) {
  return [fan.limit_above, fan.limit_below]
    .filter((limit) => limit !== null && limit !== undefined)
    .map((limit) => Math.round(u.valToPos(limit, "y", true)) + 0.5);
}

/** A dashed line. */
function line(ctx, points, stroke) {
  ctx.beginPath();
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  trace(ctx, points);
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.stroke();
  ctx.setLineDash([]);
}
