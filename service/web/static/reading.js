// Reading a report: the chosen words come into view, and the arrow keys turn the pages.

function show() {
  document.querySelector("[data-here]")?.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
  document.querySelector(`[data-key="${event.key}"]`)?.click();
});
document.addEventListener("htmx:afterSettle", show);
show();
