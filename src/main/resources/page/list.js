// The list of series: only the rows in view exist, however many series there are.
import { dot, trace } from "/canvas.js";
import { ask } from "/data.js";
import { anomalies, count, number, resolution, stateName } from "/format.js";
import { colour } from "/theme.js";

const ROW = 56;
const AROUND = 8; // rows kept above and below what is in view
const MOST = 200; // what the server gives at once

export class List {
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.box = document.getElementById("list");
    this.space = document.getElementById("rows");
    this.search = document.getElementById("search");
    this.sort = document.getElementById("sort");
    this.pipeline = document.getElementById("pipeline");
    this.matched = document.getElementById("matched");
    this.pool = [];
    this.items = [];
    this.offset = 0;
    this.total = 0;
    this.selected = null;
    this.request = null;
    this.again = false;
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.search.addEventListener("input", () => this.renew());
    this.sort.addEventListener("change", () => this.renew());
    this.pipeline.addEventListener("change", () => this.renew());
    this.box.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) {
        this.choose(this.items[Number(row.dataset.at) - this.offset]);
      }
    });
    new ResizeObserver(() => this.refresh()).observe(this.box);
  }

  /** Lets one of several pipelines be chosen; without a choice the series of all are listed. */
  offer(pipelines) {
    const names = pipelines.map(({ name }) => name);
    if (names.length > 1 && this.pipeline.options.length !== names.length + 1) {
      this.pipeline.replaceChildren(new Option("All pipelines", ""), ...names.map((name) => new Option(name, name)));
      this.pipeline.hidden = false;
    }
  }

  renew() {
    this.box.scrollTop = 0;
    this.refresh();
  }

  scrolled() {
    const first = Math.floor(this.box.scrollTop / ROW);
    const last = Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW);
    if (first < this.offset || last > this.offset + this.items.length) {
      this.refresh();
    }
  }

  /** Asks for the rows in view and a few around them; one request at a time, the last wish wins. */
  async refresh() {
    if (this.request) {
      this.again = true;
      return;
    }
    const offset = Math.max(0, Math.floor(this.box.scrollTop / ROW) - AROUND);
    const limit = Math.min(MOST, Math.max(20, Math.ceil(this.box.clientHeight / ROW) + 2 * AROUND));
    const query = new URLSearchParams({ offset, limit, sort: this.sort.value });
    if (this.search.value.trim()) {
      query.set("search", this.search.value.trim());
    }
    if (this.pipeline.value) {
      query.set("pipeline", this.pipeline.value);
    }
    this.request = ask(`/api/series?${query}`);
    try {
      const answer = await this.request;
      this.items = answer.series;
      this.offset = answer.offset;
      this.total = answer.matched;
      this.matched.textContent =
        answer.matched === answer.total
          ? `${count(answer.total)} series`
          : `${count(answer.matched)} of ${count(answer.total)} series`;
      this.draw();
    } catch {
      // the server is away; the connection says so, and the next tick asks again
    } finally {
      this.request = null;
      if (this.again) {
        this.again = false;
        this.refresh();
      }
    }
  }

  draw() {
    this.space.style.height = `${this.total * ROW}px`;
    while (this.pool.length < this.items.length) {
      this.pool.push(this.make());
    }
    this.box.removeAttribute("aria-activedescendant");
    this.pool.forEach((row, i) => {
      const item = this.items[i];
      row.element.hidden = !item;
      if (item) {
        this.fill(row, item, this.offset + i);
      }
    });
  }

  make() {
    const element = document.createElement("div");
    element.setAttribute("role", "option");
    element.innerHTML = `<span class="who"></span><canvas width="168" height="76" aria-hidden="true"></canvas><span class="how"><b></b><span></span></span>`;
    this.space.append(element);
    return {
      element,
      who: element.querySelector(".who"),
      state: element.querySelector(".how b"),
      how: element.querySelector(".how span"),
      canvas: element.querySelector("canvas"),
    };
  }

  fill(row, item, at) {
    const { element } = row;
    const selected = this.isSelected(item);
    element.id = `row-${at}`;
    element.dataset.at = at;
    element.className = `row ${item.status}`;
    element.style.transform = `translateY(${at * ROW}px)`;
    element.setAttribute("aria-selected", selected);
    element.setAttribute("aria-setsize", this.total);
    element.setAttribute("aria-posinset", at + 1);
    if (selected) {
      this.box.setAttribute("aria-activedescendant", element.id);
    }
    row.who.textContent = item.series;
    element.title = `${item.series} · ${item.pipeline}`;
    row.state.textContent = item.status === "OK" ? "" : stateName(item.status);
    const now = item.result === undefined ? number(item.value, resolution(item)) : item.result;
    const said = [item.status === "OK" ? now : ""];
    if (!this.pipeline.hidden && !this.pipeline.value) {
      said.push(item.pipeline);
    }
    if (item.anomalies) {
      said.push(anomalies(item.anomalies));
    }
    if (item.relative_error !== null) {
      said.push(`MAE ${number(item.relative_error, 0.01)}×`);
    }
    row.how.textContent = said.join(" · ");
    sparkline(row.canvas, item);
  }

  isSelected(item) {
    return this.selected && item.series === this.selected.series && item.pipeline === this.selected.pipeline;
  }

  choose(item) {
    if (item) {
      this.onChoose({ series: item.series, pipeline: item.pipeline });
    }
  }

  mark(key) {
    this.selected = key;
    this.draw();
  }

  /** The series a few rows on from the one that is shown. */
  async step(by) {
    const here = this.items.findIndex((item) => this.isSelected(item));
    const at = here < 0 ? this.offset : Math.min(this.total - 1, Math.max(0, this.offset + here + by));
    const top = at * ROW;
    if (top < this.box.scrollTop || top + ROW > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = Math.max(0, top - this.box.clientHeight / 2);
      if (at < this.offset || at >= this.offset + this.items.length) {
        await this.refresh();
      }
    }
    this.choose(this.items[at - this.offset]);
  }
}


/** The last values of a series, the newest of them with a dot. */
function sparkline(canvas, { sparkline: values, status }) {
  const ctx = canvas.getContext("2d");
  const { width, height } = canvas;
  ctx.clearRect(0, 0, width, height);
  if (values.length < 2) {
    return;
  }
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, i) => [
    3 + (i / (values.length - 1)) * (width - 10),
    height - 8 - ((value - low) / range) * (height - 16),
  ]);
  const bad = status === "ANOMALY";
  ctx.lineWidth = 2.5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = bad ? colour.bad : colour.soft;
  ctx.beginPath();
  trace(ctx, points);
  ctx.stroke();
  dot(ctx, ...points.at(-1), 4, bad ? colour.bad : colour.accent);
}
