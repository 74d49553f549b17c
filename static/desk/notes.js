// Threads of notes: an address that names one opens it; those on passages of the text in view are
// marked there, lead there, and may be written on words that are marked with the mouse or the keys.
// Places are code points of the text, as the server counts them.
"use strict";
(() => {
  if (window.deskNotes) return;
  window.deskNotes = true;
  const text = () => document.getElementById("desk-words-of-text");
  const paragraphs = () => [...(text()?.querySelectorAll("p[data-start]") ?? [])];

  // The words alone: the numbers of claims stand in the page, not in the text.
  const wordsOf = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".desk-number") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const lengthOf = (words) => Array.from(words).length;

  // The place in the page of a code point of the text; at the end of a mark, the end inside it.
  const pointAt = (place, isEnd) => {
    for (const paragraph of paragraphs()) {
      let left = place - Number(paragraph.dataset.start);
      if (left < 0) return null;
      for (const node of wordsOf(paragraph)) {
        const length = lengthOf(node.data);
        if (left < length || (isEnd && left === length)) {
          return [node, Array.from(node.data).slice(0, left).join("").length];
        }
        left -= length;
      }
    }
    return null;
  };
  const rangeOf = (start, end) => {
    const from = pointAt(start, false);
    const to = pointAt(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  };

  // The code points from the text's beginning to a place in the page.
  const placeOf = (container, offset) => {
    const paragraph = (container.closest ? container : container.parentElement)?.closest("p[data-start]");
    if (!paragraph) return null;
    const point = document.createRange();
    point.setStart(container, offset);
    let place = Number(paragraph.dataset.start);
    for (const node of wordsOf(paragraph)) {
      if (node === container) return place + lengthOf(node.data.slice(0, offset));
      if (point.comparePoint(node, 0) >= 0) return place;
      place += lengthOf(node.data);
    }
    return place;
  };

  const linked = () => [...document.querySelectorAll(".desk-threads a[data-start]")];
  const placed = (link) => rangeOf(Number(link.dataset.start), Number(link.dataset.end));
  const mark = () => {
    if (!window.Highlight) return;
    const open = linked().filter((link) => !link.closest(".desk-thread-resolved"));
    CSS.highlights.set("desk-passages", new Highlight(...open.map(placed).filter(Boolean)));
  };
  const lead = (link) => {
    const range = placed(link);
    if (!range) return false;
    if (window.Highlight) CSS.highlights.set("desk-passage-here", new Highlight(range));
    const slowly = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: slowly ? "smooth" : "auto" });
    return true;
  };

  const take = (button) => {
    const form = button.form;
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    const pieces = paragraphs().flatMap((paragraph) => {
      const first = Number(paragraph.dataset.start);
      const whole = Array.from(wordsOf(paragraph).map((node) => node.data).join(""));
      const [from, to] = [Math.max(start - first, 0), Math.min(end - first, whole.length)];
      return from < to ? [{ from: first + from, to: first + to, words: whole.slice(from, to).join("") }] : [];
    });
    if (!pieces.length) return;
    form.elements.start.value = pieces[0].from;
    form.elements.end.value = pieces.at(-1).to;
    form.elements.quote.value = pieces.map((piece) => piece.words).join(" ");
    form.dataset.several = pieces.length > 1 ? "1" : "";
    form.elements.body.focus();
  };

  const show = () => {
    const named = /^#(note|thread)-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (!named) return;
    const thread = named.closest(".desk-thread");
    if (thread) thread.open = true;
    named.scrollIntoView({ block: "center" });
    (named.matches("details") ? named.querySelector("summary") : named).focus({ preventScroll: true });
    const link = thread?.querySelector("a[data-start]");
    if (link && window.Highlight) {
      const range = placed(link);
      if (range) CSS.highlights.set("desk-passage-here", new Highlight(range));
    }
  };

  // Once a note was kept by the desk's own script, the threads are asked for anew.
  const renew = async () => {
    const old = document.querySelector(".desk-threads");
    if (!old) return;
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(".desk-threads");
      if (!fresh || old.contains(document.activeElement)) return;
      old.replaceWith(document.adoptNode(fresh));
      begin();
    } catch { /* they are there after the next look */ }
  };
  const begin = () => {
    document.querySelectorAll("[data-take-words]").forEach((button) => { button.hidden = !text(); });
    mark();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".desk-threads a[data-start]");
    if (link && lead(link)) event.preventDefault();
    const button = event.target.closest?.("[data-take-words]");
    if (button) take(button);
  });
  // A press on the button would take the marking away before it is read.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.("[data-take-words]")) event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (event.target.name !== "quote" || !form?.elements.start) return;
    form.elements.start.value = form.elements.end.value = ""; // typed words are looked for
    form.dataset.several = "";
  });
  document.addEventListener("submit", (event) => {
    // Over several paragraphs the line breaks between them are not words: the place alone tells.
    if (event.target.dataset.several) event.target.elements.quote.name = "";
  });
  document.addEventListener("desk:noted", renew);
  window.addEventListener("hashchange", show);
  const desk = document.getElementById("desk");
  if (desk) {
    let soon = 0;
    new MutationObserver(() => {
      clearTimeout(soon);
      soon = setTimeout(mark, 200);
    }).observe(desk, { childList: true, subtree: true });
  }
  begin();
  show();
})();
