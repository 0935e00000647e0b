// Keys: printed on the thing they press, and declared there: data-key="N" clicks (or focuses) its element.
// Plain keys rest while a text field has the focus, and for good under <body data-single-keys="off">;
// "Ctrl+Enter" and the like work everywhere. Digits answer the current question of a script and go on to the next.
import { openSheet, typing, visible } from "./dom.js";

const current = () => document.querySelector(".ask[aria-current=step]");

// keyOf writes an event the way data-key writes it: "N", "?", "Ctrl+Enter".
function keyOf(event) {
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey && event.key.length > 1 ? "Shift" : "", name].filter(Boolean).join("+");
}

// press does what the element is for: a field takes the focus, everything else is clicked.
function press(target) {
  if (!typing(target)) return target.click();
  target.focus();
  if (target.matches("textarea")) target.setSelectionRange(target.value.length, target.value.length);
}

// declared finds the element of a key; an open sheet covers the keys of the page beneath it.
function declared(key) {
  const scope = openSheet() ?? document;
  return [...scope.querySelectorAll("[data-key]")].find((each) => each.dataset.key.toUpperCase() === key.toUpperCase() && visible(each));
}

// goTo makes one question the current one and shows it.
function goTo(ask) {
  if (!ask) return;
  const before = current();
  if (before === ask) return;
  before?.removeAttribute("aria-current");
  ask.setAttribute("aria-current", "step");
  ask.scrollIntoView({ block: "nearest" });
}

function neighbour(ask, step) {
  const asks = [...document.querySelectorAll(".ask")].filter(visible);
  return asks[asks.indexOf(ask) + step];
}

// answer picks the n-th answer of the current question. One answer moves on, several wait for the arrow.
function answer(n) {
  const ask = current();
  const options = ask?.querySelectorAll("input[type=radio], input[type=checkbox]");
  const option = options?.[n - 1];
  if (!option || option.disabled) return false;
  option.click();
  if (option.type === "radio") goTo(neighbour(ask, 1));
  return true;
}

// question handles digits and arrows of a script; true when it did.
function question(event) {
  if (!current() || openSheet()) return false;
  if (/^[1-9]$/.test(event.key)) return answer(Number(event.key));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return false;
  if (document.activeElement?.closest(".ask")) document.activeElement.blur();
  goTo(neighbour(current(), step));
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const inField = typing();
  if (event.key === "Escape" && inField && !openSheet()) {
    document.activeElement.blur();
    return;
  }
  if (event.key === "Enter" && document.activeElement?.matches("form[data-draft] input") && inField && !event.ctrlKey && !event.metaKey) {
    event.preventDefault(); // of the whole form's buttons it would press the first; in a sheet it does what the sheet is for
    openSheet()?.querySelector(".foot [data-kind=primary]")?.click();
    return;
  }
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (!chord && (inField || document.body.dataset.singleKeys === "off")) return;
  if (!chord && question(event)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Enter" && !chord) return; // Enter presses what has the focus
  const key = keyOf(event);
  const target = declared(key) ?? (key === "Ctrl+Z" && !inField ? declared("Z") : undefined); // in a field it takes back letters
  if (!target && event.key === "?" && !openSheet()) {
    document.querySelector("#keys[popover]")?.showPopover();
    return;
  }
  if (!target) return;
  event.preventDefault();
  press(target);
});

// A question that is clicked or tabbed into is the current one.
document.addEventListener("focusin", (event) => {
  if (current()) goTo(event.target.closest?.(".ask"));
});
