// The page's dialogs are its own <dialog>s: the browser keeps the focus in them and Esc closes them.

let last = Promise.resolve();
// Until the dialog that was closed last has had its say: the browser tells of a close a moment
// later, and a quick key must not overtake it.
export const settled = () => last;

const answered = (id, fill) => new Promise((done) => {
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
// Opens one; what its form holds when a button other than "cancel" closed it, else null.
export const open = (id, fill = () => {}) => {
  const answer = answered(id, fill);
  last = answer.then(() => {}, () => {});
  return answer;
};
export const anyOpen = () => document.querySelector("dialog[open]") !== null;
