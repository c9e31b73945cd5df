// Improves pages that are complete without it: a button that copies, a search that narrows as one chooses, and keys.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const said = document.getElementById("copied");
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(source);
      said.textContent = "This browser does not let a page copy; the entry is marked instead.";
    }
  });
}

// Who has chosen no time zone yet is most likely in that of the device.
const zone = document.querySelector("input[data-zone]");
if (zone && zone.value === "UTC") zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

// A text too long for an address is sent as a form.
const ask = document.getElementById("ask");
if (ask) ask.addEventListener("submit", () => {
  if (ask.elements.q.value.length > 1500) ask.method = "post";
});

// What narrowing found is said to those who do not see it.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.getElementById("said");
  const found = document.getElementById("reach");
  if (said && found) said.textContent = found.textContent;
});

// Keys: never while a field has focus, never with a modifier, and they can be switched off under Help.
const KEYS_OFF = "broadsheet.keys-off";
const stored = (() => {
  try { return window.localStorage; } catch { return null; }
})();
const keysOff = () => stored?.getItem(KEYS_OFF) === "yes";

function goTo(step) {
  const papers = [...document.querySelectorAll(".item :is(h2, h3) a, .similar h3 a")];
  if (papers.length === 0) return;
  const here = papers.findIndex(a => a.closest(".item, li").contains(document.activeElement));
  const at = here >= 0 ? here + step : step > 0 ? papers.findIndex(a => a.getBoundingClientRect().top >= 0) : -1;
  papers[Math.min(Math.max(at, 0), papers.length - 1)].focus();
}

document.addEventListener("keydown", event => {
  if (keysOff() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("q") ?? document.getElementById("find");
  if (event.key === "j") goTo(1);
  else if (event.key === "k") goTo(-1);
  else if (event.key === "?") location.href = "/help#keys";
  else if (event.key === "/") {
    if (field && field.offsetParent !== null) { field.focus(); field.select(); } else location.href = "/search";
  } else return;
  event.preventDefault();
});

const choice = document.getElementById("use-keys");
if (choice && stored) {
  choice.closest("[hidden]").hidden = false;
  choice.checked = !keysOff();
  choice.addEventListener("change", () =>
    choice.checked ? stored.removeItem(KEYS_OFF) : stored.setItem(KEYS_OFF, "yes"));
}
