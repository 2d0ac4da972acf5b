// Hands the reader a file. Nothing leaves the browser: the file is made in the page itself.
const save = (content, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
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
