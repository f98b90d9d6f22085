// What is looked at: a series, and a stretch of its time, the newest or one at which somebody stopped.

const POINTS = 160; // of history in view, at first
const FEWEST = 20;
const MOST = 20_000;
const ROOM = 26; // steps beyond the history, for the forecast

export class Viewport {
  /** `onChange` is called where another stretch is asked for, not where the stream goes on. */
  constructor(onChange) {
    this.onChange = onChange;
    this.series = null;
    this.points = POINTS;
    this.end = null; // the time at the right edge; null follows the stream
  }

  get paused() {
    return this.end !== null;
  }

  get window() {
    const { time, step, reach } = this.series;
    const last = time.at(-1) ?? Date.now();
    const to = this.end ?? last + reach + step;
    if (this.paused || !time.length) {
      return { from: to - (this.points + ROOM) * step, to };
    }
    const first = Math.max(0, time.length - 1 - this.points);
    return { from: Math.min(time[first], last - FEWEST * step), to };
  }

  follow() {
    this.end = null;
    this.onChange();
  }

  pause() {
    this.end = this.paused || !this.series ? null : this.window.to;
    this.onChange();
  }

  /** Moves the window by a time; behind the newest forecast it follows the stream again. */
  shift(by) {
    if (!this.series?.time.length) {
      return;
    }
    const { time, step, reach } = this.series;
    const { from, to } = this.window;
    const limit = time.at(-1) + reach + step;
    this.end = Math.max(time[0] + 0.5 * (to - from), to + by);
    if (this.end >= limit) {
      this.end = by > 0 ? null : limit;
    }
    this.onChange();
  }

  /** Moves the window by a part of itself. */
  scroll(direction) {
    if (this.series) {
      const { from, to } = this.window;
      this.shift(direction * 0.3 * (to - from));
    }
  }

  zoom(factor) {
    this.points = Math.min(MOST, Math.max(FEWEST, Math.round(this.points * factor)));
    this.onChange();
  }

  /** Whether a moment is among the points of the series. */
  holds(time) {
    return this.series?.time.length && time >= this.series.time[0];
  }

  /** Shows a moment with what came before and after it; false where it is not held. */
  goTo(time) {
    if (!this.holds(time)) {
      return false;
    }
    this.end = time + 0.45 * (this.points + ROOM) * this.series.step;
    this.onChange();
    return true;
  }
}
