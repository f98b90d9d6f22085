// Texts with their translations or classes; of the one that is chosen, how it came about.
import { $, button, make } from "/dom.js";
import { percent } from "/format.js";
import { colour } from "/theme.js";

const SHOWN = 12;

export class Texts {
  constructor() {
    this.picked = null; // the time of the text that is chosen; null for the newest
  }

  show(results) {
    const list = results.slice(-SHOWN).reverse();
    const shown = list.find((result) => result.timestamp === this.picked) ?? list[0];
    $("translations").replaceChildren(...list.map((result) => make("li", this.choice(result, result === shown, results))));
    const [down, rows] = shown.course ? course(shown) : attention(shown);
    grid($("attention"), symbols(shown.source, rows[0]?.length ?? 0), down, rows);
  }

  choice(result, pressed, results) {
    const pick = () => {
      this.picked = this.picked === result.timestamp ? null : result.timestamp;
      this.show(results);
    };
    const certainty = percent(result.probability) + (result.complete === false ? ", cut off" : "");
    const choice = button(
      pick,
      make("span", result.source),
      make("b", result.class ?? result.translation ?? ""),
      make("small", certainty),
    );
    choice.setAttribute("aria-pressed", pressed);
    return choice;
  }
}

/** How probable each class was after each symbol. */
function course(result) {
  const names = Object.keys(result.probabilities);
  return [names, names.map((_, k) => result.course.map((shares) => shares[k]))];
}

/** How much each symbol counted for each of the translation. */
function attention(result) {
  const rows = result.attention ?? [];
  return [symbols(result.translation, rows.length), rows];
}

/** A text in as many symbols: words or characters; what is behind the last is its end. */
function symbols(text, count) {
  const words = text.split(" ");
  const all = words.length === count || words.length === count - 1 ? words : [...text];
  return Array.from({ length: count }, (_, i) => all[i] ?? "∎");
}

/** A weight for each symbol of a text (across), in each row (down). */
function grid(element, across, down, rows) {
  element.style.gridTemplateColumns = `auto repeat(${Math.max(1, across.length)}, minmax(0, 1fr))`;
  const weight = (share) => {
    const square = Object.assign(make("span"), { className: "weight", title: percent(share) });
    square.style.background = `rgba(${colour.fan}, ${share})`;
    return square;
  };
  const names = ["", ...across].map((text) => make("span", text));
  element.replaceChildren(...names, ...rows.flatMap((row, i) => [make("span", down[i]), ...row.map(weight)]));
}
