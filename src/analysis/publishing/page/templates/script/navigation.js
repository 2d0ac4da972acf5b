// The navigation says which chapter is open, and the list of its parts which part is in view.
(() => {
  "use strict";
  const WIDE = matchMedia("(min-width: 84rem)"); // as in page.css: the list of parts is at the right
  const chapters = [...document.querySelectorAll(".contents a")];
  let waiting = false;

  const mark = (link, links, value) => {
    links.forEach((one) => one !== link && one.removeAttribute("aria-current"));
    link?.setAttribute("aria-current", value);
  };
  const follow = () => {
    waiting = false;
    const links = [...(shown?.querySelectorAll(".parts a") ?? [])];
    const line = innerHeight / 4;
    const passed = links.filter((link) => {
      const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return place?.getBoundingClientRect().top <= line;
    });
    mark(passed.at(-1), links, "location");
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  };
  const unfold = () => {
    document.querySelectorAll(".parts > details").forEach((parts) => {
      parts.open = WIDE.matches;
    });
  };

  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  addEventListener("planmonitor:chapter-shown", () => {
    const here = `#${chapterOf(shown).id}`;
    mark(null, chapters);
    chapters.filter((link) => link.hash === here).forEach((link) => {
      link.setAttribute("aria-current", "page");
      link.closest(".side")?.scrollTo({ top: link.offsetTop - innerHeight / 2 });
    });
    soon();
  });
  WIDE.addEventListener("change", unfold);
  onChapter((chapter) => {
    const parts = chapter.querySelector(".parts > details");
    if (parts) parts.open = WIDE.matches;
  });

  const menu = document.querySelector("details.menu");
  menu?.addEventListener("click", (event) => {
    if (event.target.closest("a")) menu.open = false;
  });
})();
