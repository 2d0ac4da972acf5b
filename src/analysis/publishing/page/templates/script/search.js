// Search over headings, figures and tables. The index is the page itself, so it cannot be stale.
(() => {
  "use strict";
  const MOST = 12;
  const PLACES = "main :is(h2, h3, h4)[id], main figure[id], main .table[id]";
  // "é" is found by "e": accents are split off and dropped.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const entry = (place) => {
    const title = place.querySelector(":scope > figcaption, caption > span") ?? place;
    const text = title.textContent.replace(/\s+/g, " ").trim();
    const chapter = place.closest("section")?.querySelector("h2").textContent ?? "";
    return { id: place.id, text, chapter: chapter === text ? "Hoofdstuk" : chapter, key: plain(text) };
  };
  let entries = null; // made at the first search: opening the page stays fast
  const found = (words) => {
    entries ??= [...document.querySelectorAll(PLACES)].map(entry);
    return entries.filter(({ key }) => words.every((word) => key.includes(word)));
  };

  const link = ({ id, text, chapter }) => {
    const item = document.createElement("li");
    const anchor = item.appendChild(document.createElement("a"));
    anchor.href = `#${id}`;
    anchor.textContent = text;
    anchor.appendChild(document.createElement("span")).textContent = chapter;
    return item;
  };
  const said = (count) => {
    if (count === 0) return "Niets gevonden";
    if (count === 1) return "1 resultaat";
    return count > MOST ? `${count} resultaten, de eerste ${MOST} getoond` : `${count} resultaten`;
  };

  const start = (box) => {
    const input = box.querySelector("input");
    const list = box.querySelector("ul");
    const status = box.querySelector("[role=status]");
    const search = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      const results = words.length ? found(words) : [];
      box.parentElement.classList.toggle("searching", words.length > 0);
      list.replaceChildren(...results.slice(0, MOST).map(link));
      status.textContent = words.length ? said(results.length) : "";
    };
    const clear = () => {
      input.value = "";
      search();
    };
    input.addEventListener("input", search);
    box.addEventListener("click", (event) => {
      const chosen = event.target.closest("a");
      if (!chosen) return;
      clear();
    });
    box.addEventListener("keydown", (event) => {
      const stops = [input, ...list.querySelectorAll("a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        stops[stops.indexOf(document.activeElement) + step]?.focus();
      } else if (event.key === "Enter" && document.activeElement === input) {
        stops[1]?.click();
      } else if (event.key === "Escape") {
        clear();
        input.focus();
      }
    });
    box.hidden = false;
  };
  document.querySelectorAll(".find").forEach(start);
})();
