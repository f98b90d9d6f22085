// Results of tasks on symbols and sequences: what came, what was probable, and what is probable next.
import { $, make } from "/dom.js";
import { clock, number, percent } from "/format.js";
import { Texts } from "/texts.js";
import { colour } from "/theme.js";
import { drawLines, drawRibbon } from "/timelines.js";

const TITLES = {
  symbol: ["Symbols", "Surprise in bits", "The next symbol"],
  label: ["Labels", "Probability of each label", "Probability now"],
  class: ["Ended sequences", "Probability of each class", "Probability now"],
  translation: ["", "", "Attention"],
  text: ["", "", "Probability of each class after each symbol"],
};

/** Translations, or what else the newest result is. */
function kindOf(series) {
  return series.results.at(-1)?.course ? "text" : series.kind;
}

export class ResultsView {
  constructor() {
    this.period = 200; // ms between drawings
    this.shown = null;
  }

  /** Shows the records of a window of time, the last of them in full. */
  show(series, window) {
    const name = `${series.row.pipeline}/${series.row.series}`;
    if (this.shown !== name) {
      this.shown = name;
      this.numbers = new Map(); // of the colours, by the names that have them
      this.texts = new Texts();
    }
    const seen = series.results.filter((result) => result.timestamp <= window.to);
    if (!seen.length) {
      return;
    }
    const kind = kindOf(series);
    const texts = kind === "translation" || kind === "text";
    [$("ribbon-title").textContent, $("lines-title").textContent, $("chances-title").textContent] = TITLES[kind];
    for (const id of ["ribbon-figure", "lines-figure", "chances"]) {
      $(id).hidden = texts;
    }
    for (const id of ["translations", "attention"]) {
      $(id).hidden = !texts;
    }
    if (texts) {
      this.texts.show(seen);
      return;
    }
    const shade = (name) => this.shade(name);
    const inside = seen.filter((result) => result.timestamp >= window.from);
    drawRibbon($("ribbon"), kind, series.results, window, shade);
    drawLines($("lines"), kind, inside, window, shade);
    this.chances($("chances"), seen.at(-1).probabilities);
  }

  /** The colour of a name, in the order in which they are first shown; grey where there are more than colours. */
  shade(name) {
    const at = this.numbers.get(name) ?? this.numbers.set(name, this.numbers.size).get(name);
    return colour.shades[at] ?? colour.soft;
  }

  chances(list, probabilities) {
    list.replaceChildren(
      ...Object.entries(probabilities ?? {}).map(([name, share]) => {
        const bar = make("i");
        bar.style.background = `linear-gradient(to right, ${this.shade(name)} ${100 * share}%, transparent 0)`;
        return make("li", make("span", name), bar, make("b", percent(share)));
      }),
    );
  }

  /** What is said above the charts. */
  figures(series) {
    const last = series.results.at(-1) ?? {};
    const at = last.timestamp ? `at ${clock(last.timestamp)}` : "";
    const probability = ["Probability", percent(last.probability), ""];
    switch (kindOf(series)) {
      case "symbol":
        return [
          ["Now", last.symbol, at],
          ["Forecast for it", last.expected_symbol || "–", ""],
          ["Surprise", number(last.surprise, 0.01), "bits"],
          ["Uncertainty of the next", number(last.entropy, 0.01), "bits"],
        ];
      case "class":
        return [
          [last.ended ? "It was" : "So far", last.class, at],
          probability,
          ["Records", number(last.records), `since ${clock(last.window_start)}`],
        ];
      case "text":
        return [["Class", last.class, at], probability];
      case "label":
        return [
          ["Now", last.label, at],
          probability,
          ["Lasts", number(last.duration), last.duration ? "records on average" : ""],
        ];
      default:
        return [["Translation", last.translation, at], probability];
    }
  }
}
