/* Helps in the table of many records: moving by keys, pasting from a spreadsheet, adding and leaving out rows, keeping what is typed.
 * Nothing needs it: each of these is a button of the form too, and what a cell may hold is decided by the daemon alone. */
(() => {
  "use strict";
  const form = document.querySelector(".grid-form");
  if (!form || !form.querySelector("[data-act]"))
    return;
  const body = form.querySelector("tbody"), said = document.getElementById("kept"), most = Number(form.dataset.most);
  const heads = [...form.querySelectorAll("thead th[data-name]")];
  const names = heads.map((head) => head.dataset.name);

  /* ---- rows and cells ---- */

  const nameOf = (cell) => cell.name.replace(/^cells\.\d+\./, "");
  const cellsOf = (row) => names.map((name) => row.querySelector(`[name$=".${name}"]`));
  const numberOf = (row) => Number(row.id.slice(2));

  function addRow() {
    if (body.rows.length >= most)
      return null;
    const row = form.querySelector("template").content.querySelector("tr").cloneNode(true);
    const number = Math.max(0, ...[...body.rows].map(numberOf)) + 1;
    row.id = `r-${number}`;
    row.querySelector(".n").textContent = number;
    for (const cell of cellsOf(row)) {
      cell.id = `c-${number}-${nameOf(cell)}`;
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/0$/, number));
      cell.name = `cells.${number}.${nameOf(cell)}`;
    }
    const drop = row.querySelector("[data-act=drop]");
    drop.value = number;
    drop.lastElementChild.textContent = drop.lastElementChild.textContent.replace(/0$/, number);
    body.append(row);
    return row;
  }

  function moreRows() {
    const unseen = [...body.rows].filter((row) => !row.offsetParent);
    if (unseen.length)
      unseen.slice(0, 3).forEach((row) => row.classList.remove("empty"));
    else
      Array.from({length: 10}, addRow);
  }

  function dropRow(row) {
    const next = row.nextElementSibling || row.previousElementSibling || addRow();
    row.remove();
    cellsOf(next).find((cell) => !cell.readOnly).focus();
    keepSoon();
  }

  function write(cell, text) {
    text = text.trim();
    if (!cell || cell.readOnly)
      return;
    if (cell.tagName !== "SELECT") {
      cell.value = text;
      return;
    }
    let option = [...cell.options].find((known) => plain(known.text) === plain(text));
    if (!option)
      cell.add(option = new Option(text, text)); /* as it was typed: the daemon says what may stand there */
    cell.value = option.value;
  }

  /* The next id of those that are written like the suggested one, where a row begins without one. */
  function giveId(row) {
    const cell = row.querySelector(`[name$=".${form.dataset.id}"]`), like = /^(.*?)(\d{1,9})$/.exec(form.dataset.next);
    if (!cell || cell.value || !like || !cellsOf(row).some((other) => other.value))
      return;
    let number = Number(like[2]) - 1;
    for (const other of body.querySelectorAll(`[name$=".${form.dataset.id}"]`)) {
      const found = /^(.*?)(\d{1,9})$/.exec(other.value);
      if (found && found[1] === like[1])
        number = Math.max(number, Number(found[2]));
    }
    cell.value = like[1] + String(number + 1).padStart(like[2].startsWith("0") ? like[2].length : 1, "0");
  }

  /* ---- keys ---- */

  function move(cell, by) {
    let row = cell.closest("tr");
    const name = nameOf(cell);
    row = by > 0 ? row.nextElementSibling || addRow() : row.previousElementSibling;
    const next = row && row.querySelector(`[name$=".${name}"]`);
    if (next) {
      row.classList.remove("empty"); /* on a phone the empty ones behind the second are not shown */
      next.focus();
      if (next.select)
        next.select();
    }
  }

  body.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.name || cell.tagName === "BUTTON" || event.isComposing || event.metaKey)
      return;
    const line = cell.tagName === "INPUT" && !cell.hasAttribute("list");
    if (event.key === "Enter" && !event.altKey && !event.ctrlKey)
      move(cell, event.shiftKey ? -1 : 1);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && !event.shiftKey && (line || event.ctrlKey))
      move(cell, event.key === "ArrowDown" ? 1 : -1);
    else
      return;
    event.preventDefault();
  });

  /* ---- pasting ---- */

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[*:]|\(.*\)/g, "").trim();

  /* Cells by TAB, rows by line end; a cell in quotes may hold both, a quote in it is doubled. */
  function parse(text) {
    const rows = [[]], cell = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
    for (let found; (found = cell.exec(text)); ) {
      rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"').replace(/\r\n?/g, "\n"));
      if (found[3] === "")
        break;
      if (found[3] !== "\t")
        rows.push([]);
    }
    return rows.filter((row) => row.some((one) => one.trim()));
  }

  function columnOf(title) {
    return heads.findIndex((head) => plain(head.textContent) === plain(title) || head.dataset.name === title.trim());
  }

  function paste(cell, rows) {
    const named = rows[0].map(columnOf), known = named.filter((column) => column >= 0).length;
    const titled = known >= 2 || (known === 1 && rows[0].length === 1), from = names.indexOf(nameOf(cell));
    let row = cell.closest("tr");
    for (const texts of titled ? rows.slice(1) : rows) {
      row = row || addRow();
      if (!row)
        break;
      const cells = cellsOf(row);
      row.classList.remove("empty");
      texts.forEach((text, at) => write(cells[titled ? named[at] : from + at], text));
      giveId(row);
      row = row.nextElementSibling;
    }
    keepSoon();
  }

  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.name || !/[\t\n\r]./.test(text))
      return;
    event.preventDefault();
    paste(event.target, parse(text));
  });

  /* ---- buttons ---- */

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]"), act = button && button.dataset.act;
    if (act !== "more" && act !== "drop")
      return;
    event.preventDefault();
    if (act === "drop")
      dropRow(button.closest("tr"));
    else
      moreRows();
  });

  /* ---- keeping ---- */

  let timer = 0;

  async function keep() {
    const fields = new FormData(form);
    clearTimeout(timer);
    timer = 0;
    fields.delete("paste");
    let kept = false;
    try {
      const answer = await fetch("/do/records/keep", {method: "POST", body: new URLSearchParams(fields), keepalive: true});
      kept = answer.ok && new URL(answer.url).pathname === location.pathname; /* else it led to the log-in */
    } catch {
      kept = false; /* no connection: said below */
    }
    const now = new Date().toTimeString().slice(0, 5);
    said.textContent = kept ? `${said.dataset.kept} ${now}.` : `${said.dataset.lost}.`;
    said.classList.toggle("late", !kept);
  }

  function keepSoon() {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  }

  body.addEventListener("input", (event) => {
    event.target.closest("tr").classList.remove("empty");
    giveId(event.target.closest("tr"));
    keepSoon();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && timer)
      keep();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  for (const note of form.querySelectorAll(".with-script"))
    note.hidden = false;
  const trial = document.querySelector(".refused, .trial");
  if (trial)
    trial.focus();
})();
