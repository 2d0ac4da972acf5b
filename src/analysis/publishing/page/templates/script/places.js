// One press on a place shows the rows that it names, as the plan prints them.
(() => {
  "use strict";
  const store = () => document.getElementById("gedrukte-rijen");
  if (!store() || !HTMLElement.prototype.showPopover) return;
  let { address, tables } = JSON.parse(store().textContent);
  const PLACE = /^(.+?)(?:, rij(?:en)? ([\d–, en]+?))?(?:, p\. (\d+)(?:–\d+)?)?$/;
  const NARROW = matchMedia("(max-width: 44rem)"); // as in tables.css
  const GAP = 8;

  const numbersOf = (text) =>
    (text.match(/\d+(?:–\d+)?/g) ?? []).flatMap((run) => {
      const [first, last = first] = run.split("–").map(Number);
      return Array.from({ length: last - first + 1 }, (_, place) => first + place);
    });
  const read = (place) => {
    const [, table, numbers = "", page] = PLACE.exec(place) ?? [];
    const known = tables[table];
    const rows = numbersOf(numbers).filter((number) => known?.rows[number]);
    return { headers: known?.headers, rows: rows.map((number) => [number, known.rows[number]]), page };
  };
  const link = (page) => {
    const pdf = /\.pdf$/i.test(address.replace(/[?#].*/, ""));
    return page && pdf ? `${address}#page=${page}` : address;
  };

  const element = (name, text = "", css = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    if (css) made.className = css;
    return made;
  };
  const listOf = (headers, cells) => {
    const list = element("dl");
    headers.forEach((header, place) => {
      const cell = cells[place];
      if (cell === null) return;
      list.append(element("dt", header), element("dd", cell || "(leeg)", cell ? "" : "empty"));
    });
    return list;
  };

  const sheet = element("div", "", "printed-row");
  sheet.popover = "auto";
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-labelledby", "gedrukte-plaats");
  document.body.append(sheet);

  const fill = (place) => {
    const { headers, rows, page } = read(place);
    const title = element("p", place[0].toUpperCase() + place.slice(1), "where");
    title.id = "gedrukte-plaats";
    const head = element("div", "", "head");
    head.append(title, button("Sluiten", place, () => sheet.hidePopover()));
    sheet.replaceChildren(head, element("p", "Zoals het plan het afdrukt:", "quiet"));
    rows.forEach(([number, cells]) => {
      if (rows.length > 1) sheet.append(element("p", `Rij ${number}`, "row"));
      sheet.append(listOf(headers, cells));
    });
    if (address) {
      const plan = element("a", page ? `Open het plan op p. ${page}` : "Open het plan");
      plan.href = link(page);
      sheet.append(plan);
    }
  };
  // Below the place where there is room, or else above it; a phone has it at its lower edge.
  const put = (from) => {
    sheet.removeAttribute("style");
    if (NARROW.matches) return;
    const box = from.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = sheet;
    const below = box.bottom + GAP;
    const top = below + height < innerHeight ? below : Math.max(GAP, box.top - height - GAP);
    const room = document.documentElement.clientWidth - width - GAP;
    sheet.style.top = `${top}px`;
    sheet.style.left = `${Math.max(GAP, Math.min(box.left, room))}px`;
  };
  const show = (from, place) => {
    fill(place);
    sheet.showPopover();
    put(from);
    sheet.scrollTop = 0;
    sheet.focus({ preventScroll: true });
  };

  // A preview replaces the rows before the chapters that name them.
  addEventListener("planmonitor:chapter-replaced", ({ target }) => {
    if (target === store()) ({ address, tables } = JSON.parse(target.textContent));
  }, { capture: true });
  onChapter((chapter) =>
    chapter.querySelectorAll(".place").forEach((mark) => {
      const place = mark.dataset.place ?? mark.textContent.replace(/^\(|\)$/g, "").replaceAll("\u00a0", " ");
      if (!read(place).rows.length) return;
      const control = element("button", "", "place");
      control.append(...mark.childNodes); // with what keeps a number with its word
      control.type = "button";
      control.setAttribute("aria-haspopup", "dialog");
      control.addEventListener("click", () => show(control, place));
      mark.replaceWith(control);
    }),
  );
  addEventListener("planmonitor:chapter-shown", () => sheet.matches(":popover-open") && sheet.hidePopover());
})();
