"""The pages in a real browser: a leader's way by mouse and by keyboard, a phone, print, both languages, and what of WCAG can be
computed (wcag.js). Headless Chromium by WebDriver; THIDUA_BROWSER=no skips it where there is none.

THIDUA_AXE=path/to/axe.min.js also runs axe-core on every page (`npm pack axe-core@4.10.2`); it is not needed.
"""
import json
import os
import pathlib
import time
import zipfile

import pytest

from browser import WCAG, Browser, By, Keys
from daemon import until
from phase import phase_1

RESULT = "/result?id=2024-11/1.1/cat-bi/final"
PAGES = ["/", "/board", "/why", "/search", "/board?period=2024-12&against=2024-11&sort=place,desc", "/compare", "/compare?units=cat-bi,nam-hai&period=2024-12&against=2024-11", "/brief?period=2024-12", "/live", "/board?period=2024-11&stage=final", "/unit?subject=cat-bi&period=2024-11&stage=final", "/unit?subject=cat-bi-1",
         "/unit?subject=quan-hai-an", "/unit?subject=phuong-hai-an", RESULT, "/result?id=2024-11/4.2/dang-lam/final", "/result?id=phase-1/7.1/cat-bi/final",
         "/result?id=phase-1/3.1/cat-bi/final", "/alerts", "/alert?id=1", "/drafts", "/draft?id=phase-1-d-1", "/seals", "/seal?id=phase-1-1", "/schedule", "/unit?subject=nobody",
         "/records?unit=cat-bi&period=2024-11", "/records/type?type=tip&unit=cat-bi&period=2024-11", "/review", "/records/completeness", "/records/receipt", "/people", "/readings", "/outbox",
         "/records/grid?type=good_deed&unit=cat-bi&period=2024-11", "/records/entry?type=incident&unit=cat-bi&period=2024-11", "/records/entry?type=tip&unit=nam-hai"]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    with phase_1(tmp_path_factory.mktemp("browser")) as made:
        made.ctl("alerts", "ack", made.json("alerts", "--open")[0]["id"], "--until", "2025-03-01", "--note", "phường đang bổ sung tin")
        yield made


@pytest.fixture(scope="module")
def chromium(daemon, tmp_path_factory):
    browser = Browser(daemon.port, tmp_path_factory.mktemp("chromium"), daemon.sign_in())
    yield browser
    browser.end()


@pytest.fixture
def browser(chromium):
    chromium.screen()
    chromium.media()
    chromium.said()
    return chromium


# ---- a leader's way -----------------------------------------------------------------------------------------

def in_sight(browser, selector):
    return browser.run("const box = document.querySelector(arguments[0]).getBoundingClientRect();"
                       "return box.top >= 0 && box.top < innerHeight && box.height > 0", selector)


def test_from_the_first_page_to_the_rows_in_two_clicks(daemon, browser):
    """Why did Cát Bi miss 1.1 in November, and which rows say so? The first page is the newest period's."""
    browser.go("/board")
    assert in_sight(browser, ".attention a"), "what needs a look is not in sight without scrolling"
    first = browser.text(".attention a")
    assert "Cát Bi" in first and "1.1" in first and "chưa đạt" in first
    browser.click(".attention a")
    explain = daemon.json("explain", "phase-1/1.1/cat-bi/final")
    assert explain["says"] in browser.text(".why") and explain["lacking"] in browser.text(".why")
    assert in_sight(browser, ".why") and in_sight(browser, ".against h3"), "the rows are not in sight without scrolling"
    against = [row[0] for row in explain["evidence"]["rows"] if row[-2] == 0]
    shown = [cell.text for cell in browser.driver.find_elements(By.CSS_SELECTOR, ".against tbody td:first-child")]
    assert against and shown == against
    # one month of it
    browser.click(".months a[href*='2024-11/1.1/cat-bi']")
    assert browser.path() == RESULT and "tại trụ sở Công an" in browser.text(".against")
    assert browser.said() == []


def test_from_the_board_to_a_team_and_its_members(browser):
    browser.go("/board?period=2024-11&stage=final")
    browser.driver.find_element(By.LINK_TEXT, "Cát Bi").click()
    assert browser.text("h1") == "Cát Bi" and len(browser.driver.find_elements(By.CSS_SELECTOR, ".target")) == 11
    browser.click(".teams tbody th a")
    assert "tổ trưởng" in browser.text()
    browser.click(".months a")
    assert "7.1" in browser.text("h1") and "vt-2024-11-cat-bi" in browser.text()
    browser.click(".path li:last-child a")
    assert browser.path().startswith("/unit?subject=cat-bi-1")


def test_period_and_language_are_switched_on_the_spot(browser):
    browser.go("/board")
    browser.fill(period="12/2024")
    browser.send(".choose button")
    vi = browser.path()
    browser.click(".language")
    assert browser.path() == "/en" + vi and browser.run("return document.documentElement.lang") == "en"
    assert "Needs a look" in browser.text() or "No target is missed" in browser.text()
    browser.click(".language")
    assert browser.path() == vi and browser.run("return document.documentElement.lang") == "vi"


def test_a_draft_is_downloaded(browser):
    browser.go("/drafts")
    link = browser.driver.find_element(By.CSS_SELECTOR, "a[download]")
    name = link.get_attribute("download")
    link.click()
    until = time.monotonic() + 20
    while not (browser.downloads / name).exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert "word/document.xml" in zipfile.ZipFile(browser.downloads / name).namelist()


# ---- the keyboard -------------------------------------------------------------------------------------------

FOCUS = """
const node = document.activeElement;
if (!node || node === document.body) return null;
const box = node.getBoundingClientRect(), look = getComputedStyle(node);
return {tag: node.tagName, text: node.textContent.trim().slice(0, 60), href: node.getAttribute("href"), cls: String(node.className),
        outline: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
        sight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1};
"""


def walk(browser, limit=400):
    """Tab by tab until the page ends."""
    while limit:
        browser.press(Keys.TAB)
        focus = browser.run(FOCUS)
        if focus is None:
            return
        yield focus
        limit -= 1
    pytest.fail("the keyboard is trapped")


def test_by_keyboard_alone(browser):
    browser.go("/board")
    browser.press(Keys.TAB)
    focus = browser.run(FOCUS)
    assert focus["href"] == "#main" and focus["sight"] and focus["outline"], focus
    browser.press(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "main"
    for focus in walk(browser):
        assert focus["sight"] and focus["outline"], focus
        if "Cát Bi" in focus["text"] and "/result?" in (focus["href"] or ""):
            break
    browser.press(Keys.ENTER)
    assert "phase-1/1.1/cat-bi" in browser.path()
    seen = list(walk(browser))
    assert all(focus["sight"] and focus["outline"] for focus in seen), [focus for focus in seen if not focus["outline"] or not focus["sight"]]
    assert any("scroll" in focus["cls"] for focus in seen) and any(focus["tag"] == "SUMMARY" for focus in seen)


# ---- screens and paper --------------------------------------------------------------------------------------

def test_keys_lead_to_places_and_sections(browser):
    """page.md: a number is a place, brackets the sections, "/" the look-up, "?" lists them; what is typed into a field is no key; they can be turned off."""
    browser.go("/board?period=2024-11&stage=final")
    browser.press("]")
    assert browser.run("return document.activeElement.matches('main h1, main h2')")
    browser.press("?")
    assert browser.run("return document.getElementById('keys').open")
    browser.press(Keys.ESCAPE)
    assert not browser.run("return document.getElementById('keys').open")
    places = browser.run("return [...document.querySelectorAll('.places a')].map(link => link.getAttribute('href'))")
    browser.press("3")
    until(lambda: browser.path() == places[2] == "/why")
    browser.press("/")
    until(lambda: browser.path() == "/search")
    browser.run("document.querySelector('main input:not([type=hidden])').focus()")
    browser.press("2")
    assert browser.path() == "/search" and browser.run("return document.activeElement.value").endswith("2")
    browser.run("document.activeElement.blur()")
    for on in (False, True):
        browser.run("document.getElementById('keys').showModal()")
        browser.click("#keys-on")
        assert browser.run("return document.getElementById('keys-on').checked") == on
        browser.press(Keys.ESCAPE)
        until(lambda: not browser.run("return document.getElementById('keys').open || document.activeElement.closest('dialog')"))
        browser.press("2")
        if on:
            until(lambda: browser.path() == places[1])
        else:
            browser.run("return new Promise(done => setTimeout(done, 300))")
            assert browser.path() == "/search"
    assert browser.said() == []


def test_a_phone_has_the_places_at_its_foot(browser):
    """Each high and wide enough to be touched, all in sight, and nothing of the page hidden behind them at its end."""
    browser.screen(390, 844)
    browser.go("/board?period=2024-11&stage=final")
    bar, links, held = browser.run("scrollTo(0, document.body.scrollHeight); const bar = document.querySelector('.places');"
                                   "const box = node => { const {left, right, top, bottom} = node.getBoundingClientRect(); return [left, right, top, bottom]; };"
                                   "return [box(bar), [...bar.querySelectorAll('a')].map(box), box(document.querySelector('footer'))]")
    assert browser.run("return getComputedStyle(document.querySelector('.places')).position") == "fixed" and bar[3] == 844
    assert len(links) >= 3 and all(right - left >= 44 and bottom - top >= 44 and left >= 0 and right <= 390 for left, right, top, bottom in links)
    assert held[3] <= bar[2] + 1, (held, bar)
    assert browser.run("return document.querySelector('.places [aria-current]').textContent.trim()") == "Bảng"


def test_the_board_on_a_phone_needs_no_scrolling_sideways_either(browser):
    browser.screen(360, 740)
    browser.go("/board")
    beyond = browser.run("return [...document.querySelectorAll('.board a')].filter(a => a.getBoundingClientRect().right > innerWidth).length")
    assert beyond == 0 and len(browser.driver.find_elements(By.CSS_SELECTOR, ".board td a")) >= 8 * 11
    assert "1.1" in browser.text(".board td.missed a")


OVERLAPS = """return [...document.querySelectorAll('svg.chart')].flatMap(chart => {
    const labels = [...chart.querySelectorAll('text')].map(text => [text.getBoundingClientRect(), text.textContent]);
    return labels.flatMap(([a, one], i) => labels.slice(i + 1).filter(([b]) =>
        a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - 2 && b.top < a.bottom - 2).map(([, other]) => `${one} | ${other}`));
});"""


@pytest.mark.parametrize("width", (390, 1440))
def test_labels_of_a_picture_do_not_overlap(browser, width):
    browser.screen(width, 900)
    for path in ("/unit?subject=cat-bi&period=2024-11&stage=final", RESULT):
        browser.go(path)
        assert browser.run("return document.querySelectorAll('svg.chart text').length") >= 4
        assert browser.run(OVERLAPS) == [], path


def test_on_paper(browser):
    browser.media("print")
    browser.go("/board")
    hidden = browser.run("return [...document.querySelectorAll('.places, .within, .choose, .language')].every(node => getComputedStyle(node).display === 'none')")
    assert hidden and "chưa đạt" in browser.text(".board") and "76" not in browser.text(".path, h1")
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    browser.go("/result?id=phase-1/1.1/cat-bi/final")  # what is folded on a screen is not on paper
    assert browser.run("const fold = document.querySelector('.group > details:not([open], .rest)');"
                       "return fold.getBoundingClientRect().height > fold.querySelector('table').getBoundingClientRect().height"
                       " && fold.querySelector('h3').getBoundingClientRect().height > 0")


# ---- for everyone -------------------------------------------------------------------------------------------

def violations(browser):
    found = browser.run(WCAG)
    if os.environ.get("THIDUA_AXE"):
        browser.run(pathlib.Path(os.environ["THIDUA_AXE"]).read_text())
        axe = browser.driver.execute_async_script("axe.run(document, {resultTypes: ['violations']}).then(arguments[0])")
        found += [f"axe {rule['id']}: {node['html'][:120]} {node['failureSummary'][:200]}" for rule in axe["violations"] for node in rule["nodes"]]
    return found


def sideways(browser, width):
    """What is wider than the screen; on a phone also the cells out of sight. (A paper's text is as Word has it, and scrolls in its frame.)"""
    wide = browser.run("return document.documentElement.scrollWidth")
    found = [f"is {wide} wide"] if wide > width else []
    if width == 390:
        found += browser.run("return [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1)"
                             ".map(box => `cut off: ${box.getAttribute('aria-labelledby')}`)")
        found += browser.run("return [...document.querySelectorAll('main td, main th')].filter(cell => !cell.closest('.paper') && cell.getBoundingClientRect().right > innerWidth)"
                             ".map(cell => `beyond the screen: ${cell.textContent}`)")
    return found


# In Vietnamese on every screen, light and dark; in English, where the words are others, on a phone.
SCREENS = {"": ((1280, "light"), (1280, "dark"), (768, None), (390, "light"), (360, None), (320, None)), "/en": ((390, "light"),)}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(browser, path):
    """No violation, nothing that scrolls sideways, nothing that the page's own policy refuses."""
    wrong = []
    for language, screens in SCREENS.items():
        browser.go(language + path)
        for width, scheme in screens:
            browser.screen(width, 844 if width < 1280 else 800)
            browser.media("", scheme or "light")
            found = sideways(browser, width) + (violations(browser) if scheme else [])
            wrong += [f"{language or '/vi'} {width} {scheme or ''}: {what}" for what in found]
    wrong += [line for line in browser.said() if "/unit?subject=nobody" not in line]  # that one is a refusal itself: 400
    assert not wrong, "\n".join(wrong)


FAULTS = {
    "html-lang": "document.documentElement.lang = 'xx'",
    "title": "document.title = ''",
    "zoom": "document.querySelector('meta[name=viewport]').content = 'width=device-width, maximum-scale=1'",
    "lang-of-parts": "document.querySelector('h1 [lang]').removeAttribute('lang')",
    "duplicate-id": "document.querySelector('h2').id = 'main'",
    "reference": "document.querySelector('[aria-labelledby]').setAttribute('aria-labelledby', 'nowhere')",
    "role": "document.querySelector('[role]').setAttribute('role', 'banan')",
    "aria-value": "document.querySelector('[aria-current]').setAttribute('aria-current', 'yes')",
    "name": "document.querySelector('nav a').textContent = ''",
    "picture": "document.querySelector('main svg').removeAttribute('aria-hidden')",
    "hidden-focus": "document.querySelector('main a').setAttribute('aria-hidden', 'true')",
    "landmark": "document.querySelector('nav').removeAttribute('aria-label')",
    "outside-landmarks": "document.body.append('stray')",
    "skip-link": "for (const link of document.querySelectorAll('.skip')) link.remove()",
    "one-h1": "document.querySelector('h1').remove()",
    "empty-heading": "document.querySelector('h2').textContent = ''",
    "heading-order": "document.querySelector('h2').outerHTML = '<h4>x</h4>'",
    "list": "document.querySelector('main ul').append(document.createElement('div'))",
    "caption": "document.querySelector('caption').remove()",
    "table-headers": "document.querySelector('table').tHead.remove()",
    "th-scope": "document.querySelector('th').removeAttribute('scope')",
    "empty-th": "document.querySelector('th').textContent = ''",
    "table-shape": "document.querySelector('tbody tr').deleteCell(3)",
    "contrast": "document.querySelector('h1').style.color = '#aaa'",
    "target-size": "for (const a of document.querySelectorAll('.top nav a')) a.style.cssText = 'padding: 0; font-size: 2px; line-height: 5px; margin: -2px'",
    "scrollable": "const s = document.querySelector('.scroll'); s.removeAttribute('tabindex'); s.style.width = '200px'",
    "tab-order": "document.querySelector('a').tabIndex = 3",
    "reflow": "document.querySelector('main').style.width = '3000px'",
}


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_the_checker_finds(browser, rule):
    if not browser.path().startswith("/en/board?period=2024-11") or browser.run("return window.spoilt"):
        browser.go("/en/board?period=2024-11&stage=final")
    browser.run("window.spoilt = true; " + FAULTS[rule])
    assert any(what.startswith(rule + ":") for what in browser.run(WCAG)), rule


# ---- the policy ---------------------------------------------------------------------------------------------

def test_the_policy_refuses_a_script_and_a_style(browser):
    """The test of the test above: what slips into a page does nothing, and the console says so."""
    browser.go("/")
    browser.run("const s = document.createElement('script'); s.textContent = 'window.stray = 1'; document.body.append(s);"
                "const c = document.createElement('style'); c.textContent = 'h1 { display: none }'; document.body.append(c);")
    assert browser.run("return window.stray") is None and browser.driver.find_element(By.CSS_SELECTOR, "h1").is_displayed()
    said = browser.said()
    assert len(said) == 2 and all("Content Security Policy" in line for line in said), json.dumps(said)
