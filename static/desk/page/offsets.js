// Places in the article's text, in code points: the browser counts UTF-16 units, the service does
// not. A paragraph says in data-start where it begins; within it the code points are counted, and
// the numbers of claims that stand between the words are passed over.
const root = () => document.getElementById("desk-words-of-text");
const HAN = /\p{Script=Han}/u;
let index = null;

const indexed = () => {
  if (index) return index;
  index = { nodes: [], paragraphs: [], chars: [] };
  root().querySelectorAll("p[data-start]").forEach((paragraph) => {
    let start = Number(paragraph.dataset.start);
    const begin = start;
    while (index.chars.length < start) index.chars.push("\n");
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".desk-number")) continue;
      const chars = Array.from(node.data);
      index.nodes.push({ node, start, end: start + chars.length });
      for (const char of chars) index.chars.push(char);
      start += chars.length;
    }
    index.paragraphs.push({ start: begin, end: start });
  });
  return index;
};
document.addEventListener("desk:parts", () => { index = null; });

export const textElement = root;
export const length = () => indexed().chars.length;
export const quote = (start, end) => indexed().chars.slice(start, end).join("");
export const short = (start, end) => {
  const words = quote(start, end);
  const chars = Array.from(words);
  return chars.length > 60 ? `${chars.slice(0, 28).join("")} … ${chars.slice(-28).join("")}` : words;
};
export const paragraphOf = (offset) => {
  const { paragraphs } = indexed();
  return paragraphs.findLast(({ start }) => start <= offset) ?? paragraphs[0];
};
export const paragraphs = () => indexed().paragraphs;

const units = (chars) => chars.join("").length;

// Where a code point stands in the page; at the end of a node rather than at the next one's
// beginning, if `ending`.
export const place = (offset, ending = false) => {
  const { nodes, chars } = indexed();
  const found = ending
    ? nodes.find(({ start, end }) => start < offset && offset <= end)
    : nodes.find(({ start, end }) => start <= offset && offset < end);
  const entry = found ?? nodes.findLast(({ start }) => start <= offset) ?? nodes[0];
  const inside = Math.min(Math.max(offset, entry.start), entry.end);
  return { node: entry.node, offset: units(chars.slice(entry.start, inside)) };
};

// Which code point a place in the page is; null outside the text.
export const offsetAt = (node, offset) => {
  if (!node || !root().contains(node)) return null;
  const { nodes } = indexed();
  const entry = nodes.find((each) => each.node === node);
  if (entry) return entry.start + Array.from(node.data.slice(0, offset)).length;
  const point = document.createRange();
  point.setStart(node, Math.min(offset, node.childNodes?.length ?? node.length));
  const next = nodes.find((each) => point.comparePoint(each.node, 0) >= 0);
  if (!next) return nodes.at(-1).end;
  const before = nodes[nodes.indexOf(next) - 1];
  // Between two paragraphs it is the end of the first.
  return before && before.end !== next.start && !paragraphAt(node)?.contains(next.node) ? before.end : next.start;
};
const paragraphAt = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("p[data-start]");

export const offsetUnder = (x, y) => {
  const point = document.caretPositionFromPoint?.(x, y);
  if (point) return offsetAt(point.offsetNode, point.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? offsetAt(range.startContainer, range.startOffset) : null;
};

// The boxes of a stretch of words, a line at a time.
export const boxes = (start, end) => {
  const { nodes, chars } = indexed();
  const found = [];
  nodes.forEach((entry) => {
    const [from, to] = [Math.max(start, entry.start), Math.min(end, entry.end)];
    if (from >= to) return;
    const range = document.createRange();
    range.setStart(entry.node, units(chars.slice(entry.start, from)));
    range.setEnd(entry.node, units(chars.slice(entry.start, to)));
    found.push(...range.getClientRects());
  });
  return found.filter((box) => box.width > 0);
};
export const boxOf = (offset, ending = false) => {
  const { node, offset: unit } = place(offset, ending);
  const range = document.createRange();
  range.setStart(node, unit);
  range.collapse(true);
  return range.getClientRects()[0] ?? node.parentElement.getBoundingClientRect();
};

// What is marked with the mouse or in the caret mode: [start, end), or null.
export const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root())) return null;
  const ends = [offsetAt(range.startContainer, range.startOffset), offsetAt(range.endContainer, range.endOffset)];
  return ends.includes(null) || ends[0] >= ends[1] ? null : ends;
};

// --- steps --------------------------------------------------------------------------------------

const segmenters = new Map();
const pieces = (text, granularity) => {
  const language = document.getElementById("desk-text").lang || "en";
  const key = `${granularity} ${language}`;
  if (!segmenters.has(key)) segmenters.set(key, new Intl.Segmenter(language, { granularity }));
  return segmenters.get(key).segment(text);
};
// Where one can stop in a paragraph: at characters as they are seen; at the beginnings or the ends
// of words, a Chinese character being a word.
const stops = ({ start, end }, unit, side) => {
  const found = [];
  let at = start;
  for (const { segment, isWordLike } of pieces(quote(start, end), unit === "word" ? "word" : "grapheme")) {
    const chars = Array.from(segment);
    if (unit !== "word") found.push(at);
    else if (isWordLike && HAN.test(segment)) chars.forEach((_, i) => found.push(at + i + (side === "end" ? 1 : 0)));
    else if (isWordLike) found.push(side === "end" ? at + chars.length : at);
    at += chars.length;
  }
  return [...found, start, end];
};
export const step = (offset, by, unit = "character", side = by > 0 ? "end" : "start") => {
  const here = paragraphOf(offset);
  const all = stops(here, unit, side);
  const ahead = all.filter((stop) => (by > 0 ? stop > offset : stop < offset));
  if (ahead.length) return by > 0 ? Math.min(...ahead) : Math.max(...ahead);
  const list = paragraphs();
  const other = list[list.indexOf(here) + by];
  return other ? (by > 0 ? other.start : other.end) : offset;
};
