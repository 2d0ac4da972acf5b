// Tables can be sorted, filtered and saved; without this script they are complete and stand still.
(() => {
  "use strict";
  const LONG = 8; // rows from which a filter helps
  const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  // "−1.234,5 %" is -1234.5; what is no number goes to the end.
  const amount = (cell) =>
    parseFloat(words(cell).replace(/[^\d,−-]/g, "").replace("−", "-").replace(",", "."));
  const less = (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? 0 : a - b);

  const sorting = (table, rows) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const sort = (head, column) => {
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      const order = next[head.getAttribute("aria-sort") ?? "none"];
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      const numeric = head.classList.contains("num");
      const sign = order === "descending" ? -1 : 1;
      const known = (row) => !numeric || !Number.isNaN(amount(row.cells[column]));
      const compare = (a, b) =>
        known(b) - known(a) ||
        sign *
          (numeric
            ? less(amount(a.cells[column]), amount(b.cells[column]))
            : collator.compare(words(a.cells[column]), words(b.cells[column])));
      body.append(...(order === "none" ? rows : [...rows].sort(compare)));
      if (order !== "none") head.setAttribute("aria-sort", order);
      const how = { ascending: "oplopend", descending: "aflopend", none: "volgorde van het plan" };
      announce(`${words(head)}: ${how[order]}`);
    };
    heads.forEach((head, column) => {
      if (!words(head)) return; // a button without a name says nothing
      const control = document.createElement("button");
      control.type = "button";
      control.className = "sort";
      control.append(...head.childNodes);
      control.addEventListener("click", () => sort(head, column));
      head.append(control);
    });
  };

  const filter = (table, rows, about) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const shown = document.createElement("span");
    label.className = "filter";
    shown.className = "shown";
    input.type = "search";
    input.setAttribute("aria-label", `Filter: ${about}`);
    label.append("Filter ", input);
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().trim();
      rows.forEach((row) => {
        row.hidden = !words(row).toLowerCase().includes(wanted);
      });
      const count = rows.filter((row) => !row.hidden).length;
      shown.textContent = wanted ? `${count} van ${rows.length} rijen` : "";
      announce(wanted ? shown.textContent : `Alle ${rows.length} rijen`);
    });
    return [label, shown];
  };

  // As a spreadsheet in Dutch reads it: semicolons, decimal commas, no points between thousands.
  const field = (cell) => {
    const text = words(cell).replace(/^[–—]$/, "");
    const numeric = cell.classList.contains("num") && cell.tagName === "TD";
    // A text that begins as a formula does is marked as text, so that it never runs.
    const safe = numeric
      ? text.replace(/\.(?=\d{3})/g, "").replace("−", "-")
      : text.replace(/^(?=[=+\-@\t\r])/, "'");
    return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = (table) =>
    [...table.rows]
      .filter((row) => !row.hidden)
      .map((row) => [...row.cells].map(field).join(";"))
      .join("\r\n");

  // A table that has no room is set tighter, and if that does not help it is shown row by row, each
  // cell with the name of its column. The roles are written out then, since browsers drop them from
  // what is no table's box.
  const ROLES = { TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell", TH: "rowheader" };
  const name = (table) => {
    const heads = [...table.tHead.rows[0].cells].map(words);
    const bodies = [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])];
    bodies.flatMap((body) => [body, ...body.querySelectorAll("tr, th, td")]).forEach((one) => {
      one.setAttribute("role", ROLES[one.tagName]);
      if (one.tagName === "TD") one.dataset.label = heads[one.cellIndex];
    });
  };
  const regular = (table) =>
    table.tHead?.rows.length === 1 && !table.querySelector("[rowspan], [colspan]");
  const fit = (tables) => {
    const wide = (table) => table.parentElement.scrollWidth > table.parentElement.clientWidth;
    tables.forEach((table) => table.classList.remove("tight", "stack"));
    const tight = tables.filter(wide);
    tight.forEach((table) => table.classList.add("tight"));
    tight.filter(wide).forEach((table) => {
      if (!table.tBodies[0].hasAttribute("role")) name(table);
      table.classList.replace("tight", "stack");
    });
  };
  const fitChapter = () => fit([...shown.querySelectorAll(".scroll > table")].filter(regular));

  const enhance = (table) => {
    if (!table.tHead || !table.tBodies.length) return;
    const rows = [...table.tBodies[0].rows];
    const title = table.caption?.querySelector("span");
    const plain = regular(table);
    const id = table.closest("[id]").id;
    const about = (title?.querySelector(".number") ?? title)?.textContent.replace(/\.$/, "") ?? id;
    const tools = document.createElement("div");
    tools.className = "tools";
    const bytes = () => new Blob(["\ufeff", csv(table), "\r\n"], { type: "text/csv" });
    const download = button("CSV", about, () => save(bytes(), `${id}.csv`));
    const [box, shown] = plain && rows.length >= LONG ? filter(table, rows, about) : ["", ""];
    tools.append(box, download, shown);
    if (title) {
      // The table's name is its title alone, not the buttons beside it.
      title.id ||= `${id}-${table.closest("details") ? "gegevens" : "titel"}`;
      table.setAttribute("aria-labelledby", title.id);
      table.caption.append(tools);
    }
    if (plain && rows.length > 1) sorting(table, rows);
  };

  onChapter((chapter) => {
    chapter.querySelectorAll(".table table").forEach(enhance);
    chapter.querySelectorAll("details.data").forEach((details) => {
      const table = details.querySelector("table");
      details.addEventListener("toggle", () => enhance(table), { once: true });
      details.addEventListener("toggle", () => fit([table].filter(regular)));
    });
  });
  addEventListener("planmonitor:chapter-shown", fitChapter);
  let resized = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(fitChapter);
  });
})();
