// Numbers, times and states as they are written on the page.

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
  const apart = step > 0 ? step : size / 1000;
  const digits = Math.min(8, Math.max(0, Math.ceil(-Math.log10(apart || 1))));
  return x.toLocaleString("en", { maximumFractionDigits: digits });
}

/** How far apart two values must be to be told apart: a twentieth of the band. */
export const resolution = (point) => (point.upper_bound - point.lower_bound) / 20;

export function band(point) {
  const step = resolution(point);
  return `${number(point.lower_bound, step)} … ${number(point.upper_bound, step)}`;
}

export const count = (x) => (x < 100_000 ? whole.format(x) : short.format(x));
export const anomalies = (n) => `${count(n)} ${n === 1 ? "anomaly" : "anomalies"}`;
export const percent = (x) => (x === null || x === undefined ? "–" : `${Math.round(x * 1000) / 10} %`);

export const DAY = 86_400_000; // ms

/** The times of the page are local or UTC; where nothing else was chosen, local. */
let utc = localStorage.getItem("zone") === "UTC";

export const isUtc = () => utc;

export function changeZone() {
  utc = !utc;
  localStorage.setItem("zone", utc ? "UTC" : "local");
}

/** The zone that times are shown in, with its distance from UTC. */
export function zoneName() {
  const minutes = utc ? 0 : -new Date().getTimezoneOffset();
  const hours = `${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return minutes ? `UTC${minutes < 0 ? "−" : "+"}${hours}` : "UTC";
}

const two = (n) => String(n).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function day(time) {
  const date = shifted(time);
  const year = date.getUTCFullYear();
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year === new Date().getFullYear() ? "" : ` ${year}`}`;
}

/** A date whose UTC fields are those of the zone that is shown. */
function shifted(time) {
  return new Date(utc ? time : time - new Date(time).getTimezoneOffset() * 60_000);
}

export function clock(time, seconds = true) {
  const date = shifted(time);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? ":" + two(date.getUTCSeconds()) : ""}`;
}

export const moment = (time) => `${day(time)} ${clock(time)}`;

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

const STATES = {
  OK: "normal",
  WARMING_UP: "warming up",
  DEGRADED: "degraded",
  ANOMALY: "anomaly",
};

export const stateName = (status) => STATES[status] ?? status;

/** A name in capitals as words: LEVEL_SHIFT is a level shift. */
export const words = (name) => name.toLowerCase().replaceAll("_", " ");
