// The desk of an article. Without this script its text, its cards and their forms are there, too.
import * as cards from "./page/cards.js";
import * as panel from "./page/panel.js";
import * as company from "./page/company.js";
import * as keys from "./page/keys.js";
import * as ruling from "./page/ruling.js";
import { open } from "./page/dialogs.js";
import { desk, load } from "./page/state.js";
import { elsewhere } from "./page/choosing.js";
import { merge } from "./page/merging.js";
import { note } from "./page/noting.js";
import { search } from "./page/searching.js";
import { tag } from "./page/tagging.js";

const showKeys = () => open("desk-keys", (dialog) => {
  const box = dialog.querySelector("[name=on]");
  box.checked = !keys.areOff();
  box.onchange = () => keys.switchKeys(box.checked);
});
const sheet = () => {
  const button = document.querySelector(".desk-sheet-toggle");
  const opened = desk.classList.toggle("desk-sheet-open");
  button.setAttribute("aria-expanded", String(opened));
};

document.querySelectorAll("#desk [data-with-script]").forEach((part) => { part.hidden = false; });
desk.classList.add("desk-live");
cards.begin();
company.begin();
keys.begin({
  next: () => cards.step(1),
  previous: () => cards.step(-1),
  accept: ruling.accept,
  reject: ruling.reject,
  reopen: ruling.reopen,
  review: ruling.review,
  edit: panel.edit,
  new: panel.make,
  note,
  tag,
  merge,
  undo: ruling.undo,
  redo: ruling.redo,
  ...elsewhere,
  search,
  keys: showKeys,
  sheet,
}, () => desk.classList.contains("desk-editing"));
load().catch(() => {}); // told again by the first act that needs it
