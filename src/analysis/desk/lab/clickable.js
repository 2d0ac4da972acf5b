// Shows figures in which a bar is a link to "#rijen-N"; a click sends N to the kernel.
function render({ model, el }) {
  const press = (event, place) => {
    event.preventDefault();
    event.stopPropagation();
    model.set("mark", place);
    model.save_changes();
  };
  const draw = () => {
    el.innerHTML = model.get("html");
    for (const bar of el.querySelectorAll("svg a")) {
      const place = Number(bar.getAttribute("href").split("-").pop());
      bar.setAttribute("role", "button");
      bar.setAttribute("tabindex", "0");
      bar.setAttribute("aria-label", `Rijen achter ${model.get("labels")[place]}`);
      bar.closest("[role=img]")?.setAttribute("role", "group");
      bar.addEventListener("click", (event) => press(event, place));
      bar.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") press(event, place);
      });
    }
  };
  model.on("change:html", draw);
  draw();
}

export default { render };
