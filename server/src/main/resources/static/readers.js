// What readers do, made instant, and kept while there is no connection. Every page works without it.

// ---- Requests that must not get lost: sent again under the same key until they are answered. ----
const QUEUE = "broadsheet.unsent";
const store = (() => {
  try { return window.localStorage; } catch { return null; }
})();
const newKey = () => "b:" + (crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint32Array(4)), n => n.toString(36)).join(""));

function waiting() {
  try { return JSON.parse(store?.getItem(QUEUE) ?? "[]"); } catch { return []; }
}
function keep(list) {
  try { list.length ? store?.setItem(QUEUE, JSON.stringify(list.slice(-100))) : store?.removeItem(QUEUE); } catch { /* full: what is lost is a signal */ }
}
function later(address, type, body) {
  keep([...waiting(), { address, type, body }]);
}

let sending = false;
async function sendWaiting() {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (let next = waiting()[0]; next; next = waiting()[0]) {
      const answer = await fetch(next.address, { method: "POST", headers: { "Content-Type": next.type, "HX-Request": "true" }, body: next.body, redirect: "manual" });
      if (answer.status >= 500 || answer.status === 429) break;
      keep(waiting().slice(1));
    }
  } catch { /* still no connection */ } finally { sending = false; }
}
addEventListener("online", sendWaiting);
sendWaiting();

// Forms that judge: each press has a key of its own, so that sending it twice counts once.
document.addEventListener("htmx:configRequest", event => {
  if (event.detail.verb === "post" && event.detail.elt.closest(".judged")) event.detail.parameters.key = newKey();
});
document.addEventListener("htmx:sendError", event => {
  const { requestConfig, elt } = event.detail;
  if (!requestConfig || !elt.closest(".judged")) return;
  later(requestConfig.path, "application/x-www-form-urlencoded", new URLSearchParams(Object.entries(requestConfig.parameters)).toString());
  const box = elt.closest(".judged");
  const said = box.querySelector(".said") ?? box.appendChild(Object.assign(document.createElement("p"), { className: "said" }));
  said.setAttribute("role", "status");
  said.textContent = "No connection. It is kept, and sent when there is one.";
});

// ---- Signals: in sight, opened, read, link followed. Only where the page says that this reader lets them be kept. ----
if (document.querySelector('meta[name="signals"]')) {
  let told = [];
  const tell = signal => { told.push({ ...signal, key: newKey(), at: new Date().toISOString() }); if (told.length >= 50) flush(); };
  function flush() {
    if (told.length === 0) return;
    const body = JSON.stringify(told.splice(0, 200));
    const sent = navigator.onLine && navigator.sendBeacon?.("/signals", new Blob([body], { type: "application/json" }));
    if (!sent) { later("/signals", "application/json", body); sendWaiting(); }
  }
  const where = item => ({ paper: item.dataset.paper, place: item.dataset.place, position: Number(item.dataset.position) });

  // In sight: half of it for a second, once a page.
  const seen = new WeakSet();
  const timers = new WeakMap();
  const watch = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting && !seen.has(target)) timers.set(target, setTimeout(() => {
        seen.add(target);
        watch.unobserve(target);
        tell({ kind: "impression", ...where(target) });
      }, 1000));
    }
  }, { threshold: 0.5 });
  for (const item of document.querySelectorAll("[data-paper][data-place]")) watch.observe(item);

  const opened = document.querySelector("[data-opened]");
  if (opened) {
    const paper = opened.dataset.opened;
    tell({ kind: "open", paper, place: "paper" });
    let since = document.visibilityState === "visible" ? performance.now() : null;
    const pause = () => {
      if (since === null) return;
      const seconds = (performance.now() - since) / 1000;
      since = null;
      if (seconds >= 1) tell({ kind: "dwell", paper, place: "paper", seconds });
    };
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") since = performance.now(); else pause(); });
    addEventListener("pagehide", pause);
    opened.addEventListener("click", event => {
      const link = event.target.closest?.(".read a");
      if (link) tell({ kind: "link-out", paper, place: "paper", link: link.textContent.trim().split(/[\s,]/)[0].toLowerCase().replace(/[^a-z-]/g, "") || "page" });
    });
  }
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  addEventListener("pagehide", flush);
}

// ---- Keys of a duel. ----
document.addEventListener("keydown", event => {
  if (store?.getItem("broadsheet.keys-off") === "yes" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, summary, [contenteditable]")) return;
  for (const button of document.querySelectorAll("button[data-key]"))
    if (button.dataset.key.split(" ").some(k => k === event.key || k.length === 1 && k === event.key.toLowerCase())) {
      event.preventDefault();
      button.click();
      return;
    }
});

// ---- A list put in order by dragging, or with Alt and an arrow. ----
const ordered = document.querySelector("[data-order]");
if (ordered) {
  let dragged = null;
  let changes = 0;
  const items = () => [...ordered.children];
  const save = () => {
    const body = new URLSearchParams({ key: `${ordered.dataset.key}:${newKey()}:${++changes}` });
    for (const li of items()) body.append("papers", li.dataset.item);
    fetch(ordered.dataset.order, { method: "POST", body, headers: { "HX-Request": "true" } })
      .catch(() => later(ordered.dataset.order, "application/x-www-form-urlencoded", body.toString()));
  };
  for (const li of items()) {
    li.draggable = true;
    li.addEventListener("dragstart", event => { dragged = li; li.classList.add("dragged"); event.dataTransfer.effectAllowed = "move"; });
    li.addEventListener("dragend", () => { dragged = null; for (const l of items()) l.classList.remove("dragged", "over"); });
    li.addEventListener("dragover", event => { if (dragged && dragged !== li) { event.preventDefault(); li.classList.add("over"); } });
    li.addEventListener("dragleave", () => li.classList.remove("over"));
    li.addEventListener("drop", event => {
      event.preventDefault();
      if (!dragged || dragged === li) return;
      const down = items().indexOf(dragged) < items().indexOf(li);
      li[down ? "after" : "before"](dragged);
      save();
    });
  }
  ordered.addEventListener("keydown", event => {
    const li = event.target.closest("[data-item]");
    if (!li || !event.altKey || event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const other = event.key === "ArrowUp" ? li.previousElementSibling : li.nextElementSibling;
    if (!other) return;
    const focused = document.activeElement;
    other[event.key === "ArrowUp" ? "before" : "after"](li);
    focused.focus();
    save();
  });
}

// ---- Words marked in the abstract are put into the form for notes. ----
const quote = document.getElementById("quote");
if (quote) {
  const abstract = document.getElementById("abs")?.parentElement;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = selection.toString().trim();
    if (!abstract || words.length < 3 || words.length > 2000 || !abstract.contains(selection.anchorNode) || !abstract.contains(selection.focusNode)) return;
    quote.value = words;
    document.getElementById("quoting").open = true;
  });
}
