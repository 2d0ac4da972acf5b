// The value under each mark of a figure: for a pointer, a finger, and the arrow keys.
(() => {
  "use strict";
  const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const label = document.createElement("div");
  label.className = "under-mark";
  label.hidden = true;
  label.setAttribute("aria-hidden", "true"); // what is announced says the same
  document.body.append(label);
  let current = null;

  const hide = () => {
    current?.classList.remove("at");
    current = null;
    label.hidden = true;
  };
  const show = (mark, x, y) => {
    if (mark !== current) {
      hide();
      current = mark;
      mark.classList.add("at");
      label.textContent = mark.dataset.value;
    }
    label.hidden = false;
    const room = document.documentElement.clientWidth - label.offsetWidth - 8;
    const above = y - label.offsetHeight - 14;
    label.style.left = `${Math.max(8, Math.min(x + 12, room))}px`;
    label.style.top = `${above > 8 ? above : y + 18}px`;
  };

  const markOf = (event) => event.target.closest?.(".plot [data-value]");
  const follow = (event) => {
    const mark = markOf(event);
    if (mark) show(mark, event.clientX, event.clientY);
    else hide();
  };
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") follow(event);
  });
  document.addEventListener("pointerdown", follow); // a finger shows a value until the next touch
  addEventListener("scroll", hide, { passive: true });

  const displayed = (plot) =>
    [...plot.querySelectorAll("[data-value]")].filter((mark) => mark.getClientRects().length);
  const step = (event) => {
    if (event.key === "Escape") hide();
    if (!(event.key in NEXT)) return;
    const marks = displayed(event.currentTarget);
    if (!marks.length) return;
    event.preventDefault(); // the arrows move over the marks, not over the page
    const place = marks.indexOf(current);
    const next = place < 0 ? (NEXT[event.key] > 0 ? 0 : -1) : place + NEXT[event.key];
    const mark = marks.at(next % marks.length);
    mark.scrollIntoView({ block: "nearest" });
    const box = mark.getBoundingClientRect();
    show(mark, box.left + box.width / 2, box.top);
    announce(mark.dataset.value);
  };

  onChapter((chapter) =>
    chapter.querySelectorAll(".plot:has([data-value])").forEach((plot) => {
      plot.setAttribute("aria-description", "De pijltjestoetsen tonen de waarden een voor een.");
      plot.addEventListener("keydown", step);
      plot.addEventListener("blur", hide);
    }),
  );
})();
