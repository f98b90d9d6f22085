// The middle of the page: one series, how it stands, and its charts.
import { $, button, make } from "/dom.js";
import { count, moment, stateName } from "/format.js";
import { ForecastsView } from "/forecasts.js";
import { ResultsView } from "/results.js";

export class Detail {
  constructor(viewport) {
    this.viewport = viewport;
    this.forecasts = new ForecastsView(viewport, () => (this.dirty = true));
    this.results = new ResultsView();
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

  showMoment(time) {
    if (!this.viewport.goTo(time)) {
      $("moment").textContent = "that moment is no longer held";
    }
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
      head(series);
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
      const text = `Last flagged ${moment(mark.timestamp)}: ${mark.reason || "no reason given"}`;
      $("why").replaceChildren(text, button(() => this.showMoment(mark.timestamp), "show"));
    }
  }
}

/** Which series it is, and how it stands. */
function head({ row }) {
  $("name").textContent = row.series;
  const state = Object.assign(make("b", stateName(row.status)), { className: row.status });
  $("sub").replaceChildren(state, ` · ${row.pipeline} · ${count(row.records)} records seen, ${count(row.anomalies)} flagged`);
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
