// What was changed of a claim is sent act by act; each that is done leaves the draft. What is
// refused stays in it, and is told.
import * as drafts from "./draft.js";
import { resolve } from "./conflict.js";
import { act, create, desk, take } from "./state.js";

const sent = (draft) => {
  const { sourceLabel: _, ...fields } = draft.fields;
  const done = (part, key) => (key === undefined ? () => { draft[part] = {}; } : () => { delete draft[part][key]; });
  return [
    ...(Object.keys(fields).length ? [["set", { fields }, done("fields")]] : []),
    ...Object.entries(draft.quantities).map(([id, values]) =>
      ["quantity-edit", { id: Number(id), fields: values }, done("quantities", id)]),
    ...Object.entries(draft.times).map(([id, values]) =>
      ["time-edit", { id: Number(id), fields: values }, done("times", id)]),
    ...(Object.keys(draft.parts).length ? [["spans", { ...draft.parts }, done("parts")]] : []),
  ];
};

// One act on the claim of the draft. True if it is done, or theirs was picked over it.
export const once = async (draft, name, body) => {
  const send = async (whole) => {
    const answer = await act(draft.id, name, whole);
    draft.base = answer.claims.find(({ id }) => id === draft.id) ?? draft.base;
    draft.selected = answer.selected;
  };
  const whole = { ...body, version: draft.base.version, reason: draft.reason };
  try {
    await send(whole);
  } catch (refusal) {
    if (refusal.status !== 409) throw refusal;
    take([refusal.data.claim]);
    const decided = await resolve(refusal.data, whole, send);
    if (decided === "later") return false;
    if (decided === "theirs") draft.base = refusal.data.claim;
  }
  return true;
};

// The id of the claim that is saved; null if something waits for a decision.
export const save = async (draft) => {
  if (!draft.base) return made(draft);
  for (const [name, body, done] of sent(draft)) {
    if (!await once(draft, name, body)) return null;
    done();
    drafts.keep(draft);
  }
  drafts.forget(draft);
  return draft.id;
};
const made = async (draft) => {
  const { kind, parent } = draft.fields;
  const answer = await create({
    text_version: Number(desk.dataset.textVersion), ...drafts.spans(draft), reason: draft.reason,
    ...(kind ? { kind } : {}), ...(parent ? { parent } : {}),
  });
  drafts.forget(draft);
  return answer.selected;
};
