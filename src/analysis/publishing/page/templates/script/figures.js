// Figures can be saved as SVG and as PNG, white behind them, with their title, note and source.
// A citation of each can be copied.
(() => {
  "use strict";
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const SHARP = 3; // pixels of the PNG per unit of the drawing
  const MARGIN = 6;
  const TITLE = { size: 12, weight: 700, fill: "#1d2733" };
  const SMALL = { size: 9, weight: 400, fill: "#52606d" };
  const pen = document.createElement("canvas").getContext("2d");

  const textOf = (figure, selector) => {
    const found = figure.querySelector(selector)?.cloneNode(true);
    found?.querySelectorAll(".here").forEach((one) => one.remove());
    return found?.textContent.replace(/\s+/g, " ").trim() ?? "";
  };
  const address = (figure) => {
    const { protocol, origin, pathname } = location;
    const place = protocol === "file:" ? pathname.split("/").pop() : origin + pathname;
    return `${place.replace(/index\.html$/, "")}#${figure.id}`;
  };
  const publisher = () => textOf(document, ".publisher");
  const edition = () => textOf(document, "#uitgave");
  const source = () => textOf(document, "#bronnen + ul > li").replace(/, sha256 .*/, "");
  const citation = (figure) =>
    [
      `${publisher()}, ${textOf(figure, "figcaption")}`,
      `in: ${document.title}${edition() ? `, uitgave ${edition()}` : ""}`,
      `gegevens: ${source()}`,
      address(figure),
    ].join("; ");

  // Break a text into lines of at most a width, in units of the drawing.
  const linesOf = (text, width, look, family) => {
    pen.font = `${look.weight} ${look.size}px ${family}`;
    return text.split(" ").reduce((lines, word) => {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      const fits = lines.length && pen.measureText(longer).width <= width;
      return fits ? [...lines.slice(0, -1), longer] : [...lines, word];
    }, []);
  };
  const written = (lines, y, look) =>
    lines.map((line, place) => {
      const made = document.createElementNS(NAMESPACE, "text");
      const { size, weight, fill } = look;
      const at = { x: MARGIN, y: y + 1.3 * size * (place + 1), fill };
      const all = { ...at, "font-size": size, "font-weight": weight };
      Object.entries(all).forEach(([name, value]) => made.setAttribute(name, value));
      made.textContent = line;
      return made;
    });
  const heightOf = (lines, look) => 1.3 * look.size * lines.length + (lines.length ? 4 : 0);

  // The drawing with its title above it, and what a reader must know of it below.
  const standalone = (figure, drawing) => {
    const copy = drawing.cloneNode(true);
    const { width, height } = drawing.viewBox.baseVal;
    const family = drawing.getAttribute("font-family") ?? "sans-serif";
    const broken = (text, look) => linesOf(text, width - 2 * MARGIN, look, family);
    const title = broken(textOf(figure, "figcaption"), TITLE);
    const foot = [textOf(figure, ".note"), textOf(figure, ".source"), `${document.title} · ${address(figure)}`]
      .filter(Boolean)
      .flatMap((text) => broken(text, SMALL));
    const above = heightOf(title, TITLE);
    const whole = above + height + heightOf(foot, SMALL) + MARGIN;
    copy.querySelectorAll("[data-value]").forEach((one) => one.remove());
    const inner = document.createElementNS(NAMESPACE, "g");
    inner.setAttribute("transform", `translate(0 ${above})`);
    inner.append(...copy.childNodes);
    const back = document.createElementNS(NAMESPACE, "rect");
    const corner = { width, height: whole, fill: "white" };
    Object.entries(corner).forEach(([name, value]) => back.setAttribute(name, value));
    const named = document.createElementNS(NAMESPACE, "title");
    named.textContent = drawing.getAttribute("aria-label");
    copy.append(named, back, ...written(title, 0, TITLE), inner);
    copy.append(...written(foot, above + height, SMALL));
    const size = { xmlns: NAMESPACE, width, height: whole, viewBox: `0 0 ${width} ${whole}` };
    Object.entries(size).forEach(([name, value]) => copy.setAttribute(name, value));
    ["style", "class"].forEach((name) => copy.removeAttribute(name));
    return { text: new XMLSerializer().serializeToString(copy), width, height: whole };
  };

  const savePicture = (figure, drawing) => {
    const made = standalone(figure, drawing);
    const picture = new Image();
    picture.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = SHARP * made.width;
      canvas.height = SHARP * made.height;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((content) => save(content, `${figure.id}.png`), "image/png");
    };
    // A data address and no blob: the page's policy allows pictures that lie in the page itself.
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
  };

  const enhance = (figure) => {
    const drawing = figure.querySelector(".plot svg");
    if (!drawing?.viewBox.baseVal?.width) return;
    const about = figure.querySelector(".number").textContent.replace(/\.$/, "");
    const vector = () => new Blob([standalone(figure, drawing).text], { type: "image/svg+xml" });
    figure.querySelector(".actions").append(
      button("SVG", about, () => save(vector(), `${figure.id}.svg`)),
      button("PNG", about, () => savePicture(figure, drawing)),
      button("Kopieer verwijzing", about, () => copied(citation(figure))),
    );
  };

  onChapter((chapter) => chapter.querySelectorAll("figure").forEach(enhance));
})();
