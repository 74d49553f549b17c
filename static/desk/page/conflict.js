// Somebody saved first: what was before, theirs and yours beside each other, and one is picked of
// each. Nothing is merged by itself.
import { open } from "./dialogs.js";
import { say } from "./words.js";

const SIDES = ["before", "theirs", "yours"];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const plain = (value) => value === null || value === undefined || value === "" ? say("empty")
  : typeof value === "object" ? JSON.stringify(value) : String(value);

const cell = (field, side, number) => {
  const data = document.createElement("td");
  data.dataset.side = document.querySelector(`#desk-conflict [data-side-name=${side}]`).textContent;
  const words = field[`${side}_words`] || plain(field[side]);
  if (field.yours === null) { // not touched by you: told, and theirs stands
    data.textContent = words;
    return data;
  }
  const [label, radio, text] = ["label", "input", "span"].map((tag) => document.createElement(tag));
  label.className = "desk-choice";
  Object.assign(radio, { type: "radio", name: `pick-${number}`, value: side, required: true });
  // Where they did not touch it there is nothing to choose between; else it has to be said.
  radio.checked = side === "yours" && same(field.theirs, field.before);
  text.textContent = words;
  label.append(radio, text);
  data.append(label);
  return data;
};
const row = (field, number) => {
  const [line, head] = ["tr", "th"].map((tag) => document.createElement(tag));
  head.scope = "row";
  head.textContent = field.label;
  if (!same(field.theirs, field.before) && field.yours !== null) line.className = "desk-differs";
  line.append(head, ...SIDES.map((side) => cell(field, side, number)));
  return line;
};

// The act that was refused, as it is sent again over what stands now; null if nothing of it is left.
const again = (body, data, picks) => {
  const act = { ...structuredClone(body), version: data.claim.version };
  let left = false;
  picks.forEach(({ field, side }) => {
    const name = field.field === "source_words" ? "source" : field.field;
    const holder = act.fields && name in act.fields ? act.fields : act;
    if (side === "yours") left = true;
    else if (!(name in holder)) left = false; // one figure of several: theirs stands
    else if (side === "theirs") delete holder[name];
    else [holder[name], left] = [field.before, true];
  });
  return left || !picks.length ? act : null;
};

// "saved" when what was picked is sent by `send(body)`, "theirs" when nothing of yours is wanted,
// "later" when it was not decided.
export const resolve = async (data, body, send) => {
  const given = await open("desk-conflict", (dialog) => {
    dialog.querySelector("[data-said]").textContent = say("conflict", { by: data.by || say("somebody") });
    dialog.querySelector("tbody").replaceChildren(...data.fields.map(row));
  });
  if (!given) return "later";
  if (given.answer === "theirs") return "theirs";
  const picks = data.fields.map((field, number) => ({ field, side: given.data.get(`pick-${number}`) }))
    .filter(({ side }) => side);
  const act = again(body, data, picks);
  if (!act) return "theirs";
  await send(act);
  return "saved";
};
