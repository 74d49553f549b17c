// The dialogs of a claim's links and comparisons. What they hold comes from the service, whole, and
// again after every act; without this script it is a page.
import { currentClaim } from "./cards.js";
import { open } from "./dialogs.js";
import { load, desk, refresh } from "./state.js";
import { say } from "./words.js";
import * as rows from "../rows.js";

const tell = (dialog, words) => {
  const region = dialog.querySelector("[data-dialog-said]");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = words; });
};
// The row that came into the place of the one ruled on, else the last.
const focusAt = (dialog, place) => {
  const all = [...dialog.querySelectorAll("[data-row]")];
  rows.enter(all[Math.min(place, all.length - 1)]);
  if (!all.length) dialog.querySelector("[data-part]").focus();
};
const ask = async (dialog, address, request = {}) => {
  const answer = await fetch(address, { headers: { "X-Desk": "parts" }, redirect: "manual", ...request })
    .catch(() => null);
  if (!answer) return tell(dialog, say("broken"));
  if (answer.type === "opaqueredirect") return tell(dialog, say("signedOut"));
  if (!answer.ok && answer.status !== 422) return tell(dialog, say("refused", { reason: answer.status }));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = fresh.querySelector("[data-said]");
  tell(dialog, said?.textContent ?? "");
  said?.remove();
  dialog.querySelector("[data-part]").replaceChildren(...fresh.body.childNodes);
  return undefined;
};

const submitted = async (event) => {
  const dialog = event.currentTarget;
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  const data = new FormData(form);
  if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
  if (form.method === "get") {
    await ask(dialog, `${form.action}?${new URLSearchParams(data)}`);
    const found = dialog.querySelector("[data-found] [data-row]");
    if (found) rows.enter(found);
    return;
  }
  const place = [...dialog.querySelectorAll("[data-row]")].indexOf(form.closest("[data-row]"));
  await ask(dialog, form.action, { method: "POST", body: data });
  focusAt(dialog, Math.max(place, 0));
};

["desk-links", "desk-compare"].forEach((id) => {
  const dialog = document.getElementById(id);
  rows.begin(dialog);
  dialog.addEventListener("submit", submitted);
});

const choose = async (id, name) => {
  const claim = currentClaim();
  if (!claim) return;
  const address = `${desk.dataset.claims}${claim}/${name}/`;
  await open(id, async (dialog) => {
    dialog.querySelector("[data-part]").replaceChildren();
    await ask(dialog, address);
    focusAt(dialog, 0);
  });
  await load().catch(() => {}); // how many there are now
  refresh();
};
export const elsewhere = {
  links: () => choose("desk-links", "links"),
  compare: () => choose("desk-compare", "comparisons"),
};
