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

  /** How long a step is: the median distance of the last points. */
  get step() {
    const times = this.time.slice(-30);
    const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
    return gaps[gaps.length >> 1] || 1000;
  }

  /** How far the newest forecast goes beyond its origin. */
  get reach() {
    return this.forecast ? this.forecast.forecast_timestamp.at(-1) - this.forecast.timestamp : 0;
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

  /** Takes in what came before all that is held, and a point without values for the time between. */
  prepend({ history, marks }) {
    const before = history.timestamp.findLastIndex((time) => time < (this.time[0] ?? Infinity)) + 1;
    if (!before) {
      return;
    }
    const gap = this.time.length ? [history.timestamp[before - 1] + 1] : [];
    const columns = { time: "timestamp", value: "value", expected: "expected_value", lower: "lower_bound", upper: "upper_bound" };
    const first = this.time[0] ?? Infinity;
    for (const [name, source] of Object.entries(columns)) {
      const filler = name === "time" ? gap : gap.map(() => null);
      this[name] = [...history[source].slice(0, before), ...filler, ...this[name]];
    }
    this.marks = [...marks.filter((mark) => mark.timestamp < first), ...this.marks];
  }

  /** Takes in forecasts that were made earlier. */
  recall(forecasts) {
    const known = new Set(this.fans.map((fan) => fan.timestamp));
    const missing = forecasts.filter((fan) => !known.has(fan.timestamp));
    this.fans = [...this.fans, ...missing].sort((a, b) => a.timestamp - b.timestamp);
  }

  /** Whether a forecast is held that was made before a time and reaches it. */
  foresaw(time) {
    return (this.madeBefore(time)?.forecast_timestamp.at(-1) ?? -Infinity) >= time;
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
