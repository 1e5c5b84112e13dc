// Pasting an event: the page that the clipboard holds goes along with the text, for its links, and
// a file that is dropped is chosen. Without this module the text and the file field do it alone.

const form = document.querySelector("[data-paste]");
const text = form.querySelector("[data-paste-text]");
const html = form.querySelector("[data-paste-html]");
const file = form.querySelector("[data-paste-file]");

text.addEventListener("paste", (event) => {
  const isWhole = text.value.slice(0, text.selectionStart) + text.value.slice(text.selectionEnd) === "";
  const page = isWhole ? event.clipboardData.getData("text/html") : "";
  // After the input that this paste makes.
  setTimeout(() => {
    html.value = page;
  });
});
// What is typed since is in the text alone.
text.addEventListener("input", () => {
  html.value = "";
});

form.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
});
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  file.focus();
});
