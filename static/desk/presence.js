// Says, and asks, every ten seconds who is at this article. Stops while the page is not seen, and
// leaves when it is left. The desk tells which claim one is in by the event "desk:claim"; every
// answer is handed on as "desk:presence".
"use strict";
(() => {
  const EVERY = 10_000; // milliseconds; the server takes 30 seconds of silence for absence
  const form = document.querySelector(".desk-presence");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const pinned = form.dataset.claim; // of a claim's own page
  let claim = pinned;
  let timer = 0;
  let soon = 0;

  const sent = (more) => new URLSearchParams(
    { csrfmiddlewaretoken: token, article: form.dataset.article, claim: claim || "", ...more });

  // As the page numbers its claims; those that it does not show have their key.
  const numberOf = (key) =>
    document.querySelector(`.desk-number[href="#claim-${key}"], .desk-number[href="#card-${key}"]`)
      ?.textContent || `#${key}`;

  const words = (person) => {
    const { here, inClaim, inThis } = form.dataset;
    const put = (template) =>
      template.replace("{who}", () => person.name).replace("{claim}", () => numberOf(person.claim));
    if (!person.claim) return put(here);
    return put(String(person.claim) === pinned ? inThis : inClaim);
  };

  const show = (people) => {
    const said = people.map(words).join(" ");
    const before = status.textContent;
    // Written only where it changes, so that it is read out only then.
    const now = said || (before ? form.dataset.alone : "");
    if (now !== before) status.textContent = now;
    document.dispatchEvent(new CustomEvent("desk:presence", { detail: { here: people } }));
  };

  const poll = async () => {
    clearTimeout(timer);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent(), redirect: "error" });
      // Signed out, or the article is gone: asking on will not help.
      if (answer.status >= 400 && answer.status < 500) return;
      if (answer.ok && !document.hidden) show((await answer.json()).here);
    } catch { /* away for a moment: the next time, perhaps */ }
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(poll, EVERY);
  };

  const leave = () => {
    clearTimeout(timer);
    clearTimeout(soon);
    navigator.sendBeacon(form.action, sent({ leave: "1" }));
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : poll()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && poll());
  document.addEventListener("desk:claim", (event) => {
    const next = String(event.detail?.claim || pinned || "");
    if (next === claim) return;
    claim = next;
    clearTimeout(soon);
    soon = setTimeout(poll, 600); // not for each claim that j passes
  });
  if (!document.hidden) poll();
})();
