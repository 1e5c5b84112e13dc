// An editable combobox over one of Wagtail's choosers, as the ARIA Authoring Practices describe it.
// It proposes the results of the chooser's own window, and what is not there yet.

const DELAY = 150;
const MOST = 8;

class SuggestingController extends window.StimulusModule.Controller {
  static targets = ["field", "input", "list", "status"];
  static values = { results: String, new: String, none: String, found: String };

  connect() {
    this.fieldTarget.hidden = false;
    // A line that was just added to the form has the focus: it is there to be filled in.
    setTimeout(() => {
      const { activeElement, body } = document;
      const isAdded = activeElement !== body && activeElement.tabIndex < 0;
      if (isAdded && activeElement.contains(this.element)) this.inputTarget.focus();
    });
  }

  disconnect() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  get chooser() {
    return this.element.querySelector("[data-chooser-url]").widget;
  }

  get options() {
    return [...this.listTarget.children];
  }

  get active() {
    return this.options.find((option) => option.ariaSelected === "true");
  }

  search() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.inputTarget.value.trim();
    if (!typed) return this.close();
    this.timer = setTimeout(() => this.ask(typed), DELAY);
  }

  async ask(typed) {
    this.request = new AbortController();
    const address = `${this.resultsValue}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) return this.close();
      this.show(typed, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(typed, html) {
    const results = new DOMParser().parseFromString(html, "text/html");
    const links = [...results.querySelectorAll("a[data-chooser-modal-choice]")].slice(0, MOST);
    const found = links.map((link) => [link.textContent.trim(), link.getAttribute("href")]);
    found.push([`${this.newValue}\u00a0: «\u202f${typed}\u202f»…`, ""]);
    const options = found.map(([text, href], number) => this.option(text, href, number));
    this.listTarget.replaceChildren(...options);
    this.listTarget.hidden = false;
    this.inputTarget.ariaExpanded = "true";
    // The first name is what Enter takes; nothing is made by Enter alone.
    this.activate(links.length ? options[0] : null);
    const count = links.length;
    this.statusTarget.textContent = count ? `${count} ${this.foundValue}` : this.noneValue;
  }

  option(text, href, number) {
    const option = document.createElement("li");
    option.id = `${this.listTarget.id}-${number}`;
    option.role = "option";
    option.textContent = text;
    option.dataset.href = href;
    return option;
  }

  activate(option) {
    for (const each of this.options) each.ariaSelected = String(each === option);
    if (option) this.inputTarget.setAttribute("aria-activedescendant", option.id);
    else this.inputTarget.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") {
      // The form is never sent from here.
      event.preventDefault();
      if (this.active) this.choose(this.active);
    } else if (event.key === "Escape") {
      if (this.listTarget.hidden) this.inputTarget.value = "";
      this.close();
    } else if (step && this.listTarget.hidden) {
      this.search();
      event.preventDefault();
    } else if (step) {
      const options = this.options;
      const next = options.indexOf(this.active) + step;
      this.activate(options.at(next % options.length));
      event.preventDefault();
    }
  }

  // Keeps the focus in the field, which closes the list when it loses it.
  point(event) {
    event.preventDefault();
  }

  take(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.choose(option);
  }

  close() {
    clearTimeout(this.timer);
    this.listTarget.hidden = true;
    this.listTarget.replaceChildren();
    this.inputTarget.ariaExpanded = "false";
    this.inputTarget.removeAttribute("aria-activedescendant");
    this.statusTarget.textContent = "";
  }

  async choose(option) {
    const typed = this.inputTarget.value.trim();
    const { href } = option.dataset;
    this.close();
    if (!href) return this.create(typed);
    const answer = await fetch(href);
    if (!answer.ok) return;
    this.chooser.setStateFromModalData((await answer.json()).result);
    this.inputTarget.value = "";
    this.element.querySelector(".chosen button").focus();
  }

  // The chooser's window, at the tab that makes a new one, with the name that was typed.
  create(typed) {
    const { chooser } = this;
    chooser.modal ??= new chooser.chooserModalClass(chooser.opts.modalUrl);
    const { modal } = chooser;
    const { onloadHandlers } = modal;
    modal.onloadHandlers = {
      ...onloadHandlers,
      choose(opened, data) {
        onloadHandlers.choose(opened, data);
        // Once the tabs of the window work.
        setTimeout(() => fill(opened.body[0], typed));
      },
    };
    chooser.addEventListener("chosen", () => (this.inputTarget.value = ""), { once: true });
    chooser.openChooserModal();
    modal.onloadHandlers = onloadHandlers;
  }
}

function fill(body, typed) {
  body.querySelector('a[href="#tab-create"]')?.click();
  const name = body.querySelector("#tab-create [name=name]");
  if (!name) return;
  name.value = typed;
  name.focus();
}

window.wagtail.app.register("suggesting", SuggestingController);
