// The list of incidents: what was flagged, when it began, where it was worst, when it ended.
import { moment, span } from "/format.js";

const MOST = 200;

export class Incidents {
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.log = document.getElementById("log");
    this.calm = document.getElementById("calm");
    this.openCount = document.getElementById("open");
    this.all = new Map(); // by id
    this.rows = new Map();
    this.here = null;
  }

  clear() {
    this.all.clear();
    this.rows.clear();
    this.log.replaceChildren();
  }

  take(incidents) {
    for (const incident of [...incidents].sort((a, b) => a.id - b.id)) {
      this.all.set(incident.id, incident);
      this.show(incident);
    }
    while (this.all.size > MOST) {
      const oldest = this.all.keys().next().value;
      this.all.delete(oldest);
      this.rows.get(oldest)?.remove();
      this.rows.delete(oldest);
    }
    const open = [...this.all.values()].filter((incident) => incident.open).length;
    this.openCount.textContent = open ? `${open} going on` : "";
    this.calm.hidden = this.all.size > 0;
  }

  show(incident) {
    let row = this.rows.get(incident.id);
    if (!row) {
      row = document.createElement("li");
      row.innerHTML = `<button type="button"><strong></strong><em></em><span></span></button>`;
      row.firstChild.addEventListener("click", () => this.choose(incident.id));
      this.rows.set(incident.id, row);
      this.log.prepend(row);
    }
    row.className = (incident.open ? "open" : "") + (this.here === incident.id ? " here" : "");
    row.querySelector("strong").textContent = incident.series;
    row.firstChild.title = `${incident.series} · ${incident.pipeline}`;
    row.querySelector("em").textContent = (incident.kind ? incident.kind + ": " : "") + (incident.reason || "flagged");
    const length = incident.end - incident.onset;
    row.querySelector("span").textContent =
      `${moment(incident.onset)} · ` +
      (incident.open ? "going on" : length > 0 ? `for ${span(length)}` : "one record") +
      (incident.records > 1 ? ` · ${incident.records} records` : "");
  }

  choose(id) {
    const incident = this.all.get(id);
    if (incident) {
      const before = this.here;
      this.here = id;
      for (const each of [before, id]) {
        if (this.all.has(each)) {
          this.show(this.all.get(each));
        }
      }
      this.rows.get(id).scrollIntoView({ block: "nearest" });
      this.onChoose(incident);
    }
  }

  /** The incident before (1) or after (-1) the one that is shown. */
  step(by) {
    const ids = [...this.all.keys()].sort((a, b) => b - a);
    const at = ids.indexOf(this.here);
    this.choose(ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]);
  }
}
