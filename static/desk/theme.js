// What the admin's theme writes into its pages as script, said so that Alpine's CSP build reads it.
//
// The policy forbids evaluating text as script. Alpine's CSP build therefore reads expressions with
// a parser of its own: no statements, no globals. What the theme writes beyond that is named here.

/** Expressions of the theme's templates → the same in words that the CSP build reads. */
const SAID = new Map([
  [
    "sidebarDesktopOpen = !sidebarDesktopOpen; localStorage.setItem('sidebarDesktopOpen', sidebarDesktopOpen ? '1' : '0');",
    "sidebarDesktopOpen = !sidebarDesktopOpen", // which is watched, and kept, below
  ],
  [
    "activeTab && activeTab !== 'general' ? window.location.pathname + window.location.search + '#' + activeTab : window.location.pathname + window.location.search",
    "addressOfTab()",
  ],
  ["window.location.href = $el.href + window.location.hash", "followInTab($el)"],
  // As text it would become a style attribute, which the policy forbids.
  ["'width: ' + changeListWidth + 'px'", "{width: changeListWidth + 'px'}"],
  ["openSearchResults = true; currentIndex = 0", "openSearch()"],
  [
    "openSearchResults = false; if ($refs.searchInput.value === '') { $refs.searchInput.blur() } else { $refs.searchInput.value = '' }",
    "leaveSearch()",
  ],
  [
    "if (!$event.metaKey && !$event.ctrlKey) selectItem(false, false)",
    "$event.metaKey || $event.ctrlKey || selectItem(false, false)",
  ],
  [
    "if (!$event.metaKey && !$event.ctrlKey) selectItem(true, false)",
    "$event.metaKey || $event.ctrlKey || selectItem(true, false)",
  ],
]);

/** The state of the whole page: which tab is shown, and whether the side bar is. */
function shell(firstTab) {
  return {
    activeTab: firstTab && (getCurrentTab() || firstTab),
    sidebarMobileOpen: false,
    sidebarDesktopOpen: localStorage.getItem("sidebarDesktopOpen") !== "0",
    init() {
      this.$watch("sidebarDesktopOpen", (open) =>
        localStorage.setItem("sidebarDesktopOpen", open ? "1" : "0"),
      );
    },
    addressOfTab() {
      const tab = this.activeTab && this.activeTab !== "general" ? `#${this.activeTab}` : "";
      return location.pathname + location.search + tab;
    },
    followInTab(link) {
      location.href = link.href + location.hash;
    },
  };
}

/** The theme's search in the side bar, with what its template does in statements. */
function sidebarSearch() {
  return {
    ...searchDropdown(),
    openSearch() {
      this.openSearchResults = true;
      this.currentIndex = 0;
    },
    leaveSearch() {
      const input = this.$refs.searchInput;
      this.openSearchResults = false;
      if (input.value === "") input.blur();
      else input.value = "";
    },
  };
}

document.addEventListener("alpine:init", () => {
  Alpine.mapAttributes(({ name, value }) => ({ name, value: SAID.get(value) ?? value }));
  Alpine.data("shell", shell);
  Alpine.data("searchDropdown", sidebarSearch);
  // The theme's own, in its app.js: globals, which the CSP build does not look up.
  Alpine.data("theme", theme);
  Alpine.data("searchForm", searchForm);
  Alpine.data("searchCommand", searchCommand);
});
