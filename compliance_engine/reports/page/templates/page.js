"use strict";
(() => {
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const body = byId("states").tBodies[0];
  const rows = [...body.rows];
  const heads = find("#states thead [data-c]").sort((a, b) => a.dataset.c - b.dataset.c);
  const duties = find(".duty");
  const codeOf = (row) => row.cells[0].firstElementChild.hash.slice(1);
  const nameIn = (row) => row.cells[0].textContent;
  const rowOf = new Map(rows.map((row) => [codeOf(row), row]));
  const letterOf = (cell) => cell.className.split(" ")[0];

  // --- texts: each has a number, under which every language knows it

  const base = document.documentElement.lang;
  const said = { [base]: [] };
  let translations;
  const numberOf = (element) => parseInt(element.dataset.t, 36);
  let language = base;

  function learn(root) {
    for (const element of find("[data-t]", root)) said[base][numberOf(element)] ??= element.firstChild.data;
  }

  function tell(root) {
    translations ??= JSON.parse(byId("translations").textContent);
    const texts = said[language] ??= joined(translations[language]);
    for (const element of find("[data-t]", root)) element.firstChild.data = texts[numberOf(element)];
  }

  function joined({ pieces, texts }) {
    return texts.split(",").map((numbers) => numbers.split(" ").map((one) => pieces[parseInt(one, 36)]).join(""));
  }

  // --- what is folded, and built when it is opened: the parts of States, the lists under duties

  const unfolded = new Map();

  function folded(part) {
    return unfolded.get(part) ?? part.querySelector("noscript").textContent;
  }

  function built(html) {
    const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
    learn(content);
    if (language !== base) tell(content);
    return content;
  }

  function unfold(part) {
    const kept = part.querySelector("noscript");
    if (!kept) return;
    unfolded.set(part, kept.textContent);
    kept.replaceWith(built(kept.textContent));
  }

  // --- languages

  let found = new Map();

  function speak(chosen) {
    if (language === base) learn(document);
    language = document.documentElement.lang = chosen;
    tell(document);
    for (const button of find("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === chosen);
    rows.sort(byName(nameIn));
    body.append(...rows);
    for (const list of find(".duty dd, .rule .states:has(a)")) nameLinks(list);
    found = new Map();
    showMap();
    filter();
    entitle();
  }

  function byName(nameOf) {
    const order = new Intl.Collator(language).compare;
    return (a, b) => order(nameOf(a), nameOf(b));
  }

  function nameLinks(list) {
    const nameOf = (link) => nameIn(rowOf.get(link.hash.slice(1)));
    const links = find("a", list).sort(byName(nameOf));
    for (const link of links) link.textContent = nameOf(link);
    list.replaceChildren(...links.flatMap((link) => [link, " "]));
  }

  // --- the map

  const legend = find("#marks [data-letter]");
  const chooser = byId("shown-on-map");

  function showMap() {
    const counts = new Map();
    for (const row of rows) {
      const letter = letterOf(row.cells[Number(chooser.value) + 1]);
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
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const within = (element) => !article.value || element.dataset.a === article.value;

  function wordsOf(code) {
    if (!found.has(code)) {
      const lists = folded(byId(code)).match(/<ul class=findings>.*?<\/ul>/gs) || [];
      found.set(code, fold(`${code} ${nameIn(rowOf.get(code))} ${built(lists.join("")).textContent}`));
    }
    return found.get(code);
  }

  function filter() {
    const columns = heads.map(within);
    const sought = fold(words.value.trim()).split(/\s+/);
    for (const head of find("#states thead [data-a]")) head.hidden = !within(head);
    for (const row of rows) {
      let matches = !known.value;
      columns.forEach((visible, place) => {
        const cell = row.cells[place + 1];
        const is = letterOf(cell) === known.value;
        cell.hidden = !visible;
        cell.classList.toggle("sought", is);
        matches ||= visible && is;
      });
      matches &&= !region.value || row.dataset.g === region.value;
      matches &&= sought.every((word) => wordsOf(codeOf(row)).includes(word));
      row.hidden = !matches;
    }
    byId("states").classList.toggle("one", Boolean(known.value));
    byId("shown").textContent = rows.filter((row) => !row.hidden).length;
    duties.forEach((duty, place) => {
      duty.hidden = !within(duty);
      filterLists(duty, place);
    });
  }

  function filterLists(duty, place) {
    const letters = rows.filter((row) => !row.hidden).map((row) => letterOf(row.cells[place + 1]));
    for (const mark of find("dt", duty)) {
      const left = letters.filter((letter) => letter === mark.className).length;
      mark.querySelector(".number").textContent = left;
      mark.hidden = mark.nextElementSibling.hidden = !left;
    }
    for (const link of find("dd a", duty)) link.hidden = rowOf.get(link.hash.slice(1)).hidden;
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
    const state = byId(location.hash.slice(1, 4));
    if (state?.querySelector("noscript")) {
      unfold(state);
      location.replace(location.hash); // what stands in the part is the browser's target only now
    }
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
  duties.forEach((duty, place) => {
    duty.addEventListener("toggle", () => {
      unfold(duty);
      for (const list of find("dd", duty)) nameLinks(list);
      filterLists(duty, place);
    }, { once: true });
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); // the browser would clear them only after this, and the table later still
    for (const one of [region, article, known, words]) one.value = "";
    filter();
  });
  chooser.addEventListener("change", showMap);
  addEventListener("hashchange", arrive);
  body.addEventListener("mouseover", ({ target: cell }) => {
    if (cell.tagName !== "TD") return;
    const mark = legend.find(({ dataset }) => dataset.letter === letterOf(cell));
    cell.title = `${heads[cell.cellIndex - 1].textContent}: ${mark.textContent.trim()}`;
  });
  byId("without-scripts").hidden = true;
  form.hidden = false;
  chooser.disabled = false;
  if (byId("languages")) byId("languages").hidden = false;
  if (location.hash) arrive();
})();
