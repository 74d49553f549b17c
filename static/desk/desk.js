// Keys on an article's desk: j and k walk through the claims, a and r rule, e opens.
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".desk-card")];
  const current = () => cards.find((card) => card.contains(document.activeElement));

  const show = (card) => {
    document.querySelectorAll(".desk-here").forEach((mark) => mark.classList.remove("desk-here"));
    const mine = [...document.querySelectorAll(".desk-text mark")].filter((mark) =>
      (mark.dataset.claims || "").split(" ").includes(card.dataset.claim));
    mine.filter((mark) => mark.matches(".desk-content")).forEach((mark) => mark.classList.add("desk-here"));
    mine[0]?.scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    const at = cards.indexOf(current());
    cards[Math.min(Math.max(at + by, 0), cards.length - 1)]?.focus();
  };
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    a: () => current()?.querySelector("[aria-keyshortcuts=a]")?.click(),
    r: () => current()?.querySelector("[aria-keyshortcuts=r]")?.click(),
    e: () => current()?.querySelector(".desk-open").click(),
  };

  cards.forEach((card) => card.addEventListener("focus", () => show(card)));
  document.querySelectorAll(".desk-text mark.desk-content[data-claims]").forEach((mark) =>
    mark.addEventListener("click", (event) => {
      event.stopPropagation(); // the innermost claim is the one that was meant
      document.getElementById(`card-${mark.dataset.claims}`)?.focus();
    }));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  // After a ruling the page comes back with the claim in the address: go on from there.
  document.querySelector(".desk-card:target")?.focus();
})();
