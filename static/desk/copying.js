// A button with data-copy="<id>" copies that field and says so in the status beside it. Where the
// page may not write to the clipboard (no HTTPS), the field is chosen for Ctrl+C.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[role=status]");
    field.addEventListener("focus", () => field.select());
    field.focus();
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
        else if (!document.execCommand("copy")) return;
        status.textContent = button.dataset.copied;
      } catch {
        field.focus();
      }
    });
  }
})();
