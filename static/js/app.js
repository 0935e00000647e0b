// What every page runs. Pages are whole without it: this only makes them quicker to the hand.
// htmx is configured by the page's <meta name="htmx-config">: nothing is evaluated, nothing is kept in the browser.
import "htmx.org";

import "./bell.js";
import "./draft.js";
import { visible, openSheet } from "./dom.js";
import "./keys.js";
import "./live.js";
import "./palette.js";
import "./presence.js";
import "./reserve.js";
import "./script.js";
import "./sheets.js";
import "./toasts.js";
import "./walk.js";

// Theme: the form works alone; here the page turns at once and the server is told behind it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of form.querySelectorAll("button[name=theme]")) button.setAttribute("aria-pressed", String(button === event.submitter));
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)), redirect: "manual" }).catch(() => {});
});

// Menus: the arrows walk through an open one.
document.addEventListener("keydown", (event) => {
  const menu = openSheet();
  if (!menu?.matches(".menu") || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const items = [...menu.querySelectorAll("a[href], button, input")].filter(visible);
  if (!items.length) return;
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
  event.preventDefault();
});

// What was refused in a sheet is shown there.
document.querySelector("[popover] .error:not([hidden])")?.closest("[popover]").showPopover();

// A sheet that is opened gives its first field the focus, one that is closed gives it back to what opened it.
document.addEventListener("toggle", (event) => {
  if (event.newState !== "open" || !event.target.matches?.("[popover]")) return;
  const first = event.target.querySelector("[autofocus], input:not([type=hidden]), select, textarea");
  if (event.target.matches(".dialog, .palette")) first?.focus();
}, true);

// A form that is sent cannot be sent twice by an impatient hand; a page that comes back from the cache is fresh.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-theme-form]")) return;
  const buttons = [...form.querySelectorAll("button:not([type=button]):not(:disabled)")];
  const rest = (busy) => {
    for (const each of buttons) each.disabled = busy;
    event.submitter?.toggleAttribute("data-busy", busy);
  };
  setTimeout(() => rest(true)); // after the browser has read which button was pressed
  setTimeout(() => rest(false), 5000); // a download, or a server that is down: it may be pressed again
  window.addEventListener("pageshow", () => rest(false), { once: true });
});

// A filter that asks for it sends its form by itself: <form data-send-on-change>.
document.addEventListener("change", (event) => event.target.form?.matches("[data-send-on-change]") && event.target.form.requestSubmit());
