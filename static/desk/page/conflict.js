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

const FIGURE = /^(quantity|time)-(\w+)$/;
const LEFT_OUT = ["id", "claim", "claim_id", "quote", "start", "end", "by_hand"];
const values = (row) => Object.fromEntries(Object.entries(row).filter(([name]) => !LEFT_OUT.includes(name)));

// What is sent of one change that was refused: null where nothing of it is left.
const plainAgain = (change, pick) => {
  const holder = change.fields ?? change;
  Object.keys(holder).filter((name) => name !== "act").forEach((name) => {
    const { field, side } = pick(name === "source" && !change.fields ? "source_words" : name) ?? {};
    if (side === "theirs") delete holder[name];
    if (side === "before") holder[name] = field.before;
  });
  return Object.keys(holder).some((name) => name !== "act") ? change : null;
};
const figureAgain = (change, pick) => {
  const [, kind, does] = change.act.match(FIGURE);
  const { field, side } = pick(`${kind}:${does === "add" ? `+${change.start}` : change.id}`) ?? {};
  if (side === "theirs" || (side === "before" && does === "add")) return null;
  if (!field?.before) return change;
  const { start, end } = field.before;
  const wanted = side === "before" ? values(field.before) : change.fields;
  if (field.theirs) return side === "before" ? { act: `${kind}-edit`, id: change.id, fields: wanted } : change;
  // They took it off: it is put there again, unless it was to go anyway.
  return does === "remove" && side === "yours" ? null : { act: `${kind}-add`, start, end, ...wanted };
};
const again = (body, data, picks) => {
  const act = { ...structuredClone(body), version: data.claim.version };
  const pick = (name) => picks.find(({ field }) => field.field === name);
  if (!act.changes) { // one ruling
    const { field, side } = pick("status") ?? {};
    return side === "theirs" ? null : side === "before" ? { ...act, status: field.before } : act;
  }
  act.changes = act.changes.map((change) =>
    (FIGURE.test(change.act) ? figureAgain : plainAgain)(change, pick)).filter(Boolean);
  return act.changes.length ? act : null;
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
