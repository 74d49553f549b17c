// Accept, reject, reopen, review, undo and redo: one key each.
import { advance, currentClaim, headlineOf, restate, select } from "./cards.js";
import { resolve } from "./conflict.js";
import { open } from "./dialogs.js";
import { Refusal, ask } from "./service.js";
import { act, claims, desk, load, refresh, take, versionOf } from "./state.js";
import { tell } from "./telling.js";
import { say } from "./words.js";

// One act on one claim; a stale one is shown beside what stands now, and can be insisted on.
const once = async (id, name, body) => {
  const send = async (sent) => (await act(id, name, sent)).claims.forEach(restate);
  const sent = { ...body, version: versionOf(id) };
  try {
    await send(sent);
  } catch (refusal) {
    if (refusal.status !== 409) throw refusal;
    take([refusal.data.claim]);
    restate(refusal.data.claim);
    if (await resolve(refusal.data, sent, send) !== "saved") {
      throw new Refusal(409, { error: say("theirsStands") });
    }
  }
};

const rule = (id, status, done, extra = {}) => tell(() => once(id, "rule", { status, ...extra }), done);
export const accept = () => {
  const id = currentClaim();
  if (!id) return;
  rule(id, "accepted", "accepted");
  advance();
};
export const reopen = () => currentClaim() && rule(currentClaim(), "extracted", "reopened");
export const reject = async () => {
  const id = currentClaim();
  if (!id) return;
  const given = await open("desk-reject", (dialog) => {
    dialog.querySelector("[data-headline]").textContent = headlineOf(id);
  });
  if (!given) return;
  const reason = [given.data.get("reason"), given.data.get("words")].filter(Boolean).join("; ");
  if (await rule(id, "rejected", "rejected", { reason }) && currentClaim() === id) advance();
};
export const review = () => {
  const id = currentClaim();
  if (!id) return;
  const card = document.getElementById(`card-${id}`);
  const reviewed = !(claims.get(id)?.reviewed ?? card.querySelector(".desk-reviewed"));
  return tell(() => once(id, "review", { reviewed }), reviewed ? "reviewed" : "unreviewed");
};

const back = (address, done) => address && tell(async () => {
  const before = currentClaim();
  const answer = await ask(address, {});
  await load();
  await refresh();
  document.dispatchEvent(new Event("desk:noted")); // it may have been a note
  if (currentClaim() !== before) return; // one has gone on meanwhile
  const here = answer.claims.find((id) => document.getElementById(`card-${id}`));
  if (here) select(here);
}, done);
export const undo = () => back(desk.dataset.undo, "undone");
export const redo = () => back(desk.dataset.redo, "redone");
