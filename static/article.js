// Marks every part of the claim in the address, or under the pointer: source, cue and content.
// Without this file its content is still marked, by :target.
"use strict";

function light(claim, name) {
  for (const element of document.querySelectorAll("." + name)) {
    element.classList.remove(name);
  }
  if (claim) {
    for (const element of document.querySelectorAll(`[data-claims~="${claim}"]`)) {
      element.classList.add(name);
    }
  }
}

function claimInAddress() {
  const found = location.hash.match(/^#(?:claim|note)-(\d+)$/);
  return found ? found[1] : "";
}

// The list beside the text scrolls by itself: bring the claim's note into its view.
function follow() {
  const claim = claimInAddress();
  light(claim, "current");
  const note = document.getElementById(`note-${claim}`);
  const list = note?.closest("aside");
  if (list && list.scrollHeight > list.clientHeight) {
    const offset = note.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += offset - list.clientHeight / 3;
  }
}

addEventListener("hashchange", follow);
follow();

for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, (event) => {
    const note = event.target.closest("[data-claims]");
    light(note ? note.dataset.claims.split(" ")[0] : "", "near");
  });
}
