// The bell of the account page: asks the browser whether it may ring, and tells the server where.
const form = document.querySelector("form[data-bell]");

if (form && "serviceWorker" in navigator && "PushManager" in window) {
  form.querySelector("[data-bell-off]").hidden = true;
  form.querySelector("[data-bell-on]").hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.url.value) return;
    event.preventDefault();
    subscribe().then(
      (subscription) => {
        form.elements.url.value = subscription.endpoint;
        form.elements.label.value = navigator.userAgent;
        form.requestSubmit();
      },
      () => say("The browser does not allow it. Allow notifications for this page in its settings, and try again."),
    );
  });
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register(form.dataset.bellScript);
  const worker = await navigator.serviceWorker.ready;
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.bell });
}

function say(sentence) {
  const place = form.querySelector("[data-bell-off]");
  place.textContent = sentence;
  place.hidden = false;
  place.setAttribute("role", "alert");
}
