// What the desk knows of the article's claims, and the page's parts made anew after an act.
import { ask } from "./service.js";

export const desk = document.getElementById("desk");
export const claims = new Map(); // by id, as the service told them last
export let choices = {};
const base = desk.dataset.base;
let loading = null;
let timer = 0;
let resting = false; // while words are marked, the text stays as it is
let late = false;

export const load = () => {
  loading ??= ask(`${base}state/?version=${desk.dataset.textVersion}`).then((state) => {
    choices = state.choices;
    claims.clear();
    take(state.claims);
  }).finally(() => { loading = null; });
  return loading;
};
export const take = (changed) => changed.forEach((claim) => claims.set(claim.id, claim));

const taken = (answer) => {
  take(answer.claims ?? []);
  refreshSoon();
  return answer;
};
export const act = async (claim, name, body) =>
  taken(await ask(`${base}claims/${claim}/${name}/`, body));
export const create = async (body) => taken(await ask(`${base}claims/`, body));
export const merge = async (body) => taken(await ask(`${base}merge/`, body));
export const preview = (body) => ask(`${base}preview/`, body);

// The version that the editor has before them: as told, or as the page was made.
export const versionOf = (id) =>
  claims.get(id)?.version ?? Number(document.getElementById(`card-${id}`)?.dataset.version);

export const refreshSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, 400);
};
export const rest = (yes) => {
  resting = yes;
  if (!yes && late) refreshSoon();
};
export const refresh = async () => {
  clearTimeout(timer);
  late = resting;
  if (resting) return;
  const answer = await fetch(location.pathname + location.search,
    { headers: { "X-Desk": "parts" }, redirect: "manual" }).catch(() => null);
  const page = answer?.ok && await answer.text().catch(() => "");
  late = resting; // somebody may have begun to edit while this was on its way
  if (!page || resting) return;
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const list = document.getElementById("desk-cards");
  const focused = list.contains(document.activeElement) && document.activeElement.id;
  const scrolled = list.scrollTop;
  ["desk-words-of-text", "desk-cards", "desk-claims"].forEach((id) => {
    const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
    if (now && old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
  });
  document.dispatchEvent(new Event("desk:parts"));
  list.scrollTop = scrolled;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
};
