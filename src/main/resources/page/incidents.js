// The list of incidents: what was flagged, when it began, where it was worst, when it ended.
import { ask } from "/data.js";
import { $, button, make } from "/dom.js";
import { saveCsv } from "/export.js";
import { isUtc, moment, span, words } from "/format.js";
import { onTheme } from "/theme.js";

const MOST = 1_000;
const PAGE = 200; // older ones at once
const SEVERITIES = ["INFO", "WARNING", "CRITICAL"];
const COLUMNS = ["incident_id", "pipeline", "series", "severity", "kind", "reason", "onset", "peak", "end", "open", "records", "value", "expected_value"];

/** Gives a list these children; one that stays keeps its focus. */
function place(list, children) {
  children.forEach((child, i) => {
    if (list.children[i] !== child) {
      list.insertBefore(child, list.children[i] ?? null);
    }
  });
  while (list.children.length > children.length) {
    list.lastChild.remove();
  }
}

const isSaid = (name) => name && name !== "NONE";
const rank = (incident) => SEVERITIES.indexOf(incident.severity);

export class Incidents {
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.all = new Map(); // by id
    this.rows = new Map(); // by id: what is shown of each, and its element
    this.shown = [];
    this.total = 0; // that the server holds
    this.here = null;
    this.missed = ""; // the id that was asked for and is not known
    this.notes = new Map(); // by pipeline
    for (const filter of ["series", "kind", "severity", "sort"]) {
      $(`incident-${filter}`).addEventListener("input", () => this.draw());
    }
    $("incident-csv").onclick = () => this.save();
    $("older").onclick = () => this.askOlder();
    onTheme(() => this.draw()); // another zone, too
  }

  clear() {
    this.all.clear();
    this.rows.clear();
    this.draw();
  }

  /** What is to be known of the data of pipelines. */
  annotate(pipelines) {
    this.notes = new Map(pipelines.map(({ name, note }) => [name, note]));
    this.draw();
  }

  take(incidents) {
    for (const incident of incidents) {
      this.all.set(incident.id, incident);
    }
    const ids = [...this.all.keys()].sort((a, b) => a - b);
    ids.slice(0, Math.max(0, ids.length - MOST)).forEach((id) => this.all.delete(id));
    this.draw();
  }

  /** Says that an incident that the address names is not known. */
  miss(id) {
    this.missed = id;
    this.draw();
  }

  count(total) {
    this.total = total;
    $("older").hidden = this.all.size >= Math.min(MOST, total);
  }

  async askOlder() {
    const query = new URLSearchParams({ offset: this.all.size, limit: PAGE });
    const { incidents } = await ask(`/api/incidents?${query}`).catch(() => ({ incidents: [] }));
    this.take(incidents);
    this.count(this.total);
  }

  /** Those that pass the filters, in the order that was chosen. */
  select() {
    const series = $("incident-series").value.trim().toLowerCase();
    const kind = $("incident-kind").value;
    const least = SEVERITIES.indexOf($("incident-severity").value);
    const severe = $("incident-sort").value === "severity";
    return [...this.all.values()]
      .filter((each) => each.series.toLowerCase().includes(series) && (!kind || each.kind === kind) && rank(each) >= least)
      .sort((a, b) => (severe ? rank(b) - rank(a) || b.anomaly_grade - a.anomaly_grade : 0) || b.id - a.id);
  }

  draw() {
    this.offerKinds();
    this.shown = this.select();
    place($("log"), this.shown.map((incident) => this.row(incident)));
    const open = [...this.all.values()].filter((incident) => incident.open).length;
    const part = this.shown.length === this.all.size ? "" : `${this.shown.length} of ${this.all.size}`;
    $("open").textContent = [part, open ? `${open} ongoing` : ""].filter(Boolean).join(" · ");
    $("calm").hidden = this.shown.length > 0 && !this.missed;
    const none = this.all.size ? "None that the filter lets through." : "None so far. What is flagged will be listed here.";
    $("calm").textContent = this.missed ? `The incident ${this.missed} is not known here.` : none;
  }

  offerKinds() {
    const kinds = [...new Set([...this.all.values()].map((incident) => incident.kind).filter(isSaid))].sort();
    const list = $("incident-kind");
    if (list.options.length !== kinds.length + 1) {
      const chosen = list.value;
      list.replaceChildren(new Option("All kinds", ""), ...kinds.map((kind) => new Option(words(kind), kind)));
      list.value = kinds.includes(chosen) ? chosen : "";
    }
  }

  /** The row of an incident, made anew only where it has changed. */
  row(incident) {
    const said = JSON.stringify([incident, this.here === incident.id, isUtc(), this.notes.get(incident.pipeline)]);
    const before = this.rows.get(incident.id);
    if (before?.said === said) {
      return before.element;
    }
    const element = this.make(incident);
    this.rows.set(incident.id, { said, element });
    return element;
  }

  make(incident) {
    const length = incident.end - incident.onset;
    const lasted = incident.open ? "ongoing" : length > 0 ? `for ${span(length)}` : "one record";
    const tags = [incident.severity, incident.kind].filter(isSaid).map((name) =>
      Object.assign(make("i", words(name)), { className: name }),
    );
    const note = this.notes.get(incident.pipeline)?.split(",")[0];
    const choice = button(
      () => this.choose(incident.id),
      make("strong", incident.series),
      ...tags,
      make("em", incident.reason || "its beginning was not read"),
      make("span", [moment(incident.onset), lasted, incident.records > 1 ? `${incident.records} anomalies` : "", note].filter(Boolean).join(" · ")),
    );
    choice.title = `${incident.series} · ${incident.pipeline}`;
    const row = make("li", choice);
    row.className = (incident.open ? "open" : "") + (this.here === incident.id ? " here" : "");
    return row;
  }

  choose(id) {
    const incident = this.all.get(id);
    if (incident) {
      this.here = id;
      this.missed = "";
      this.draw();
      $("log").querySelector(".here")?.scrollIntoView({ block: "nearest" });
      this.onChoose(incident);
    }
  }

  /** The incident below (1) or above (-1) the one that is shown. */
  step(by) {
    const ids = this.shown.map((incident) => incident.id);
    const at = ids.indexOf(this.here);
    this.choose(ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]);
  }

  save() {
    const time = (millis) => new Date(millis).toISOString();
    const rows = this.shown.map((each) => ({ ...each, onset: time(each.onset), peak: time(each.peak), end: time(each.end) }));
    saveCsv("incidents", COLUMNS, rows);
  }
}
