// Puts the page together: which series is shown, and where what the server sends goes.
import { control } from "/controls.js";
import { ask, Events, Series } from "/data.js";
import { Detail } from "/detail.js";
import { $ } from "/dom.js";
import { HeadLine } from "/headline.js";
import { Incidents } from "/incidents.js";
import { List } from "/list.js";
import { onTheme } from "/theme.js";
import { Viewport } from "/viewport.js";

let chosen = null; // the series that is asked for
let wanted = null; // a moment to show once its series has come
let finding = false; // the incident that the address names
let run = null; // of the server
let connection = "away";

const viewport = new Viewport(() => {
  $("pause").setAttribute("aria-pressed", viewport.paused);
  $("pause").textContent = viewport.paused ? "Go live" : "Pause";
  document.body.dataset.paused = viewport.paused;
  showConnection();
  detail.redraw();
});
const detail = new Detail(viewport);
const headLine = new HeadLine((pipelines) => {
  list.offer(pipelines);
  detail.annotate(pipelines);
  incidents.annotate(pipelines);
});
const list = new List((key) => {
  choose(key);
  go("detail");
});
const incidents = new Incidents((incident) => {
  choose(incident, incident.peak, incident.incident_id);
  go("detail");
});

function showConnection() {
  const live = viewport.paused ? "paused" : "live";
  $("connection").textContent = connection === "live" ? live : "reconnecting …";
  $("connection").className = connection;
}

// ---- what the server sends

const events = new Events(
  {
    series: take,
    resync: take,
    points: (part) => detail.change(part.series, (series) => series.append(part)),
    forecast: (forecast) => detail.change(forecast.series, (series) => series.take(forecast)),
    incidents: ({ incidents: changed }) => incidents.take(changed),
    tick,
  },
  (now) => {
    connection = now;
    showConnection();
  },
);

function take(whole) {
  const series = new Series(whole);
  detail.show(series);
  if (wanted !== null) {
    detail.showMoment(wanted);
    wanted = null;
  }
  if (!series.forecast && !series.kind) {
    recall(series); // none has been read since the server began to listen; its store has one
  }
}

async function recall(silent) {
  const { series: name, pipeline } = silent.row;
  const query = new URLSearchParams({ pipeline });
  const { forecast } = await ask(`/api/series/${encodeURIComponent(name)}?${query}`).catch(() => ({}));
  if (forecast && detail.series === silent && !silent.forecast) {
    detail.change(name, (series) => series.take(forecast));
  }
}

function tick(totals) {
  if (run !== null && run !== totals.run) {
    incidents.clear();
    events.open(); // the server is another one: begin anew
  }
  run = totals.run;
  headLine.show(totals);
  incidents.count(totals.incidents);
  if (document.visibilityState === "visible") {
    list.refresh();
    headLine.refresh();
  }
  if (!detail.series && !chosen && !finding && list.items.length) {
    choose(list.items[0]);
  }
}

// ---- which series, and which part of the page

function choose({ series, pipeline }, moment = null, incident = null) {
  const same = chosen && chosen.series === series && chosen.pipeline === pipeline;
  chosen = { series, pipeline };
  list.mark(chosen);
  const at = moment === null ? "" : `@${new Date(moment).toISOString()}`;
  const [of, named] = [pipeline, series].map(encodeURIComponent);
  const address = incident ? `incident=${encodeURIComponent(incident)}&pipeline=${of}` : `${of}/${named}${at}`;
  history.replaceState(null, "", `#${address}`);
  if (!same || !detail.series) {
    wanted = moment;
    viewport.follow();
    events.listen(chosen);
  } else if (moment !== null) {
    detail.showMoment(moment);
  }
}

function go(where) {
  document.body.dataset.view = where;
  for (const button of document.querySelectorAll("nav button")) {
    if (button.dataset.to === where) {
      button.setAttribute("aria-current", "page");
    } else {
      button.removeAttribute("aria-current");
    }
  }
  detail.redraw();
}

control({ viewport, list, incidents, go });
onTheme(() => {
  detail.redraw();
  list.draw();
});
document.addEventListener("visibilitychange", () => detail.redraw());

go("series");
/** Shows an incident by its id; one that is no longer held as its series at its onset. */
async function find(asked) {
  const id = asked.get("incident");
  const pipeline = asked.get("pipeline") ?? "";
  const query = new URLSearchParams({ incident_id: id, pipeline });
  const { incidents: held } = await ask(`/api/incidents?${query}`).catch(() => ({ incidents: [] }));
  if (held.length) {
    incidents.take(held);
    incidents.choose(held[0].id);
    return;
  }
  const [, series, onset] = id.match(/^(.*)@(\d{4}-[^@/]*Z)(?:\/\w+)?$/s) ?? [];
  const named = new URLSearchParams({ search: series ?? "", pipeline, limit: 200 });
  const { series: rows } = series ? await ask(`/api/series?${named}`).catch(() => ({ series: [] })) : { series: [] };
  const row = rows.find((each) => each.series === series);
  if (row) {
    choose(row, Date.parse(onset), id);
  } else {
    incidents.miss(id);
  }
}

/** Shows what the address of the page names: an incident, or a series, and after @ a moment. */
function open() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.get("incident")) {
    finding = true;
    if (!chosen) {
      events.listen(null);
    }
    find(asked).finally(() => (finding = false));
    return true;
  }
  const [name, at] = location.hash.slice(1).split("@");
  const [pipeline, series] = name.split("/").map(decodeURIComponent);
  const time = Date.parse(at ?? "");
  if (series) {
    choose({ series, pipeline }, Number.isNaN(time) ? null : time);
  }
  return Boolean(series);
}

addEventListener("hashchange", open);
if (!open()) {
  events.listen(null);
}
list.refresh();
