// Search over all words of the report: prose, titles, rows and cards. The index is the page itself,
// so it cannot be stale. It is made when a reader first looks for something, a chapter at a time.
(() => {
  "use strict";
  const EACH = 4; // results of a chapter, until the reader asks for all
  const AROUND = 70; // characters of a sentence before and after the first word found
  const PLACES =
    "h2, h3, h4, h5, figcaption > span, caption > span, p, li, dt, dd, summary, tbody tr, tfoot tr, pre.printed";
  const LEFT_OUT = "nav, .actions, .mentioned, .code, .find";
  const TITLES = new Set(["H2", "H3", "H4", "H5", "SPAN", "SUMMARY"]);
  // "é" is found by "e", at the same place in the text.
  const plain = (text) =>
    text.replace(/[^\x00-\x7f]/g, (sign) => sign.normalize("NFD")[0]).toLowerCase();
  const said = (place) => {
    const cells = place.cells ? [...place.cells].map((cell) => cell.textContent.trim()) : [place.textContent];
    return cells.filter((cell) => cell && cell !== "–").join(" · ").replace(/\s+/g, " ").trim();
  };

  const entriesOf = (chapter) => {
    let id = chapter.id;
    const entries = [];
    for (const place of chapter.querySelectorAll(`[id], ${PLACES}`)) {
      if (place.closest(LEFT_OUT) || place.closest("svg")) continue;
      if (place.id) ({ id } = place);
      if (!place.matches(PLACES) || place.querySelector("p, li, tr, dt")) continue;
      const text = said(place);
      if (text) entries.push({ id, place, text, key: plain(text), isTitle: TITLES.has(place.tagName) });
    }
    return entries;
  };

  let index = null; // a list of { chapter, title, entries }
  const boxes = []; // the functions that show what is found again
  const build = async () => {
    if (index) return;
    const made = [];
    index = made;
    for (const leaf of leaves()) {
      const chapter = chapterOf(leaf);
      const title = chapter.querySelector("h2").textContent;
      made.push({ chapter, title, entries: entriesOf(chapter) });
      await new Promise((resolve) => setTimeout(resolve)); // the reader may type in between
      if (index !== made) return; // a chapter was replaced
    }
    boxes.forEach((search) => search());
  };
  addEventListener("planmonitor:chapter-replaced", () => {
    index = null;
  }, { capture: true });

  const matches = (wanted) =>
    index
      .map(({ title, entries }) => {
        const all = entries.filter(({ key }) => wanted.every((word) => key.includes(word)));
        return { title, found: [...all.filter((one) => one.isTitle), ...all.filter((one) => !one.isTitle)] };
      })
      .filter(({ found }) => found.length);

  // The words around the first that was found, with each of them marked.
  const excerpt = ({ text, key }, wanted) => {
    const first = Math.min(...wanted.map((word) => key.indexOf(word)));
    const begin = first <= AROUND ? 0 : text.indexOf(" ", first - AROUND) + 1;
    const end = first + 2 * AROUND >= text.length ? text.length : text.lastIndexOf(" ", first + 2 * AROUND);
    const piece = document.createElement("span");
    if (begin) piece.append("… ");
    let at = begin;
    while (at < end) {
      const next = wanted
        .map((word) => [key.indexOf(word, at), word.length])
        .filter(([place]) => place >= 0 && place < end)
        .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) break;
      piece.append(text.slice(at, next[0]));
      piece.appendChild(document.createElement("mark")).textContent = text.slice(next[0], next[0] + next[1]);
      at = next[0] + next[1];
    }
    piece.append(text.slice(at, Math.max(at, end)));
    if (end < text.length) piece.append(" …");
    return piece;
  };
  const link = (entry, wanted) => {
    const item = document.createElement("li");
    const anchor = item.appendChild(document.createElement("a"));
    anchor.href = `#${entry.id}`;
    if (entry.isTitle) anchor.className = "title";
    anchor.append(excerpt(entry, wanted));
    anchor.addEventListener("click", () => setTimeout(() => arrive(entry, wanted)));
    return item;
  };
  // After the browser followed the link: the passage itself, which may have no address of its own.
  const arrive = ({ place }, wanted) => {
    for (let around = place.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
    const box = place.getBoundingClientRect();
    if (box.bottom > innerHeight || box.top < 0) place.scrollIntoView({ block: "center" });
    enter(place);
    if (!globalThis.Highlight) return;
    const ranges = [];
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const key = plain(texts.currentNode.data);
      wanted.forEach((word) => {
        for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(texts.currentNode, at);
          range.setEnd(texts.currentNode, at + word.length);
          ranges.push(range);
        }
      });
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const group = ({ title, found }, wanted) => {
    const part = document.createElement("section");
    const head = part.appendChild(document.createElement("p"));
    head.className = "in";
    head.append(title, " ");
    head.appendChild(document.createElement("small")).textContent = String(found.length);
    const list = part.appendChild(document.createElement("ul"));
    list.append(...found.slice(0, EACH).map((one) => link(one, wanted)));
    if (found.length > EACH) {
      const more = part.appendChild(document.createElement("button"));
      more.type = "button";
      more.className = "quiet-button";
      more.textContent = `Nog ${found.length - EACH} in ${title}`;
      more.addEventListener("click", () => {
        list.append(...found.slice(EACH).map((one) => link(one, wanted)));
        list.children[EACH].querySelector("a").focus();
        more.remove();
      });
    }
    return part;
  };
  const summary = (groups) => {
    const count = groups.reduce((sum, { found }) => sum + found.length, 0);
    if (count === 0) return index.length < leaves().length ? "Zoeken …" : "Niets gevonden";
    const where = groups.length === 1 ? "1 hoofdstuk" : `${groups.length} hoofdstukken`;
    return `${count === 1 ? "1 plaats" : `${count} plaatsen`} in ${where}`;
  };

  const start = (box) => {
    const input = box.querySelector("input");
    const results = box.querySelector(".results");
    const status = box.querySelector("[role=status]");
    const search = () => {
      const wanted = [...new Set(plain(input.value).split(/\s+/).filter(Boolean))];
      const groups = wanted.length && index ? matches(wanted) : [];
      box.parentElement.classList.toggle("searching", wanted.length > 0);
      results.replaceChildren(...groups.map((one) => group(one, wanted)));
      status.textContent = wanted.length && index ? summary(groups) : "";
    };
    const clear = () => {
      input.value = "";
      search();
    };
    let waiting = 0;
    input.addEventListener("focus", build);
    input.addEventListener("input", () => {
      build();
      clearTimeout(waiting);
      waiting = setTimeout(search, 60);
    });
    box.addEventListener("click", (event) => {
      if (event.target.closest("a")) clear();
    });
    box.addEventListener("keydown", (event) => {
      const stops = [input, ...results.querySelectorAll("a, button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        stops[stops.indexOf(document.activeElement) + step]?.focus();
      } else if (event.key === "Enter" && document.activeElement === input) {
        clearTimeout(waiting);
        search();
        results.querySelector("a")?.click();
      } else if (event.key === "Escape") {
        clear();
        input.focus();
      }
    });
    boxes.push(() => input.value && search());
    box.hidden = false;
  };
  document.querySelectorAll(".find").forEach(start);
})();
