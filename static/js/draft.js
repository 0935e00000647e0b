// Drafts: <form data-draft="/url"> is saved on the server while it is typed: at most a second after the
// last key, at least every two seconds, once more when the page goes. Nothing is kept in the browser's storage.
//
// Sent: the form's fields, urlencoded, with its hidden `version` and the header X-Draft: 1. Answered in JSON:
//   200 {saved: "16:42:07", version: 8, grade: "B", computed: "<p>…</p>", parts: {id: "<…>"}}   all but saved and version may be absent
//   409 {conflict: true, version: 9, theirs: {field: text}}                                     somebody else wrote meanwhile
//   401 or a redirect: signed out; 422 {message}: not acceptable as it is; anything else is tried again.
// Written to: .saved (words and time), [data-draft-grade] (a .grade), [data-draft-computed], and #id of each part.
// What went wrong is told in [data-draft-notice], else behind .saved, else at the head of the form.
import { element, icon } from "./dom.js";

const pause = 1000, longest = 2000, again = 3000; // milliseconds

class Draft {
  constructor(form) {
    this.form = form;
    this.dirty = false;   // something was typed that was not sent yet
    this.failing = false; // the last try did not arrive, and another is planned
    this.unsaved = false; // the server has not got what is in the fields
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("submit", (event) => this.beforeSubmit(event), true);
  }

  // touch: something was typed. The first letter since the last save sets the latest moment, each letter the next.
  touch() {
    this.dirty = true;
    if (this.conflict) return;
    this.since ??= Date.now();
    if (!this.failing) this.plan(Math.min(pause, Math.max(this.since + longest - Date.now(), 0)));
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  async save() {
    if (this.saving) return this.saving;
    if (!this.dirty || this.conflict || this.sent) return;
    clearTimeout(this.timer);
    this.dirty = false;
    this.since = undefined;
    this.saving = this.post();
    const again = await this.saving;
    this.saving = undefined;
    if (again !== undefined) {
      this.dirty = true;
      this.plan(again);
    } else if (this.dirty && !this.conflict) {
      this.touch();
    }
  }

  // post sends once; it answers in how many milliseconds to try again, or with nothing when there is no need to.
  async post() {
    let response;
    try {
      response = await fetch(this.form.dataset.draft, this.request());
    } catch {
      return this.failed("wifi-off", "Not saved. The line is down; your text is kept here and sent again.");
    }
    if (response.status === 401 || response.type === "opaqueredirect") return this.failed("log-in", "Not saved. You are signed out; your text is kept here.", this.form.dataset.signIn ?? "/sign-in");
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return this.saved(answer);
    if (response.status === 409 && answer.conflict) return this.conflicted(answer);
    if (response.status >= 500 || response.status === 429) return this.failed("circle-alert", "Not saved. The server did not answer well; your text is kept here and sent again.");
    this.failed("circle-alert", `Not saved. ${answer.message ?? "This can no longer be written to; copy your text before you leave."}`);
    this.failing = false; // nothing to try again until something else is typed
  }

  request() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    const keepalive = fields.toString().length < 60000; // outlives the page; browsers allow 64 kB of it
    return { method: "POST", body: fields, headers: { "X-Draft": "1", Accept: "application/json" }, redirect: "manual", credentials: "same-origin", keepalive };
  }

  saved({ saved, version, grade, computed, parts = {} }) {
    this.failing = this.unsaved = false;
    this.notice?.remove();
    this.say("check", `Saved ${saved}`, "leaf");
    if (version !== undefined) this.version(version);
    if (grade !== undefined) for (const shown of this.all("[data-draft-grade]")) turnGrade(shown, grade);
    if (computed !== undefined) for (const shown of this.all("[data-draft-computed]")) shown.innerHTML = computed;
    for (const [id, markup] of Object.entries(parts)) replace(id, markup);
  }

  failed(picture, words, signIn) {
    this.failing = this.unsaved = true;
    this.say(picture, "Not saved", "rust");
    const link = signIn ? [" ", element("a", { href: signIn, target: "_blank", rel: "noopener" }, "Sign in again"), " in a new tab; this page goes on by itself."] : [];
    this.tell("rust", picture, words, ...link);
    return again;
  }

  // conflicted shows both texts and saves nothing until one of them is chosen.
  conflicted({ version, theirs = {} }) {
    const differing = Object.entries(theirs).filter(([name, text]) => this.field(name) && this.field(name).value !== text);
    if (!differing.length) return this.resolve(version); // the other hand was our own, in a page that came back
    this.conflict = this.unsaved = true;
    this.say("triangle-alert", "Not saved: two versions", "amber");
    const texts = differing.flatMap(([name, text]) => [element("dt", {}, labelOf(this.field(name))), element("dd", {}, text || "(empty)")]);
    const keep = element("button", { class: "btn", "data-size": "s", type: "button" }, "Keep mine");
    const take = element("button", { class: "btn", "data-size": "s", type: "button" }, "Take theirs");
    keep.addEventListener("click", () => this.resolve(version));
    take.addEventListener("click", () => {
      for (const [name, text] of differing) this.field(name).value = text;
      this.resolve(version);
    });
    this.tell("amber", "triangle-alert", "This was changed elsewhere while you typed. Yours is in the fields; theirs is:", element("dl", { class: "facts" }, ...texts), element("span", { class: "row" }, keep, take));
  }

  resolve(version) {
    this.conflict = false;
    this.notice?.remove();
    if (version !== undefined) this.version(version);
    this.dirty = true;
    this.plan(0);
  }

  // beforeSubmit: the whole form is sent now. A save under way ends first, so that its version is not behind.
  beforeSubmit(event) {
    clearTimeout(this.timer);
    if (!this.saving) {
      this.sent = true;
      setTimeout(() => { if (event.defaultPrevented) this.sent = false; });
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.dirty = false;
    this.saving.then(() => setTimeout(() => this.form.requestSubmit(submitter)));
  }

  // all finds a target in the form, else anywhere on the page.
  all(selector) {
    const inside = this.form.querySelectorAll(selector);
    return inside.length ? inside : document.querySelectorAll(selector);
  }

  field(name) {
    const found = this.form.elements.namedItem(name);
    return found && "value" in found ? found : undefined;
  }

  version(n) {
    const field = this.field("version");
    if (field) field.value = n;
  }

  say(picture, words, tone) {
    for (const shown of this.all(".saved")) {
      shown.dataset.tone = tone;
      shown.replaceChildren(icon(picture), words);
    }
  }

  tell(tone, picture, words, ...more) {
    this.notice?.remove();
    this.notice = element("div", { class: "notice draft-notice", "data-tone": tone, role: "alert" }, icon(picture), element("div", { class: "stack" }, element("p", {}, words, ...more.filter((each) => typeof each === "string" || each.matches("a"))), ...more.filter((each) => typeof each !== "string" && !each.matches("a"))));
    const place = this.all("[data-draft-notice]")[0];
    const saved = this.all(".saved")[0];
    if (place) place.append(this.notice);
    else if (saved) saved.after(this.notice);
    else this.form.prepend(this.notice);
  }
}

// turnGrade lets a fruit fill or empty to its new letter.
function turnGrade(shown, grade) {
  shown.dataset.grade = grade || "none";
  shown.textContent = grade || "–";
  shown.setAttribute("aria-label", grade ? `Grade ${grade}` : "Not graded");
}

// replace puts the server's markup in the place of an element, unless somebody is typing in it.
function replace(id, markup) {
  const old = document.getElementById(id);
  if (!old || old.contains(document.activeElement)) return;
  old.outerHTML = markup;
  window.htmx?.process(document.getElementById(id));
}

function labelOf(field) {
  return (field.labels?.[0]?.firstChild?.textContent ?? field.getAttribute("aria-label") ?? field.name).trim();
}

const drafts = new Map();
function adopt() {
  for (const form of drafts.keys()) if (!form.isConnected) drafts.delete(form);
  for (const form of document.querySelectorAll("form[data-draft]")) if (!drafts.has(form)) drafts.set(form, new Draft(form));
}
adopt();
document.addEventListener("htmx:after:swap", adopt);

const saveAll = () => drafts.forEach((draft) => draft.save());
window.addEventListener("pagehide", saveAll);
document.addEventListener("visibilitychange", () => document.hidden && saveAll());
window.addEventListener("beforeunload", (event) => {
  for (const draft of drafts.values()) if (draft.unsaved && !draft.sent) event.preventDefault();
});
