// What the server says: requests, events, and one series as it grows.

export async function ask(path, signal) {
  const response = await fetch(path, { signal });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.error ?? response.statusText);
  }
  return body;
}

/** Listens to one series, or to none, and comes back of itself when the server has been away. */
export class Events {
  constructor(handlers, onState) {
    this.handlers = handlers;
    this.onState = onState;
    this.source = null;
    this.timer = 0;
  }

  listen(key) {
    this.key = key;
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    const query = this.key
      ? `?series=${encodeURIComponent(this.key.series)}&pipeline=${encodeURIComponent(this.key.pipeline)}`
      : "";
    const source = new EventSource(`/api/events${query}`);
    this.source = source;
    source.onopen = () => this.onState("live");
    source.onerror = () => {
      this.onState("away");
      if (source.readyState === EventSource.CLOSED && source === this.source) {
        this.timer = setTimeout(() => this.open(), 1500);
      }
    };
    for (const [name, handle] of Object.entries(this.handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
  }
}

const MOST_POINTS = 20_000;
const MOST_RESULTS = 2_000;
const MOST_FANS = 200;
const MOST_WEIGHTS = 2_000;

/** One series: columns of its history, marks, forecasts made, weights. */
export class Series {
  constructor(whole) {
    this.time = [];
    this.value = [];
    this.expected = [];
    this.lower = [];
    this.upper = [];
    this.marks = [];
    this.fans = [];
    this.weights = [];
    this.results = [];
    this.forecast = null;
    this.row = whole;
    this.append(whole);
    this.fans = whole.earlier_forecasts ?? [];
    for (const row of whole.weights ?? []) {
      this.weights.push({ time: row.timestamp, models: row.models });
    }
    if (whole.forecast) {
      this.take(whole.forecast);
    }
  }

  get key() {
    return { series: this.row.series, pipeline: this.row.pipeline };
  }

  /** Of its results: symbol, label, class or translation; undefined where it has none. */
  get kind() {
    return this.row.result_kind;
  }

  append(part) {
    const { history, marks } = part;
    this.row = { ...this.row, ...part, history: undefined, results: undefined };
    push(this.time, history.timestamp);
    push(this.value, history.value);
    push(this.expected, history.expected_value);
    push(this.lower, history.lower_bound);
    push(this.upper, history.upper_bound);
    push(this.marks, marks);
    push(this.results, part.results);
    this.results.splice(0, Math.max(0, this.results.length - MOST_RESULTS));
    const over = this.time.length - MOST_POINTS;
    if (over > 0) {
      for (const column of [this.time, this.value, this.expected, this.lower, this.upper]) {
        column.splice(0, over);
      }
      this.marks = this.marks.filter((mark) => mark.timestamp >= this.time[0]);
    }
  }

  take(forecast) {
    this.forecast = forecast;
    const last = this.fans[this.fans.length - 1];
    const apart = (forecast.forecast_timestamp.at(-1) - forecast.timestamp) / 2;
    if (!last || forecast.timestamp - last.timestamp >= apart) {
      this.fans.push(forecast);
      this.fans.splice(0, Math.max(0, this.fans.length - MOST_FANS));
    }
    const shown = this.weights[this.weights.length - 1];
    if (forecast.weights && (!shown || forecast.timestamp > shown.time)) {
      this.weights.push({ time: forecast.timestamp, models: forecast.weights });
      this.weights.splice(0, Math.max(0, this.weights.length - MOST_WEIGHTS));
    }
  }

  /** The latest forecast that is held whose origin is not after a time. */
  madeBefore(time) {
    let found = null;
    for (const fan of this.fans) {
      if (fan.timestamp <= time) {
        found = fan;
      }
    }
    return this.forecast && this.forecast.timestamp <= time ? this.forecast : found;
  }

  /** The index of the last point that is not after a time; -1 before the first. */
  indexAt(time) {
    let low = 0;
    let high = this.time.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}

function push(column, values) {
  for (const value of values ?? []) {
    column.push(value);
  }
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat("en");

/** A number with as many digits as tell apart what is `step` apart; without it, four that matter. */
export function number(x, step) {
  if (x === null || x === undefined || Number.isNaN(x)) {
    return "–";
  }
  const size = Math.abs(x);
  if (size >= 1e9 || (size > 0 && size < 1e-6)) {
    return x.toExponential(2);
  }
  const resolution = step > 0 ? step : size / 1000;
  const digits = Math.min(8, Math.max(0, Math.ceil(-Math.log10(resolution || 1))));
  return x.toLocaleString("en", { maximumFractionDigits: digits });
}

export const count = (x) => (x < 100_000 ? whole.format(x) : short.format(x));
export const percent = (x) => (x === null || x === undefined ? "–" : `${Math.round(x * 1000) / 10} %`);

const two = (n) => String(n).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function day(time) {
  const date = new Date(time);
  return `${date.getDate()} ${MONTHS[date.getMonth()]}`;
}

export function clock(time, seconds = true) {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}${seconds ? ":" + two(date.getSeconds()) : ""}`;
}

export function span(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) {
    return "a moment";
  }
  for (const [unit, length] of [["d", 86400], ["h", 3600], ["min", 60]]) {
    if (seconds >= 2 * length) {
      return `${Math.round(seconds / length)} ${unit}`;
    }
  }
  return `${seconds} s`;
}

export const STATES = {
  OK: "steady",
  WARMING_UP: "warming up",
  DEGRADED: "degraded",
  ANOMALY: "anomaly",
};
