// What a browser keeps, to show that a lead has come. What it is sent is empty: whoever reads along, or over
// a shoulder, learns that there is a lead, and nothing about anybody.
self.addEventListener("push", (event) => {
  event.waitUntil(self.registration.showNotification("A new lead", { tag: "lead", renotify: true, body: "Open Ripen to see it." }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => {
      const here = pages.find((page) => new URL(page.url).pathname === "/portal");
      return here ? here.focus() : self.clients.openWindow("/portal");
    }),
  );
});
