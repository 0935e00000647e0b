// Signing in again in place: a session that ends in mid-call opens <dialog id="again"> over the page. The same
// person signs in there, the page stays as it is, and whoever waited goes on. Somebody else is refused in a sentence.
const dialog = document.getElementById("again");
const waiting = [];

// Who is typing is not interrupted: the door opens over the page in the first pause of so many milliseconds.
const quiet = 800;
let typedAt = -Infinity;
for (const kind of ["keydown", "input"]) document.addEventListener(kind, () => (typedAt = performance.now()), true);

// inPlace: has the page a door of its own?
export const inPlace = Boolean(dialog);

// signInAgain opens the door once, however many ask; what is asked for then happens when somebody is signed in.
export function signInAgain(then) {
  if (!dialog) return false;
  if (then) waiting.push(then);
  if (!dialog.open) {
    dialog.showModal();
    dialog.querySelector("input[type=password]").value = "";
  }
  return true;
}

// signInAtPause does the same as soon as nobody is typing: a letter must not fall into another field.
export function signInAtPause(then) {
  if (!dialog) return;
  waiting.push(then);
  const look = () => {
    if (dialog.open || !waiting.includes(then)) return;
    const pause = performance.now() - typedAt;
    if (pause >= quiet) signInAgain();
    else setTimeout(look, quiet - pause);
  };
  look();
}

// signedIn: the session is there again, by this door or by another tab.
export function signedIn() {
  if (dialog?.open) dialog.close();
  waiting.splice(0).forEach((then) => then());
}

function refused(sentence) {
  const error = dialog.querySelector(".error");
  error.textContent = sentence;
  error.hidden = !sentence;
}

async function enter(event) {
  event.preventDefault();
  event.stopImmediatePropagation(); // the page's own guard against a second sending is not for this form
  const form = event.target, { submitter } = event;
  refused("");
  const body = new URLSearchParams(new FormData(form, submitter)); // a button at rest would not be in it
  const buttons = form.querySelectorAll("button");
  buttons.forEach((each) => (each.disabled = true));
  try {
    const response = await fetch(submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return signedIn();
    refused(answer.message ?? "The server did not answer well. Try again in a moment.");
  } catch {
    refused("The line is down. Try again in a moment.");
  } finally {
    buttons.forEach((each) => (each.disabled = false));
  }
  form.querySelector("input[type=password]").select();
}

dialog?.addEventListener("submit", enter, true);
dialog?.querySelector("[data-later]").addEventListener("click", () => dialog.close());
dialog?.addEventListener("close", () => waiting.splice(0)); // who would rather not sign in now has nothing sent later
