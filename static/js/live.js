// Live: what says data-live="/address" is kept up to date by the server, which sends parts of the page, each an
// element with an id, when they have changed. A lost stream comes back by itself, and then brings all of them.
const root = document.querySelector("[data-live]");
const deaf = 40_000; // the server shows every 15 s that it lives

let source;
let heard = 0;
let at = performance.now(); // when the parts came: the stopwatches run on from there

function open() {
  source?.close();
  heard = performance.now();
  source = new EventSource(root.dataset.live);
  source.addEventListener("parts", (event) => {
    alive();
    show(event.data);
  });
  source.addEventListener("beat", alive);
  source.addEventListener("over", () => {
    source.close();
    location.reload(); // to the door, and from there back here
  });
  source.addEventListener("error", () => say(false));
}

function alive() {
  heard = performance.now();
  say(true);
}

// say shows whether the page is still live.
function say(live) {
  root.toggleAttribute("data-stale", !live);
}

// show puts the new parts in the place of the old ones. Focus and scrolling stay where they were.
function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  for (const part of [...fresh.children]) {
    const old = part.id && document.getElementById(part.id);
    if (!old || old.contains(document.querySelector(":popover-open"))) continue; // nothing is taken from under a hand
    const kept = old.contains(document.activeElement) ? whereIn(old, document.activeElement) : undefined;
    const scrolled = [...old.querySelectorAll(".scroll-x")].map((box) => box.scrollLeft);
    old.replaceWith(part);
    part.querySelectorAll(".scroll-x").forEach((box, n) => { box.scrollLeft = scrolled[n] ?? 0 });
    kept?.(part)?.focus({ preventScroll: true });
    for (const clock of part.querySelectorAll("[data-seconds]")) clock.began = performance.now();
  }
}

// whereIn finds the same link or button again in a part that was drawn anew.
function whereIn(old, element) {
  const like = (e) => `${e.tagName} ${e.id} ${e.getAttribute("href") ?? ""} ${e.getAttribute("aria-label") ?? e.textContent}`;
  const was = like(element);
  return (part) => [...part.querySelectorAll("a[href], button, [tabindex]")].find((e) => like(e) === was);
}

// Stopwatches run between two drawings: <b data-seconds="252">04:12</b>.
function run() {
  for (const clock of root.querySelectorAll("[data-seconds]")) {
    const seconds = Math.floor(Number(clock.dataset.seconds) + (performance.now() - (clock.began ?? at)) / 1000);
    const two = (n) => String(n).padStart(2, "0");
    const h = Math.floor(seconds / 3600);
    clock.textContent = (h ? h + ":" : "") + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  }
  if (performance.now() - heard > deaf) open();
}

if (root && "EventSource" in window) {
  open();
  setInterval(run, 1000);
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => event.persisted && open());
}
