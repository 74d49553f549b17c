// The quantities and times of the claim that is edited: as read, or as an editor gave them.
import * as drafts from "./draft.js";
import { say } from "./words.js";

const KINDS = { quantities: "quantity", times: "time" };

const filled = (draft, kind, row) => {
  const part = document.getElementById(`desk-${KINDS[kind]}`).content.firstElementChild.cloneNode(true);
  const changed = draft[kind][row.id] ?? {};
  part.querySelector("[data-quote]").textContent = row.quote;
  const hand = () => {
    const given = row.by_hand || Object.keys(draft[kind][row.id] ?? {}).length > 0;
    part.querySelector("[data-hand]").textContent = given ? say("byHand") : "";
  };
  part.querySelectorAll("input").forEach((input) => {
    const before = row[input.name] ?? "";
    const now = changed[input.name] === undefined ? before : changed[input.name] ?? "";
    if (input.type === "checkbox") input.checked = Boolean(now);
    else input.value = now;
    input.addEventListener("input", () => {
      const value = input.type === "checkbox" ? input.checked : input.value.trim();
      const emptied = ["value", "low", "high"].includes(input.name) && value === "";
      drafts.setValue(draft, kind, row.id, input.name, emptied ? (before === "" ? "" : null) : value, before);
      hand();
    });
  });
  hand();
  return part;
};

// `acts.now(name, body)` does an act on the stored claim at once: a value is added, removed, or
// goes back to what is read.
export const show = (form, draft, acts) => Object.entries(KINDS).forEach(([kind, name]) => {
  const rows = (draft.base?.[kind] ?? []).map((row) => {
    const part = filled(draft, kind, row);
    const act = (which) => async () => {
      delete draft[kind][row.id];
      drafts.keep(draft);
      await acts.now(`${name}-${which}`, { id: row.id });
    };
    part.querySelector("[data-reread]").hidden = !row.by_hand;
    part.querySelector("[data-reread]").addEventListener("click", act("reread"));
    part.querySelector("[data-remove]").addEventListener("click", act("remove"));
    part.querySelector("[data-remove]").setAttribute("aria-label", `${say("remove")}: ${row.quote}`);
    return part;
  });
  form.querySelector(`[data-${kind}]`).replaceChildren(...rows);
});
