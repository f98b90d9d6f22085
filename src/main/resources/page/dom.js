// Elements of the page: found, made, and the legend of a chart.

export const $ = (id) => document.getElementById(id);

/** An element with what it holds: texts and elements. */
export function make(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

export function button(onclick, ...children) {
  return Object.assign(make("button", ...children), { type: "button", onclick });
}

/** Names with their colours, each with what else is said of it. */
export function legend(list, entries) {
  list.replaceChildren(
    ...entries.map(([name, shade, ...more]) => {
      const key = make("i");
      key.style.background = shade;
      return make("li", key, name, ...more);
    }),
  );
}
