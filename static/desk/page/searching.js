// Search without leaving the desk: what is found is listed while one types, by kind, and each find
// leads to where it is worked on. Arrow keys go through the finds; Enter takes the first.
import { open } from "./dialogs.js";
import { ask } from "./service.js";
import { desk } from "./state.js";
import { say } from "./words.js";

const dialog = document.getElementById("desk-search");
const input = dialog.querySelector("input");
const list = dialog.querySelector("[data-found]");
const status = dialog.querySelector("[role=status]");
const everything = dialog.querySelector("[data-everything]");
const links = () => [...list.querySelectorAll("a"), ...(everything.hidden ? [] : [everything])];
let asked = "";
let timer = 0;

const element = (tag, children, attributes = {}) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};
const pieces = (pairs) => pairs.map(([text, isHit]) => (isHit ? element("mark", [text]) : text));
const hit = ({ title, words, about, url }) => element("li", [
  element("a", [
    element("span", pieces(title), { className: "desk-find-title" }),
    ...(words.length ? [element("span", pieces(words), { className: "desk-find-words" })] : []),
    ...(about ? [element("span", [about], { className: "desk-quiet" })] : []),
  ], { href: url, className: "desk-find" }),
]);
const group = ({ label, count, hits }) => element("section", [
  element("h3", [`${label} `, element("span", [count], { className: "desk-quiet" })], { className: "desk-heading" }),
  element("ul", hits.map(hit)),
]);

const show = (groups, words) => {
  list.replaceChildren(...groups.map(group));
  everything.hidden = !groups.length;
  everything.href = `${desk.dataset.search}?${new URLSearchParams({ q: words })}`;
  const count = groups.flatMap(({ hits }) => hits).length;
  status.textContent = !words ? "" : count ? say("found", { count }) : say("nothingFound");
};
const look = async () => {
  const words = input.value.trim();
  if (words === asked) return;
  asked = words;
  try {
    const { groups } = words ? await ask(`${desk.dataset.find}?${new URLSearchParams({ q: words })}`) : { groups: [] };
    if (asked === words) show(groups, words);
  } catch (refusal) {
    status.textContent = refusal.words ?? say("broken");
  }
};

const move = (by) => {
  const all = links();
  const at = all.indexOf(document.activeElement) + by;
  (at < 0 ? input : all[Math.min(at, all.length - 1)] ?? input).focus();
};
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 150);
});
dialog.addEventListener("keydown", async (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Escape") dialog.close(); // else it only empties the field
  else if (event.key === "Enter" && event.target === input) {
    event.preventDefault();
    await look();
    links()[0]?.click();
    return;
  } else return;
  event.preventDefault();
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("a")) dialog.close(); // it may lead to this very page
});

export const search = () => open("desk-search", () => {
  asked = "";
  show([], "");
});
