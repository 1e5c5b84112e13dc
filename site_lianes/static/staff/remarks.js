// Shows the remarks on a draft, as it was last saved, and leads to the field that each is about.

class RemarksController extends window.StimulusModule.Controller {
  static values = { address: String, event: Number };

  connect() {
    // A publication that waits was answered by the server: nothing is asked again.
    if (this.eventValue && !this.element.childElementCount) this.ask();
  }

  refresh({ detail }) {
    this.eventValue = detail.response.pk;
    this.ask();
  }

  async ask() {
    const answer = await fetch(this.addressValue.replace("/0/", `/${this.eventValue}/`));
    if (!answer.ok) return;
    const html = await answer.text();
    // What was ticked until now holds, unless there is a remark that is new.
    const ticked = this.box?.checked ? this.box.value.trim().split(" ") : [];
    this.element.innerHTML = html;
    const said = this.box?.value.trim().split(" ") ?? [];
    if (this.box) this.box.checked = said.every((each) => ticked.includes(each));
    this.element.closest("[data-panel]").hidden = !this.box;
  }

  get box() {
    return this.element.querySelector("input");
  }

  // A field that has a control to write in; what is in another tab is shown first.
  show(event) {
    const place = document.querySelector(event.currentTarget.getAttribute("href"));
    if (!place) return;
    event.preventDefault();
    const tab = place.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    place.scrollIntoView({ block: "center" });
    const controls = "input:not([type=hidden]), textarea, [contenteditable=true], button";
    const control = place.matches(controls) ? place : place.querySelector(controls);
    (control?.checkVisibility() ? control : place.parentElement.querySelector("button"))?.focus();
  }
}

window.wagtail.app.register("remarks", RemarksController);
