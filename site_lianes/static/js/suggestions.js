// Offers pages while one types: WAI-ARIA's editable combobox with a list.
const set = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
};
const make = (tag, attributes, textContent = "") =>
  set(Object.assign(document.createElement(tag), { textContent }), attributes);

for (const input of document.querySelectorAll("[data-suggestions]")) {
  const { suggestions, label, none, one, many } = input.dataset;
  const id = `${input.id}-list`;
  const list = make("ul", { id, role: "listbox", "aria-label": label });
  const status = make("span", { role: "status", class: "visually-hidden" });
  let options, active, asked, timer;

  const choose = (index) => {
    active = index;
    options.forEach((each, at) => set(each, { "aria-selected": at === active }));
    options[active]?.scrollIntoView({ block: "nearest" });
    set(input, { "aria-activedescendant": options[active]?.id ?? "" });
  };

  const open = (isOpen) => {
    choose(-1);
    list.hidden = !isOpen;
    set(input, { "aria-expanded": isOpen });
  };

  const show = (pages) => {
    options = pages.map(({ title, url, when }, at) => {
      const option = make("li", { role: "option", id: `${id}-${at}` }, `${title} `);
      option.append(make("span", {}, when));
      option.onclick = () => location.assign(url);
      return option;
    });
    list.replaceChildren(...options);
    open(options.length > 0);
  };

  const ask = async () => {
    const { signal } = (asked = new AbortController());
    const answer = await fetch(suggestions + encodeURIComponent(input.value), { signal });
    const pages = await answer.json();
    // Who goes through a list keeps it.
    if (signal.aborted || active >= 0) return;
    show(pages);
    status.textContent = ([none, one][pages.length] ?? many).replace("#", pages.length);
  };

  input.oninput = input.onblur = ({ type }) => {
    // Only a region that is there before its text is read out; none is needed until one types.
    if (!status.isConnected) list.after(status);
    clearTimeout(timer);
    asked?.abort();
    status.textContent = "";
    choose(-1);
    const isMore = input.value.trim().length > 1 && !navigator.connection?.saveData;
    if (isMore && type === "input") timer = setTimeout(() => ask().catch(() => {}), 200);
    else show([]);
  };

  input.onkeydown = (event) => {
    const last = options.length - 1;
    const step = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
      ...(active >= 0 && { Home: 0, End: last }),
    }[event.key];
    if (last < 0 || event.isComposing) return;
    if (step >= 0) {
      open(true);
      choose(step);
    } else if (event.key === "Enter" && active >= 0) options[active].click();
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  };

  // A press would take the focus.
  list.onmousedown = (event) => event.preventDefault();
  input.after(list);
  // A search field may not be a combobox.
  input.type = "text";
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
  show([]);
}
