// What the charts over time share.
import uPlot from "/uplot.js";
import { clock, day, DAY, isUtc } from "/format.js";
import { colour, font } from "/theme.js";

/**
 * A chart over time that fills an element. `window` gives the stretch of time in view; `axis` and `range` are those of
 * the values, `lines` how they are drawn.
 */
export function timePlot(element, window, { axis, range, lines, ...options }) {
  const look = { stroke: () => colour.soft, font: font(11), grid: { stroke: () => colour.faint, width: 1 }, ticks: { show: false } };
  const plot = new uPlot(
    {
      width: Math.max(100, element.clientWidth),
      height: Math.max(100, element.clientHeight),
      ms: 1,
      tzDate: (time) => (isUtc() ? uPlot.tzDate(new Date(time), "Etc/UTC") : new Date(time)),
      padding: [6, 4, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true, range: () => [window().from, window().to] }, y: { range } },
      axes: [
        { ...look, values: times, space: 70, size: 26, grid: { show: false } },
        { ...look, ...axis },
      ],
      series: [{}, ...lines.map((line) => ({ points: { show: false }, ...line }))],
      ...options,
    },
    [[], ...lines.map(() => [])],
    element,
  );
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = element;
    if (width && height) {
      plot.setSize({ width, height });
    }
  }).observe(element);
  return plot;
}

/** The day where it is another one than before, or where days are what is in view; else the time. */
function times(u, splits) {
  const span = u.scales.x.max - u.scales.x.min;
  let before = null;
  return splits.map((time) => {
    const date = day(time);
    const text = span > 3 * DAY || (date !== before && before !== null) ? date : clock(time, span < 600_000);
    before = date;
    return text;
  });
}

/** Shares of one as the numbers of an axis. */
export const shares = (u, splits) => splits.map((x) => (x > 1 ? "" : `${Math.round(100 * x)}%`));
