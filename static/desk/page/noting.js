// A note: on the claim one is at, or on the words that are marked in the text. What was typed is
// kept until the note is.
import { currentClaim, headlineOf } from "./cards.js";
import { open } from "./dialogs.js";
import { quote, selected } from "./offsets.js";
import { ask } from "./service.js";
import { desk, refresh } from "./state.js";
import { tell } from "./telling.js";

const subject = (claim, span) => (span
  ? { article_text: Number(desk.dataset.text), start: span[0], end: span[1] }
  : { claim });
const keyOf = (about) => `desk-note:${about.claim ?? `${about.article_text}:${about.start}-${about.end}`}`;

const fill = (claim, span) => (dialog) => {
  const body = dialog.querySelector("textarea");
  const choice = dialog.querySelector("[data-about]");
  const about = () => (choice.querySelector("[value=claim]").checked ? subject(claim, null) : subject(claim, span));
  const show = () => {
    body.value = sessionStorage.getItem(keyOf(about())) ?? "";
    const words = dialog.querySelector("[data-headline]");
    words.textContent = about().claim ? headlineOf(claim) : quote(...span);
    words.lang = about().claim ? "" : document.getElementById("desk-text").lang;
  };
  choice.hidden = !(claim && span);
  choice.querySelector(`[value=${span ? "words" : "claim"}]`).checked = true;
  choice.onchange = show;
  body.oninput = () => sessionStorage.setItem(keyOf(about()), body.value);
  show();
};

export const note = async () => {
  const dialog = document.getElementById("desk-note");
  const [claim, span] = [currentClaim(), selected()];
  if (!dialog || !(claim || span)) return;
  const range = span && getSelection().getRangeAt(0).cloneRange();
  const given = await open("desk-note", fill(claim, span));
  if (!given && range) getSelection().addRange(range); // the field that was typed in took it away
  if (!given) return;
  const about = subject(claim, given.data.get("about") === "words" ? span : null);
  const saved = await tell(() => ask(dialog.dataset.address, { ...about, body: given.data.get("body") }), "noted");
  if (!saved) return;
  sessionStorage.removeItem(keyOf(about));
  await refresh();
  document.dispatchEvent(new Event("desk:noted"));
};
