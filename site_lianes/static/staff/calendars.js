// The calendar under a date field lies over what is beside it. It opens as the field takes the focus,
// and knows no key to go away but Tab: Escape does it too, and a page that opens at a field, to say
// what is to be mended there, leaves its calendar shut.

const CLOSE = "close.xdsoft";
const OPENED = "afterOpen.xdsoft";

function calendarOf(input) {
  return window.jQuery(input).data("xdsoft_datetimepicker");
}

document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape") calendarOf(target)?.trigger(CLOSE);
});

// Until somebody does something, it was nobody who opened it.
const calendar = calendarOf(document.querySelector("[autofocus]"));
if (calendar) {
  calendar.on(OPENED, () => calendar.trigger(CLOSE)).trigger(CLOSE);
  for (const name of ["keydown", "pointerdown"]) {
    document.addEventListener(name, () => calendar.off(OPENED), { capture: true, once: true });
  }
}
