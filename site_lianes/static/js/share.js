// Adds what only a script can do to the texts of [data-share]: copying, and the device's own share
// sheet. Its words are in the page, in the data attributes; without it the texts can be selected.
const button = (label, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
};

for (const box of document.querySelectorAll("[data-share]")) {
  const { labelCopy, labelCopied, labelSelected, labelShare, title, address } = box.dataset;
  const status = box.querySelector("[role=status]");

  for (const text of box.querySelectorAll("[data-share-text]")) {
    const copy = async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = labelCopied;
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = labelSelected;
      }
    };
    const made = button(labelCopy, copy);
    made.setAttribute("aria-describedby", text.id);
    text.after(made);
  }

  if (navigator.share) {
    const text = box.querySelector("[data-share-text]").textContent.replace(address, "").trim();
    const share = () => navigator.share({ title, text, url: address }).catch(() => {});
    status.before(button(labelShare, share));
  }
}
