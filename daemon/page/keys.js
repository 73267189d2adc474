/* Keys for who uses a keyboard: a number goes to a place of the head, brackets to the sections, "/" to look something up, "?" lists them. Nothing needs it; a
 * switch in the list turns them off, in this browser. */
(() => {
  "use strict";
  const list = document.getElementById("keys"), keys = document.getElementById("keys-on");
  if (!list || !list.showModal)
    return;
  const KEPT = "thidua-keys";
  let on = true;
  try {
    on = localStorage.getItem(KEPT) !== "off";
  } catch {
    on = true; /* a browser that keeps nothing: they are on, on each page */
  }
  keys.checked = on;
  keys.addEventListener("change", () => {
    on = keys.checked;
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      return; /* it holds for this page */
    }
  });

  const places = [...document.querySelectorAll(".places a")];
  const sections = () => [...document.querySelectorAll("main h1, main h2")].filter((node) => node.offsetParent);

  function section(by) {
    const all = sections(), top = all.findIndex((node) => node.getBoundingClientRect().top > 8);
    const held = all.indexOf(document.activeElement), from = held >= 0 ? held : top < 0 ? all.length : by > 0 ? top - 1 : top;
    const next = all[from + by];
    if (!next)
      return;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({block: "start"});
  }

  function find() {
    const field = document.querySelector("main input[type=search], main input[name=find]"), place = document.querySelector(".places .to-search a");
    if (field)
      field.focus();
    else if (place)
      location.assign(place.href);
  }

  function act(key) {
    if (key === "?")
      list.showModal();
    else if (key === "/")
      find();
    else if (key === "[" || key === "]")
      section(key === "]" ? 1 : -1);
    else if (/^[1-9]$/.test(key) && places[key - 1])
      location.assign(places[key - 1].href);
    else
      return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const typed = event.target.closest("input, select, textarea, [contenteditable], dialog");
    if (on && !typed && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && act(event.key))
      event.preventDefault();
  });
  document.querySelector("[data-keys]").addEventListener("click", () => list.showModal());
  document.querySelector(".with-keys").hidden = false;
})();
