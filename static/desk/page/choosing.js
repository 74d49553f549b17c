// The pages where a claim is linked and compared: they were there before the desk, and are led to.
import { currentClaim } from "./cards.js";
import { desk } from "./state.js";

const links = () => {
  if (currentClaim()) window.location.assign(`${desk.dataset.claims}${currentClaim()}/change/#links`);
};
// The chooser of a comparison takes claims as the list of claims sends them.
const compare = () => {
  if (!currentClaim()) return;
  const form = document.createElement("form");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = { csrfmiddlewaretoken: token, action: "add_to_comparison", index: 0, _selected_action: currentClaim() };
  Object.assign(form, { method: "post", action: desk.dataset.claims, hidden: true });
  Object.entries(fields).forEach(([name, value]) => {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  });
  document.body.append(form);
  form.submit();
};
export const elsewhere = { links, compare };
