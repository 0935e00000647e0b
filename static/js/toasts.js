// Toasts: the bar under one empties while its undo is open; when it is empty the toast goes.
// Without script the undo stays on the page and the server says when it came too late.
const plainSeconds = 10;

function start(toast) {
  if (toast.dataset.started) return;
  toast.dataset.started = "";
  const bar = toast.querySelector("progress");
  const count = toast.querySelector(".left");
  const seconds = Number(bar?.value) || plainSeconds;
  const begun = performance.now();
  let held = 0; // milliseconds under the pointer do not count for a toast that only tells
  let last = begun;
  const tick = () => {
    const now = performance.now();
    if (!bar && toast.matches(":hover, :focus-within")) held += now - last;
    last = now;
    const left = seconds - (now - begun - held) / 1000;
    if (bar) bar.value = Math.max(left, 0);
    if (count) count.textContent = `${Math.max(Math.ceil(left), 0)} s`;
    if (left > 0 && toast.isConnected) setTimeout(tick, 100);
    else toast.remove();
  };
  tick();
}

function startAll() {
  for (const toast of document.querySelectorAll(".toasts .toast")) start(toast);
}

const toasts = document.querySelector(".toasts");
if (toasts) new MutationObserver(startAll).observe(toasts, { childList: true });
startAll();

document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest(".toast")?.remove());
