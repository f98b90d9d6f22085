// Results of tasks on symbols and sequences: a ribbon of what came, lines over time, what is probable, attention.
import { clock, number, percent } from "/data.js";
import { colour } from "/charts.js";

const COLOURS = 8;
const LEFT = 42; // of the axis of numbers
const RIGHT = 6;
const TITLES = {
  symbol: ["Symbols", "Surprise in bits", "The next symbol"],
  label: ["Labels", "Probability of each label", "Probability now"],
  class: ["Ended sequences", "Probability of each class", "Probability now"],
  translation: ["", "", "Attention"],
  text: ["", "", "Probability of each class after each symbol"],
};

const $ = (id) => document.getElementById(id);

/** What a record says came. */
export const said = (result) => result.symbol ?? result.label ?? result.class ?? result.translation ?? "";

export class ResultsView {
  constructor() {
    this.names = new Map(); // to the number of its colour
    this.picked = null; // the translation that is shown
  }

  shade(name) {
    const at = this.names.get(name) ?? this.names.set(name, this.names.size).get(name);
    return at < COLOURS ? colour.models[at] : colour.soft;
  }

  /** Shows the records of a window of time, the last of them in full. */
  show(series, window) {
    const kind = kindOf(series);
    if (this.key !== series.row.pipeline + "/" + series.row.series) {
      this.key = series.row.pipeline + "/" + series.row.series;
      this.names.clear();
      this.picked = null;
    }
    const seen = series.results.filter((result) => result.timestamp <= window.to);
    const inside = seen.filter((result) => result.timestamp >= window.from);
    const last = seen.at(-1);
    if (!last) {
      return;
    }
    const [ribbon, lines, chances] = TITLES[kind];
    const texts = kind === "translation" || kind === "text";
    $("ribbon-title").textContent = ribbon;
    $("lines-title").textContent = lines;
    $("chances-title").textContent = chances;
    $("ribbon-figure").hidden = texts;
    $("lines-figure").hidden = texts;
    $("translations").hidden = !texts;
    $("chances").hidden = texts;
    $("attention").hidden = !texts;
    if (texts) {
      this.texts(seen);
    } else {
      this.ribbon($("ribbon"), segments(kind, series.results, window), window);
      this.lines($("lines"), kind, inside, window);
      this.chances($("chances"), last.probabilities);
    }
  }

  ribbon(canvas, parts, window) {
    const ctx = sized(canvas);
    const width = canvas.clientWidth - LEFT - RIGHT;
    const height = canvas.clientHeight;
    const x = (time) => LEFT + ((time - window.from) / (window.to - window.from)) * width;
    ctx.font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
    ctx.textBaseline = "middle";
    const shown = new Map();
    for (const part of parts) {
      const from = Math.max(LEFT, x(part.from));
      const to = Math.min(LEFT + width, x(part.to));
      if (to <= from) {
        continue;
      }
      shown.set(part.name, this.shade(part.name));
      ctx.fillStyle = shown.get(part.name);
      ctx.globalAlpha = part.sure === undefined ? 1 : 0.35 + 0.65 * part.sure;
      ctx.fillRect(from, 4, Math.max(1, to - from - 1), height - 8);
      ctx.globalAlpha = 1;
      if (part.flagged) {
        ctx.fillStyle = colour.bad;
        ctx.fillRect(from, 0, Math.max(3, to - from - 1), 4);
      }
      if (ctx.measureText(part.name).width < to - from - 8) {
        ctx.fillStyle = colour.card;
        ctx.fillText(part.name, from + 4, height / 2);
      }
    }
    canvas.dataset.segments = parts.length;
    legend($("ribbon-legend"), shown);
  }

  lines(canvas, kind, results, window) {
    const ctx = sized(canvas);
    const height = canvas.clientHeight - 20;
    const width = canvas.clientWidth - LEFT - RIGHT;
    const columns = kind === "symbol" ? [["surprise", colour.accent, (r) => r.surprise], ["entropy", colour.soft, (r) => r.entropy]] : this.shares(results);
    const top = kind === "symbol" ? Math.max(2, ...results.map((r) => r.surprise)) * 1.05 : 1;
    const x = (time) => LEFT + ((time - window.from) / (window.to - window.from)) * width;
    const y = (value) => 6 + (1 - value / top) * (height - 6);
    axes(ctx, window, x, y, top, LEFT + width, height);
    for (const [name, stroke, value] of columns) {
      ctx.beginPath();
      ctx.strokeStyle = stroke;
      ctx.lineWidth = 1.6;
      if (kind === "symbol") {
        const draw = name === "surprise" ? stems : steps;
        draw(ctx, results.map((result) => [x(result.timestamp), y(value(result))]), y(0));
        continue;
      }
      let before = null;
      for (const result of results) {
        const joined = before && (kind !== "class" || before.window_start === result.window_start);
        const at = [x(result.labelled_timestamp ?? result.timestamp), y(value(result))];
        joined ? ctx.lineTo(...at) : ctx.moveTo(...at);
        before = result;
      }
      ctx.stroke();
    }
    const flagged = results.filter((result) => result.is_anomaly);
    for (const result of flagged) {
      ctx.beginPath();
      ctx.arc(x(result.timestamp), y(result.surprise), 4.5, 0, 7);
      ctx.fillStyle = colour.bad;
      ctx.fill();
      ctx.strokeStyle = colour.card;
      ctx.lineWidth = 1.2;
      ctx.stroke();
    }
    canvas.dataset.marks = flagged.length;
    canvas.dataset.points = results.length;
    legend($("lines-legend"), new Map(columns.map(([name, stroke]) => [name, stroke])));
  }

  shares(results) {
    const names = [...new Set(results.flatMap((result) => Object.keys(result.probabilities)))].sort();
    return names.map((name) => [name, this.shade(name), (r) => r.probabilities[name] ?? 0]);
  }

  chances(list, probabilities) {
    list.replaceChildren(
      ...Object.entries(probabilities ?? {}).map(([name, share]) => {
        const item = document.createElement("li");
        item.innerHTML = "<span></span><i></i><b></b>";
        item.querySelector("span").textContent = name;
        item.querySelector("b").textContent = percent(share);
        const bar = item.querySelector("i");
        bar.style.background = `linear-gradient(to right, ${this.shade(name)} ${100 * share}%, transparent 0)`;
        return item;
      }),
    );
  }

  /** Texts with their translations or classes; of the one that is chosen, how it came about. */
  texts(results) {
    const list = results.slice(-12).reverse();
    const shown = list.find((result) => result.timestamp === this.picked) ?? list[0];
    $("translations").replaceChildren(
      ...list.map((result) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.setAttribute("aria-pressed", result === shown);
        button.innerHTML = "<span></span><b></b><small></small>";
        button.querySelector("span").textContent = result.source;
        button.querySelector("b").textContent = said(result);
        button.querySelector("small").textContent = percent(result.probability) + (result.complete === false ? ", cut off" : "");
        button.onclick = () => {
          this.picked = this.picked === result.timestamp ? null : result.timestamp;
          this.texts(results);
        };
        item.append(button);
        return item;
      }),
    );
    if (shown.course) {
      const names = Object.keys(shown.probabilities);
      const rows = names.map((_, k) => shown.course.map((shares) => shares[k]));
      grid($("attention"), parts(shown.source, shown.course.length), names, rows);
    } else {
      const rows = shown.attention ?? [];
      grid($("attention"), parts(shown.source, rows[0]?.length ?? 0), parts(shown.translation, rows.length), rows);
    }
  }

  /** What is said above the charts. */
  figures(series) {
    const last = series.results.at(-1) ?? {};
    const at = last.timestamp ? `at ${clock(last.timestamp)}` : "";
    switch (kindOf(series)) {
      case "symbol":
        return [
          ["Now", last.symbol, at],
          ["Was expected", last.expected_symbol || "–", ""],
          ["Surprise", number(last.surprise, 0.01), "bits"],
          ["Uncertainty of the next", number(last.entropy, 0.01), "bits"],
        ];
      case "class":
        return [
          [last.ended ? "It was" : "So far", last.class, at],
          ["Probability", percent(last.probability), ""],
          ["Records", number(last.records), `since ${clock(last.window_start)}`],
        ];
      case "text":
        return [
          ["Class", last.class, at],
          ["Probability", percent(last.probability), ""],
        ];
      case "label":
        return [
          ["Now", last.label, at],
          ["Probability", percent(last.probability), ""],
          ["Lasts", number(last.duration), last.duration ? "records on average" : ""],
        ];
      default:
        return [
          ["Translation", last.translation, at],
          ["Probability", percent(last.probability), ""],
        ];
    }
  }
}

/** Stretches of time with the same name. */
function segments(kind, results, window) {
  if (kind === "class") {
    return results
      .filter((result) => result.ended && result.timestamp >= window.from && result.window_start <= window.to)
      .map((result) => ({ name: result.class, from: result.window_start, to: result.timestamp, sure: result.probability }));
  }
  const parts = [];
  results.forEach((result, i) => {
    const from = result.labelled_timestamp ?? result.timestamp;
    const next = results[i + 1];
    const to = next ? next.labelled_timestamp ?? next.timestamp : result.timestamp;
    const last = parts.at(-1);
    if (from > window.to || to < window.from) {
      return;
    }
    if (kind === "label" && last?.name === said(result) && last.to === from) {
      last.to = to;
    } else {
      parts.push({ name: said(result), from, to: next ? to : window.to, flagged: result.is_anomaly });
    }
  });
  return parts;
}

function sized(canvas) {
  const ratio = devicePixelRatio;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

/** What is true at a moment only. */
function stems(ctx, points, bottom) {
  for (const [x, y] of points) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, y);
  }
  ctx.stroke();
}

/** What stays as it is until the next record. */
function steps(ctx, points) {
  points.forEach(([x, y], i) => {
    ctx.lineTo(x, points[Math.max(0, i - 1)][1]);
    ctx.lineTo(x, y);
  });
  ctx.stroke();
}

function axes(ctx, window, x, y, top, right, bottom) {
  ctx.font = '11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  ctx.fillStyle = colour.soft;
  ctx.strokeStyle = colour.faint;
  ctx.lineWidth = 1;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  for (let i = 0; i <= 4; i++) {
    const value = (top * i) / 4;
    ctx.beginPath();
    ctx.moveTo(LEFT, y(value));
    ctx.lineTo(right, y(value));
    ctx.stroke();
    ctx.fillText(top === 1 ? `${25 * i}%` : number(value, 0.1), LEFT - 6, y(value));
  }
  ctx.textAlign = "center";
  const long = window.to - window.from > 3 * 86_400_000;
  for (let i = 1; i <= 4; i++) {
    const time = window.from + ((window.to - window.from) * i) / 5;
    ctx.fillText(long ? new Date(time).toISOString().slice(0, 10) : clock(time), x(time), bottom + 12);
  }
  ctx.textAlign = "left";
}

function legend(list, names) {
  list.replaceChildren(
    ...[...names].slice(0, 2 * COLOURS).map(([name, shade]) => {
      const item = document.createElement("li");
      const key = document.createElement("i");
      key.style.background = shade;
      item.append(key, name);
      return item;
    }),
  );
}

/** Translations, or what else the newest result is. */
function kindOf(series) {
  return series.results.at(-1)?.course ? "text" : series.kind;
}

/** A weight for each symbol of a text (across), in each row (down). */
function grid(element, across, down, rows) {
  element.style.gridTemplateColumns = `auto repeat(${Math.max(1, across.length)}, minmax(0, 1fr))`;
  const cell = (text, weight) => {
    const span = document.createElement("span");
    span.textContent = text;
    if (weight !== undefined) {
      span.className = "weight";
      span.style.background = `rgba(${colour.fan}, ${weight})`;
      span.title = percent(weight);
    }
    return span;
  };
  element.replaceChildren(
    cell(""),
    ...across.map((text) => cell(text)),
    ...rows.flatMap((row, i) => [cell(down[i]), ...row.map((weight) => cell("", weight))]),
  );
}

/** A text in as many symbols: words or characters; what is behind the last is its end. */
function parts(text, count) {
  const words = text.split(" ");
  const symbols = words.length === count || words.length === count - 1 ? words : [...text];
  return Array.from({ length: count }, (_, i) => symbols[i] ?? "∎");
}
