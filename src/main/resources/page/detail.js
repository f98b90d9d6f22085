// The middle of the page: one series, how it stands, and its charts.
import { ask } from "/data.js";
import { $, button, make } from "/dom.js";
import { saveSeries, savePng } from "/export.js";
import { anomalies, count, isUtc, moment, percent, stateName } from "/format.js";
import { ForecastsView } from "/forecasts.js";
import { ResultsView } from "/results.js";

export class Detail {
  constructor(viewport) {
    this.viewport = viewport;
    this.forecasts = new ForecastsView(
      viewport,
      () => (this.dirty = true),
      (time) => this.explain(time),
    );
    this.results = new ResultsView();
    this.notes = new Map(); // by pipeline
    $("csv").onclick = () => saveSeries(this.series, this.viewport.window);
    $("png").onclick = () => savePng(this.series.row.series, this.title(), $("chart").querySelector("canvas"));
    $("goto").onchange = () => this.goTo($("goto").value);
    this.redraw();
    requestAnimationFrame(() => this.frame());
  }

  get series() {
    return this.viewport.series;
  }

  show(series) {
    this.viewport.series = series;
    $("one").hidden = false;
    $("empty").hidden = true;
    this.redraw();
  }

  /** Takes in what came of a series, unless another one is shown by now. */
  change(name, apply) {
    if (this.series?.row.series === name) {
      apply(this.series);
      this.dirty = true;
    }
  }

  /** What is to be known of the data of pipelines. */
  annotate(pipelines) {
    this.notes = new Map(pipelines.map(({ name, note }) => [name, note]));
  }

  /** Shows a moment; values and forecasts that are not held are asked for. */
  async showMoment(time) {
    const { series } = this;
    if (!this.viewport.holds(time) || (!series.kind && !series.foresaw(time))) {
      $("moment").textContent = "reading the topic …";
      const { series: name, pipeline } = series.row;
      const query = new URLSearchParams({ pipeline, timestamp: time });
      const past = await ask(`/api/series/${encodeURIComponent(name)}/history?${query}`).catch(({ message }) => ({ message }));
      if (this.series !== series) {
        return;
      }
      if (past.message && !this.viewport.holds(time)) {
        $("moment").textContent = past.message;
        return;
      }
      if (!past.message) {
        series.prepend(past);
        series.recall(past.earlier_forecasts);
      }
    }
    this.viewport.goTo(Math.max(time, series.time[0]));
  }

  /** Shows a time that was typed in, of the zone that is shown. */
  goTo(text) {
    const time = new Date(text + (isUtc() ? "Z" : "")).getTime();
    if (this.series && !Number.isNaN(time)) {
      this.showMoment(time);
    }
  }

  /** Says why a record was flagged, or why not. */
  async explain(time) {
    const { series: name, pipeline } = this.series.row;
    const query = new URLSearchParams({ pipeline, timestamp: time });
    const answer = await ask(`/api/series/${encodeURIComponent(name)}/explain?${query}`).catch(({ message }) => ({ explanation: [message] }));
    const [head, ...lines] = answer.explanation;
    $("explained").textContent = head;
    $("explanation").replaceChildren(...lines.map((line) => make("p", line)));
    $("explaining").showModal();
  }

  title() {
    const { from, to } = this.viewport.window;
    return `${this.series.row.series}, ${moment(from)} to ${moment(to)}`;
  }

  /** Draws all of it in the next frame, what is drawn seldom too. */
  redraw() {
    this.dirty = true;
    this.drawn = -Infinity; // when all was drawn
  }

  frame() {
    if (this.dirty && this.series && document.visibilityState === "visible") {
      this.dirty = false;
      this.draw(this.series, this.viewport.window);
    }
    requestAnimationFrame(() => this.frame());
  }

  draw(series, window) {
    const results = Boolean(series.kind);
    $("values").hidden = results;
    $("lower").hidden = results;
    $("results").hidden = !results;
    if (!results) {
      this.forecasts.showValues(series, window, this.viewport.paused);
    }
    const view = results ? this.results : this.forecasts;
    if (performance.now() - this.drawn > view.period) {
      this.drawn = performance.now();
      view.show(series, window);
      head(series, this.notes.get(series.row.pipeline));
      this.why(series.marks.at(-1));
      figures(view.figures(series));
    } else {
      setTimeout(() => (this.dirty = true), view.period + 20);
    }
  }

  /** What was flagged last. */
  why(mark) {
    $("why").hidden = !mark;
    if (mark) {
      const text = `Latest anomaly, ${moment(mark.timestamp)}: ${mark.reason || "no reason given"}`;
      $("why").replaceChildren(text, button(() => this.showMoment(mark.timestamp), "show"), button(() => this.explain(mark.timestamp), "explain"));
    }
  }
}

/** Which series it is, and how it stands. */
function head({ row, kind }, note) {
  $("name").textContent = row.series;
  $("level").textContent = `${percent(row.confidence_level)} prediction interval`;
  $("csv").hidden = $("png").hidden = $("goto").hidden = Boolean(kind);
  const state = Object.assign(make("b", stateName(row.status)), { className: row.status });
  $("sub").replaceChildren(state, ` · ${row.pipeline}${note ? ` (${note})` : ""} · ${count(row.records)} records, ${anomalies(row.anomalies)}`);
}

/** Names, values and what more is said of them; elements stay where their names do. */
function figures(rows) {
  const box = $("figures");
  if (box.children.length !== rows.length || rows.some(([name], i) => box.children[i].firstChild.textContent !== name)) {
    box.replaceChildren(
      ...rows.map(([name]) => make("div", make("dt", name), make("dd", make("span"), " ", make("small")))),
    );
  }
  rows.forEach(([, value, more], i) => {
    box.children[i].querySelector("dd span").textContent = value;
    box.children[i].querySelector("small").textContent = more;
  });
}
