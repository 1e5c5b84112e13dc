// Wagtail saves a draft while one types, and does not wait for that save when a button of the form
// is pressed: both requests at once make the page twice, send a message twice, or end in an error.
// Here the button waits for the draft, and no draft is sent behind it.

let saving = false;
let leaving = false;
let pressed = null;

const savesItself = (form) => form?.matches("[data-controller~=w-autosave]");

function hold(event) {
  const button = event.target.closest("[type=submit]");
  if (!saving || !savesItself(button?.form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = button;
  button.setAttribute("aria-busy", "true");
}

function release() {
  saving = false;
  const button = pressed;
  pressed = null;
  button?.removeAttribute("aria-busy");
  button?.click();
}

document.addEventListener("click", hold, { capture: true });
document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
});
// On the window, after all others who hear of it: they have refused the save, or taken its answer.
window.addEventListener("w-autosave:save", (event) => {
  saving = !event.defaultPrevented;
});
for (const end of ["success", "error"]) window.addEventListener(`w-autosave:${end}`, release);
window.addEventListener("submit", (event) => {
  leaving = savesItself(event.target) && !event.defaultPrevented;
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
