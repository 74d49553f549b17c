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

addEventListener("hashchange", () => light(claimInAddress(), "current"));
light(claimInAddress(), "current");

for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, (event) => {
    const note = event.target.closest("[data-claims]");
    light(note ? note.dataset.claims.split(" ")[0] : "", "near");
  });
}
