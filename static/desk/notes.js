// An address that names a note or a thread opens the thread, shows the note and puts the focus there.
"use strict";
(() => {
  if (window.deskNotes) return;
  window.deskNotes = true;
  const show = () => {
    const named = /^#(note|thread)-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (!named) return;
    const thread = named.closest(".desk-thread");
    if (thread) thread.open = true;
    named.scrollIntoView({ block: "center" });
    (named.matches("details") ? named.querySelector("summary") : named).focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", show);
  show();
})();
