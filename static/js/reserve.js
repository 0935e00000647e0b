// Reserving: while one call is wrapped up the server fetches the next, so that one key leads from call to call.
// <form data-reserve="/url" data-return="/url"> asks for it when the answers are complete, when a note is begun after an
// answer, or when an override or a promise is. A page that is left without an ending gives it back.
import { icon } from "./dom.js";

const form = document.querySelector("form[data-reserve]");
let asked = false;
let sent = false;

const post = (url, keepalive = false) => fetch(url, { method: "POST", keepalive, redirect: "manual", headers: { Accept: "application/json", "X-User": document.body.dataset.user ?? "" } });

const answered = () => form.querySelectorAll(".ask :checked").length;

// wrappingUp: does what has just been touched belong to the end of a call?
function wrappingUp(touched) {
  const asks = form.querySelectorAll(".ask").length;
  if (asks > 0 && answered() >= asks) return true;
  if (touched?.matches("textarea")) return answered() > 0;
  return Boolean(touched?.closest("#override, .promise, .outcome"));
}

async function reserve() {
  asked = true;
  try {
    const response = await post(form.dataset.reserve);
    if (!response.ok) return (asked = false);
    const { ready } = await response.json();
    const place = document.querySelector(".ready");
    if (ready) place?.replaceChildren(icon("check"), "Next call is ready");
  } catch {
    asked = false; // asked again with the next touch
  }
}

if (form) {
  for (const kind of ["input", "focusin"]) form.addEventListener(kind, (event) => asked || !wrappingUp(event.target) || reserve());
  form.addEventListener("submit", (event) => setTimeout(() => (sent = !event.defaultPrevented)));
  window.addEventListener("pagehide", () => asked && !sent && post(form.dataset.return, true).catch(() => {}));
  window.addEventListener("pageshow", (event) => event.persisted && (asked = sent = false));
}
