// The claim one is at: its card in the list and its words in the text, whichever was chosen.
import { announce, say, whisper } from "./words.js";
import { claims, desk } from "./state.js";

const list = () => document.getElementById("desk-cards");
const cards = () => [...list().querySelectorAll(".desk-card")];
const listed = () => cards().filter((card) => !card.hidden);
const cardOf = (id) => document.getElementById(`card-${id}`);
export const numberOf = (id) => cardOf(id)?.querySelector(".desk-number")?.textContent;
export const tagsOf = (id) => [...cardOf(id)?.querySelectorAll("[data-tag]") ?? []].map((tag) => tag.textContent);
// The others that stand, the nearest first.
export const othersThan = (id) => {
  const all = cards().map((card) => Number(card.dataset.claim));
  const far = (other) => Math.abs(all.indexOf(other) - all.indexOf(id));
  return all.filter((other) => other !== id && cardOf(other).dataset.status !== "rejected")
    .sort((one, other) => far(one) - far(other));
};
let current = 0;
let filter = "all";

const FILTERS = {
  "all": () => true,
  "to-rule": (card) => card.dataset.status === "extracted",
  "low": (card) => "low" in card.dataset && card.dataset.status !== "rejected",
  "rejected": (card) => card.dataset.status === "rejected",
};

export const currentClaim = () => current;
export const headlineOf = (id) => cardOf(id)?.querySelector(".desk-open").textContent ?? "";

const bringIntoList = (card) => {
  const [box, here] = [list().getBoundingClientRect(), card.getBoundingClientRect()];
  if (here.top < box.top) list().scrollTop += here.top - box.top - 8;
  if (here.bottom > box.bottom) list().scrollTop += Math.min(here.bottom - box.bottom + 8, here.top - box.top);
};
const bringIntoText = (id) => {
  const mark = document.getElementById(`claim-${id}`)
    ?? document.querySelector(`#desk-text mark[data-claims~="${id}"]`);
  const box = mark?.getClientRects()[0];
  if (!box) return;
  const bottom = window.innerHeight - (sheet() ? window.innerHeight * 0.5 : 80);
  if (box.top < 80 || box.bottom > bottom) {
    window.scrollBy({ top: box.top - (sheet() ? 120 : window.innerHeight / 3) });
  }
};
export const sheet = () => matchMedia("(max-width: 64rem)").matches;

const paint = () => {
  document.querySelectorAll("#desk-text mark.desk-here").forEach((mark) => mark.classList.remove("desk-here"));
  document.querySelectorAll(`#desk-text mark[data-claims~="${current}"]`)
    .forEach((mark) => mark.classList.add("desk-here"));
  cards().forEach((card) => {
    const here = Number(card.dataset.claim) === current;
    card.classList.toggle("desk-card-here", here);
    card.tabIndex = here ? 0 : -1;
    if (here) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  });
  if (!current) (listed()[0] ?? {}).tabIndex = 0;
};

export const select = (id, { focus = true, scroll = true } = {}) => {
  const card = cardOf(id);
  if (!card) return;
  const moved = current !== id;
  current = id;
  card.hidden = false;
  paint();
  bringIntoList(card);
  if (focus) card.focus({ preventScroll: true });
  if (scroll) bringIntoText(id);
  if (moved) document.dispatchEvent(new CustomEvent("desk:claim", { detail: { claim: id } }));
};

// To the next listed claim, or the one before; to the next to rule on, if asked.
export const step = (by, wanted = () => true) => {
  const all = listed();
  const here = all.findIndex((card) => Number(card.dataset.claim) === current);
  const way = by > 0 ? all.slice(here + 1) : all.slice(0, Math.max(here, 0)).reverse();
  const card = way.find(wanted) ?? (wanted.length ? way[0] : undefined);
  if (card) select(Number(card.dataset.claim));
  else whisper(say(all.length ? (by > 0 ? "last" : "first") : "noClaims"));
  return Boolean(card);
};
export const advance = () => step(1);

// What a ruling changes on a card is changed at once; the rest comes with the page's new parts.
export const restate = (claim) => {
  const card = cardOf(claim.id);
  if (!card) return;
  const label = card.querySelector(".desk-status");
  card.classList.remove(`desk-card-${card.dataset.status}`);
  label.classList.remove(`desk-status-${card.dataset.status}`);
  Object.assign(card.dataset, { status: claim.status, version: claim.version });
  card.classList.add(`desk-card-${claim.status}`);
  label.classList.add(`desk-status-${claim.status}`);
  label.textContent = claim.status_label;
  if (!claim.reviewed) card.querySelector(".desk-reviewed")?.remove();
};

export const show = (name) => {
  filter = name;
  document.querySelectorAll("[data-filter]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.filter === name)));
  sift();
  announce(say("shown", { count: listed().length, all: cards().length }));
  if (cardOf(current)?.hidden && listed()[0]) select(Number(listed()[0].dataset.claim), { focus: false });
};
const sift = () => cards().forEach((card) => {
  card.hidden = !FILTERS[filter](card) && !(filter === "to-rule" && Number(card.dataset.claim) === current);
});

// The innermost claim is the one that was meant; a source that several share leads to each in turn.
const inText = (event) => {
  const number = event.target.closest(".desk-number");
  const mark = event.target.closest("mark[data-claims]");
  if (desk.classList.contains("desk-editing") || !String(getSelection()).match(/^$/)) return;
  if (number) {
    event.preventDefault();
    select(Number(number.hash.slice("#card-".length)));
  } else if (mark) {
    const ids = mark.dataset.claims.split(" ").map(Number);
    select(ids[(ids.indexOf(current) + 1) % ids.length]);
  }
};

// The claim that the address names.
const named = () => Number(location.hash.match(/^#(?:card|claim)-(\d+)$/)?.[1] ?? 0);

export const begin = () => {
  document.getElementById("desk-text").addEventListener("click", inText);
  const side = document.getElementById("desk-side");
  side.addEventListener("focusin", (event) => {
    const card = event.target.closest(".desk-card");
    if (card && Number(card.dataset.claim) !== current) select(Number(card.dataset.claim), { focus: false });
  });
  side.addEventListener("click", (event) => {
    const card = event.target.closest(".desk-card");
    const number = event.target.closest("a.desk-number");
    if (number) event.preventDefault();
    if (card && (number || !event.target.closest("a, button"))) select(Number(card.dataset.claim));
    const chosen = event.target.closest("[data-filter]");
    if (chosen) show(chosen.dataset.filter);
  });
  document.addEventListener("desk:parts", () => { sift(); paint(); });
  addEventListener("hashchange", () => named() && select(named()));
  const first = listed().find(FILTERS["to-rule"]) ?? listed()[0];
  const id = named() || Number(first?.dataset.claim);
  paint();
  if (id) select(id, { focus: Boolean(named()), scroll: Boolean(named()) });
};
export const told = (id) => claims.get(id);
