// The quantities and times of the claim that is edited: as read, or as an editor gave them. Whatever
// is done to one, or added, is part of the draft until the claim is saved.
import * as drafts from "./draft.js";
import { quote } from "./offsets.js";
import { say } from "./words.js";

const KINDS = { quantities: "quantity", times: "time" };
const NUMBERS = ["value", "low", "high"];

// What an editor typed, as it is sent: an emptied number is none.
const typed = (input, before) => {
  if (input.type === "checkbox") return input.checked;
  const value = input.value.trim();
  return NUMBERS.includes(input.name) && value === "" && before !== "" ? null : value;
};
const fields = (part, draft, kind, row, hand) => {
  const changed = draft[kind][row.key]?.fields ?? {};
  part.querySelectorAll("input").forEach((input) => {
    const before = row[input.name] ?? (input.type === "checkbox" ? false : "");
    const now = changed[input.name] === undefined ? before : changed[input.name] ?? "";
    if (input.type === "checkbox") input.checked = Boolean(now);
    else input.value = now;
    input.addEventListener("input", () => {
      drafts.setValue(draft, kind, row.key, input.name, typed(input, before), before);
      hand();
    });
  });
};
const button = (part, name, shown, press, label) => {
  const found = part.querySelector(`[data-${name}]`);
  found.hidden = !shown;
  found.addEventListener("click", press);
  if (label) found.setAttribute("aria-label", label);
};

const filled = (draft, kind, row, again) => {
  const part = document.getElementById(`desk-${KINDS[kind]}`).content.firstElementChild.cloneNode(true);
  const figure = () => draft[kind][row.key];
  const { does } = figure() ?? {};
  const waits = does === "remove" || does === "reread"; // nothing of it is to be typed
  const hand = () => {
    const given = row.by_hand || Object.keys(figure()?.fields ?? {}).length > 0;
    part.querySelector("[data-hand]").textContent = waits ? say(`${does}Later`)
      : does === "add" && !given ? say("addLater") : given ? say("byHand") : "";
  };
  const put = (changed) => () => {
    drafts.setFigure(draft, kind, row.key, changed);
    again(kind);
  };
  part.querySelector("[data-quote]").textContent = row.quote;
  part.classList.toggle("desk-value-gone", does === "remove");
  part.querySelectorAll("label").forEach((label) => { label.hidden = waits; });
  fields(part, draft, kind, row, hand);
  button(part, "reread", row.by_hand && !waits, put({ does: "reread", fields: {} }));
  button(part, "remove", !waits, put(does === "add" ? null : { does: "remove", fields: {} }),
    `${say("remove")}: ${row.quote}`);
  button(part, "back", waits, put(null), `${say("back")}: ${row.quote}`);
  hand();
  return part;
};

export const show = (form, draft) => Object.keys(KINDS).forEach((kind) => {
  const again = () => {
    show(form, draft);
    form.querySelector(`[data-${kind}]`).closest("section").querySelector("h3").focus();
  };
  const stored = (draft.base?.[kind] ?? []).map((row) => ({ ...row, key: row.id }));
  const added = Object.entries(draft[kind]).filter(([, { does }]) => does === "add")
    .map(([key, { start, end }]) => ({ key, start, quote: quote(start, end) }));
  const rows = [...stored, ...added].sort((one, other) => one.start - other.start);
  form.querySelector(`[data-${kind}]`).replaceChildren(...rows.map((row) => filled(draft, kind, row, again)));
});

// The acts that are sent for the figures: those that take away, or change, before the claim's words
// are moved; those that add after it, for they stand in the new words.
export const changes = (draft) => Object.entries(KINDS).flatMap(([kind, name]) =>
  Object.entries(draft[kind]).map(([key, { does, fields: given, start, end }]) => (does === "add"
    ? { act: `${name}-add`, start, end, ...given }
    : { act: `${name}-${does}`, id: Number(key), ...(does === "edit" ? { fields: given } : {}) })));
