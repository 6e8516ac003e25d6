"use strict";
(() => {
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const base = document.documentElement.lang;
  const translations = JSON.parse(byId("translations").textContent);
  const texts = find("[data-t]").map(({ dataset, firstChild: text }) => [text, parseInt(dataset.t, 36), text.data]);
  const legend = find("#marks [data-letter]");
  const body = byId("states").tBodies[0];
  const rows = [...body.rows];
  const heads = find("#states thead [data-c]").sort((a, b) => a.dataset.c - b.dataset.c);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const codeOf = (row) => row.cells[0].firstElementChild.hash.slice(1);
  let found = new Map();

  // --- languages

  function speak(language) {
    const said = translations[language];
    for (const [text, number, first] of texts) text.data = said ? said[number] : first;
    document.documentElement.lang = language;
    for (const button of find("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === language);
    tellMarks();
    const order = new Intl.Collator(language).compare;
    const names = new Map(rows.map((row) => [codeOf(row), row.cells[0].textContent]));
    const nameOf = (link) => names.get(link.hash.slice(1));
    for (const list of find(".duty dd, .rule .states:has(a)")) {
      const links = find("a", list).sort((a, b) => order(nameOf(a), nameOf(b)));
      for (const link of links) link.textContent = nameOf(link);
      list.replaceChildren(...links.flatMap((link) => [link, " "]));
    }
    rows.sort((a, b) => order(a.cells[0].textContent, b.cells[0].textContent));
    body.append(...rows);
    found = new Map();
    showMap();
    filter();
    entitle();
  }

  // a cell says in words what its sign shows
  function tellMarks() {
    for (const mark of legend) {
      const word = mark.querySelector("span").textContent;
      for (const cell of find(`td.${mark.dataset.letter}`, body)) cell.textContent = word;
    }
  }

  // --- the map

  const chooser = byId("shown-on-map");

  function showMap() {
    const counts = new Map();
    for (const row of rows) {
      const letter = row.cells[Number(chooser.value) + 1].className.split(" ")[0];
      byId(`on-map-${codeOf(row)}`).setAttribute("class", letter);
      counts.set(letter, (counts.get(letter) || 0) + 1);
    }
    const listed = legend.filter(({ dataset }) => counts.has(dataset.letter) || dataset.letter === "q");
    byId("legend").replaceChildren(...listed.map((mark) => {
      const item = mark.cloneNode(true), { letter } = mark.dataset;
      if (letter !== "q") item.append(` (${counts.get(letter)})`);
      return item;
    }));
  }

  // --- the filters

  const form = byId("filters");
  const [region, article, known, words] = ["region", "article", "known", "words"].map(byId);

  function wordsOf(code) {
    if (!found.has(code)) {
      const told = find(`[id="${code}"] h2, [id="${code}"] .findings`);
      found.set(code, fold(`${code} ${told.map((one) => one.textContent).join(" ")}`));
    }
    return found.get(code);
  }

  function filter() {
    const within = (element) => !article.value || element.dataset.a === article.value;
    const columns = heads.map(within);
    const sought = fold(words.value.trim()).split(/\s+/);
    const shown = new Set();
    for (const head of find("#states thead [data-a]")) head.hidden = !within(head);
    for (const row of rows) {
      let matches = !known.value;
      columns.forEach((visible, place) => {
        const cell = row.cells[place + 1];
        const is = cell.classList.contains(known.value || "-");
        cell.hidden = !visible;
        cell.classList.toggle("sought", is);
        matches ||= visible && is;
      });
      matches &&= !region.value || row.dataset.g === region.value;
      matches &&= sought.every((word) => wordsOf(codeOf(row)).includes(word));
      row.hidden = !matches;
      if (matches) shown.add(codeOf(row));
    }
    byId("states").classList.toggle("one", Boolean(known.value));
    byId("shown").textContent = shown.size;
    for (const duty of find(".duty")) {
      duty.hidden = !within(duty);
      for (const list of find("dd", duty)) {
        const links = find("a", list);
        for (const link of links) link.hidden = !shown.has(link.hash.slice(1));
        const left = links.filter((link) => !link.hidden).length;
        list.previousElementSibling.querySelector(".number").textContent = left;
        list.hidden = list.previousElementSibling.hidden = !left;
      }
    }
  }

  // --- where the reader is

  function target() {
    const id = decodeURIComponent(location.hash.slice(1));
    return id ? byId(id) : null;
  }

  function entitle() {
    const state = target()?.closest(".state");
    const title = document.querySelector("h1").textContent;
    document.title = state ? `${state.querySelector("h2").textContent} - ${title}` : title;
  }

  function arrive() {
    const place = target();
    for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    entitle();
    if (place?.classList.contains("state")) {
      scrollTo(0, 0);
      place.querySelector("h2").focus({ preventScroll: true });
    } else place?.scrollIntoView();
  }

  // --- on paper, what is folded on a State's page is shown

  let opened = [];
  addEventListener("beforeprint", () => {
    const state = target()?.closest(".state");
    opened = state ? find("details:not([open])", state) : [];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });

  for (const button of find("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  chooser.addEventListener("change", showMap);
  addEventListener("hashchange", arrive);
  body.addEventListener("mouseover", ({ target: cell }) => {
    if (cell.tagName === "TD") cell.title = `${heads[cell.cellIndex - 1].textContent}: ${cell.textContent}`;
  });
  tellMarks();
  byId("states").classList.add("told");
  byId("without-scripts").hidden = true;
  form.hidden = false;
  chooser.disabled = false;
  if (byId("languages")) byId("languages").hidden = false;
  if (location.hash) arrive();
})();
