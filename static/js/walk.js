// Lists that are walked by keys: J and K go down and up the rows of [data-walk], X chooses the row, Enter opens what has
// the focus. They rest where plain keys rest: in a field, under a sheet, and where somebody has turned them off.
import { openSheet, typing, visible } from "./dom.js";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing() || openSheet() || document.body.dataset.singleKeys === "off") return;
  const step = { j: 1, k: -1, x: 0 }[event.key.toLowerCase()];
  const rows = [...(document.querySelector("[data-walk]")?.children ?? [])].filter(visible);
  if (step === undefined || rows.length === 0) return;
  event.preventDefault();
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (step === 0) {
    if (!event.repeat) rows[at]?.querySelector("input[type=checkbox]")?.click();
    return;
  }
  const next = at < 0 ? rows.at(step < 0 ? -1 : 0) : rows[at + step];
  next?.querySelector("a[href]")?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
});
