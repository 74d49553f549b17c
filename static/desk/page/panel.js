// Editing a claim, or making one: its words in the text, what is read from them, and its values.
import * as caret from "./caret.js";
import * as drafts from "./draft.js";
import * as fields from "./fields.js";
import * as handles from "./handles.js";
import * as values from "./values.js";
import { advance, currentClaim, select, sheet } from "./cards.js";
import { paragraphs, selected, short } from "./offsets.js";
import { Refusal } from "./service.js";
import { claims, desk, load, preview, refresh, rest } from "./state.js";
import { note } from "./noting.js";
import { once, save } from "./saving.js";
import { announce, say } from "./words.js";

let editing = null; // { draft, form }
let timer = 0;
let busy = false;

const element = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text, ...attributes });
const button = (text, label, act) => {
  const made = element("button", text, { type: "button", className: "desk-tool" });
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
};

// --- its words ----------------------------------------------------------------------------------

const showFragments = () => {
  const { draft, form } = editing;
  form.querySelector("[data-fragments]").replaceChildren(...drafts.fragments(draft).map((fragment) => {
    const words = { part: say(fragment.name), quote: short(fragment.start, fragment.end) };
    const item = document.createElement("li");
    const kind = element("mark", words.part, { className: `desk-${fragment.name}` });
    const quoted = element("q", words.quote, { lang: document.getElementById("desk-text").lang });
    item.append(kind, quoted,
      button("⇔", say("move", words), () => handles.focusHandle(fragment)),
      button("✕", say("removeSpan", words), () => {
        drafts.remove(draft, fragment);
        changed();
        form.querySelector("[data-title]").focus();
      }));
    return item;
  }));
};
const changed = () => {
  showFragments();
  handles.draw();
  clearTimeout(timer);
  timer = setTimeout(showPreview, 250);
};
const assign = (name) => {
  const span = selected();
  if (!span) {
    announce(say("noSelection"));
    return;
  }
  drafts.add(editing.draft, name, span);
  announce(say("marked", { part: say(name), quote: short(...span) }));
  getSelection().removeAllRanges();
  caret.collapse();
  changed();
};

const line = (label, text) => {
  const paragraph = element("p", "");
  paragraph.append(element("span", `${label} `, { className: "desk-quiet" }), text);
  return paragraph;
};
const showPreview = async () => {
  const { draft, form } = editing ?? {};
  const box = form?.querySelector("[data-preview]");
  if (!box || !drafts.part(draft, "content").length) {
    box?.replaceChildren();
    return;
  }
  try {
    const { reading } = await preview({ version: Number(desk.dataset.textVersion), claim: draft.id, ...drafts.spans(draft) });
    const figures = [...reading.quantities.map(({ words, quote }) => words || quote),
      ...reading.times.map(({ begin, finish }) => (begin === finish ? begin : `${begin} – ${finish}`))];
    box.replaceChildren(
      element("p", reading.headline),
      line(`${say("source")}:`, reading.source?.label ? reading.source.label + (reading.source.id ? "" : ` (${say("newSource")})`) : say("noSource")),
      ...(figures.length ? [line("", figures.join("; "))] : []));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    box.replaceChildren(element("p", refusal.message || refusal.words, { className: "desk-error" }));
  }
};

// --- opening, saving, leaving -------------------------------------------------------------------

const open = async (id) => {
  if (editing || busy) return;
  busy = true;
  try {
    await load(); // what stands now is what is edited
  } catch (refusal) {
    announce(refusal.words ?? say("broken"));
    return;
  } finally {
    busy = false;
  }
  const draft = drafts.begin(id ? claims.get(id) : null);
  const form = document.getElementById("desk-panel").content.firstElementChild.cloneNode(true);
  editing = { draft, form };
  rest(true);
  document.getElementById("desk-side").append(form);
  desk.classList.add("desk-editing");
  if (id) form.querySelector("[data-title]").textContent = say("editing", { headline: claims.get(id).headline });
  form.querySelectorAll("[data-existing]").forEach((part) => { part.hidden = !id; });
  handles.begin(draft, (fragment, start, end) => {
    drafts.move(draft, fragment, start, end);
    changed();
  });
  refill();
  wire();
  // The panel's buttons must not lie below the window's edge, behind the form's own.
  const below = document.getElementById("desk-side").getBoundingClientRect().bottom - window.innerHeight + 72;
  if (below > 0 && !sheet()) window.scrollBy({ top: below });
  announce(draft.back ? say("kept") : "");
};
const refill = () => {
  const { draft, form } = editing;
  fields.show(form, draft);
  values.show(form, draft);
  changed();
};

const told = async (work) => {
  const { form } = editing;
  const box = form.querySelector("[data-errors]");
  box.hidden = true;
  try {
    return await work();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    box.textContent = refusal.words;
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
    return null;
  }
};

const submit = async (next = false) => {
  if (busy || !editing) return;
  const { draft, form } = editing;
  if (!form.reportValidity()) return;
  if (!drafts.touched(draft)) {
    announce(say("nothing"));
    close();
    if (next) advance();
    return;
  }
  busy = true;
  const id = await told(() => save(draft)).finally(() => { busy = false; });
  if (!id) return;
  close();
  const before = currentClaim();
  if (next) advance();
  announce(say(draft.id ? "saved" : "created"));
  await refresh();
  if (!next && currentClaim() === before) select(id); // unless one has gone on meanwhile
};
const close = () => {
  caret.leave();
  handles.end();
  clearTimeout(timer);
  editing.form.remove();
  const { id } = editing.draft;
  editing = null;
  desk.classList.remove("desk-editing");
  rest(false);
  const back = id ?? currentClaim();
  if (back) select(back, { scroll: false });
};
const leave = () => {
  const kept = drafts.touched(editing.draft);
  close();
  announce(kept ? say("left") : "");
};

const add = (kind) => {
  const span = selected();
  if (!span) {
    announce(say("noSelection"));
    return;
  }
  const { draft, form } = editing;
  drafts.addFigure(draft, kind, span);
  values.show(form, draft);
  announce(say("marked", { part: say(kind), quote: short(...span) }));
};
// What follows the beginning of the marked words becomes a claim of its own.
const split = async () => {
  const { draft } = editing;
  const span = selected();
  if (!span) {
    announce(say("noSelection"));
    return;
  }
  const done = await told(async () =>
    (!drafts.touched(draft) || await save(draft)) && once(draft, "split", { at: span[0] }));
  if (!done) return;
  close();
  announce(say("created"));
  await refresh();
  select(draft.selected);
};
const mark = () => {
  const { draft } = editing;
  const here = selected()?.[0] ?? drafts.fragments(draft).find(({ name }) => name === "content")?.start
    ?? claims.get(currentClaim())?.position ?? paragraphs()[0].start;
  caret.enter(here, {
    s: () => assign("source"), u: () => assign("cue"), t: () => assign("content"),
    c: note, Enter: () => submit(), Escape: leave,
  });
};
const wire = () => {
  const { draft, form } = editing;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  // A button that acts on what is marked must not take the marking away.
  form.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-assign], [data-add], [data-caret], [data-split]")) event.preventDefault();
  });
  form.addEventListener("click", ({ target }) => {
    const pressed = target.closest("button")?.dataset ?? {};
    if (pressed.assign) assign(pressed.assign);
    else if (pressed.add) add(pressed.add);
    else if ("split" in pressed) split();
    else if ("caret" in pressed) mark();
    else if ("saveNext" in pressed) submit(true);
    else if ("leave" in pressed) leave();
    else if ("drop" in pressed) {
      drafts.forget(draft);
      close();
      announce(say("dropped"));
    }
  });
};
document.addEventListener("keydown", (event) => {
  if (!editing || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit(true);
  } else if (event.key === "Escape") {
    event.preventDefault();
    leave();
  }
});

export const edit = async () => {
  if (!currentClaim()) return;
  await open(currentClaim());
  editing?.form.querySelector("[data-title]").focus();
};
export const make = async () => {
  const span = selected(); // marked before "n": that is the content
  await open(null);
  if (!editing) return;
  if (span && !drafts.fragments(editing.draft).length) {
    drafts.add(editing.draft, "content", span);
    changed();
  }
  getSelection().removeAllRanges();
  mark();
};
