// The text of a file as an editor, checked while it is typed: what the button “check” says, asked half a second after the last key. Nothing needs it:
// without script the text is a plain field beside that button.
"use strict";
(() => {
  const field = document.querySelector("textarea.code[data-mode]"), place = document.getElementById("examined");
  if (!field || !place || !window.CodeMirror)
    return;
  let editor = null, waits = 0, asked = new AbortController();
  const marks = problems => {
    editor.clearGutter("marks");
    for (const problem of problems) {
      const line = Number(problem.dataset.line) - 1, mark = document.createElement("span");
      if (line < 0 || line >= editor.lineCount())
        continue;
      mark.className = "mark " + problem.className;
      mark.title = problem.textContent;
      mark.textContent = "●";
      editor.setGutterMarker(line, "marks", mark);
    }
  };
  // What the examples and tests reached, in the margin; each mark stays at its line when others come before it.
  const reached = () => {
    const list = document.getElementById("reached");
    for (const item of list ? list.children : []) {
      const mark = document.createElement("span"), yes = item.className === "yes";
      mark.className = "reach " + item.className;
      mark.title = yes ? list.dataset.yes : list.dataset.no;
      mark.textContent = yes ? "▏" : "▍";
      editor.setGutterMarker(Number(item.dataset.line) - 1, "reach", mark);
    }
  };
  const examine = async () => {
    const form = new FormData(field.form);
    form.delete("rules/examine:next"); // of this file, wherever somebody means to go next
    asked.abort(); // what was typed before is not wanted any more: the daemon stops working on it
    asked = new AbortController();
    const answer = await fetch("/do/rules/examine", {method: "POST", body: new URLSearchParams(form), credentials: "same-origin", signal: asked.signal});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), refused = page.querySelector(".refused");
    place.replaceChildren(...(refused ? [...refused.querySelectorAll("li, p:not(.head)")].map(node => Object.assign(document.createElement("p"), {className: "error", textContent: node.textContent}))
                                      : (page.getElementById("examined") || place).cloneNode(true).childNodes));
    marks(place.querySelectorAll("p[data-line]"));
  };
  // What stands before the cursor, held against every name that the package and the rules know; each with what it is.
  const known = [...document.querySelectorAll("#known option")].map(option => ({text: option.value, displayText: option.value + "  " + option.textContent}));
  const complete = () => {
    const cursor = editor.getCursor(), before = editor.getLine(cursor.line).slice(0, cursor.ch), word = /[\p{L}\p{N}_.]*$/u.exec(before)[0];
    const seen = new Set(), list = known.filter(one => one.text.startsWith(word) && !seen.has(one.displayText) && seen.add(one.displayText)).slice(0, 40);
    return {list, from: CodeMirror.Pos(cursor.line, cursor.ch - word.length), to: cursor};
  };
  const begin = () => {
    if (editor)
      return;
    editor = CodeMirror.fromTextArea(field, {mode: field.dataset.mode === "sql" ? "text/x-sqlite" : field.dataset.mode, lineNumbers: true, gutters: ["marks", "CodeMirror-linenumbers", "reach"], indentUnit: 2, lineWrapping: true, viewportMargin: Infinity,
      extraKeys: {"Ctrl-Space": () => editor.showHint({hint: complete, completeSingle: false})}});
    editor.getInputField().setAttribute("aria-label", document.querySelector("label[for=" + field.id + "]").textContent);
    editor.on("change", () => {
      editor.save();
      clearTimeout(waits);
      waits = setTimeout(() => examine().catch(() => {}), 500);
    });
    const line = document.getElementById("t-line");
    if (line)
      editor.on("cursorActivity", () => line.value = editor.getCursor().line + 1);
    marks(place.querySelectorAll("p[data-line]"));
    reached();
  };
  const folded = field.closest("details");
  if (!folded || folded.open)
    begin();
  else
    folded.addEventListener("toggle", () => begin(), {once: true});
})();

// A word of a rule's sentence is put in where the cursor stands. Without script it is read and typed.
(() => {
  const field = document.getElementById("f-says");
  if (!field || field.readOnly)
    return;
  for (const place of document.querySelectorAll("[data-insert]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = place.textContent;
    button.addEventListener("click", () => {
      field.setRangeText(place.dataset.insert, field.selectionStart, field.selectionEnd, "end");
      field.focus();
    });
    place.replaceChildren(button);
  }
})();
