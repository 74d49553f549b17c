// What an editor has changed of a claim and not saved: only what was touched, beside the claim as
// it was seen. Kept in the tab's storage until it is saved, so that nothing typed is lost.
import { desk } from "./state.js";

export const PARTS = ["source", "cue", "content"];
const key = (id) => `desk-draft:${desk.dataset.article}:${desk.dataset.textVersion}:${id ?? "new"}`;
const EMPTY = { parts: {}, fields: {}, quantities: {}, times: {}, reason: "" };

export const begin = (claim) => {
  const fresh = { id: claim?.id ?? null, base: claim ?? null, ...structuredClone(EMPTY) };
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(fresh.id)));
    return kept && touched(kept) ? { ...fresh, ...kept, back: true } : fresh;
  } catch {
    return fresh;
  }
};
export const keep = (draft) => (touched(draft)
  ? sessionStorage.setItem(key(draft.id), JSON.stringify({ ...draft, back: undefined }))
  : forget(draft));
export const forget = (draft) => sessionStorage.removeItem(key(draft.id));
export const touched = ({ parts, fields, quantities, times }) =>
  [parts, fields, quantities, times].some((part) => Object.keys(part).length > 0);

// --- its words ----------------------------------------------------------------------------------

export const part = (draft, name) => draft.parts[name]
  ?? (draft.base?.spans ?? []).filter((span) => span.part === name).map(({ start, end }) => [start, end]);
export const fragments = (draft) => PARTS.flatMap((name) =>
  part(draft, name).map(([start, end], number) => ({ name, number, start, end })));
export const spans = (draft) => Object.fromEntries(PARTS.map((name) => [name, part(draft, name)]));

const put = (draft, name, list) => {
  const before = JSON.stringify(part({ ...draft, parts: {} }, name));
  if (JSON.stringify(list) === before) delete draft.parts[name];
  else draft.parts[name] = list;
  keep(draft);
};
export const move = (draft, { name, number }, start, end) => put(draft, name,
  part(draft, name).map((span, place) => (place === number ? [start, end] : span)));
export const remove = (draft, { name, number }) => put(draft, name,
  part(draft, name).filter((_, place) => place !== number));
// Fragments that touch or overlap become one.
export const add = (draft, name, [start, end]) => {
  const joined = [];
  [...part(draft, name), [start, end]].sort((one, other) => one[0] - other[0]).forEach((span) => {
    const last = joined.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else joined.push([...span]);
  });
  put(draft, name, joined);
};

// --- its values ---------------------------------------------------------------------------------

export const setField = (draft, name, value, before) => {
  if (value === before) delete draft.fields[name];
  else draft.fields[name] = value;
  keep(draft);
};
// A figure by its id, one that is added by its place: what is to become of it when it is saved.
export const setValue = (draft, kind, key, name, value, before) => {
  const figure = draft[kind][key] ?? { does: "edit", fields: {} };
  if (value === before) delete figure.fields[name];
  else figure.fields[name] = value;
  setFigure(draft, kind, key, figure);
};
export const setFigure = (draft, kind, key, figure) => {
  if (!figure || (figure.does === "edit" && !Object.keys(figure.fields).length)) delete draft[kind][key];
  else draft[kind][key] = figure;
  keep(draft);
};
export const addFigure = (draft, kind, [start, end]) =>
  setFigure(draft, kind, `+${start}`, { does: "add", start, end, fields: {} });
