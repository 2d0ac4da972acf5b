// The review desk: shows a card, and sends the kernel the key that was pressed and the card.
const ACTS = [
  ["a", "Aanvaarden"],
  ["A", "Samen aanvaarden"],
  ["c", "Wijzigen"],
  ["r", "Verwerpen"],
  ["l", "Later"],
  ["u", "Ongedaan maken"],
];

function render({ model, el }) {
  // Lumino's attribute keeps JupyterLab from taking the keys as its own shortcuts.
  el.innerHTML = `<div class="pm-review" tabindex="0" role="group" aria-label="Nazicht"
      data-lm-suppress-shortcuts="true">
    <div class="pm-top"><progress></progress> <span class="pm-count"></span>
      <label>Naam <input class="pm-by"></label></div>
    <div class="pm-card" aria-live="polite"></div>
    <form class="pm-change" hidden><label>Nieuwe waarde <input list="pm-options"></label>
      <datalist id="pm-options"></datalist> <span>Enter bewaart, Esc niet</span></form>
    <div class="pm-acts"></div>
    <label>Waarom (niet verplicht) <input class="pm-why"></label>
    <p class="pm-said" role="status"></p>
    <ol class="pm-following"></ol></div>`;
  const find = (name) => el.querySelector(name);
  const desk = find(".pm-review");
  const form = find(".pm-change");
  const field = form.querySelector("input");
  const why = find(".pm-why");
  const by = find(".pm-by");
  let shown = "";

  const send = (key, value = "") => {
    const id = find("[data-id]")?.dataset.id ?? "";
    if (key !== "u" && (!id || id === shown)) return; // this card was decided already
    if (key !== "u") shown = id;
    model.set("command", { key, value, id, why: why.value, by: by.value, n: Date.now() });
    model.save_changes();
  };
  const change = () => {
    field.value = model.get("value");
    form.hidden = false;
    field.focus();
    field.select();
  };
  const act = (key) => (key === "c" ? change() : send(key));
  const close = () => {
    form.hidden = true;
    desk.focus();
  };

  for (const [key, word] of ACTS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${word} (${key})`;
    button.addEventListener("click", () => act(key));
    find(".pm-acts").append(button);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("c", field.value);
    close();
  });
  desk.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ACTS.some(([key]) => key === event.key)) {
      event.preventDefault();
      act(event.key);
    }
  });

  const draw = () => {
    const [decided, waiting] = [model.get("decided"), model.get("waiting")];
    find(".pm-card").innerHTML = model.get("card");
    find(".pm-count").textContent = `${decided} beslist, ${waiting} te gaan`;
    find("progress").max = Math.max(decided + waiting, 1);
    find("progress").value = decided;
    find(".pm-said").textContent = model.get("said");
    find(".pm-following").replaceChildren(...model.get("following").map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
    find("datalist").replaceChildren(...model.get("options").map((name) => new Option(name)));
    why.value = "";
    shown = "";
  };
  by.value = model.get("by");
  // The kernel sends all traits at once and `stamp` last: one drawing for each command.
  model.on("change:stamp", draw);
  draw();
  desk.focus();
}

export default { render };
