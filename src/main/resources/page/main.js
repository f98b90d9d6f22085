// Puts the page together: what is shown, at which time, and which key does what.
import { ask, Events, Series, clock, count, day, number, percent, STATES } from "/data.js";
import { calibration, CoverageChart, MainChart, readColours, WeightsChart } from "/charts.js";
import { ResultsView } from "/results.js";
import { List } from "/list.js";
import { Incidents } from "/incidents.js";

const $ = (id) => document.getElementById(id);
const POINTS = 160; // of history in view, at first

let series = null;
let points = POINTS;
let end = null; // the time at the right edge; null follows the stream
let hovered = null;
let dirty = true;
let drawnSlow = 0;
let before = null; // totals a second ago
let wanted = null; // a moment to show once its series has come

// ---- light and dark

const system = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");
  readColours();
  dirty = true;
  drawnSlow = 0;
}
function changeTheme() {
  localStorage.setItem("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  dress();
  list?.draw();
}
let list = null;
system.addEventListener("change", dress);
dress();

// ---- charts

const main = new MainChart(
  $("chart"),
  $("tip"),
  (time) => {
    if (time !== hovered) {
      hovered = time;
      dirty = true;
    }
  },
  (change) => (change.zoom ? zoom(change.zoom) : shift(change.shift)),
);
const weights = new WeightsChart($("weights"), $("models"));
const coverage = new CoverageChart($("coverage"));
const results = new ResultsView();

/** The median distance of the last points: how long a step is. */
function pace() {
  const times = series.time.slice(-30);
  const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  return gaps[gaps.length >> 1] || 1000;
}

function view() {
  const last = series.time.at(-1) ?? Date.now();
  const ahead = series.forecast ? series.forecast.forecast_timestamp.at(-1) - series.forecast.timestamp : 0;
  const step = pace();
  const to = end ?? last + ahead + step;
  const at = end === null ? series.time.length - 1 : series.indexAt(end);
  const first = Math.max(0, at - points);
  const from = end === null && series.time.length ? Math.min(series.time[first], last - 20 * step) : to - (points + 26) * step;
  return { from, to };
}

function draw() {
  if (dirty && series && document.visibilityState === "visible") {
    dirty = false;
    const window = view();
    if (series.kind) {
      drawResults(window);
      requestAnimationFrame(draw);
      return;
    }
    const inPast = hovered !== null && hovered < (series.time.at(-1) ?? 0) ? hovered : end === null ? null : Math.min(end, series.time.at(-1) ?? end) - 0.25 * (window.to - window.from);
    const fan = inPast === null ? series.forecast : series.madeBefore(inPast);
    main.show(series, window, fan);
    $("moment").textContent =
      fan && fan !== series.forecast ? `forecast made ${day(fan.timestamp)} ${clock(fan.timestamp)}, against what came` : "";
    if (performance.now() - drawnSlow > 500) {
      drawnSlow = performance.now();
      drawRest(window);
    } else {
      setTimeout(() => (dirty = true), 520);
    }
  }
  requestAnimationFrame(draw);
}

function drawResults(window) {
  if (performance.now() - drawnSlow <= 200) {
    setTimeout(() => (dirty = true), 220);
    return;
  }
  drawnSlow = performance.now();
  results.show(series, window);
  $("moment").textContent = "";
  head();
  figures(results.figures(series));
}

function drawRest(window) {
  weights.show(series, window);
  const share = coverage.show(series, window);
  calibration($("calibration"), series);
  const { row } = series;
  $("coverage-text").textContent =
    share === undefined ? "" : `${percent(share)} inside, ${percent(row.confidence_level)} promised`;
  head();
  const best = row.model && series.weights.length ? ` ${Math.round(100 * (series.weights.at(-1).models[row.model] ?? 0))} %` : "";
  const step = (row.upper_bound - row.lower_bound) / 20;
  figures([
    ["Now", number(row.value, step), row.timestamp ? `at ${clock(row.timestamp)}` : ""],
    ["Was expected", number(row.expected_value, step), `${number(row.lower_bound, step)} … ${number(row.upper_bound, step)}`],
    ["Error", row.relative_error === null ? "–" : `${number(row.relative_error, 0.01)}×`, `of naive; ${number(row.mean_absolute_error)}`],
    ["Inside its band", percent(row.coverage), `of ${percent(row.confidence_level)}`],
    ["Leading model", row.model || "–", best],
  ]);
}

/** Which series it is, how it stands, and what was flagged last. */
function head() {
  const { row } = series;
  $("name").textContent = row.series;
  const state = document.createElement("b");
  state.className = row.status;
  state.textContent = STATES[row.status] ?? row.status;
  $("sub").replaceChildren(state, ` · ${row.pipeline} · ${count(row.records)} records seen, ${count(row.anomalies)} flagged`);
  const mark = series.marks.at(-1);
  $("why").hidden = !mark;
  if (mark) {
    const jump = document.createElement("button");
    jump.type = "button";
    jump.textContent = "show";
    jump.onclick = () => showMoment(mark.timestamp);
    $("why").replaceChildren(`Last flagged ${day(mark.timestamp)} ${clock(mark.timestamp)}: ${mark.reason || "no reason given"}`, jump);
  }
}

function figures(rows) {
  const box = $("figures");
  if (box.children.length !== rows.length || rows.some(([name], i) => box.children[i].firstChild.textContent !== name)) {
    box.replaceChildren(
      ...rows.map(([name]) => {
        const part = document.createElement("div");
        part.innerHTML = "<dt></dt><dd><span></span> <small></small></dd>";
        part.querySelector("dt").textContent = name;
        return part;
      }),
    );
  }
  rows.forEach(([, value, more], i) => {
    box.children[i].querySelector("dd span").textContent = value;
    box.children[i].querySelector("small").textContent = more;
  });
}

// ---- time

function isPaused() {
  return end !== null;
}
function showPause() {
  $("pause").setAttribute("aria-pressed", isPaused());
  $("pause").textContent = isPaused() ? "Go live" : "Pause";
  document.body.dataset.paused = isPaused();
  state();
  dirty = true;
  drawnSlow = 0;
}
function pause() {
  end = isPaused() || !series ? null : view().to;
  showPause();
}
function shift(by) {
  if (!series?.time.length) {
    return;
  }
  const { from, to } = view();
  const limit = series.time.at(-1) + (series.forecast ? series.forecast.forecast_timestamp.at(-1) - series.forecast.timestamp : 0) + pace();
  end = Math.max(series.time[0] + 0.5 * (to - from), to + by);
  if (end >= limit) {
    end = by > 0 ? null : limit;
  }
  showPause();
}
function zoom(factor) {
  points = Math.min(4000, Math.max(20, Math.round(points * factor)));
  dirty = true;
  drawnSlow = 0;
}
function scroll(direction) {
  if (series) {
    const { from, to } = view();
    shift(direction * 0.3 * (to - from));
  }
}
function showMoment(time) {
  if (!series?.time.length || time < series.time[0]) {
    $("moment").textContent = "that moment is no longer held";
    return;
  }
  end = time + 0.45 * (points + 26) * pace();
  showPause();
}

// ---- what the server tells

let connection = "away";
function state(now) {
  connection = now ?? connection;
  const text = connection === "live" ? (isPaused() ? "paused" : "live") : "reconnecting …";
  $("connection").textContent = text;
  $("connection").className = connection;
}

let served = null; // which run of the server this is
const events = new Events(
  {
    series: (whole) => take(whole),
    resync: (whole) => take(whole),
    points: (part) => {
      if (series && part.series === series.row.series) {
        series.append(part);
        shape();
        dirty = true;
      }
    },
    forecast: (forecast) => {
      if (series && forecast.series === series.row.series) {
        series.take(forecast);
        dirty = true;
      }
    },
    incidents: ({ incidents: changed }) => incidents.take(changed),
    tick: (totals) => tick(totals),
  },
  (now) => state(now),
);

function take(whole) {
  series = new Series(whole);
  shape();
  $("one").hidden = false;
  $("empty").hidden = true;
  dirty = true;
  drawnSlow = 0;
  if (wanted !== null) {
    const moment = wanted;
    wanted = null;
    showMoment(moment);
  }
  if (!whole.forecast && !series.kind) {
    recall(series); // none has been read since the server began to listen; its store has one
  }
}

/** Which charts a series has. */
function shape() {
  $("values").hidden = Boolean(series.kind);
  $("lower").hidden = Boolean(series.kind);
  $("results").hidden = !series.kind;
}

async function recall(silent) {
  const { series: name, pipeline } = silent.row;
  const query = new URLSearchParams({ pipeline });
  const { forecast } = await ask(`/api/series/${encodeURIComponent(name)}?${query}`).catch(() => ({}));
  if (forecast && series === silent && !series.forecast) {
    series.take(forecast);
    dirty = true;
  }
}

async function tick(totals) {
  if (served !== totals.run) {
    if (served !== null) {
      incidents.clear();
      events.open(); // the server is another one: begin anew
    }
    served = totals.run;
    before = null;
  }
  const rate = before ? Math.max(0, totals.records - before.records) / ((performance.now() - before.at) / 1000) : null;
  before = { records: totals.records, at: performance.now() };
  const parts = [`<b>${count(totals.series)}</b> series`, `<b>${count(totals.records)}</b> records`];
  if (rate !== null) {
    parts.push(`<b>${number(rate, rate < 10 ? 0.1 : 1)}</b>/s`);
  }
  parts.push(`<b>${count(totals.anomalies)}</b> flagged`);
  if (totals.skipped) {
    parts.push(`${count(totals.skipped)} passed over`);
  }
  held = totals;
  $("totals").innerHTML = parts.join(" · ");
  if (document.visibilityState === "visible") {
    list.refresh();
    health();
  }
  if (!series && !chosen && list.items.length) {
    choose(list.items[0]);
  }
}

// what was not used, by pipeline, kind and reason; and what this page has no room for
let held = {};
const words = (counts) =>
  Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => `${count(n)} ${reason.replaceAll("_", " ")}`)
    .join(", ");
const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);

function unused(pipelines) {
  const lines = pipelines.flatMap(({ name, counts, stalled_seconds: stalled }) => {
    const { dead_letters: refused = {}, records = {}, missing_steps: missing = 0 } = counts;
    const { accepted, ...others } = records;
    const parts = [
      stalled ? `no progress for ${stalled} s` : "",
      sum(refused) ? `${count(sum(refused))} refused (${words(refused)})` : "",
      words(others),
      missing ? `${count(missing)} missing steps` : "",
    ].filter(Boolean);
    return parts.length ? [`${name}: ${parts.join(" · ")}`] : [];
  });
  if (held.unlisted) {
    lines.push(`this page has room for ${count(held.series_limit)} series; ${count(held.unlisted)} records of others are not shown`);
  }
  if (held.reading === false) {
    lines.push("this page cannot read the output topics now; the log says why");
  }
  $("unused").hidden = lines.length === 0;
  $("unused").textContent = lines.join(" — ");
}

let asked = -Infinity;
async function health() {
  if (performance.now() - asked < 5000) {
    return;
  }
  asked = performance.now();
  const { pipelines } = await ask("/api/pipelines").catch(() => ({ pipelines: [] }));
  unused(pipelines);
  $("pipelines").replaceChildren(
    ...pipelines.map((pipeline) => {
      const item = document.createElement("li");
      item.className = pipeline.ready ? "ready" : pipeline.live ? "" : "dead";
      item.textContent = pipeline.name + (pipeline.restoring ? `, ${count(pipeline.restoring)} to restore` : "");
      item.title = pipeline.state.toLowerCase();
      return item;
    }),
  );
}

// ---- which series

let chosen = null;
function choose(key, moment = null) {
  const same = chosen && chosen.series === key.series && chosen.pipeline === key.pipeline;
  chosen = { series: key.series, pipeline: key.pipeline };
  list.mark(chosen);
  history.replaceState(null, "", `#${encodeURIComponent(key.pipeline)}/${encodeURIComponent(key.series)}`);
  if (same && series) {
    if (moment !== null) {
      showMoment(moment);
    }
    return;
  }
  end = null;
  wanted = moment;
  showPause();
  events.listen(chosen);
}

list = new List((key) => {
  choose(key);
  go("detail");
});
const incidents = new Incidents((incident) => {
  choose(incident, incident.peak);
  go("detail");
});

function go(where) {
  document.body.dataset.view = where;
  for (const button of document.querySelectorAll("nav button")) {
    button.toggleAttribute("aria-current", button.dataset.to === where);
    if (button.dataset.to === where) {
      button.setAttribute("aria-current", "page");
    }
  }
  dirty = true;
}

// ---- hands

$("pause").onclick = pause;
$("earlier").onclick = () => scroll(-1);
$("later").onclick = () => scroll(1);
$("in").onclick = () => zoom(1 / 1.4);
$("out").onclick = () => zoom(1.4);
$("theme").onclick = changeTheme;
$("help").onclick = () => $("helping").showModal();
for (const button of document.querySelectorAll("nav button")) {
  button.onclick = () => go(button.dataset.to);
}

const keys = {
  "/": () => (go("series"), $("search").focus()),
  j: () => list.step(1),
  k: () => list.step(-1),
  n: () => incidents.step(1),
  p: () => incidents.step(-1),
  " ": pause,
  ArrowLeft: () => scroll(-1),
  ArrowRight: () => scroll(1),
  "+": () => zoom(1 / 1.4),
  "=": () => zoom(1 / 1.4),
  "-": () => zoom(1.4),
  End: () => isPaused() && pause(),
  t: changeTheme,
  "?": () => $("helping").showModal(),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("helping").open) {
    return;
  }
  const inField = event.target.closest("input, select");
  if (inField) {
    if (event.key === "Escape" || event.key === "Enter") {
      if (event.key === "Escape" && event.target.value && event.target.id === "search") {
        event.target.value = "";
        list.renew();
      }
      event.target.blur();
      $("list").focus();
    }
    return;
  }
  if (event.key === " " && event.target.closest("button")) {
    return;
  }
  if (event.target.id === "list" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    list.step(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
document.addEventListener("visibilitychange", () => (dirty = true));

go("series");
const [pipeline, name] = location.hash.slice(1).split("/").map(decodeURIComponent);
if (name) {
  choose({ pipeline, series: name });
} else {
  events.listen(null);
}
list.refresh();
requestAnimationFrame(draw);
