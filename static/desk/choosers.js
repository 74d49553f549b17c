// The theme's choosers make a field to type into, which nothing names: it gets the list's own label.
const name = () => document.querySelectorAll(".select2-search__field:not([aria-label])").forEach((field) => {
  const list = field.closest(".select2")?.previousElementSibling;
  const label = list?.labels?.[0]?.textContent.trim();
  if (label) field.setAttribute("aria-label", label);
});
// They are made late, and made anew when something is chosen.
new MutationObserver(name).observe(document.documentElement, { childList: true, subtree: true });
