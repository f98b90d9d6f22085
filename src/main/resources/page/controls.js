// Buttons and keys, and what each does.
import { $ } from "/dom.js";
import { changeZone, zoneName } from "/format.js";
import { changeTheme, redress } from "/theme.js";

const ZOOM = 1.4;

/** Gives the buttons and keys what they act on; `go` shows one part of the page where there is room for one only. */
export function control({ viewport, list, incidents, go }) {
  const act = {
    pause: () => viewport.pause(),
    earlier: () => viewport.scroll(-1),
    later: () => viewport.scroll(1),
    in: () => viewport.zoom(1 / ZOOM),
    out: () => viewport.zoom(ZOOM),
    theme: changeTheme,
    zone: () => {
      changeZone();
      $("zone").textContent = zoneName();
      redress(); // all that shows a time is drawn anew
    },
    help: () => $("helping").showModal(),
  };
  for (const [id, action] of Object.entries(act)) {
    $(id).onclick = action;
  }
  $("zone").textContent = zoneName();
  for (const button of document.querySelectorAll("nav button")) {
    button.onclick = () => go(button.dataset.to);
  }
  const keys = {
    "/": () => (go("series"), $("search").focus()),
    j: () => list.step(1),
    k: () => list.step(-1),
    n: () => incidents.step(1),
    p: () => incidents.step(-1),
    " ": act.pause,
    ArrowLeft: act.earlier,
    ArrowRight: act.later,
    "+": act.in,
    "=": act.in,
    "-": act.out,
    End: () => viewport.follow(),
    t: act.theme,
    z: act.zone,
    "?": act.help,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.target.closest("input, select")) {
      leave(event, list);
      return;
    }
    if (event.key === " " && event.target.closest("button")) {
      return; // it presses the button
    }
    const rows = event.target.id === "list" ? { ArrowDown: keys.j, ArrowUp: keys.k } : {};
    const action = rows[event.key] ?? keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}

/** Enter and Escape leave a field, Escape with nothing searched for. */
function leave(event, list) {
  if (event.key !== "Escape" && event.key !== "Enter") {
    return;
  }
  if (event.key === "Escape" && event.target.value && event.target.id === "search") {
    event.target.value = "";
    list.renew();
  }
  event.target.blur();
  $("list").focus();
}
