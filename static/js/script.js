// The script of a call moves on by itself: an answer may go on to a later question (data-jumps="2:when 3:end"), and what
// lies between does not apply. The server says the same of the answers it is sent; this only says it at once.
function follow(script) {
  const asks = [...script.querySelectorAll(".ask")];
  const skipped = new Set();
  for (let at = 0; at < asks.length;) {
    const picked = asks[at].querySelector("input:checked")?.value;
    const to = (asks[at].dataset.jumps ?? "").split(" ").find((jump) => jump.split(":")[0] === picked)?.split(":")[1];
    let next = to === "end" ? asks.length : asks.findIndex((ask) => ask.dataset.question === to);
    if (to === undefined || next <= at) next = at + 1;
    for (const ask of asks.slice(at + 1, next)) skipped.add(ask);
    at = next;
  }
  for (const ask of asks) ask.toggleAttribute("data-skipped", skipped.has(ask));
}

document.addEventListener("change", (event) => {
  const script = event.target.closest?.(".script");
  if (script) follow(script);
});
