// The words of the claim that is edited, drawn over the text, with handles at their ends. A handle
// is dragged, or moved by arrow keys: by character, with Ctrl by word.
import { fragments } from "./draft.js";
import { boxes, boxOf, length, offsetUnder, short, step, textElement } from "./offsets.js";
import { say, whisper } from "./words.js";

let layer = null;
let drawn = null; // { draft, moved }: what is shown, and whom a moved end is told
const handles = new Map();

const spot = (element, box, over) => {
  element.style.left = `${box.left - over.left}px`;
  element.style.top = `${box.top - over.top}px`;
};
const strip = (name, box, over) => {
  const piece = document.createElement("div");
  piece.className = `desk-draft desk-draft-${name}`;
  spot(piece, box, over);
  piece.style.width = `${box.width}px`;
  piece.style.height = `${box.height}px`;
  return piece;
};

export const begin = (draft, moved) => {
  drawn = { draft, moved };
  layer = document.createElement("div");
  layer.className = "desk-layer";
  textElement().append(layer);
  draw();
};
export const end = () => {
  layer?.remove();
  handles.clear();
  layer = drawn = null;
};
export const layerElement = () => layer;
export const focusHandle = ({ name, number }) => {
  handles.get(`${name}:${number}:start`)?.focus();
};

export const draw = () => {
  if (!drawn) return;
  const over = layer.getBoundingClientRect();
  layer.querySelectorAll(".desk-draft").forEach((piece) => piece.remove());
  const wanted = new Set();
  fragments(drawn.draft).forEach((fragment) => {
    layer.prepend(...boxes(fragment.start, fragment.end).map((box) => strip(fragment.name, box, over)));
    ["start", "end"].forEach((side) => {
      const key = `${fragment.name}:${fragment.number}:${side}`;
      wanted.add(key);
      const handle = handles.get(key) ?? made(key, fragment.name, fragment.number, side);
      place(handle, fragment, side, over);
    });
  });
  handles.forEach((handle, key) => {
    if (wanted.has(key)) return;
    handle.remove();
    handles.delete(key);
  });
};
const place = (handle, fragment, side, over) => {
  spot(handle, boxOf(fragment[side], side === "end"), over);
  const words = { part: say(fragment.name), quote: short(fragment.start, fragment.end) };
  handle.setAttribute("aria-label", say(side === "start" ? "handleStart" : "handleEnd", words));
  handle.setAttribute("aria-valuenow", fragment[side]);
  handle.setAttribute("aria-valuemin", side === "start" ? 0 : fragment.start + 1);
  handle.setAttribute("aria-valuemax", side === "start" ? fragment.end - 1 : length());
  handle.setAttribute("aria-valuetext", short(...(side === "start"
    ? [fragment.start, Math.min(fragment.start + 20, fragment.end)]
    : [Math.max(fragment.end - 20, fragment.start), fragment.end])));
};

const made = (key, name, number, side) => {
  const handle = document.createElement("div");
  handle.className = `desk-handle desk-handle-${side} desk-handle-${name}`;
  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  handle.dataset.handle = key;
  const set = (offset) => {
    const fragment = fragments(drawn.draft).find((each) => each.name === name && each.number === number);
    if (offset === null || !fragment) return;
    const start = side === "start" ? Math.min(offset, fragment.end - 1) : fragment.start;
    const end = side === "end" ? Math.max(offset, fragment.start + 1) : fragment.end;
    if (start === fragment.start && end === fragment.end) return;
    drawn.moved(fragment, start, end);
    draw();
  };
  const at = () => Number(handle.getAttribute("aria-valuenow"));
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    set(event.ctrlKey ? step(at(), by, "word", side) : step(at(), by));
    whisper(handle.getAttribute("aria-valuetext"));
  });
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    layer.parentElement.classList.add("desk-dragging");
  });
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) set(offsetUnder(event.clientX, event.clientY));
  });
  ["pointerup", "pointercancel"].forEach((kind) => handle.addEventListener(kind, () =>
    layer?.parentElement.classList.remove("desk-dragging")));
  handles.set(key, handle);
  layer.append(handle);
  return handle;
};
addEventListener("resize", draw);
