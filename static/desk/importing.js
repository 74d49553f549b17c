// An import's page asks for its parts anew until the import is finished, and changes only those
// that differ: what has the focus stays, and a screen reader hears of changes of state alone.
"use strict";
(() => {
  const page = document.getElementById("desk-import");
  const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
  const bare = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((token) => token.remove());
    return copy.innerHTML;
  };
  let failures = 0;
  let behind = false; // something with the focus was left as it was

  const replace = (fresh) => page.querySelectorAll("[data-part]").forEach((old) => {
    const now = part(fresh, old.dataset.part);
    if (!now) return;
    Object.assign(old.dataset, now.dataset);
    if (bare(old) === bare(now)) return;
    if (old.contains(document.activeElement)) {
      behind = true;
      return;
    }
    // A live region is heard when its text changes, not when it is put in anew.
    const [line, words] = [old, now].map((root) => root.querySelector("[role=status]"));
    if (line && words) line.innerHTML = words.innerHTML;
    else old.innerHTML = now.innerHTML;
  });
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(page.dataset.live + window.location.search,
          { headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error" });
        if (!answer.ok) throw new Error(answer.status);
        behind = false;
        replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
        failures = 0;
      } catch {
        failures += 1; // signed out, or the service restarts: ask more and more rarely
      }
    }
    again();
  };
  const again = () => {
    const seconds = Number(part(page, "state").dataset.askAgain) || (behind ? 5 : 0);
    if (seconds) setTimeout(ask, 1000 * Math.min(seconds * 2 ** failures, 60));
  };
  again();
})();
