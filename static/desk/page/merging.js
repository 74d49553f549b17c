// Two claims become one: what hangs on the other goes to the one that one is at.
import { currentClaim, headlineOf, numberOf, othersThan, select } from "./cards.js";
import { open } from "./dialogs.js";
import { announce, say } from "./words.js";
import { merge as send, refresh, take, versionOf } from "./state.js";
import { tell } from "./telling.js";

export const merge = async () => {
  const id = currentClaim();
  if (!id) return;
  const choices = othersThan(id);
  if (!choices.length) {
    announce(say("nothingToMerge"));
    return;
  }
  const given = await open("desk-merge", (dialog) => {
    dialog.querySelector("[data-headline]").textContent = headlineOf(id);
    dialog.querySelector("[name=second]").replaceChildren(...choices.map((other) =>
      new Option([numberOf(other), headlineOf(other)].filter(Boolean).join(" · "), other)));
  });
  if (!given) return;
  const second = Number(given.data.get("second"));
  const body = { first: id, second, versions: [versionOf(id), versionOf(second)], reason: given.data.get("reason") };
  const done = await tell(() => send(body).catch((refusal) => {
    if (refusal.status !== 409) throw refusal;
    take([refusal.data.claim]);
    refusal.message = say("mergeStale", { by: refusal.data.by || say("somebody") });
    throw refusal;
  }), "merged");
  await refresh();
  if (done) select(id);
};
