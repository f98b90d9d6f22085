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
export const percent = (x) => (x === null || x === undefined ? "–" : `${Math.round(x * 1000) / 10} %`);

export const DAY = 86_400_000; // ms
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
  OK: "steady",
  WARMING_UP: "warming up",
  DEGRADED: "degraded",
  ANOMALY: "anomaly",
};

export const stateName = (status) => STATES[status] ?? status;
