// Whether intervals and quantiles are calibrated.
import { percent } from "/format.js";
import { shares, timePlot } from "/plot.js";
import { colour } from "/theme.js";

const RECENT = 100; // values that the rolling share is of
const FEWEST = 20;
const SIZE = 138; // of the square of the quantiles
const PAD = 14;

/** The rolling share of values inside their interval, against the nominal one. */
export class CoverageChart {
  constructor(element) {
    this.window = { from: 0, to: 1 };
    this.plot = timePlot(element, () => this.window, {
      axis: { size: 42, space: 30, values: shares },
      range: (u, low) => [Math.min(0.75, (low ?? 0.8) - 0.05), 1.01],
      lines: [
        { stroke: () => colour.soft, width: 1, dash: [4, 4] },
        { stroke: () => colour.accent, width: 1.6 },
      ],
    });
  }

  /** Gives the latest share, where there is one. */
  show(series, window) {
    const { time, value, lower, upper, row } = series;
    const from = Math.max(0, series.indexAt(window.from) - RECENT);
    const to = series.indexAt(window.to) + 1;
    const recent = [];
    let inside = 0;
    const times = [];
    const rolling = [];
    for (let i = from; i < to; i++) {
      if (value[i] === null || lower[i] === null) {
        continue;
      }
      const covered = lower[i] <= value[i] && value[i] <= upper[i] ? 1 : 0;
      recent.push(covered);
      inside += covered;
      if (recent.length > RECENT) {
        inside -= recent.shift();
      }
      if (recent.length >= FEWEST) {
        times.push(time[i]);
        rolling.push(inside / recent.length);
      }
    }
    this.window = window;
    this.plot.setData([times, times.map(() => row.confidence_level), rolling]);
    return rolling.at(-1);
  }
}

/** Of what came, the share below each quantile that had been forecast for it. */
export function calibration(element, series) {
  const inner = SIZE - 2 * PAD;
  const at = (x) => PAD + x * inner;
  const { shares, values } = sharesBelow(series);
  if (values < FEWEST) {
    element.innerHTML = `<p>not enough yet: ${values} of ${FEWEST} values have met an earlier forecast</p>`;
    return;
  }
  const dots = shares
    .map(([level, share]) => `<circle cx="${at(Number(level))}" cy="${SIZE - at(share)}" r="3.500" fill="${colour.accent}"><title>${percent(share)} lay below the quantile ${level}</title></circle>`)
    .join("");
  element.innerHTML =
    `<svg viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true"><rect x="${PAD}" y="${PAD}" width="${inner}" height="${inner}" fill="none" stroke="${colour.faint}"/>` +
    `<path d="M${at(0)} ${SIZE - at(0)}L${at(1)} ${SIZE - at(1)}" stroke="${colour.soft}" stroke-dasharray="3 3"/>${dots}</svg>`;
}

/** By level of the quantiles, and of how many values. */
function sharesBelow(series) {
  const below = new Map(); // a 1 or 0 for each value
  for (const fan of series.fans) {
    for (const [level, column] of Object.entries(fan.quantiles ?? {})) {
      const tally = below.get(level) ?? below.set(level, []).get(level);
      fan.forecast_timestamp.forEach((time, i) => {
        const at = series.indexAt(time);
        if (at >= 0 && series.time[at] === time && series.value[at] !== null) {
          tally.push(series.value[at] <= column[i] ? 1 : 0);
        }
      });
    }
  }
  const shares = [...below]
    .filter(([, tally]) => tally.length)
    .map(([level, tally]) => [level, tally.reduce((a, b) => a + b) / tally.length]);
  return { shares, values: Math.max(0, ...[...below.values()].map((tally) => tally.length)) };
}
