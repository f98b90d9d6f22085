// Charts: the series with its forecasts, the weights of the models, coverage, calibration.
import uPlot from "/uplot.js";
import { clock, day, number, percent } from "/data.js";

const LEVEL_PAIRS = [["0.1", "0.9"], ["0.2", "0.8"], ["0.3", "0.7"], ["0.4", "0.6"]];
const COVERAGE_WINDOW = 100;
const MODELS = 8;

export let colour = {};
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  colour = Object.fromEntries(["ink", "soft", "faint", "accent", "bad", "warn", "good", "card", "fan", "band"].map((n) => [n, get(n)]));
  colour.models = Array.from({ length: MODELS }, (_, i) => get(`m${i}`));
}

/** The last values of one series in one small canvas, the last of them with a dot. */
export function sparkline(canvas, item) {
  const context = canvas.getContext("2d");
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  const values = item.sparkline;
  if (values.length < 2) {
    return;
  }
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = high - low || 1;
  const x = (i) => 3 + (i / (values.length - 1)) * (width - 10);
  const y = (value) => height - 8 - ((value - low) / range) * (height - 16);
  const bad = item.status === "ANOMALY";
  context.lineWidth = 2.5;
  context.lineJoin = "round";
  context.strokeStyle = bad ? colour.bad : colour.soft;
  context.beginPath();
  values.forEach((value, i) => (i ? context.lineTo(x(i), y(value)) : context.moveTo(x(i), y(value))));
  context.stroke();
  context.fillStyle = bad ? colour.bad : colour.accent;
  context.beginPath();
  context.arc(x(values.length - 1), y(values.at(-1)), 4, 0, 7);
  context.fill();
}

const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

function timeTicks(u, splits) {
  const span = u.scales.x.max - u.scales.x.min;
  let before = null;
  return splits.map((time) => {
    const date = day(time);
    const text = span > 3 * 86_400_000 ? date : date !== before && before !== null ? date : clock(time, span < 600_000);
    before = date;
    return text;
  });
}

function axes(size = 52) {
  const look = { stroke: () => colour.soft, font, grid: { stroke: () => colour.faint, width: 1 }, ticks: { show: false } };
  return [
    { ...look, values: timeTicks, space: 70, size: 26, grid: { show: false } },
    { ...look, size, values: (u, splits) => splits.map((x) => number(x, splits[1] - splits[0])), space: 34 },
  ];
}

function sized(element, chart) {
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = element;
    if (width && height) {
      chart.setSize({ width, height });
    }
  }).observe(element);
}

function clipped(u, draw) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}

/** The series: history with the band that was expected, forecasts as fans, marks. */
export class MainChart {
  constructor(element, tip, onHover, onWindow) {
    this.element = element;
    this.tip = tip;
    this.onHover = onHover;
    this.onWindow = onWindow;
    this.series = null;
    this.window = { from: 0, to: 1 };
    this.fan = null;
    this.hovered = null;
    const line = (stroke, width, more = {}) => ({ stroke, width, points: { show: false }, ...more });
    this.plot = new uPlot(
      {
        width: Math.max(100, element.clientWidth),
        height: Math.max(100, element.clientHeight),
        ms: 1,
        padding: [10, 14, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false, points: { size: 7 }, focus: { prox: -1 } },
        scales: {
          x: { time: true, range: () => [this.window.from, this.window.to] },
          y: { range: () => this.range() },
        },
        axes: axes(),
        series: [
          {},
          line(() => `rgba(${colour.band}, .0)`, 0, { points: { show: false } }),
          line(() => `rgba(${colour.band}, .0)`, 0),
          line(() => colour.accent, 1.2, { dash: [2, 3] }),
          line(() => colour.ink, 1.6),
        ],
        bands: [{ series: [2, 1], fill: () => `rgba(${colour.band}, .16)` }],
        hooks: {
          drawAxes: [(u) => clipped(u, (ctx) => this.drawFans(u, ctx))],
          draw: [(u) => clipped(u, (ctx) => this.drawMarks(u, ctx))],
          setCursor: [(u) => this.hover(u)],
        },
      },
      [[], [], [], [], []],
      element,
    );
    sized(element, this.plot);
    this.drag();
  }

  /** Shows a window of a series; `fan` is the forecast that is drawn in full. */
  show(series, window, fan) {
    this.series = series;
    this.window = window;
    this.fan = fan;
    const from = Math.max(0, series.indexAt(window.from) - 1);
    const to = Math.min(series.time.length, series.indexAt(window.to) + 2);
    const cut = (column) => column.slice(from, to);
    this.plot.setData([cut(series.time), cut(series.lower), cut(series.upper), cut(series.expected), cut(series.value)]);
  }

  range() {
    const [time, lower, upper, expected, value] = this.plot?.data ?? [[]];
    let low = Infinity;
    let high = -Infinity;
    const widen = (x) => {
      if (x !== null && x !== undefined) {
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
    };
    time.forEach((t, i) => {
      if (t >= this.window.from && t <= this.window.to) {
        widen(value[i]);
      }
    });
    const inside = (t) => t >= this.window.from && t <= this.window.to;
    this.fan?.forecast_timestamp.forEach((t, i) => inside(t) && widen(this.fan.forecast_value[i]));
    if (low > high) {
      return [0, 1];
    }
    // bands may be far wider than all that happens; they may widen the picture, but not without end
    const size = high - low || Math.abs(high) * 0.02 || 1;
    const [floor, roof] = [low - 0.7 * size, high + 0.7 * size];
    const soft = (x) => x !== null && x !== undefined && widen(Math.min(roof, Math.max(floor, x)));
    time.forEach((t, i) => {
      if (inside(t)) {
        soft(lower[i]);
        soft(upper[i]);
        soft(expected[i]);
      }
    });
    this.fan?.forecast_timestamp.forEach((t, i) => {
      if (inside(t)) {
        soft(this.fan.lower_bound[i]);
        soft(this.fan.upper_bound[i]);
      }
    });
    const pad = 0.06 * (high - low) || size * 0.1;
    return [low - pad, high + pad];
  }

  drawFans(u, ctx) {
    if (!this.series || !this.fan) {
      return;
    }
    const { fan, series } = this;
    const x = (time) => u.valToPos(time, "x", true);
    const y = (value) => u.valToPos(value, "y", true);
    const times = fan.forecast_timestamp;
    const at = series.indexAt(fan.timestamp);
    const start = at >= 0 && series.time[at] === fan.timestamp ? series.value[at] : null;
    const anchor = (path) => (start === null ? undefined : path.push([x(fan.timestamp), y(start)]));
    const area = (lower, upper, alpha) => {
      if (!lower || !upper) {
        return;
      }
      const path = [];
      anchor(path);
      times.forEach((time, i) => path.push([x(time), y(upper[i])]));
      for (let i = times.length - 1; i >= 0; i--) {
        path.push([x(times[i]), y(lower[i])]);
      }
      ctx.beginPath();
      path.forEach(([px, py], i) => (i ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
      ctx.closePath();
      ctx.fillStyle = `rgba(${colour.fan}, ${alpha})`;
      ctx.fill();
    };
    area(fan.lower_bound, fan.upper_bound, 0.1);
    for (const [low, high] of LEVEL_PAIRS) {
      area(fan.quantiles?.[low], fan.quantiles?.[high], 0.13);
    }
    const path = [];
    anchor(path);
    times.forEach((time, i) => path.push([x(time), y(fan.forecast_value[i])]));
    ctx.beginPath();
    path.forEach(([px, py], i) => (i ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
    ctx.strokeStyle = colour.accent;
    ctx.lineWidth = 1.8 * devicePixelRatio;
    ctx.stroke();
    const origin = Math.round(x(fan.timestamp)) + 0.5;
    ctx.beginPath();
    ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.moveTo(origin, u.bbox.top);
    ctx.lineTo(origin, u.bbox.top + u.bbox.height);
    ctx.strokeStyle = colour.faint;
    ctx.lineWidth = devicePixelRatio;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  marksInView() {
    return this.series.marks.filter((m) => m.timestamp >= this.window.from && m.timestamp <= this.window.to);
  }

  drawMarks(u, ctx) {
    if (!this.series) {
      return;
    }
    const ratio = devicePixelRatio;
    const marks = this.marksInView();
    this.element.dataset.marks = marks.length;
    this.element.dataset.latest = marks.at(-1)?.timestamp ?? 0;
    this.element.dataset.forecasts = this.series?.fans.length ?? 0;
    for (const mark of marks) {
      const px = u.valToPos(mark.timestamp, "x", true);
      const value = mark.value ?? mark.expected_value;
      const py = value === null ? u.bbox.top + 8 * ratio : u.valToPos(value, "y", true);
      ctx.beginPath();
      ctx.arc(px, py, 7.5 * ratio, 0, 7);
      ctx.globalAlpha = 0.22;
      ctx.fillStyle = colour.bad;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.beginPath();
      ctx.arc(px, py, 3.6 * ratio, 0, 7);
      ctx.fill();
      ctx.strokeStyle = colour.card;
      ctx.lineWidth = 1.2 * ratio;
      ctx.stroke();
    }
  }

  hover(u) {
    const { left, top, idx } = u.cursor;
    if (left === undefined || left < 0 || idx === null || idx === undefined || !this.series) {
      this.tip.hidden = true;
      this.onHover(null);
      return;
    }
    const time = u.posToVal(left, "x");
    this.onHover(time);
    const near = this.marksInView()
      .map((mark) => ({ mark, distance: Math.abs(u.valToPos(mark.timestamp, "x") - left) }))
      .filter(({ distance }) => distance < 9)
      .sort((a, b) => a.distance - b.distance)[0]?.mark;
    const point = near ?? this.pointAt(u, idx, time);
    if (!point) {
      this.tip.hidden = true;
      return;
    }
    fillTip(this.tip, point);
    this.tip.hidden = false;
    const box = this.tip.parentElement.getBoundingClientRect();
    const over = u.over.getBoundingClientRect();
    const right = left > over.width / 2;
    const at = over.left - box.left + left;
    this.tip.style.left = right ? "" : `${at + 16}px`;
    this.tip.style.right = right ? `${box.width - at + 16}px` : "";
    this.tip.style.top = `${over.top - box.top + Math.min(top, over.height - 110)}px`;
  }

  pointAt(u, idx, time) {
    const [times, lower, upper, expected, value] = u.data;
    const last = times[times.length - 1];
    if (this.fan && time > last) {
      const i = this.fan.forecast_timestamp.findIndex((t) => t >= time);
      return i < 0
        ? null
        : {
            timestamp: this.fan.forecast_timestamp[i],
            forecast: this.fan.forecast_value[i],
            lower_bound: this.fan.lower_bound[i],
            upper_bound: this.fan.upper_bound[i],
            steps: i + 1,
          };
    }
    return {
      timestamp: times[idx],
      value: value[idx],
      expected_value: expected[idx],
      lower_bound: lower[idx],
      upper_bound: upper[idx],
    };
  }

  drag() {
    let begun = null;
    const over = this.plot.over;
    over.style.touchAction = "pan-y";
    over.addEventListener("pointerdown", (event) => {
      begun = { x: event.clientX, window: { ...this.window } };
      over.setPointerCapture(event.pointerId);
    });
    over.addEventListener("pointermove", (event) => {
      if (begun && Math.abs(event.clientX - begun.x) > 3) {
        const { from, to } = begun.window;
        const by = ((event.clientX - begun.x) / over.clientWidth) * (to - from);
        this.onWindow({ shift: from - by - this.window.from });
      }
    });
    over.addEventListener("pointerup", () => (begun = null));
    over.addEventListener("pointercancel", () => (begun = null));
    over.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.onWindow(
          Math.abs(event.deltaX) > Math.abs(event.deltaY)
            ? { shift: (event.deltaX / over.clientWidth) * (this.window.to - this.window.from) }
            : { zoom: event.deltaY > 0 ? 1.15 : 1 / 1.15 },
        );
      },
      { passive: false },
    );
  }
}

function fillTip(tip, point) {
  const step = (point.upper_bound - point.lower_bound) / 20;
  const rows = [[`${day(point.timestamp)}`, clock(point.timestamp)]];
  if (point.forecast !== undefined) {
    rows.push([`in ${point.steps} step${point.steps > 1 ? "s" : ""}`, number(point.forecast, step)]);
  } else {
    rows.push(["value", number(point.value, step)], ["expected", number(point.expected_value, step)]);
  }
  rows.push(["band", `${number(point.lower_bound, step)} … ${number(point.upper_bound, step)}`]);
  if (point.anomaly_score !== undefined) {
    rows.push(["score", number(point.anomaly_score, 0.0001)]);
  }
  const table = document.createElement("table");
  for (const [name, value] of rows) {
    const row = table.insertRow();
    row.insertCell().textContent = name;
    row.insertCell().textContent = value;
  }
  tip.replaceChildren(table);
  if (point.reason) {
    const reason = document.createElement("p");
    reason.textContent = (point.kind ? `${point.kind}: ` : "") + point.reason;
    tip.append(reason);
  }
}

/** How much each model counts, stacked to one. */
export class WeightsChart {
  constructor(element, legend) {
    this.element = element;
    this.legend = legend;
    this.names = [];
    this.plot = null;
  }

  build(names) {
    this.plot?.destroy();
    this.names = names;
    this.window = [0, 1];
    const [time, share] = axes(36);
    this.plot = new uPlot(
      {
        width: Math.max(50, this.element.clientWidth),
        height: Math.max(50, this.element.clientHeight),
        ms: 1,
        padding: [6, 4, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: true, range: () => this.window }, y: { range: [0, 1] } },
        axes: [time, { ...share, values: (u, splits) => splits.map((x) => `${Math.round(100 * x)}%`), space: 40 }],
        series: [
          {},
          ...names.map((_, i) => ({
            stroke: () => colour.card,
            width: 1,
            fill: () => colour.models[i % MODELS],
            points: { show: false },
          })),
        ],
      },
      [[], ...names.map(() => [])],
      this.element,
    );
    sized(this.element, this.plot);
  }

  show(series, window) {
    const rows = series.weights;
    if (!rows.length) {
      this.legend.replaceChildren();
      this.plot?.destroy();
      this.plot = null;
      this.names = [];
      return;
    }
    const names = Object.keys(rows.at(-1).models);
    if (names.join() !== this.names.join() || !this.plot) {
      this.build(names);
    }
    this.window = [window.from, Math.min(window.to, series.time.at(-1) ?? window.to)];
    // the first layer is the sum of all and is drawn first, so that each next one covers it
    const layers = names.map((_, i) =>
      rows.map((row) => names.slice(i).reduce((sum, name) => sum + (row.models[name] ?? 0), 0)),
    );
    this.plot.setData([rows.map((row) => row.time), ...layers]);
    const latest = rows.at(-1).models;
    this.legend.replaceChildren(
      ...names.map((name, i) => {
        const item = document.createElement("li");
        const key = document.createElement("i");
        key.style.background = colour.models[i % MODELS];
        const share = document.createElement("b");
        share.textContent = ` ${Math.round(100 * latest[name])} %`;
        item.append(key, name, share);
        return item;
      }),
    );
  }
}

/** The rolling share of values inside their band, against what was promised. */
export class CoverageChart {
  constructor(element) {
    this.window = [0, 1];
    const [time, share] = axes(42);
    this.plot = new uPlot(
      {
        width: Math.max(50, element.clientWidth),
        height: Math.max(50, element.clientHeight),
        ms: 1,
        padding: [6, 4, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: true, range: () => this.window }, y: { range: (u, low) => [Math.min(0.75, (low ?? 0.8) - 0.05), 1.01] } },
        axes: [time, { ...share, values: (u, splits) => splits.map((x) => (x > 1 ? "" : `${Math.round(100 * x)}%`)), space: 30 }],
        series: [
          {},
          { stroke: () => colour.soft, width: 1, dash: [4, 4], points: { show: false } },
          { stroke: () => colour.accent, width: 1.6, points: { show: false } },
        ],
      },
      [[], [], []],
      element,
    );
    sized(element, this.plot);
  }

  show(series, window) {
    const { time, value, lower, upper, row } = series;
    const from = Math.max(0, series.indexAt(window.from) - COVERAGE_WINDOW);
    const to = series.indexAt(window.to) + 1;
    const recent = [];
    let inside = 0;
    const times = [];
    const shares = [];
    for (let i = from; i < to; i++) {
      if (value[i] === null || lower[i] === null) {
        continue;
      }
      const covered = lower[i] <= value[i] && value[i] <= upper[i] ? 1 : 0;
      recent.push(covered);
      inside += covered;
      if (recent.length > COVERAGE_WINDOW) {
        inside -= recent.shift();
      }
      if (recent.length >= 20) {
        times.push(time[i]);
        shares.push(inside / recent.length);
      }
    }
    this.window = [window.from, Math.min(window.to, time.at(-1) ?? window.to)];
    this.plot.setData([times, times.map(() => row.confidence_level), shares]);
    return shares.at(-1);
  }
}

/** Of what came, the share below each quantile that had been forecast for it. */
export function calibration(element, series) {
  const below = new Map();
  for (const fan of series.fans) {
    for (const [level, column] of Object.entries(fan.quantiles ?? {})) {
      const tally = below.get(level) ?? { n: 0, below: 0 };
      fan.forecast_timestamp.forEach((time, i) => {
        const at = series.indexAt(time);
        if (at >= 0 && series.time[at] === time && series.value[at] !== null) {
          tally.n++;
          tally.below += series.value[at] <= column[i] ? 1 : 0;
        }
      });
      below.set(level, tally);
    }
  }
  const size = 138;
  const pad = 14;
  const at = (x) => pad + x * (size - 2 * pad);
  const points = [...below].filter(([, tally]) => tally.n > 0);
  const dots = points
    .map(([level, tally]) => `<circle cx="${at(Number(level))}" cy="${size - at(tally.below / tally.n)}" r="3.500" fill="${colour.accent}"><title>${percent(tally.below / tally.n)} lay below the quantile ${level}</title></circle>`)
    .join("");
  element.innerHTML =
    `<svg viewBox="0 0 ${size} ${size}" aria-hidden="true"><rect x="${pad}" y="${pad}" width="${size - 2 * pad}" height="${size - 2 * pad}" fill="none" stroke="${colour.faint}"/>` +
    `<path d="M${at(0)} ${size - at(0)}L${at(1)} ${size - at(1)}" stroke="${colour.soft}" stroke-dasharray="3 3"/>${dots}</svg>`;
  return points.length ? points[0][1].n : 0;
}
