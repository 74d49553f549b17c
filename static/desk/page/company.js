// Who else is here: told on the card of the claim they are in, and aloud when it is one's own.
import { currentClaim } from "./cards.js";
import { announce, say } from "./words.js";

let here = []; // [{ name, claim }]
const inClaim = (id) => here.filter(({ claim }) => claim === id);
const names = (people) => people.map(({ name }) => name).join(", ");

const paint = () => document.querySelectorAll(".desk-card").forEach((card) => {
  card.querySelector(".desk-company")?.remove();
  const people = inClaim(Number(card.dataset.claim));
  if (!people.length) return;
  const told = document.createElement("span");
  told.className = "desk-tag desk-company";
  told.textContent = say("isHere", { who: names(people) });
  card.querySelector(".desk-foot").append(told);
});

export const begin = () => {
  document.addEventListener("desk:presence", ({ detail }) => {
    const before = names(inClaim(currentClaim()));
    here = detail.here;
    const now = names(inClaim(currentClaim()));
    if (now && now !== before) announce(say("isHereToo", { who: now }));
    paint();
  });
  document.addEventListener("desk:parts", paint);
};
