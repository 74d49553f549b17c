// Keys do what the buttons do, while nobody types and no dialog is open. Single keys can be
// switched off: with speech input or a tremor they do harm.
import { anyOpen, settled } from "./dialogs.js";

const SINGLE = {
  j: "next", k: "previous", a: "accept", r: "reject", v: "review", e: "edit", n: "new", c: "note",
  "#": "tag", m: "merge",
  l: "links", g: "compare", u: "undo", U: "redo", "/": "search", "?": "keys",
};
const OFF = "desk-keys-off";
const TYPING = "input, textarea, select, [contenteditable], [role=slider], [role=textbox]";
export const areOff = () => localStorage.getItem(OFF) === "yes";
export const switchKeys = (on) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));

const named = (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z") {
    return event.shiftKey ? "redo" : "undo";
  }
  if (event.ctrlKey || event.metaKey || event.altKey || areOff()) return undefined;
  return SINGLE[event.key];
};

// `acts` by name; a key works where its button is, so that it does what the role may do.
export const begin = (acts, resting) => {
  document.addEventListener("keydown", async (event) => {
    if (event.defaultPrevented || event.isComposing || anyOpen() || resting()) return;
    if (event.target.closest(TYPING)) return;
    const name = named(event);
    if (!name || !document.querySelector(`[data-act="${name}"]`)) return;
    event.preventDefault();
    await settled();
    if (!anyOpen()) acts[name]();
  });
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (name && acts[name]) acts[name]();
  });
};
