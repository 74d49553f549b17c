// A caret in the text for those without a mouse. It moves as carets do; what it passes over with
// Shift is the browser's own selection, so that mouse and keys mark words in the same way.
import { layerElement } from "./handles.js";
import { boxOf, offsetAt, offsetUnder, paragraphOf, paragraphs, place, quote, selected, short, step, textElement } from "./offsets.js";
import { say, whisper } from "./words.js";

let state = null; // { anchor, head, column, acts, element }

export const active = () => state !== null;
export const enter = (offset, acts) => {
  leave();
  const text = textElement();
  const element = document.createElement("div");
  element.className = "desk-caret";
  layerElement().append(element);
  state = { anchor: offset, head: offset, column: null, acts, element };
  text.tabIndex = 0;
  text.setAttribute("role", "application");
  text.setAttribute("aria-label", say("caret"));
  text.addEventListener("keydown", pressed);
  text.addEventListener("pointerup", pointed);
  text.focus({ preventScroll: true });
  const marked = selected();
  if (marked) [state.anchor, state.head] = marked;
  show();
  whisper(say("caret"));
};
export const leave = () => {
  if (!state) return;
  const text = textElement();
  text.removeEventListener("keydown", pressed);
  text.removeEventListener("pointerup", pointed);
  ["tabindex", "role", "aria-label"].forEach((name) => text.removeAttribute(name));
  state.element.remove();
  state = null;
};
export const collapse = () => {
  if (!state) return;
  state.anchor = state.head;
  getSelection().removeAllRanges();
};

const show = () => {
  const box = boxOf(state.head, state.head > state.anchor);
  const over = layerElement().getBoundingClientRect();
  Object.assign(state.element.style, { left: `${box.left - over.left}px`, top: `${box.top - over.top}px` });
  const [from, to] = [Math.min(state.anchor, state.head), Math.max(state.anchor, state.head)];
  if (from === to) getSelection().removeAllRanges();
  else {
    const [start, end] = [place(from), place(to, true)];
    getSelection().setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  }
  if (box.top < 60) window.scrollBy({ top: box.top - 120 });
  if (box.bottom > window.innerHeight - 60) window.scrollBy({ top: box.bottom - window.innerHeight + 120 });
};
const tell = (from) => whisper(state.anchor === state.head
  ? quote(Math.min(from, state.head), Math.max(from, state.head)) || quote(state.head, state.head + 1)
  : say("markedWords", { quote: short(Math.min(state.anchor, state.head), Math.max(state.anchor, state.head)) }));

const byLine = (by) => {
  const box = boxOf(state.head);
  state.column ??= box.left;
  const y = by > 0 ? box.bottom + 14 : box.top - 14;
  for (let far = 0; far < 60; far += 10) { // past the gap between two paragraphs
    const found = offsetUnder(state.column, y + by * far);
    if (found !== null && found !== state.head && (found > state.head) === (by > 0)) return found;
  }
  return state.head;
};
const byParagraph = (by) => {
  const all = paragraphs();
  const here = all.indexOf(paragraphOf(state.head));
  if (by < 0 && state.head > all[here].start) return all[here].start;
  return all[here + by]?.start ?? (by > 0 ? all[here].end : all[here].start);
};
const target = (event) => {
  const { head } = state;
  switch (event.key) {
    case "ArrowLeft": return step(head, -1, event.ctrlKey ? "word" : "character");
    case "ArrowRight": return step(head, 1, event.ctrlKey ? "word" : "character");
    case "ArrowUp": return event.ctrlKey ? byParagraph(-1) : byLine(-1);
    case "ArrowDown": return event.ctrlKey ? byParagraph(1) : byLine(1);
    case "PageUp": return byParagraph(-1);
    case "PageDown": return byParagraph(1);
    case "Home": return event.ctrlKey ? paragraphs()[0].start : paragraphOf(head).start;
    case "End": return event.ctrlKey ? paragraphs().at(-1).end : paragraphOf(head).end;
    default: return null;
  }
};
const pressed = (event) => {
  if (event.target !== textElement() || event.altKey || event.metaKey || event.isComposing) return;
  const from = state.head;
  const to = target(event);
  if (to !== null) {
    event.preventDefault();
    if (!["ArrowUp", "ArrowDown"].includes(event.key)) state.column = null;
    state.head = to;
    if (!event.shiftKey) state.anchor = to;
    show();
    tell(from);
    return;
  }
  const act = !event.ctrlKey && state.acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
};
const pointed = () => {
  const selection = getSelection();
  const [anchor, head] = [offsetAt(selection.anchorNode, selection.anchorOffset), offsetAt(selection.focusNode, selection.focusOffset)];
  if (anchor === null || head === null) return;
  Object.assign(state, { anchor, head, column: null });
  show();
};
