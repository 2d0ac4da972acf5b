// Figures can be saved as SVG and as PNG, white behind them, as they stand on the page.
(() => {
  "use strict";
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const SHARP = 3; // pixels of the PNG per unit of the drawing

  const standalone = (drawing) => {
    const copy = drawing.cloneNode(true);
    const box = drawing.viewBox.baseVal;
    copy.setAttribute("xmlns", NAMESPACE);
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    copy.removeAttribute("style");
    const back = document.createElementNS(NAMESPACE, "rect");
    const corner = { x: box.x, y: box.y, width: box.width, height: box.height, fill: "white" };
    Object.entries(corner).forEach(([name, value]) => back.setAttribute(name, value));
    const title = document.createElementNS(NAMESPACE, "title");
    title.textContent = drawing.getAttribute("aria-label");
    copy.prepend(title, back);
    return new XMLSerializer().serializeToString(copy);
  };

  const savePicture = (drawing, name) => {
    const picture = new Image();
    picture.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = SHARP * drawing.viewBox.baseVal.width;
      canvas.height = SHARP * drawing.viewBox.baseVal.height;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((content) => save(content, `${name}.png`), "image/png");
    };
    // A data address and no blob: the page's policy allows pictures that lie in the page itself.
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(drawing))}`;
  };

  const enhance = (figure) => {
    const drawing = figure.querySelector(".plot svg");
    if (!drawing?.viewBox.baseVal?.width) return;
    const about = figure.querySelector(".number").textContent.replace(/\.$/, "");
    const vector = () => new Blob([standalone(drawing)], { type: "image/svg+xml" });
    figure.querySelector(".actions").append(
      button("SVG", about, () => save(vector(), `${figure.id}.svg`)),
      button("PNG", about, () => savePicture(drawing, figure.id)),
    );
  };

  onChapter((chapter) => chapter.querySelectorAll("figure").forEach(enhance));
})();
