// @name in a note: a list of the people who may be meant, below the field. Arrow keys choose,
// Enter or Tab takes, Escape closes. The server alone decides who is told.
"use strict";
(() => {
  if (window.deskMentions) return;
  window.deskMentions = true;
  const NAME = /(^|[^\p{Script=Latin}\d_.+/@-])@([\p{L}\p{N}_.+-]{0,30})$/u;
  let count = 0;

  const watch = (field) => {
    field.dataset.mentionsOn = "1";
    const list = document.createElement("ul");
    const status = document.createElement("p");
    list.id = `desk-mentions-${(count += 1)}`;
    list.className = "desk-mentions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "@");
    list.hidden = true;
    status.className = "desk-hidden";
    status.setAttribute("role", "status");
    field.after(list, status);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    let asked = "";
    let chosen = -1;
    let timer = 0;

    const typed = () => NAME.exec(field.value.slice(0, field.selectionStart))?.[2];
    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
      status.textContent = "";
    };
    const choose = (index) => {
      const options = [...list.children];
      chosen = (index + options.length) % options.length;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
      field.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    };
    const take = (username) => {
      const end = field.selectionStart;
      const start = end - (typed() ?? "").length;
      field.setRangeText(`${username} `, start, end, "end");
      close();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const show = (users) => {
      close();
      if (!users.length) return;
      users.forEach((user, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.textContent = user.name === user.username ? `@${user.username}` : `@${user.username} · ${user.name}`;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault(); // the field keeps the focus
          take(user.username);
        });
        option.dataset.username = user.username;
        list.append(option);
      });
      list.hidden = false;
      status.textContent = (field.dataset.mentionsFound || "{n}").replace("{n}", users.length);
      choose(0);
    };
    const ask = async () => {
      const words = typed();
      if (words === undefined) { asked = ""; close(); return; }
      asked = words;
      try {
        const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(words)}`, { redirect: "error" });
        if (answer.ok && asked === typed()) show((await answer.json()).users);
      } catch { close(); }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      if (typed() === undefined) close();
      else timer = setTimeout(ask, 150);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.shiftKey) {
        take(list.children[chosen].dataset.username);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
  };

  // Also of fields that come into the page later.
  document.addEventListener("focusin", (event) => {
    const field = event.target;
    if (field.matches?.("textarea[data-mentions]") && !field.dataset.mentionsOn) watch(field);
  });
})();
