"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (value) => (value ? value.split(" ") : []);
  const pages = all(".page");
  const entries = all(".articles button");
  const pick = document.getElementById("pick");
  const search = document.getElementById("search");
  const toggles = all(".toggle");
  const cards = pages.map((page) => all(".card", page));
  const texts = new Map(); // filled by the first search: reading every card's text costs
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let current = -1;

  // ---------------------------------------------------------------- articles

  function open(index) {
    if (!pages[index] || index === current) return;
    current = index;
    pages.forEach((page, at) => page.classList.toggle("current", at === index));
    entries.forEach((entry, at) => (at === index ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current")));
    entries[index].scrollIntoView({ block: "nearest" });
    pick.value = String(index);
  }

  // ---------------------------------------------------------------- selection

  function mark(page, chosen) {
    for (const piece of all(".piece", page)) {
      const has = (name) => numbers(piece.dataset[name]).some((record) => chosen.has(record));
      piece.classList.toggle("selected", has("r"));
      piece.classList.toggle("selected-key", has("k"));
      piece.classList.toggle("selected-field", has("f"));
      if (piece.hasAttribute("role")) piece.setAttribute("aria-pressed", String(has("r")));
    }
    for (const card of all(".card", page)) {
      const on = chosen.has(card.dataset.r);
      card.classList.toggle("selected", on);
      card.querySelector(".head").setAttribute("aria-pressed", String(on));
    }
  }

  function select(page, records, from) {
    mark(page, new Set(records));
    const target = from === "card" ? page.querySelector(".selected-key") || page.querySelector(".piece.selected") : page.querySelector(".card.selected");
    if (target) target.scrollIntoView({ block: from === "card" ? "center" : "nearest", behavior: smooth });
    history.replaceState(null, "", `#c${current}-${records[0]}`);
  }

  function selectPiece(piece) {
    const page = piece.closest(".page");
    const visible = (record) => !cards[current][Number(record)].hidden;
    const keys = numbers(piece.dataset.k).filter(visible);
    const records = keys.length ? keys : numbers(piece.dataset.r).filter(visible);
    if (records.length) select(page, records, "text");
  }

  // ---------------------------------------------------------------- filters

  function textOf(card) {
    if (!texts.has(card)) texts.set(card, all(".head, .fields, .passage", card).map((part) => part.textContent).join(" ").toLowerCase());
    return texts.get(card);
  }

  function filter() {
    const off = { kind: new Set(), status: new Set() };
    for (const toggle of toggles) if (toggle.getAttribute("aria-pressed") === "false") off[toggle.dataset.filter].add(toggle.dataset.value);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = new Map();
    let shown = 0;
    let total = 0;
    cards.forEach((list, index) => {
      let here = 0;
      for (const card of list) {
        const found = words.every((word) => textOf(card).includes(word));
        const kind = !off.kind.has(card.dataset.kind);
        const status = !off.status.has(card.dataset.status);
        card.hidden = !(found && kind && status);
        if (!card.hidden) here += 1;
        if (found && status) counts.set(`kind ${card.dataset.kind}`, (counts.get(`kind ${card.dataset.kind}`) || 0) + 1);
        if (found && kind) counts.set(`status ${card.dataset.status}`, (counts.get(`status ${card.dataset.status}`) || 0) + 1);
      }
      shown += here;
      total += list.length;
      const count = entries[index].querySelector(".count");
      if (count) count.textContent = here === list.length ? String(here) : `${here} of ${list.length}`;
      entries[index].classList.toggle("empty", Boolean(list.length) && !here);
      const none = pages[index].querySelector(".filtered");
      if (none) none.hidden = !list.length || here > 0;
      for (const piece of all(".piece", pages[index])) {
        const gone = numbers(piece.dataset.r).every((record) => list[Number(record)].hidden);
        piece.classList.toggle("off", gone);
        if (piece.hasAttribute("role")) piece.tabIndex = gone ? -1 : 0;
      }
      if (list.some((card) => card.hidden && card.classList.contains("selected"))) {
        mark(pages[index], new Set(list.filter((card) => !card.hidden && card.classList.contains("selected")).map((card) => card.dataset.r)));
      }
    });
    for (const toggle of toggles) toggle.querySelector(".count").textContent = String(counts.get(`${toggle.dataset.filter} ${toggle.dataset.value}`) || 0);
    document.getElementById("shown").textContent = shown === total ? `${total} records` : `${shown} of ${total} records`;
  }

  // ---------------------------------------------------------------- events

  function step(list, element, event) {
    const move = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (move === undefined || !list.length) return null;
    event.preventDefault();
    const next = list[Math.min(Math.max(list.indexOf(element) + move, 0), list.length - 1)];
    next.focus();
    return next;
  }

  document.addEventListener("click", (event) => {
    const entry = event.target.closest(".articles button");
    const toggle = event.target.closest(".toggle");
    const piece = event.target.closest(".piece");
    const card = event.target.closest(".card");
    if (entry) open(Number(entry.dataset.page));
    else if (toggle) {
      toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") === "false"));
      filter();
    } else if (piece && getSelection().isCollapsed) selectPiece(piece);
    else if (card && !event.target.closest("details") && getSelection().isCollapsed) select(card.closest(".page"), [card.dataset.r], "card");
  });

  document.addEventListener("keydown", (event) => {
    const element = document.activeElement;
    if (element.matches(".piece") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      selectPiece(element);
    } else if (element.matches(".card .head")) {
      const next = step(cards[current].filter((card) => !card.hidden).map((card) => card.querySelector(".head")), element, event);
      if (next) select(next.closest(".page"), [next.closest(".card").dataset.r], "card");
    } else if (element.matches(".articles button")) {
      const next = step(entries, element, event);
      if (next) open(Number(next.dataset.page));
    }
  });

  search.addEventListener("input", filter);
  pick.addEventListener("change", () => open(Number(pick.value)));

  document.documentElement.classList.add("js");
  filter();
  const [, page, record] = /^#[ac](\d+)(?:-(\d+))?$/.exec(location.hash) || [];
  open(Number(page || 0) < pages.length ? Number(page || 0) : 0);
  if (record !== undefined && cards[current][Number(record)]) select(pages[current], [record], "card");
})();
