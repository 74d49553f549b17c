// The newsroom's tags of the claim one is at: those it has, and others by their names.
import { currentClaim, headlineOf, tagsOf } from "./cards.js";
import { open } from "./dialogs.js";
import { act, refresh } from "./state.js";
import { tell } from "./telling.js";

const choice = (name) => {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "kept", value: name, checked: true });
  label.className = "desk-choice";
  label.append(box, name);
  return label;
};

export const tag = async () => {
  const id = currentClaim();
  if (!id) return;
  const given = await open("desk-tag", (dialog) => {
    dialog.querySelector("[data-headline]").textContent = headlineOf(id);
    dialog.querySelector("[data-tags]").replaceChildren(...tagsOf(id).map(choice));
  });
  if (!given) return;
  const more = given.data.get("more").split(/[,，、;；]/).map((name) => name.trim()).filter(Boolean);
  if (await tell(() => act(id, "tag", { names: [...given.data.getAll("kept"), ...more] }), "tagged")) await refresh();
};
