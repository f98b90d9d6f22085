// The values of a series: history with the interval that was forecast, a forecast as a fan, what was flagged.
import { dot, flag } from "/canvas.js";
import { drawFan } from "/fan.js";
import { number } from "/format.js";
import { timePlot } from "/plot.js";
import { colour } from "/theme.js";
import { Tip } from "/tip.js";

const NEAR = 9; // pixels from a mark

export class ValuesChart {
  constructor(element, tip, viewport, onHover, onClick) {
    this.element = element;
    this.tip = new Tip(tip);
    this.onHover = onHover;
    this.series = null;
    this.window = { from: 0, to: 1 };
    this.fan = null;
    const none = () => `rgba(${colour.band}, .0)`;
    this.plot = timePlot(element, () => this.window, {
      padding: [10, 14, 0, 0],
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 7 }, focus: { prox: -1 } },
      axis: { size: 52, space: 34, values: (u, splits) => splits.map((x) => number(x, (splits[1] - splits[0]) / 10)) },
      range: () => this.range(),
      lines: [
        { stroke: none, width: 0 },
        { stroke: none, width: 0 },
        { stroke: () => colour.accent, width: 1.2, dash: [2, 3] },
        { stroke: () => colour.ink, width: 1.6 },
      ],
      bands: [{ series: [2, 1], fill: () => `rgba(${colour.band}, .16)` }],
      hooks: {
        drawAxes: [clipped((u) => this.fan && drawFan(u, this.series, this.fan))],
        draw: [clipped((u) => this.series && this.drawMarks(u))],
        setCursor: [(u) => this.hover(u)],
      },
    });
    drag(this.plot.over, viewport, () => {
      const { idx } = this.plot.cursor;
      const time = idx === null || idx === undefined ? undefined : this.plot.data[0][idx];
      if (time !== undefined && this.series.value[this.series.indexAt(time)] !== null) {
        onClick(time);
      }
    });
  }

  /** Shows a window of a series; `fan` is the forecast that is drawn in full. */
  show(series, window, fan) {
    this.series = series;
    this.window = window;
    this.fan = fan;
    const from = Math.max(0, series.indexAt(window.from) - 1);
    const to = Math.min(series.time.length, series.indexAt(window.to) + 2);
    const { time, lower, upper, expected, value } = series;
    this.plot.setData([time, lower, upper, expected, value].map((column) => column.slice(from, to)));
  }

  range() {
    const [time, lower, upper, expected, value] = this.plot?.data ?? [[], [], [], [], []];
    const { fan } = this;
    const ahead = (...names) => (fan ? this.inView(fan.forecast_timestamp, ...names.map((name) => fan[name])) : []);
    const [low, high] = extent([...this.inView(time, value), ...ahead("forecast_value")]);
    if (low > high) {
      return [0, 1];
    }
    // bands may be far wider than all that happens; they may widen the picture, but not without end
    const size = high - low || Math.abs(high) * 0.02 || 1;
    const limited = (x) => Math.min(high + 0.7 * size, Math.max(low - 0.7 * size, x));
    const judged = [...this.inView(time, lower, upper, expected), ...ahead("lower_bound", "upper_bound")];
    const [floor, roof] = extent([low, high, ...judged.map(limited)]);
    const pad = 0.06 * (roof - floor) || size * 0.1;
    return [floor - pad, roof + pad];
  }

  isShown(time) {
    return time >= this.window.from && time <= this.window.to;
  }

  /** What columns hold of the window. */
  inView(times, ...columns) {
    const shown = times.map((time) => this.isShown(time));
    return columns.flatMap((column) => column.filter((x, i) => shown[i] && x !== null && x !== undefined));
  }

  marksInView() {
    return this.series.marks.filter(({ timestamp }) => this.isShown(timestamp));
  }

  drawMarks(u) {
    const ratio = devicePixelRatio;
    const marks = this.marksInView();
    this.element.dataset.marks = marks.length;
    this.element.dataset.latest = marks.at(-1)?.timestamp ?? 0;
    this.element.dataset.forecasts = this.series.fans.length;
    for (const mark of marks) {
      const x = u.valToPos(mark.timestamp, "x", true);
      const value = mark.value ?? mark.expected_value;
      const y = value === null ? u.bbox.top + 8 * ratio : u.valToPos(value, "y", true);
      u.ctx.globalAlpha = 0.22;
      dot(u.ctx, x, y, 7.5 * ratio, colour.bad);
      u.ctx.globalAlpha = 1;
      flag(u.ctx, x, y, 3.6 * ratio, 1.2 * ratio);
    }
  }

  /** Tells of the point below the cursor, or of a mark that is near. */
  hover(u) {
    const { left, idx } = u.cursor;
    const outside = left === undefined || left < 0 || idx === null || idx === undefined || !this.series;
    const time = outside ? null : u.posToVal(left, "x");
    this.onHover(time);
    const point = outside ? null : this.markAt(u, left) ?? this.pointAt(u, idx, time);
    if (point) {
      this.tip.show(u, point);
    } else {
      this.tip.hide();
    }
  }

  markAt(u, left) {
    return this.marksInView()
      .map((mark) => ({ mark, distance: Math.abs(u.valToPos(mark.timestamp, "x") - left) }))
      .filter(({ distance }) => distance < NEAR)
      .sort((a, b) => a.distance - b.distance)[0]?.mark;
  }

  pointAt(u, idx, time) {
    const [times, lower, upper, expected, value] = u.data;
    const { fan } = this;
    if (!fan || time <= times.at(-1)) {
      return {
        timestamp: times[idx],
        value: value[idx],
        expected_value: expected[idx],
        lower_bound: lower[idx],
        upper_bound: upper[idx],
      };
    }
    const i = fan.forecast_timestamp.findIndex((t) => t >= time);
    return i < 0
      ? null
      : {
          timestamp: fan.forecast_timestamp[i],
          forecast: fan.forecast_value[i],
          lower_bound: fan.lower_bound[i],
          upper_bound: fan.upper_bound[i],
          steps: i + 1,
        };
  }
}

/** The least and the greatest of values; the other way round where there are none. */
function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Keeps a drawing within the axes. */
const clipped = (draw) => (u) => {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(u);
  ctx.restore();
};

/** Moves through time by hand or wheel, and zooms by wheel; a click that does not move is told of. */
function drag(over, viewport, onClick) {
  let begun = null;
  over.addEventListener("click", () => {
    if (over.dataset.dragged === undefined) {
      onClick();
    }
  });
  over.style.touchAction = "pan-y";
  over.addEventListener("pointerdown", (event) => {
    begun = { x: event.clientX, window: viewport.window };
    delete over.dataset.dragged;
    over.setPointerCapture(event.pointerId);
  });
  over.addEventListener("pointermove", (event) => {
    if (begun && Math.abs(event.clientX - begun.x) > 3) {
      const { from, to } = begun.window;
      over.dataset.dragged = "";
      const by = ((event.clientX - begun.x) / over.clientWidth) * (to - from);
      viewport.shift(from - by - viewport.window.from);
    }
  });
  for (const ending of ["pointerup", "pointercancel"]) {
    over.addEventListener(ending, () => (begun = null));
  }
  over.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const { from, to } = viewport.window;
        viewport.shift((event.deltaX / over.clientWidth) * (to - from));
      } else {
        viewport.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15);
      }
    },
    { passive: false },
  );
}
