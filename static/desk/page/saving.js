// What was changed of a claim is sent as one act, which is undone at once. What is refused stays in
// the draft, and is told.
import * as drafts from "./draft.js";
import * as values from "./values.js";
import { resolve } from "./conflict.js";
import { act, create, desk, take } from "./state.js";

const changesOf = (draft) => {
  const { sourceLabel: _, ...fields } = draft.fields;
  const figures = values.changes(draft);
  const adds = ({ act: name }) => name.endsWith("-add");
  return [
    ...(Object.keys(fields).length ? [{ act: "set", fields }] : []),
    ...figures.filter((change) => !adds(change)),
    ...(Object.keys(draft.parts).length ? [{ act: "spans", ...draft.parts }] : []),
    ...figures.filter(adds),
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
  const changes = changesOf(draft);
  if (changes.length && !await once(draft, "save", { changes })) return null;
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
