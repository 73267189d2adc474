/*
 * What of WCAG 2.2 (A, AA) can be computed of a page as it stands in the browser: called with no argument, returns a list
 * of texts "rule: what". Each rule is tried by test_browser.py on a page with that very fault.
 */
const wrong = [];
const say = (rule, node, more) => {
  const name = node && node.nodeType === 1
    ? `<${node.tagName.toLowerCase()}${node.id ? "#" + node.id : ""}${node.className && node.className.baseVal === undefined ? "." + node.className : ""}> ${(node.textContent || "").trim().slice(0, 40)}` : "";
  wrong.push(`${rule}: ${name} ${more || ""}`.trim());
};
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const style = node => getComputedStyle(node);
const shown = node => node.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true}) &&
  node.getClientRects().length > 0;
/* Text for screen readers only has a box of a pixel. */
const seen = node => {
  for (let at = node; at && at !== document.body; at = at.parentElement) {
    const box = at.getBoundingClientRect();
    if (style(at).position === "absolute" && box.width <= 1 && box.height <= 1) return false;
  }
  return shown(node);
};
const spoken = node => {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true" || !shown(node)) return "";
  const by = node.getAttribute("aria-labelledby");
  if (by) return by.split(/\s+/).map(id => (document.getElementById(id) || {}).textContent || "").join(" ");
  if (node.getAttribute("aria-label")) return node.getAttribute("aria-label");
  if (node.tagName === "IMG") return node.alt;
  return [...node.childNodes].map(spoken).join("");
};
/* A field of a form is called by its labels. */
const name = node => (node.labels && node.labels.length ? [...node.labels].map(spoken).join(" ") : spoken(node)).trim();
const focusable = "a[href], button, input, select, textarea, summary, [tabindex]";

/* 3.1.1, 3.1.2 languages; 2.4.2 title; 1.4.4 zoom */
const languages = ["vi", "en"];
if (!languages.includes(document.documentElement.lang)) say("html-lang", document.documentElement);
all("[lang]").filter(node => !languages.includes(node.lang)).forEach(node => say("lang", node, node.lang));
if (!document.title.trim()) say("title");
const viewport = document.querySelector("meta[name=viewport]");
if (!viewport || /user-scalable\s*=\s*no|maximum-scale/.test(viewport.content)) say("zoom");
const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèẽíìóòõúùý]/i;
const texts = [];
for (let walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), text; (text = walker.nextNode());)
  if (text.data.trim() && shown(text.parentElement)) texts.push(text);
if (document.documentElement.lang === "en")
  texts.filter(text => vietnamese.test(text.data) && text.parentElement.closest("[lang]").lang !== "vi" && !text.parentElement.closest("code, svg"))
    .forEach(text => say("lang-of-parts", text.parentElement));

/* 4.1.1 ids, references */
const ids = all("[id]").map(node => node.id);
ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => say("duplicate-id", null, id));
for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"])
  all(`[${attribute}]`).forEach(node => node.getAttribute(attribute).split(/\s+/).filter(id => !document.getElementById(id))
    .forEach(id => say("reference", node, id)));
all("a[href^='#'], use[href^='#']").filter(node => !document.getElementById(node.getAttribute("href").slice(1)))
  .forEach(node => say("reference", node, node.getAttribute("href")));
const roles = ["alert", "status", "img", "region", "list", "listitem", "table", "navigation", "presentation"];
all("[role]").filter(node => !roles.includes(node.getAttribute("role"))).forEach(node => say("role", node));
all("[aria-current]").filter(node => !["page", "true"].includes(node.getAttribute("aria-current"))).forEach(node => say("aria-value", node));

/* 2.4.4, 4.1.2 names; 1.1.1 pictures */
all("a[href], button, summary, input, select, textarea").filter(shown).filter(node => !name(node)).forEach(node => say("name", node));
all("[role=region]").filter(node => !name(node) && !node.getAttribute("aria-labelledby")).forEach(node => say("name", node));
all("svg").filter(shown).forEach(node => {
  if (node.getAttribute("role") === "img" ? !node.getAttribute("aria-label") : node.getAttribute("aria-hidden") !== "true") say("picture", node);
});
all("img:not([alt])").forEach(node => say("picture", node));
all("[aria-hidden=true]").filter(node => node.querySelector(focusable) || node.matches(focusable)).forEach(node => say("hidden-focus", node));
all("[role=img]").filter(node => node.querySelector(focusable)).forEach(node => say("hidden-focus", node));

/* 1.3.1, 2.4.1 landmarks */
for (const [selector, what] of [["main", "main"], ["body > header", "header"], ["body > footer", "footer"]])
  if (all(selector).filter(shown).length !== 1) say("landmark", null, what);
const navigations = all("nav").filter(shown).map(node => node.getAttribute("aria-label"));
if (navigations.some((label, i) => !label || navigations.indexOf(label) !== i)) say("landmark", null, "nav " + navigations.join());
const regions = all("section[aria-labelledby], section[aria-label], [role=region]").filter(shown);
texts.filter(text => !text.parentElement.closest("main, header, nav, footer, .skip, svg")).forEach(text => say("outside-landmarks", text.parentElement));
const first = all("a[href]")[0];
if (!first || !/^#/.test(first.getAttribute("href"))) say("skip-link", first);

/* 1.3.1, 2.4.6 headings */
const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
if (headings.filter(node => node.tagName === "H1").length !== 1) say("one-h1");
headings.filter(node => !name(node)).forEach(node => say("empty-heading", node));
headings.forEach((node, i) => {
  if (i && +node.tagName[1] > +headings[i - 1].tagName[1] + 1) say("heading-order", node);
});
if (headings.length && headings[0].tagName !== "H1") say("heading-order", headings[0]);

/* 1.3.1 lists and tables */
all("ul, ol").forEach(node => [...node.children].filter(child => child.tagName !== "LI").forEach(child => say("list", child)));
all("li").filter(node => !["UL", "OL"].includes(node.parentElement.tagName)).forEach(node => say("list", node));
all("dl").forEach(node => [...node.children].filter(child => !["DIV", "DT", "DD"].includes(child.tagName)).forEach(child => say("list", child)));
all("dt, dd").filter(node => !node.closest("dl")).forEach(node => say("list", node));
all("table:not([role=presentation])").filter(shown).forEach(table => {
  if (!table.caption || !table.caption.textContent.trim()) say("caption", table);
  if (!all("thead th[scope=col]", table).length) say("table-headers", table);
  all("th", table).filter(node => !["col", "row", "rowgroup"].includes(node.scope)).forEach(node => say("th-scope", node));
  all("th", table).filter(node => !node.textContent.trim()).forEach(node => say("empty-th", node));
  const wide = row => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0), width = wide(table.rows[0]);
  [...table.rows].filter(row => wide(row) !== width).forEach(row => say("table-shape", row));
});

/* 1.4.3, 1.4.11 contrast */
const parse = colour => {
  const found = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
  return found ? [+found[1], +found[2], +found[3], found[4] === undefined ? 1 : +found[4]] : null;
};
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const ground = node => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) {
    const colour = parse(style(at).backgroundColor);
    if (colour && colour[3] > 0) layers.push(colour);
    if (colour && colour[3] === 1) break;
  }
  return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
};
const light = colour => {
  const [r, g, b] = colour.map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const contrast = (a, b) => {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + .05) / (low + .05);
};
texts.filter(text => seen(text.parentElement)).forEach(text => {
  const node = text.parentElement, look = style(node), below = ground(node);
  const colour = parse(node.closest("svg") ? look.fill : look.color);
  const size = parseFloat(look.fontSize), large = size >= 24 || (size >= 18.66 && +look.fontWeight >= 700);
  const ratio = colour ? contrast(over(colour, below), below) : 0;
  if (ratio < (large ? 3 : 4.5)) say("contrast", node, ratio.toFixed(2));
});
all("svg.icon").filter(seen).forEach(node => {
  const colour = parse(style(node).color), below = ground(node.parentElement);
  if (contrast(over(colour, below), below) < 3) say("contrast", node.parentElement, "icon");
});

/* What stays where it is while the page scrolls below it (a phone's bar of places): the element, or null. */
const fixed = node => node && (style(node).position === "fixed" ? node : fixed(node.parentElement));

/* 2.5.8 target size: 24 by 24, or inside a sentence, or apart from the others */
const targets = all("a[href], button, summary, input, select").filter(seen);
const boxes = targets.map(node => node.getBoundingClientRect());
targets.forEach((node, i) => {
  const box = boxes[i];
  if ((box.width >= 23.5 && box.height >= 23.5) || box.width === 0) return;
  const around = [...node.parentElement.childNodes].some(other => other.nodeType === 3 && other.data.trim().length > 3);
  if (style(node).display === "inline" && around) return;
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const close = boxes.some((other, j) => j !== i && other.width > 0 && fixed(targets[j]) === fixed(node) && !targets[j].contains(node) && !node.contains(targets[j]) &&
    Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)) < 12);
  if (close) say("target-size", node, `${box.width.toFixed()}×${box.height.toFixed()}`);
});

/* 2.1.1 what scrolls takes the keyboard; 2.4.3 the order is the page's own; 1.4.10 reflow */
all("body *").filter(node => shown(node) && /auto|scroll/.test(style(node).overflowX) && node.scrollWidth > node.clientWidth + 1)
  .filter(node => node.tabIndex < 0 || !name(node)).forEach(node => say("scrollable", node));
all("[tabindex]").filter(node => node.tabIndex > 0).forEach(node => say("tab-order", node));
if (document.documentElement.scrollWidth > innerWidth + 1) say("reflow", null, `${document.documentElement.scrollWidth} > ${innerWidth}`);
return wrong;
