// Sheets with fields: Enter does what the sheet is for, and not what the form beneath it is for. A list in a sheet is
// searched while one types, and a line of it is written down where it belongs: <button data-append="#for_rep" data-text="…">.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || !event.target.matches?.(".dialog input")) return;
  event.preventDefault();
  event.target.closest(".dialog").querySelector(".foot .btn[data-kind=primary]")?.click();
});

document.addEventListener("input", (event) => {
  const { filter } = event.target.dataset;
  if (!filter) return;
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const each of event.target.closest(".dialog").querySelectorAll(filter)) {
    const text = each.textContent.toLowerCase();
    each.hidden = !words.every((word) => text.includes(word));
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-append]");
  const field = button && document.querySelector(button.dataset.append);
  if (!field) return;
  field.value = [field.value.trimEnd(), button.dataset.text].filter(Boolean).join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("[popover]")?.hidePopover();
  field.focus();
});
