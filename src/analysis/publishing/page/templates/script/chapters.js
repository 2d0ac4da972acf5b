// The page shows one chapter at a time. The others stay in the file, where the browser's own search
// finds them (`hidden="until-found"`); a browser that does not know that value hides them.
const SHUT = "until-found";
const FINDS = "onbeforematch" in document.documentElement; // such a browser scrolls there by itself
const root = document.documentElement;
const steps = []; // what other scripts do to a chapter before its reader sees it
const prepared = new WeakSet();
let shown = null; // the leaf in view: a chapter and its foot

const onChapter = (step) => steps.push(step);
const leaves = () => [...document.querySelectorAll(".leaf")];
const chapterOf = (leaf) => leaf.querySelector(":scope > section");
// A place around the chapters, such as the page's main part, is in whatever leaf is shown.
const leafOf = (place) =>
  place?.closest(".leaf") ?? (place && !place.closest(".front") ? shown : null) ?? leaves()[0];
// The element that the page's address names; null for an address that names none.
const addressed = () => {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // not encoded as an address should be
  }
};

// Someone who reads by ear or by keyboard goes on where the link led.
const enter = (place) => {
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
};

(() => {
  "use strict";
  const TITLE = document.title;

  // A chapter is prepared when it first opens, so that a long report opens as fast as a short one.
  const prepare = (leaf) => {
    const chapter = chapterOf(leaf);
    if (prepared.has(chapter)) return;
    prepared.add(chapter);
    steps.forEach((step) => step(chapter));
  };
  const show = (leaf) => {
    shown = leaf;
    leaves().forEach((one) => {
      if (one === leaf) one.removeAttribute("hidden");
      else one.setAttribute("hidden", SHUT);
    });
    const [first] = leaves();
    const title = leaf.querySelector("h2").textContent;
    document.title = leaf === first ? TITLE : `${title} – ${TITLE}`;
    root.classList.toggle("inside", leaf !== first);
    prepare(leaf);
    dispatchEvent(new Event("planmonitor:chapter-shown"));
  };

  // Back and forward lead to where the reader was: browsers restore that only when the page still
  // shows what it showed then. Each entry of the history has a number, by which its height is kept.
  const heights = [];
  let entry = history.state?.entry ?? 0;
  const leave = (next) => {
    heights[entry] = scrollY;
    entry = next ?? heights.length;
    if (next === undefined) history.replaceState({ entry }, "");
  };
  const arrive = (event) => {
    leave(event.state?.entry);
    const place = addressed();
    const leaf = leafOf(place);
    const turned = leaf !== shown;
    if (turned) show(leaf);
    if (entry in heights) scrollTo(0, heights[entry]);
    else if (turned && (event.state || !FINDS)) place?.scrollIntoView();
    if (place && !leaf.contains(document.activeElement)) enter(place);
  };

  // The browser asks to show what it found, be it by a link or by its own search.
  addEventListener("beforematch", (event) => {
    if (event.target.matches?.(".leaf")) show(event.target);
  }, { capture: true });
  addEventListener("popstate", arrive);
  // A preview replaces the element of a chapter, or its whole leaf, by a newer one.
  addEventListener("planmonitor:chapter-replaced", () => {
    show(shown?.isConnected ? shown : leafOf(addressed()));
  }, { capture: true });

  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => {
    history.scrollRestoration = "auto"; // for a reader who comes back to this page from another
  });
  document.addEventListener("DOMContentLoaded", () => {
    history.replaceState({ entry }, "");
    const place = addressed();
    root.classList.remove("opening"); // before the chapter is measured
    show(leafOf(place));
    place?.scrollIntoView();
  });
})();
