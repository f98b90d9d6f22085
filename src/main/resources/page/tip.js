// The tip beside the cursor: what is known of the point below it.
import { make } from "/dom.js";
import { band, clock, day, number, resolution, words } from "/format.js";

const GAP = 16; // between cursor and tip
const HEIGHT = 110; // that a tip may have

export class Tip {
  constructor(element) {
    this.element = element;
  }

  hide() {
    this.element.hidden = true;
  }

  show(u, point) {
    this.element.replaceChildren(...describe(point));
    this.element.hidden = false;
    this.place(u);
  }

  /** On the side of the cursor that has more room. */
  place(u) {
    const { left, top } = u.cursor;
    const { style, parentElement } = this.element;
    const box = parentElement.getBoundingClientRect();
    const over = u.over.getBoundingClientRect();
    const right = left > over.width / 2;
    const at = over.left - box.left + left;
    style.left = right ? "" : `${at + GAP}px`;
    style.right = right ? `${box.width - at + GAP}px` : "";
    style.top = `${over.top - box.top + Math.min(top, over.height - HEIGHT)}px`;
  }
}

/** A value with what was expected of it, or one that is forecast; of a flagged one also why. */
function describe(point) {
  const step = resolution(point);
  const rows = [[day(point.timestamp), clock(point.timestamp)]];
  if (point.forecast !== undefined) {
    rows.push([`in ${point.steps} step${point.steps > 1 ? "s" : ""}`, number(point.forecast, step)]);
  } else {
    rows.push(["value", number(point.value, step)], ["forecast", number(point.expected_value, step)]);
  }
  rows.push(["interval", band(point)]);
  if (point.anomaly_score !== undefined) {
    rows.push(["score", number(point.anomaly_score, 0.0001)]);
  }
  const table = make("table");
  for (const texts of rows) {
    const row = table.insertRow();
    texts.forEach((text) => row.insertCell().append(text));
  }
  const reason = (point.kind ? `${words(point.kind)}: ` : "") + point.reason;
  return point.reason ? [table, make("p", reason)] : [table];
}
