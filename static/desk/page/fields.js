// The plain fields of the claim that is edited: kind, modality, polarity, who reports it, its source
// and headlines. Only what is changed is kept and sent.
import * as drafts from "./draft.js";
import { numberOf } from "./cards.js";
import { choices, claims, desk } from "./state.js";
import { say } from "./words.js";

const option = (value, label) => new Option(label, value);
const stored = (draft, name) => {
  const claim = draft.base ?? {};
  if (name === "source") return claim.source?.id ?? null;
  return claim[name] ?? (name === "parent" ? null : "");
};
const value = (draft, name) => (name in draft.fields ? draft.fields[name] : stored(draft, name));

const selects = (form, draft) => {
  ["kind", "modality", "polarity"].forEach((name) =>
    form.elements[name].replaceChildren(
      ...(draft.base ? [] : [option("", say("read"))]),
      ...(choices[name] ?? []).map(([key, label]) => option(key, label))));
  const others = [...claims.values()].filter((claim) => claim.id !== draft.id && claim.status !== "rejected");
  form.elements.parent.replaceChildren(
    ...(draft.base ? [] : [option("read", say("read"))]),
    option("", say("noParent")),
    ...others.map((claim) => option(claim.id, [numberOf(claim.id), claim.headline].filter(Boolean).join(" · "))));
  form.elements.parent.value = draft.base || "parent" in draft.fields ? value(draft, "parent") ?? "" : "read";
  form.elements.parent.addEventListener("change", ({ target }) =>
    drafts.setField(draft, "parent", target.value === "read" ? undefined : target.value ? Number(target.value) : null,
      draft.base ? stored(draft, "parent") : undefined));
};

// The source is chosen by its label among those that the register's own search finds.
const sources = (form, draft) => {
  const input = form.elements.source;
  const list = form.querySelector("datalist");
  const found = new Map();
  if (draft.base?.source) found.set(draft.base.source.label, draft.base.source.id);
  input.value = draft.fields.sourceLabel ?? draft.base?.source?.label ?? "";
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    const query = new URLSearchParams({ app_label: "claims", model_name: "claim", field_name: "source", term: input.value });
    const answer = await fetch(`${desk.dataset.choose}?${query}`).then((got) => got.json()).catch(() => ({ results: [] }));
    if (mine !== asked) return;
    answer.results.forEach(({ id, text }) => found.set(found.has(text) && found.get(text) !== Number(id) ? `${text} (${id})` : text, Number(id)));
    list.replaceChildren(...answer.results.map(({ text }) => option(text, text)));
  };
  const choose = () => {
    const label = input.value.trim();
    const id = label === "" ? null : found.get(label);
    input.setCustomValidity(id === undefined ? say("unknownSource") : "");
    drafts.setField(draft, "sourceLabel", id === undefined ? label : undefined, undefined);
    if (id !== undefined) drafts.setField(draft, "source", id, stored(draft, "source"));
  };
  let timer = 0;
  input.addEventListener("input", () => {
    choose();
    clearTimeout(timer);
    timer = setTimeout(() => look().then(choose), 200);
  });
};

export const show = (form, draft) => {
  selects(form, draft);
  sources(form, draft);
  ["kind", "modality", "polarity", "headline_en", "headline_zh"].forEach((name) => {
    const input = form.elements[name];
    input.value = value(draft, name);
    input.addEventListener("input", () => drafts.setField(draft, name, input.value, stored(draft, name)));
  });
  form.elements.reason.value = draft.reason;
  form.elements.reason.addEventListener("input", ({ target }) => {
    draft.reason = target.value;
    drafts.keep(draft);
  });
};
