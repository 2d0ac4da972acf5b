// The side navigation follows the reader; without this script it is a plain list of links.
(() => {
  "use strict";
  const side = document.querySelector("nav.side");
  const links = new Map([...side.querySelectorAll("ol a")].map((link) => [link.hash.slice(1), link]));
  const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  let waiting = false;

  const follow = () => {
    waiting = false;
    const line = window.innerHeight / 4;
    const passed = places.filter((place) => place.getBoundingClientRect().top <= line);
    const link = links.get((passed.at(-1) ?? places[0])?.id);
    if (!link || link === current) return;
    side.querySelectorAll(".open").forEach((item) => item.classList.remove("open"));
    current?.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "true");
    for (let item = link.closest("li"); item; item = item.parentElement.closest("li")) {
      item.classList.add("open");
    }
    const middle = link.offsetTop - side.clientHeight / 2;
    if (Math.abs(middle - side.scrollTop) > side.clientHeight / 3) side.scrollTop = middle;
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  };

  document.documentElement.classList.add("follows");
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  follow();

  const menu = document.querySelector("details.menu");
  menu?.addEventListener("click", (event) => {
    if (event.target.closest("a")) menu.open = false;
  });
})();
