// The palette: "/" or Ctrl+K opens it, the arrows choose, Enter does, Escape closes. What is typed is searched for by the
// server (htmx), which answers with lines: data-go="/url" is a place, data-press="selector" something on this page that is
// clicked, or that takes the focus. Lines for what the page has not got are left out.
import { element, openSheet, typing } from "./dom.js";
import { inPlace, signInAgain } from "./session.js";

const palette = document.getElementById("pal");
const input = palette?.querySelector("[role=combobox]");
const list = palette?.querySelector("[role=listbox]");
const first = list?.innerHTML; // what it shows before anything is typed

let waits = false; // Enter was pressed before there was anything to do

const options = () => [...list.querySelectorAll("[role=option]:not(.nobody)")];
const chosen = () => list.querySelector("[aria-selected=true]");
const target = (option) => document.querySelector(option.dataset.press);

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

// narrow leaves out at once what no longer fits what is typed, so that Enter never does what was meant before; the
// server's answer follows, with what it knows besides.
function narrow() {
  waits = false;
  const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const option of options()) {
    const words = option.textContent.toLowerCase().split(/\s+/);
    if (!asked.every((each) => words.some((word) => word.startsWith(each)))) option.remove();
  }
  choose(options()[0]);
}

// drawn: new lines are there. The first one is chosen; how many there are is said.
function drawn() {
  for (const option of options()) if (option.dataset.press && (!target(option) || target(option).disabled)) option.remove();
  for (const group of list.querySelectorAll("[role=group]")) if (!group.querySelector("[role=option]")) group.remove();
  if (!options().length) list.append(element("p", { role: "option", "aria-disabled": "true", class: "nobody" }, "Nothing and nobody by that name"));
  choose(options()[0]);
  if (waits && chosen()) return carryOut(chosen());
  const found = options().length;
  document.getElementById("pal-count").textContent = input.value ? (found === 1 ? "1 line" : `${found} lines`) : "";
}

function carryOut(option) {
  waits = false;
  palette.hidePopover();
  if (option.dataset.go) return location.assign(option.dataset.go);
  const pressed = target(option);
  if (typing(pressed)) pressed.focus();
  else pressed.click();
}

function onKey(event) {
  const all = options();
  const at = all.indexOf(chosen());
  const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, PageDown: all.length - 1, PageUp: 0 }[event.key];
  if (to !== undefined && all.length) choose(all[to]);
  else if (event.key === "Enter" && chosen()) carryOut(chosen());
  else if (event.key === "Enter") waits = true; // for the server's answer
  else if (event.key === "Escape") palette.hidePopover(); // else it would only empty the field
  else return;
  event.preventDefault();
}

if (palette) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!openSheet()?.matches("dialog")) palette.togglePopover();
  });
  palette.addEventListener("beforetoggle", (event) => { // before anything can be typed into it
    if (event.newState !== "open") return;
    waits = false;
    input.value = "";
    list.innerHTML = first;
    drawn();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]:not(.nobody)");
    if (option) carryOut(option);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("input", narrow);
  input.addEventListener("htmx:before:response", (event) => {
    if (!inPlace || !event.detail.ctx.response.headers.get("HX-Redirect")?.startsWith("/sign-in")) return;
    event.preventDefault(); // nobody is led away from what they were typing
    palette.hidePopover();
    signInAgain();
  });
  new MutationObserver(() => chosen() || list.querySelector(".nobody") || drawn()).observe(list, { childList: true });
}
