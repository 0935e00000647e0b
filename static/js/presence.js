// Presence: a page that shows an inquiry says every minute that it still does, while somebody sees it or types in it.
// <p id="presence" data-heartbeat="/url" data-page="id" data-held> is where it says who else has the inquiry open.
// Missed beats end nothing: the lease runs down by itself. That it has run out is said calmly, and what was typed stays.
import { element, icon } from "./dom.js";
import { signInAgain, signInAtPause } from "./session.js";

const every = 60_000; // milliseconds
const place = document.getElementById("presence");
let typed = 0;

function send(fields, keepalive = false) {
  return fetch(place.dataset.heartbeat, {
    method: "POST", keepalive, redirect: "manual", credentials: "same-origin",
    body: new URLSearchParams({ page: place.dataset.page, held: String(place.dataset.held !== undefined), ...fields }),
    headers: { Accept: "application/json", "X-User": document.body.dataset.user ?? "" },
  });
}

// beat answers "ok", "signed out", "lost" or "offline", and shows what it means.
export async function beat() {
  if (!place) return "ok";
  let response;
  try {
    response = await send({});
  } catch {
    return "offline";
  }
  if (response.status === 401) return "signed out";
  if (response.status >= 500) return "offline";
  if (!response.ok) {
    showLost((await response.json().catch(() => ({}))).message ?? "This inquiry can no longer be worked on here.", false);
    return "lost";
  }
  const { present = "", lost = "", free = false } = await response.json();
  if (place.textContent !== present) place.replaceChildren(...(present ? [icon("users"), present] : []));
  if (lost) showLost(lost, free);
  return lost ? "lost" : "ok";
}

// showLost says that the inquiry is no longer with this page, and offers the way on.
function showLost(words, free) {
  document.querySelector(".lease-notice")?.remove();
  const on = element("div", { class: "row" });
  if (free) {
    const take = element("button", { class: "btn", "data-size": "s", type: "button" }, "Take it up again");
    take.addEventListener("click", takeUp);
    on.append(take);
  }
  on.append(element("a", { class: "btn", "data-size": "s", href: place.dataset.home }, "Go to my calls"));
  const notice = element("div", { class: "notice lease-notice", "data-tone": "slate", role: "status" }, icon("info"), element("div", { class: "stack" }, element("p", {}, words), on));
  document.querySelector("[data-draft-notice]")?.prepend(notice);
}

// takeUp claims the inquiry anew behind the page, and what was typed meanwhile is saved.
async function takeUp() {
  const response = await fetch(place.dataset.claim, { method: "POST", body: new URLSearchParams({ token: crypto.randomUUID?.() ?? "" }), headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => undefined);
  if (response?.type === "opaqueredirect" || response?.ok) {
    document.querySelector(".lease-notice")?.remove();
    document.dispatchEvent(new CustomEvent("ripen:held"));
    return;
  }
  if (response?.status === 401) return signInAgain(takeUp);
  const { message = "It could not be taken up. Try again in a moment." } = (await response?.json().catch(() => ({}))) ?? {};
  document.querySelector(".lease-notice p")?.replaceChildren(message);
}

async function round() {
  if (!document.hidden || Date.now() - typed < every) {
    if ((await beat()) === "signed out") signInAtPause(beat);
  }
}

if (place) {
  document.addEventListener("input", () => (typed = Date.now()));
  document.addEventListener("visibilitychange", () => !document.hidden && round());
  window.addEventListener("pagehide", () => send({ gone: "true" }, true).catch(() => {}));
  window.addEventListener("pageshow", (event) => event.persisted && round());
  setInterval(round, every);
  // A page that is shown anew by its own form may hear of itself, as it was: it asks once more.
  round().then(() => place.textContent && setTimeout(round, 2000));
}
