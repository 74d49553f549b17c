// The import page: files are dropped or chosen, listed, taken off again, and sent with a bar that
// moves. Without this script the form is a form: files and addresses go with a plain POST.
"use strict";
(() => {
  const form = document.getElementById("desk-upload");
  const words = JSON.parse(document.getElementById("desk-upload-words").textContent);
  const find = (selector) => form.querySelector(selector);
  const input = find("input[type=file]");
  const drop = find("[data-drop]");
  const chosen = find("[data-chosen]");
  const sending = find("[data-sending]");
  const errors = find("[data-errors]");
  const cancel = find("[data-cancel]");
  const submit = find("[type=submit]");
  // Beside each file, where it lay in a folder.
  let files = [];
  let request = null;

  const say = (text, values = {}) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  const size = (bytes) => {
    const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
    const number = (bytes / 1024 ** step).toLocaleString(document.documentElement.lang, {
      maximumFractionDigits: step ? 1 : 0 });
    return `${number} ${["B", "KB", "MB"][step]}`;
  };
  const complain = (lines) => {
    errors.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.className = "desk-error";
      paragraph.textContent = line;
      return paragraph;
    }));
    if (lines.length) errors.scrollIntoView({ block: "nearest" });
  };

  // --- choosing ---------------------------------------------------------------------------------

  const add = (more) => {
    const known = new Set(files.map(({ file, path }) => `${path} ${file.size} ${file.lastModified}`));
    files.push(...more.filter(({ file, path }) =>
      !known.has(`${path} ${file.size} ${file.lastModified}`)));
    show();
  };
  const remove = (place) => {
    files.splice(place, 1);
    show();
    const buttons = chosen.querySelectorAll("li button");
    (buttons[Math.min(place, buttons.length - 1)] ?? input).focus();
  };
  const row = ({ file, path }, place) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const quiet = document.createElement("span");
    const button = document.createElement("button");
    name.className = "desk-chosen-name";
    name.textContent = path;
    quiet.className = "desk-quiet";
    quiet.textContent = size(file.size);
    button.type = "button";
    button.className = "desk-button";
    button.textContent = words.remove;
    button.setAttribute("aria-label", say(words.removeOne, { name: path }));
    button.addEventListener("click", () => remove(place));
    item.append(name, quiet);
    if (file.size > Number(form.dataset.largestFile)) {
      const note = document.createElement("span");
      note.className = "desk-error";
      note.textContent = words.tooLarge;
      item.append(note);
    }
    item.append(button);
    return item;
  };
  const show = () => {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    chosen.hidden = !files.length;
    chosen.querySelector("h2").textContent =
      say(words.chosen, { number: files.length, size: size(total) });
    chosen.querySelector("ul").replaceChildren(...files.map(row));
    complain(faults());
  };
  const faults = () => {
    const found = [];
    if (files.length > Number(form.dataset.mostFiles)) found.push(words.tooMany);
    if (files.some(({ file }) => file.size > Number(form.dataset.largestFile))) {
      found.push(words.someTooLarge);
    }
    return found;
  };
  // What lies in a folder beside the articles is not sent, by the rules that archives go by.
  const beside = words.skipped.map((pattern) => new RegExp(pattern, "i"));
  const ofFolder = (list) =>
    list.filter(({ path }) => !beside.some((pattern) => pattern.test(path)));

  const ofEntry = async (entry) => {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) { // a reader hands out a hundred at a time
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const inner of some) found.push(...await ofEntry(inner));
    }
    return ofFolder(found);
  };

  const folder = document.createElement("input");
  folder.type = "file";
  folder.webkitdirectory = true;
  folder.addEventListener("change", () => {
    add(ofFolder([...folder.files].map((file) => ({ file, path: file.webkitRelativePath }))));
    folder.value = "";
  });
  input.addEventListener("change", (event) => {
    event.stopImmediatePropagation(); // the theme would look for a text box of its own beside it
    add([...input.files].map((file) => ({ file, path: file.name })));
    input.value = ""; // the list holds them now
  }, { capture: true });
  find("[data-choose-folder]").addEventListener("click", () => folder.click());
  find("[data-remove-all]").addEventListener("click", () => {
    files = [];
    show();
    input.focus();
  });
  ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("desk-drop-over");
  }));
  ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () =>
    drop.classList.remove("desk-drop-over")));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items]
      .map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) { // dropped by a program, without a file system behind it
      add([...event.dataTransfer.files].map((file) => ({ file, path: file.name })));
      return;
    }
    for (const entry of entries) add(await ofEntry(entry));
  });
  // A file dropped beside the zone must not take the page away.
  ["dragover", "drop"].forEach((kind) =>
    window.addEventListener(kind, (event) => event.preventDefault()));

  // --- sending ----------------------------------------------------------------------------------

  const busy = (yes) => {
    sending.hidden = cancel.hidden = !yes;
    submit.disabled = yes;
    form.setAttribute("aria-busy", yes);
  };
  const told = (sent, whole) => {
    const share = whole ? Math.floor(100 * sent / whole) : 0;
    const line = sending.querySelector("[role=status]");
    const text = share < 100 ? words.sending : words.takingIn;
    if (line.textContent !== text) line.textContent = text;
    sending.querySelector("progress").value = share;
  };
  const answered = () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* a proxy's page, no answer of ours */ }
    const location = answer.location;
    const lines = Object.values(answer.errors ?? {}).flat();
    const status = request.status;
    request = null;
    if (location) {
      window.location.assign(location);
      return;
    }
    busy(false);
    complain(lines.length ? lines : [say(words.refused, { status })]);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (request) return;
    const wrong = faults();
    if (wrong.length) {
      complain(wrong);
      return;
    }
    const data = new FormData(form);
    data.delete(input.name);
    files.forEach(({ file, path }) => {
      data.append(input.name, file, file.name);
      data.append("paths", path);
    });
    complain([]);
    busy(true);
    told(0, 1);
    request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (sent) => told(sent.loaded, sent.total));
    request.addEventListener("load", answered);
    request.addEventListener("error", () => {
      request = null;
      busy(false);
      complain([words.broken]);
    });
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
  });
  cancel.addEventListener("click", () => {
    request?.abort();
    request = null;
    busy(false);
    submit.focus();
  });

  form.classList.add("desk-scripted");
  form.querySelectorAll("[data-with-script]").forEach((element) => { element.hidden = false; });
  input.classList.add("desk-hidden"); // its label looks like a button, and shows its focus
})();
