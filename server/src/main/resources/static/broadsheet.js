// Improves pages that are complete without it: a button that copies, and narrowing that needs no button.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent);
    document.getElementById("copied").textContent = "Copied.";
  });
}
const narrow = document.getElementById("narrow");
if (narrow) narrow.addEventListener("change", () => narrow.requestSubmit());

// A text too long for an address is sent as a form.
const ask = document.getElementById("ask");
if (ask) ask.addEventListener("submit", () => {
  if (ask.elements.q.value.length > 1500) ask.method = "post";
});
