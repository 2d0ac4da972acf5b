// Hands the reader a file. Nothing leaves the browser: the file is made in the page itself.
const save = (content, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
// Puts a text on the clipboard; a page from disk may only do so from a selected field.
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }
  announce("Gekopieerd.");
};
const announce = (text) => {
  document.getElementById("melding").textContent = text;
};
const button = (text, about, pressed) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet-button";
  made.textContent = text;
  made.setAttribute("aria-label", `${text}: ${about}`); // begins with what is seen
  made.addEventListener("click", pressed);
  return made;
};
