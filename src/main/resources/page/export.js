// What is shown, as files: made in the browser, asked of nobody.
import { colour, font } from "/theme.js";

const COLUMNS = ["value", "expected", "lower", "upper"];

/** Offers a file. */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name.replaceAll(/[^\w.@-]+/g, "_");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A cell of CSV; texts that a spreadsheet would take for a formula are not. */
function cell(value) {
  const text = typeof value === "string" && /^[=+@-]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of objects as a CSV file. */
export function saveCsv(name, columns, rows) {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  save(`${name}.csv`, new Blob([lines.map((line) => line.map(cell).join(",")).join("\n") + "\n"], { type: "text/csv" }));
}

/** The points of a series in a window, with what was flagged of them. */
export function saveSeries(series, { from, to }) {
  const flagged = new Map(series.marks.map((mark) => [mark.timestamp, mark]));
  const rows = [];
  series.time.forEach((time, i) => {
    if (time >= from && time <= to) {
      const mark = flagged.get(time);
      rows.push({
        timestamp: new Date(time).toISOString(),
        ...Object.fromEntries(COLUMNS.map((column) => [column, series[column][i]])),
        is_anomaly: Boolean(mark),
        kind: mark?.kind,
        reason: mark?.reason,
      });
    }
  });
  saveCsv(series.row.series, ["timestamp", ...COLUMNS, "is_anomaly", "kind", "reason"], rows);
}

/** A chart as a picture, its title above it. */
export function savePng(name, title, chart) {
  const ratio = devicePixelRatio;
  const head = 34 * ratio;
  const picture = Object.assign(document.createElement("canvas"), { width: chart.width, height: chart.height + head });
  const ctx = picture.getContext("2d");
  ctx.fillStyle = colour.card;
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = colour.ink;
  ctx.font = font(14 * ratio);
  ctx.textBaseline = "middle";
  ctx.fillText(title, 12 * ratio, head / 2);
  ctx.drawImage(chart, 0, head);
  picture.toBlob((blob) => save(`${name}.png`, blob));
}
