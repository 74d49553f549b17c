// The page's dialogs are its own <dialog>s: the browser keeps the focus in them and Esc closes them.

// Opens one; what its form holds when a button other than "cancel" closed it, else null.
export const open = (id, fill = () => {}) => new Promise((done) => {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  form.reset();
  dialog.returnValue = "";
  fill(dialog);
  dialog.addEventListener("close", () => {
    const answer = dialog.returnValue;
    done(answer && answer !== "cancel" ? { answer, data: new FormData(form) } : null);
  }, { once: true });
  dialog.showModal();
  dialog.querySelector("[data-first]")?.focus();
});
export const anyOpen = () => document.querySelector("dialog[open]") !== null;
