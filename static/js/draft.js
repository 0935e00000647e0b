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
import { beat } from "./presence.js";
import { inPlace, signedIn, signInAgain, signInAtPause } from "./session.js";

const pause = 1000, longest = 2000, again = 3000; // milliseconds

class Draft {
  constructor(form) {
    this.form = form;
    this.dirty = false;   // something was typed that was not sent yet
    this.failing = false; // the last try did not arrive, and another is planned
    this.unsaved = false; // the server has not got what is in the fields
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    document.addEventListener("ripen:held", () => this.again());
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
    const answer = await response.json().catch(() => ({})); // always read: what is not counts against what may be under way
    if (response.status === 401 || response.type === "opaqueredirect") return this.signedOut();
    if (response.ok) return this.saved(answer);
    if (response.status === 409 && answer.conflict) return this.conflicted(answer);
    if (response.status === 409) beat(); // says who has it now
    if (response.status >= 500 || response.status === 429) return this.failed("circle-alert", "Not saved. The server did not answer well; your text is kept here and sent again.");
    this.failed("circle-alert", `Not saved. ${answer.message ?? "This can no longer be written to; copy your text before you leave."}`);
    this.failing = false; // nothing to try again until something else is typed
  }

  request() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    const keepalive = fields.toString().length < 60000; // outlives the page; browsers allow 64 kB of it
    return { method: "POST", body: fields, headers: { "X-Draft": "1", "X-User": document.body.dataset.user ?? "", Accept: "application/json" }, redirect: "manual", credentials: "same-origin", keepalive };
  }

  saved({ saved, version, grade, computed, parts = {} }) {
    if (this.out) signedIn();
    this.out = this.failing = this.unsaved = false;
    this.notice?.remove();
    this.say("check", `Saved ${saved}`, "leaf");
    if (version !== undefined) this.version(version);
    if (grade !== undefined) for (const shown of this.all("[data-draft-grade]")) turnGrade(shown, grade);
    if (computed !== undefined) for (const shown of this.all("[data-draft-computed]")) shown.innerHTML = computed;
    for (const [id, markup] of Object.entries(parts)) replace(id, markup);
  }

  failed(picture, words, ...more) {
    this.failing = this.unsaved = true;
    this.say(picture, "Not saved", "rust");
    this.tell("rust", picture, words, ...more);
    return again;
  }

  // signedOut opens the door over the page; where the page has none, or somebody would rather not, in another tab.
  signedOut() {
    const first = !this.out;
    this.out = true;
    const button = element("button", { class: "btn", "data-size": "s", type: "button" }, "Sign in again");
    button.addEventListener("click", () => signInAgain());
    const link = element("a", { href: this.form.dataset.signIn ?? "/sign-in", target: "_blank", rel: "noopener" }, "Sign in again");
    this.failed("log-in", "Not saved. You are signed out; your text is kept here.", ...(inPlace ? [element("span", { class: "row" }, button)] : [" ", link, " in a new tab; this page goes on by itself."]));
    if (first) signInAtPause(() => this.again());
    return again;
  }

  // again saves what stands in the fields, now.
  again() {
    this.dirty = true;
    this.failing = false;
    return this.save();
  }

  // conflicted shows both texts and saves nothing until one of them is chosen.
  conflicted({ version, theirs = {} }) {
    const differing = Object.entries(theirs).filter(([name, text]) => this.field(name) && this.field(name).type !== "hidden" && this.field(name).value !== text);
    const notes = differing.filter(([name]) => this.field(name).matches?.("textarea"));
    if (!differing.length) return this.resolve(version); // the other hand was our own, in a page that came back
    this.conflict = this.unsaved = true;
    this.say("triangle-alert", "Not saved: two versions", "amber");
    const texts = differing.flatMap(([name, text]) => [element("dt", {}, labelOf(this.field(name))), element("dd", {}, wordsOf(this.field(name), text) || "(empty)")]);
    const keep = element("button", { class: "btn", "data-size": "s", type: "button" }, "Keep mine");
    const take = element("button", { class: "btn", "data-size": "s", type: "button" }, "Take theirs");
    const both = element("button", { class: "btn", "data-size": "s", type: "button" }, "Put both together");
    both.addEventListener("click", () => {
      for (const [name, text] of notes) this.field(name).value = [text, this.field(name).value].filter(Boolean).join("\n");
      this.resolve(version);
    });
    keep.addEventListener("click", () => this.resolve(version));
    take.addEventListener("click", () => {
      for (const [name, text] of differing) this.field(name).value = text;
      this.resolve(version);
    });
    this.tell("amber", "triangle-alert", "This was changed elsewhere while you typed. Yours is in the fields; theirs is:", element("dl", { class: "facts" }, ...texts), element("span", { class: "row" }, keep, take, ...(notes.length ? [both] : [])));
  }

  resolve(version) {
    this.conflict = false;
    this.notice?.remove();
    if (version !== undefined) this.version(version);
    this.dirty = true;
    this.plan(0);
  }

  // beforeSubmit: the whole form is sent now. First what is typed is saved, or at least somebody is signed in and still
  // has the inquiry: else the page stays as it is and says what is to be done, and goes on by itself after signing in.
  beforeSubmit(event) {
    clearTimeout(this.timer);
    if (this.sent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.send(event.submitter);
  }

  async send(submitter) {
    if (this.sending) return;
    this.sending = true;
    submitter?.setAttribute("aria-busy", "true");
    const go = await this.ready(submitter);
    submitter?.removeAttribute("aria-busy");
    this.sending = false;
    if (!go) return;
    this.sent = true;
    this.form.requestSubmit(submitter?.isConnected === false ? this.like(submitter) : submitter);
    setTimeout(() => { this.sent = false; }, 5000); // the server was down: it may be pressed again
  }

  // ready: is everything saved, and may the form be sent?
  async ready(submitter) {
    await this.saving;
    if (this.dirty || this.failing) {
      this.dirty = true;
      await this.save();
      if (this.out) signInAgain(() => this.send(submitter));
      return !this.unsaved && !this.dirty;
    }
    if (this.conflict) return false;
    const state = await beat();
    if (state === "signed out") signInAgain(() => this.send(submitter));
    if (state === "offline") this.tell("rust", "wifi-off", "Not sent. The line is down; everything is kept here. Send it again in a moment.");
    return state === "ok";
  }

  // like finds the button that has come into the place of one that the server drew anew.
  like(gone) {
    return [...this.form.querySelectorAll("button")].find((each) => ["name", "value", "formaction"].every((name) => each.getAttribute(name) === gone.getAttribute(name)));
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

// labelOf is what a field is called; of a question with answers, the question.
function labelOf(field) {
  if (field instanceof RadioNodeList) return field[0].closest("fieldset")?.querySelector("legend")?.textContent.trim() ?? field[0].name;
  return (field.labels?.[0]?.firstChild?.textContent ?? field.getAttribute("aria-label") ?? field.name).trim();
}

// wordsOf is a value as people read it: of an answer its words, of a choice its label.
function wordsOf(field, value) {
  const chosen = [...(field instanceof RadioNodeList ? field : field.options ?? [])].find((each) => each.value === value);
  return chosen ? (chosen.labels?.[0]?.lastChild ?? chosen).textContent.trim() : value;
}

const drafts = new Map();
function adopt() {
  for (const form of drafts.keys()) if (!form.isConnected) drafts.delete(form);
  for (const form of document.querySelectorAll("form[data-draft]")) if (!drafts.has(form)) drafts.set(form, new Draft(form));
}
adopt();
document.addEventListener("htmx:after:swap", adopt);

// Another form of the page that leads away waits until what is typed is saved.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const unsaved = [...drafts.values()].filter((draft) => draft.form !== form && !draft.conflict && (draft.dirty || draft.saving));
  if (!unsaved.length || event.defaultPrevented || form.method !== "post" || form.matches("[data-theme-form], [data-again], [hx-post]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  Promise.all(unsaved.map((draft) => draft.save())).then(() => form.requestSubmit(submitter));
}, true);

const saveAll = () => drafts.forEach((draft) => draft.save());
window.addEventListener("pagehide", saveAll);
document.addEventListener("visibilitychange", () => document.hidden && saveAll());
window.addEventListener("beforeunload", (event) => {
  for (const draft of drafts.values()) if (draft.unsaved && !draft.sent) event.preventDefault();
});
