// Passkeys: lets a form with data-passkey sign in with one, add one, or show one as second factor.
// The work itself is done by django-allauth's webauthn.js, served beside it.
(() => {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const kind = form.dataset.passkey;
    if (!window.PublicKeyCredential) continue;
    const ids = { credential: form.querySelector("input[name=credential]").id, [kind]: button.id };
    if (kind !== "login") ids.data = "js_data";
    if (kind === "add") ids.passwordless = form.querySelector("input[name=passwordless]").id;
    window.allauth.webauthn.forms[`${kind}Form`]({ ids });
    for (const one of document.querySelectorAll("[data-with-passkey]")) one.hidden = false;
    for (const one of document.querySelectorAll("[data-without-passkey]")) one.hidden = true;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const one of document.querySelectorAll("[data-passkey-error]")) one.hidden = false;
  });
})();
