// Results over time: a ribbon of what came, and lines of surprise or of probabilities.
import { fitted, flag, trace } from "/canvas.js";
import { $, legend } from "/dom.js";
import { clock, DAY, number } from "/format.js";
import { colour, font } from "/theme.js";

const LEFT = 42; // of the axis of numbers
const RIGHT = 6;
const MOST_NAMES = 16; // in a legend

/** Where a time is on a canvas, between its margins. */
function across(canvas, window) {
  const width = canvas.clientWidth - LEFT - RIGHT;
  return (time) => LEFT + ((time - window.from) / (window.to - window.from)) * width;
}

/** What came, a stretch for each; `shade` gives the colour of a name. */
export function drawRibbon(canvas, kind, results, window, shade) {
  const ctx = fitted(canvas);
  const height = canvas.clientHeight;
  const x = across(canvas, window);
  const parts = stretches(kind, results, window);
  const shown = new Map();
  ctx.font = font(12);
  ctx.textBaseline = "middle";
  for (const part of parts) {
    const from = Math.max(LEFT, x(part.from));
    const width = Math.min(x(window.to), x(part.to)) - from;
    if (width <= 0) {
      continue;
    }
    shown.set(part.name, shade(part.name));
    ctx.fillStyle = shown.get(part.name);
    ctx.globalAlpha = part.sure === undefined ? 1 : 0.35 + 0.65 * part.sure;
    ctx.fillRect(from, 4, Math.max(1, width - 1), height - 8);
    ctx.globalAlpha = 1;
    if (part.flagged) {
      ctx.fillStyle = colour.bad;
      ctx.fillRect(from, 0, Math.max(3, width - 1), 4);
    }
    if (ctx.measureText(part.name).width < width - 8) {
      ctx.fillStyle = colour.card;
      ctx.fillText(part.name, from + 4, height / 2);
    }
  }
  canvas.dataset.segments = parts.length;
  legend($("ribbon-legend"), [...shown].slice(0, MOST_NAMES));
}

/** When a record says something of: by a label, of a record that came before it. */
const timeOf = (result) => result.labelled_timestamp ?? result.timestamp;

/** Stretches of time with the same name. */
function stretches(kind, results, window) {
  if (kind === "class") {
    return results
      .filter((result) => result.ended && result.timestamp >= window.from && result.window_start <= window.to)
      .map((result) => ({ name: result.class, from: result.window_start, to: result.timestamp, sure: result.probability }));
  }
  const parts = [];
  results.forEach((result, i) => {
    const name = result[kind] ?? "";
    const from = timeOf(result);
    const next = results[i + 1];
    const to = next ? timeOf(next) : result.timestamp;
    const last = parts.at(-1);
    if (from > window.to || to < window.from) {
      return;
    }
    if (kind === "label" && last?.name === name && last.to === from) {
      last.to = to;
    } else {
      parts.push({ name, from, to: next ? to : window.to, flagged: result.is_anomaly });
    }
  });
  return parts;
}

/** Of symbols surprise and entropy in bits, of others the probability of each name. */
export function drawLines(canvas, kind, results, window, shade) {
  const ctx = fitted(canvas);
  const height = canvas.clientHeight - 20;
  const bits = kind === "symbol";
  const top = bits ? Math.max(2, ...results.map((r) => r.surprise)) * 1.05 : 1;
  const x = across(canvas, window);
  const y = (value) => 6 + (1 - value / top) * (height - 6);
  const columns = bits
    ? [["surprise", colour.accent, stems, (r) => r.surprise], ["entropy", colour.soft, steps, (r) => r.entropy]]
    : names(results).map((name) => [name, shade(name), trace, (r) => r.probabilities[name] ?? 0]);
  axes(ctx, window, x, y, top, height);
  const runs = sequences(results);
  for (const [, stroke, draw, value] of columns) {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    for (const run of runs) {
      draw(ctx, run.map((result) => [x(timeOf(result)), y(value(result))]), y(0));
    }
    ctx.stroke();
  }
  const flagged = results.filter((result) => result.is_anomaly);
  for (const result of flagged) {
    flag(ctx, x(result.timestamp), y(result.surprise), 4.5, 1.2);
  }
  canvas.dataset.marks = flagged.length;
  canvas.dataset.points = results.length;
  legend($("lines-legend"), columns.slice(0, MOST_NAMES).map(([name, stroke]) => [name, stroke]));
}

function names(results) {
  return [...new Set(results.flatMap((result) => Object.keys(result.probabilities)))].sort();
}

/** The records of each sequence; where there are no sequences, all. */
function sequences(results) {
  const runs = [];
  for (const result of results) {
    const run = runs.at(-1);
    if (run && run[0].window_start === result.window_start) {
      run.push(result);
    } else {
      runs.push([result]);
    }
  }
  return runs;
}

/** What is true at a moment only. */
function stems(ctx, points, bottom) {
  points.forEach(([x, y]) => trace(ctx, [[x, bottom], [x, y]]));
}

/** What stays as it is until the next record. */
function steps(ctx, points) {
  trace(ctx, points.flatMap(([x, y], i) => [[x, points[Math.max(0, i - 1)][1]], [x, y]]));
}

function axes(ctx, window, x, y, top, bottom) {
  ctx.font = font(11);
  ctx.fillStyle = colour.soft;
  ctx.strokeStyle = colour.faint;
  ctx.lineWidth = 1;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  for (let i = 0; i <= 4; i++) {
    const value = (top * i) / 4;
    ctx.beginPath();
    trace(ctx, [[LEFT, y(value)], [x(window.to), y(value)]]);
    ctx.stroke();
    ctx.fillText(top === 1 ? `${25 * i}%` : number(value, 0.1), LEFT - 6, y(value));
  }
  ctx.textAlign = "center";
  const length = window.to - window.from;
  for (let i = 1; i <= 4; i++) {
    const time = window.from + (length * i) / 5;
    ctx.fillText(length > 3 * DAY ? new Date(time).toISOString().slice(0, 10) : clock(time), x(time), bottom + 12);
  }
  ctx.textAlign = "left";
}
