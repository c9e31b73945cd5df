// Passkeys, where the browser knows them and the house has a name: without this, passwords do.

(() => {
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(Array.from(new Uint8Array(buffer), b => String.fromCharCode(b)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function ask(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error ?? "That did not work; try again.");
  return said;
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function signIn() {
  const options = await ask("/sign-in/passkey/options");
  const credential = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } });
  const next = document.querySelector("input[name=next]")?.value ?? "/papers";
  const said = await ask("/sign-in/passkey?next=" + encodeURIComponent(next), written(credential));
  location.assign(said.next);
}

async function keep(name) {
  const options = await ask("/settings/passkeys/options");
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: options.excludeCredentials.map(c => ({ ...c, id: bytes(c.id) })),
    },
  });
  await ask("/settings/passkeys?name=" + encodeURIComponent(name), written(credential));
  location.assign("/settings#passkeys");
  location.reload();
}

const said = error => error.name === "NotAllowedError" ? "Nothing was signed: it was called off, or took too long."
  : error.name === "InvalidStateError" ? "This device keeps a passkey for you already."
  : error.message;

// Numbers are no names, and passkeys are for names.
const named = /[a-z]/i.test(location.hostname) && !location.hostname.startsWith("[");
if (window.PublicKeyCredential && window.isSecureContext && named) {
  for (const place of document.querySelectorAll("[data-passkey]")) {
    const status = place.querySelector("[role=status]");
    const button = place.querySelector("button");
    const run = async work => {
      button.disabled = true;
      status.textContent = "";
      try { await work(); } catch (error) { status.textContent = said(error); } finally { button.disabled = false; }
    };
    if (place.dataset.passkey === "keep")
      place.addEventListener("submit", event => { event.preventDefault(); run(() => keep(place.elements.name.value)); });
    else button.addEventListener("click", () => run(signIn));
    place.hidden = false;
  }
} else for (const place of document.querySelectorAll("[data-no-passkey]")) place.hidden = false;
})();
