// What the theme opens by a click alone, for those who come with keys or listen; and names for the
// boxes that its and Django's scripts draw without one. Words come from the page (data-word-…).

const NATIVE = "a[href], button, input, select, textarea, label, summary";
const PICTURE = "material-symbols-outlined"; // the word in it is the picture's, and not for reading
const TOGGLE = /^(\w+) = !\1/;
// What has only a picture: the state that it toggles, or how it is found → its word.
const TOGGLES = {
  sidebarDesktopOpen: "wordSidebar",
  sidebarMobileOpen: "wordSidebar",
  openTheme: "wordTheme",
  openRelatedWidgetWrapper: "wordMore",
};
const PICTURED = {
  "#searchbar-submit, #command-submit, .related-lookup": "wordSearch",
  "[x-on\\:click^=showActions]": "wordMore",
  "#nav-sidebar-inner a.w-\\[38px\\]": "wordHome",
};

/** A button in all but name becomes one: reached by Tab, pressed by Enter or Space, its state said. */
function makeButton(element) {
  const clicked = element.getAttribute("x-on:click");
  const [, state] = TOGGLE.exec(clicked) ?? [];
  const press = (event) => {
    if (event.target !== element || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    element.click();
    if (clicked === "filterOpen = true") Alpine.nextTick(enterFilters);
  };
  const word = document.body.dataset[TOGGLES[state]] ?? element.title;
  Alpine.bind(element, {
    role: "button",
    tabindex: "0",
    "x-on:keydown": press,
    ...(word && { "aria-label": word }),
    ...(state && { "x-bind:aria-expanded": state }),
  });
}

/** The filters stand behind the whole list; whoever opened them with a key goes there. */
function enterFilters() {
  const boxes = "a[href], input:not([type=hidden]), select:not([aria-hidden]), [role=combobox]";
  document.querySelector(`#changelist-filter :is(${boxes})`)?.focus();
}

function reach(element) {
  const clicked = element.hasAttribute("x-on:click");
  // Escape closes what lies over its background.
  if (clicked && !element.matches(NATIVE) && element.id !== "changelist-filter-close") {
    makeButton(element);
  } else if (element.classList.contains(PICTURE)) {
    element.setAttribute("aria-hidden", "true");
  } else if (element.matches("a, button")) {
    for (const [which, word] of Object.entries(PICTURED)) {
      if (element.matches(which)) element.setAttribute("aria-label", document.body.dataset[word]);
    }
  }
}

/** Select2's box is called as the field that it stands for, and says what is chosen. */
function nameChoosers() {
  for (const box of document.querySelectorAll(".select2-selection[role=combobox]")) {
    const select = box.closest(".select2").previousElementSibling;
    const label = select?.labels?.[0];
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `${select.id}-label`;
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
  }
}

/** The explanations beside Django's two boxes for many-to-many fields are pictures with a text. */
function nameTips() {
  for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
}

function nameAll() {
  nameChoosers();
  nameTips();
}

document.addEventListener("alpine:init", () => Alpine.interceptInit(reach));
addEventListener("load", () => {
  nameAll();
  window.django?.jQuery(document).on("select2:open", (event) => {
    const box = event.target.nextElementSibling.querySelector("[role=combobox]");
    box?.setAttribute("aria-controls", box.getAttribute("aria-owns"));
    const search = document.querySelector(".select2-container--open .select2-search__field");
    search?.setAttribute("aria-label", event.target.labels?.[0]?.textContent.trim() ?? "");
  });
});
document.addEventListener("formset:added", nameAll);
