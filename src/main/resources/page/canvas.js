// What drawings on a canvas share.
import { colour } from "/theme.js";

/** A canvas as large as it is on the screen, empty, to be drawn on in units of the page. */
export function fitted(canvas) {
  const ratio = devicePixelRatio;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

/** Adds a line through points to the path. */
export function trace(ctx, points) {
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
}

export function dot(ctx, x, y, radius, fill) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.fillStyle = fill;
  ctx.fill();
}

/** A flagged record: a dot with a rim, so that it stands out from what is below it. */
export function flag(ctx, x, y, radius, rim) {
  dot(ctx, x, y, radius, colour.bad);
  ctx.strokeStyle = colour.card;
  ctx.lineWidth = rim;
  ctx.stroke();
}
