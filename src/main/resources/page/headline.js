// The head line and what stands under it: how much came, how the pipelines are, what was not used.
import { ask } from "/data.js";
import { $, make } from "/dom.js";
import { count, number } from "/format.js";

const PERIOD = 5000; // ms between questions after the pipelines

const total = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

const words = (counts) =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => `${count(n)} ${reason.replaceAll("_", " ")}`)
    .join(", ");

export class HeadLine {
  constructor(onPipelines) {
    this.onPipelines = onPipelines;
    this.totals = {}; // the last that were received, and when
    this.asked = -Infinity;
    this.refused = 0; // records, by all pipelines
  }

  /** Shows what was counted, and the rate since the last time, if that was by the same run of the server. */
  show(totals) {
    const before = this.totals;
    this.totals = { ...totals, at: performance.now() };
    const parts = [`<b>${count(totals.series)}</b> series`, `<b>${count(totals.records)}</b> records`];
    if (before.run === totals.run) {
      const rate = Math.max(0, totals.records - before.records) / ((this.totals.at - before.at) / 1000);
      parts.push(`<b>${number(rate, rate < 10 ? 0.1 : 1)}</b>/s`);
    }
    parts.push(`<b>${count(totals.anomalies)}</b> anomalies`);
    if (this.refused) {
      parts.push(`<b>${count(this.refused)}</b> refused`);
    }
    if (totals.skipped) {
      parts.push(`${count(totals.skipped)} passed over`);
    }
    $("totals").innerHTML = parts.join(" · ");
  }

  /** Asks how the pipelines are, not more often than needed. */
  async refresh() {
    if (performance.now() - this.asked < PERIOD) {
      return;
    }
    this.asked = performance.now();
    const { pipelines } = await ask("/api/pipelines").catch(() => ({ pipelines: [] }));
    this.unused(pipelines);
    this.onPipelines(pipelines);
    $("pipelines").replaceChildren(
      ...pipelines.map(({ name, note, ready, live, restoring, state }) =>
        Object.assign(make("li", name + (restoring ? `, ${count(restoring)} to restore` : "")), {
          className: ready ? "ready" : live ? "" : "dead",
          title: [state.toLowerCase(), note].filter(Boolean).join("; "),
        }),
      ),
    );
  }

  /** What was not used, by pipeline, kind and reason; and what this page has no room for. */
  unused(pipelines) {
    const lines = pipelines.flatMap(({ name, counts, stalled_seconds: stalled }) => {
      const { dead_letters: refused = {}, records = {}, missing_steps: missing = 0 } = counts;
      const { accepted, ...others } = records;
      const parts = [
        stalled ? `no progress for ${stalled} s` : "",
        total(refused) ? `${count(total(refused))} refused (${words(refused)})` : "",
        words(others),
        missing ? `${count(missing)} missing steps` : "",
      ].filter(Boolean);
      return parts.length ? [`${name}: ${parts.join(" · ")}`] : [];
    });
    const { unlisted, series_limit: limit, reading } = this.totals;
    if (unlisted) {
      lines.push(`this page has room for ${count(limit)} series; ${count(unlisted)} records of others are not shown`);
    }
    if (reading === false) {
      lines.push("this page cannot read the output topics now; the log says why");
    }
    this.refused = pipelines.reduce((sum, { counts }) => sum + total(counts.dead_letters ?? {}), 0);
    const bad = this.refused || reading === false || pipelines.some(({ stalled_seconds: stalled }) => stalled);
    $("unused").className = bad ? "bad" : "";
    $("unused").hidden = lines.length === 0;
    $("unused").textContent = lines.join(" — ");
  }
}
