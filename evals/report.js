"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (value) => (value ? value.split(" ") : []);
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  function choose(page, indices, target) {
    const chosen = new Set(indices);
    for (const piece of all(".piece", page)) {
      piece.classList.toggle("chosen", words(piece.dataset.cards).some((index) => chosen.has(index)));
      piece.classList.toggle("chosen-key", words(piece.dataset.keys).some((index) => chosen.has(index)));
    }
    for (const card of all(".card", page)) {
      const on = chosen.has(card.dataset.index);
      card.classList.toggle("chosen", on);
      card.querySelector(".head").setAttribute("aria-pressed", String(on));
    }
    const found = page.querySelector(target === "text" ? ".piece.chosen-key" : ".card.chosen:not([hidden])");
    if (found) found.scrollIntoView({ block: "nearest", behavior: smooth });
  }

  function filter() {
    const on = { types: new Set(), kind: new Set() };
    for (const toggle of all(".toggle")) if (toggle.getAttribute("aria-pressed") === "true") on[toggle.dataset.filter].add(toggle.dataset.value);
    for (const page of all(".page")) {
      const cards = all(".card", page);
      for (const card of cards) card.hidden = !(on.kind.has(card.dataset.kind) && words(card.dataset.types).some((type) => on.types.has(type)));
      for (const piece of all(".piece", page)) piece.classList.toggle("off", words(piece.dataset.keys).every((index) => cards[Number(index)].hidden));
      page.hidden = cards.length > 0 && cards.every((card) => card.hidden) && !page.querySelector(".failed");
    }
  }

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest(".toggle");
    const head = event.target.closest(".card .head");
    const piece = event.target.closest(".piece[data-keys]");
    if (toggle) {
      toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
      filter();
    } else if (head) {
      choose(head.closest(".page"), [head.closest(".card").dataset.index], "text");
    } else if (piece && !piece.classList.contains("off")) {
      choose(piece.closest(".page"), words(piece.dataset.keys), "card");
    }
  });
})();
