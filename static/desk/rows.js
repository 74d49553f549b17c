// Rows that are ruled on one after the other: j and k go from row to row, and a key does in the row
// one is at what the button that names it does; the key of an option confirms the row as that. Keys
// rest while somebody types.
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const OFF = "desk-keys-off"; // as on the desk of an article

const rows = (box) => [...box.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const rowAt = (box) => document.activeElement?.closest("[data-row]") ?? rows(box)[0];

export const enter = (row) => {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};
const step = (box, by) => {
  const all = rows(box);
  const here = all.indexOf(document.activeElement?.closest("[data-row]"));
  enter(all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]);
};
const press = (one) => {
  if (one.tagName !== "OPTION") return one.click();
  one.selected = true;
  return one.closest("[data-row]").querySelector('[data-key="y"]').click();
};
const pressed = (box, event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest(TYPING);
  if (typing) {
    // A reason is written before the ruling: Enter must not rule by itself.
    if (event.key === "Enter" && typing.dataset.focusKey === "w") {
      event.preventDefault();
      enter(typing.closest("[data-row]"));
    }
    return;
  }
  if (localStorage.getItem(OFF) === "yes") return;
  const by = { j: 1, k: -1 }[event.key];
  const named = (name) => {
    const key = `[${name}="${CSS.escape(event.key)}"]`;
    return rowAt(box)?.querySelector(key) ?? [...box.querySelectorAll(key)].find((one) => !one.closest("[data-row]"));
  };
  const field = !by && named("data-focus-key");
  const button = !by && !field && named("data-key");
  if (!by && !field && !button) return;
  event.preventDefault();
  event.stopPropagation();
  if (by) step(box, by);
  else if (field) field.focus();
  else press(button);
};
export const begin = (box) => box.addEventListener("keydown", (event) => pressed(box, event));

// "#place-3" is where the fourth row was, which has been ruled on: the next one is there now.
const start = (box) => {
  const all = rows(box);
  const place = Number(/^#place-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  return all[Math.min(place, all.length - 1)];
};

// On a page of its own, the keys are the page's. The theme moves the page into a box of its own as
// soon as it is parsed, which loses the focus: a row has it from then on.
document.querySelectorAll("[data-rows]").forEach((part) => {
  const box = part.dataset.rows === "page" ? document.body : part;
  document.addEventListener("keydown", (event) => pressed(box, event));
  document.addEventListener("DOMContentLoaded", () => enter(start(box)));
});
