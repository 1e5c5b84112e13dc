// Says the day of what is typed in words, and proposes an end two hours after the start.

const TYPED = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2})\s*[:hH]\s*(\d{2})?)?\s*$/;
const USUAL_HOURS = 2;
const words = new Intl.DateTimeFormat("fr", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

// The clocks of Paris, whatever those of this computer: an hour is never compared, only moved.
function read(typed) {
  const [found, day, month, year, hour = "0", minute = "0"] = TYPED.exec(typed) ?? [];
  if (!found) return null;
  const moment = new Date(2000, 0, 1, hour, minute);
  moment.setFullYear(year, month - 1, day);
  const exists = moment.getDate() === Number(day) && moment.getMonth() === month - 1;
  return exists && hour < 24 && minute < 60 ? moment : null;
}

function inWords(moment) {
  return words.format(moment).replace(/ 1 /, " 1er ");
}

function write(moment) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [two(moment.getDate()), two(moment.getMonth() + 1), moment.getFullYear()];
  return `${day.join("/")} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

class MomentController extends window.StimulusModule.Controller {
  static targets = ["words", "note"];
  static values = { start: String, proposed: String };

  connect() {
    this.input = this.element.querySelector("input");
    this.form = this.input.form;
    this.isTouched = this.input.value !== "";
    this.say = this.say.bind(this);
    this.propose = this.propose.bind(this);
    for (const name of ["input", "change"]) this.input.addEventListener(name, this.say);
    // Before the calendar of the field reads it, which would drop the minutes of "18h30".
    this.tidy = this.tidy.bind(this);
    for (const name of ["blur", "keydown"]) this.element.addEventListener(name, this.tidy, true);
    if (this.startValue) this.form.addEventListener("change", this.propose);
  }

  tidy(event) {
    if (event.type === "keydown" && !["Tab", "Enter"].includes(event.key)) return;
    const moment = /h/i.test(this.input.value) && read(this.input.value);
    if (moment) this.input.value = write(moment);
  }

  disconnect() {
    for (const name of ["input", "change"]) this.input.removeEventListener(name, this.say);
    for (const name of ["blur", "keydown"]) this.element.removeEventListener(name, this.tidy, true);
    this.form.removeEventListener("change", this.propose);
  }

  say(event) {
    // What this script writes itself is nobody's doing.
    if (!this.isProposing && event.type === "input") this.touch();
    if (!this.isProposing && this.input.value !== this.offered) this.touch();
    const moment = read(this.input.value);
    this.wordsTarget.textContent = moment ? inWords(moment) : "";
  }

  touch() {
    this.isTouched = true;
    if (this.hasNoteTarget) this.noteTarget.textContent = "";
  }

  propose({ target }) {
    const start = this.form.elements[this.startValue];
    const allDay = this.form.elements.all_day;
    if (this.isTouched || (target !== start && target !== allDay)) return;
    const moment = allDay?.checked ? null : read(start.value);
    if (moment) moment.setHours(moment.getHours() + USUAL_HOURS);
    this.offered = moment ? write(moment) : "";
    this.isProposing = true;
    this.input.value = this.offered;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.isProposing = false;
    this.noteTarget.textContent = moment ? this.proposedValue : "";
  }
}

window.wagtail.app.register("moment", MomentController);
