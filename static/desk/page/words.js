// What the desk says, in the reader's language: the page brings the words, by name.
const words = JSON.parse(document.getElementById("desk-words").textContent);
const regions = new Map();

export const say = (name, values = {}) =>
  (words[name] ?? name).replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");

// A live region is heard when its text changes: the same words twice are a change too.
const put = (id, text) => {
  const region = document.getElementById(id);
  clearTimeout(regions.get(id));
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
  regions.set(id, setTimeout(() => { region.textContent = ""; }, 6000));
};
export const announce = (text) => put("desk-said", text);
export const whisper = (text) => put("desk-whispered", text); // heard, and not shown
