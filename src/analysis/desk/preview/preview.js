// Follows the draft: replaces chapters that changed and keeps the reader's place.
(() => {
  "use strict";
  const script = document.currentScript;
  const shown = JSON.parse(script.dataset.versions);
  const PLACE = "planmonitor-preview-place";
  const REPLACED = "planmonitor:chapter-replaced";
  const STYLE = `
    :host { all: initial; position: fixed; z-index: 2147483647; right: 1rem; bottom: 1rem;
      max-width: min(46rem, calc(100vw - 2rem)); font: 14px/1.45 system-ui, sans-serif;
      color-scheme: light dark; color: light-dark(#1d1d1f, #f2f2f2); }
    [hidden] { display: none; }
    .busy, .problems { background: light-dark(#fff, #26262a); border-radius: .4rem;
      border: 1px solid light-dark(#8a8a8e, #77777c); box-shadow: 0 .2rem .8rem rgb(0 0 0 / .3); }
    .busy { margin: 0 0 0 auto; padding: .3rem .8rem; width: fit-content; }
    .problems { padding: .7rem 1rem; max-height: 70vh; overflow: auto; margin-bottom: .5rem;
      border-left: .4rem solid #d1242f; }
    h2 { font-size: 1rem; margin: 0 0 .4rem; } dl { margin: 0 0 .8rem; }
    .where { font-weight: 600; overflow-wrap: anywhere; }
    .line { display: grid; grid-template-columns: 5rem 1fr; gap: 0 .6rem; }
    dt { opacity: .75; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }`;

  const element = (name, text = "", kind = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const host = element("planmonitor-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const problems = element("div", "", "problems");
  problems.setAttribute("role", "alert");
  const busy = element("p", "", "busy");
  busy.setAttribute("role", "status");
  root.append(problems, busy);
  problems.hidden = busy.hidden = true;
  host.lang = "en";
  document.body.append(host);

  const described = (problem) => {
    const list = element("dl");
    list.append(element("div", problem.where, "where"));
    for (const [name, text] of [["found", problem.found], ["expected", problem.expected],
      ["to do", problem.remedy]]) {
      if (!text) continue;
      const line = element("div", "", "line");
      line.append(element("dt", name), element("dd", text));
      list.append(line);
    }
    return list;
  };
  const tell = (text) => {
    busy.textContent = text;
    busy.hidden = !text;
  };
  const show = (found) => {
    problems.hidden = found.length === 0;
    const title = found.length === 1 ? "1 problem" : `${found.length} problems`;
    problems.replaceChildren(element("h2", `${title}; the page shows the last good draft`),
      ...found.map(described));
  };

  // The last element with an id that begins above the window's top, and how far above.
  const place = () => {
    const above = [...document.querySelectorAll(".leaf:not([hidden]) [id], .front [id], main[id]")]
      .filter((one) => one.getClientRects().length && one.getBoundingClientRect().top <= 1);
    const last = above.at(-1);
    return last ? { id: last.id, top: last.getBoundingClientRect().top, y: scrollY }
      : { id: "", top: 0, y: scrollY };
  };
  const returnTo = ({ id, top, y }) => {
    const now = id && document.getElementById(id);
    const to = now ? scrollY + now.getBoundingClientRect().top - top : y;
    scrollTo({ top: to, behavior: "instant" });
  };

  const replace = async (id) => {
    const answer = await fetch(`chapter/${encodeURIComponent(id)}`);
    const old = document.getElementById(id);
    if (!answer.ok || !old) throw new Error(`no chapter ${id}`);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const fresh = holder.content.firstElementChild;
    for (const { name, value } of old.attributes) {
      if (!fresh.hasAttribute(name)) fresh.setAttribute(name, value);
    }
    fresh.classList.add(...old.classList);
    const open = [...old.querySelectorAll("[id] details")].map((one, at) => [at, one.open]);
    const kept = place();
    document.documentElement.style.overflowAnchor = "none";
    old.replaceWith(fresh);
    const details = fresh.querySelectorAll("[id] details");
    if (details.length === open.length) open.forEach(([at, was]) => { details[at].open = was; });
    fresh.dispatchEvent(new CustomEvent(REPLACED, { bubbles: true, detail: { id } }));
    returnTo(kept);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      document.documentElement.style.overflowAnchor = "";
    }));
  };
  const reload = (why) => {
    console.info(`The preview loads the page again: ${why}`);
    const now = place();
    // At the top there is nothing to restore, and the reader may have scrolled by then.
    if (now.id || now.y) sessionStorage.setItem(PLACE, JSON.stringify(now));
    location.reload();
  };

  const follow = async (moment) => {
    const ids = Object.keys(moment.chapters);
    const changed = ids.filter((id) => moment.chapters[id] !== shown.chapters[id]);
    const isData = (id) => document.getElementById(id)?.matches("script") ?? false;
    changed.sort((one, other) => isData(other) - isData(one)); // chapters are set up from it
    if (moment.shell !== shown.shell || changed.some((id) => !(id in shown.chapters))) {
      reload("more than its chapters changed");
      return;
    }
    for (const id of changed) {
      await replace(id);
      shown.chapters[id] = moment.chapters[id];
    }
    tell(moment.busy);
    show(moment.problems);
  };

  // The chapter that is open is made first.
  addEventListener("planmonitor:chapter-shown", () => {
    const chapter = document.querySelector(".leaf:not([hidden]) > section");
    if (!chapter) return;
    fetch(`opened/${encodeURIComponent(chapter.id)}`, { method: "POST" }).catch(() => {});
  });

  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (kept) addEventListener("load", () => requestAnimationFrame(() => returnTo(JSON.parse(kept))));

  // One moment at a time, and only the newest: several may arrive while a chapter is fetched.
  let newest = null;
  let following = false;
  const events = new EventSource("events");
  events.onmessage = async (event) => {
    newest = JSON.parse(event.data);
    if (following) return;
    following = true;
    while (newest) {
      const moment = newest;
      newest = null;
      await follow(moment).catch(reload);
    }
    following = false;
  };
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED || !busy.textContent) tell("The preview has ended");
  };
})();
