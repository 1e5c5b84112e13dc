// Wagtail saves a draft while one types, and does not wait for that save when a button of the form
// is pressed: both requests at once make the page twice, send a message twice, or end in an error.
// Here the button waits for the draft, and no draft is sent behind it.

const FORM = "form[data-controller~=w-autosave]";
// A draft that hangs stops nobody for longer.
const LONGEST_WAIT = 10_000;
// Then one is still on the page: what was asked for did not come, or was a file. As w-progress.
const LONGEST_LEAVE = 30_000;

let saving = false;
let pressed = null;
let impatience;

function hold(event) {
  const button = event.target.closest("button, input");
  if (!saving || button?.type !== "submit" || !button.form?.matches(FORM)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  forget();
  pressed = button;
  button.setAttribute("aria-busy", "true");
  impatience = setTimeout(press, LONGEST_WAIT);
}

function forget() {
  clearTimeout(impatience);
  pressed?.removeAttribute("aria-busy");
  pressed = null;
}

function press() {
  const button = pressed;
  saving = false;
  forget();
  button?.click();
}

document.addEventListener("click", hold, { capture: true });
// On the window, after all others who hear of it: they have refused the save, or taken its answer.
window.addEventListener("w-autosave:save", (event) => {
  saving = !event.defaultPrevented;
});
window.addEventListener("w-autosave:success", press);
window.addEventListener("w-autosave:error", ({ detail }) => {
  // Somebody else has saved: Wagtail says so, and asks whoever presses again.
  if (detail.type === "invalid_revision") forget();
  press();
});

let leaving;
let refused = null;

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(stay, LONGEST_LEAVE);
}

function stay() {
  leaving = undefined;
  refused?.dispatchEvent(new CustomEvent("w-unsaved:add"));
  refused = null;
}

function refuse(event) {
  if (!leaving) return;
  event.preventDefault();
  // Nobody is to wait for the end of a save that does not begin.
  event.stopImmediatePropagation();
  refused = event.target;
}

document.addEventListener("w-autosave:save", refuse, { capture: true });
window.addEventListener("submit", (event) => {
  if (event.target.matches(FORM) && !event.defaultPrevented) leave();
});
// The windows of a review send the form without that event.
window.addEventListener("beforeunload", (event) => {
  if (!event.defaultPrevented) leave();
});
