// How much each model counts in the forecast, stacked to one.
import { legend, make } from "/dom.js";
import { shares, timePlot } from "/plot.js";
import { colour } from "/theme.js";

const FAR = 6; // times the usual distance

export class WeightsChart {
  constructor(element, list) {
    this.element = element;
    this.list = list;
    this.names = [];
    this.plot = null;
    this.window = { from: 0, to: 1 };
  }

  show(series, window) {
    const rows = withGaps(series.weights);
    const latest = series.weights.at(-1)?.models ?? {};
    const names = Object.keys(latest);
    if (names.join() !== this.names.join()) {
      this.build(names);
    }
    this.window = window;
    // the first layer is the sum of all and is drawn first, so that each next one covers it
    const layers = names.map((_, i) =>
      rows.map(({ models }) => models && names.slice(i).reduce((sum, name) => sum + (models[name] ?? 0), 0)),
    );
    this.plot?.setData([rows.map((row) => row.time), ...layers]);
    const share = (name) => make("b", ` ${Math.round(100 * latest[name])} %`);
    legend(this.list, names.map((name, i) => [name, shade(i), share(name)]));
  }

  build(names) {
    this.plot?.destroy();
    this.names = names;
    this.plot = names.length
      ? timePlot(this.element, () => this.window, {
          axis: { size: 36, space: 40, values: shares },
          range: [0, 1],
          lines: names.map((_, i) => ({ stroke: () => colour.card, width: 1, fill: () => shade(i) })),
        })
      : null;
  }
}

/** Rows without weights between those that lie far apart: nothing is known of the time between. */
function withGaps(rows) {
  const apart = rows.slice(1).map((row, i) => row.time - rows[i].time);
  const usual = [...apart].sort((a, b) => a - b)[apart.length >> 1] ?? 0;
  return rows.flatMap((row, i) =>
    apart[i] > FAR * usual ? [row, { time: row.time + usual, models: null }] : [row],
  );
}

const shade = (i) => colour.shades[i % colour.shades.length];
