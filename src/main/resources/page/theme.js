// Light and dark, and the colours of each for what is drawn.

const NAMES = ["ink", "soft", "faint", "accent", "bad", "card", "fan", "band"];
const SHADES = 8;

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = [];

/** The colours of the style sheet; `shades` are for what has a name: models, symbols, classes. */
export const colour = {};

export const font = (size) => `${size}px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;

export function changeTheme() {
  localStorage.setItem("theme", root.dataset.theme === "dark" ? "light" : "dark");
  dress();
}

/** What has been drawn must be drawn anew. */
export function onTheme(listener) {
  listeners.push(listener);
}

/** Draws anew all that has been drawn. */
export function redress() {
  listeners.forEach((listener) => listener());
}

function dress() {
  root.dataset.theme = localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");
  const style = getComputedStyle(root);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  for (const name of NAMES) {
    colour[name] = get(name);
  }
  colour.shades = Array.from({ length: SHADES }, (_, i) => get(`m${i}`));
  redress();
}

system.addEventListener("change", dress);
dress();
