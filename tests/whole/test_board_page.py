"""The board's pages in a real browser: the switch against another period, ordering and finding without a script, units side by side, the brief for a
leader, paper, a phone, and a contest of many units. What they say is the commands' (test_board.py)."""
import base64
import re
import shutil
import subprocess
import urllib.request

import pytest

import steady
from base import measured
from browser import Browser, By
from daemon import PACKAGE
from phase import listening, phase_1

BOARD = "/board"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    with phase_1(tmp_path_factory.mktemp("board-page")) as made:
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


def column(browser, selector):
    return [cell.text for cell in browser.all(f".board tbody {selector}")]


# ---- another period, another order, some of the units -------------------------------------------------------------------

def test_the_switch_shows_what_became_of_each_figure(daemon, browser):
    browser.go(f"{BOARD}?period=2024-12&stage=final")
    assert not browser.all(".board .change")
    browser.follow("So với tháng 11/2024")
    board = daemon.json("board", "--period", "2024-12", "--against", "2024-11")
    said = {(row["name"], criterion): cell["change"] for row in board["rows"] for criterion, cell in row["cells"].items()}
    shown = browser.run("return [...document.querySelectorAll('.board tbody tr')].flatMap(row => [...row.querySelectorAll('td a')].map(cell => "
                        "[row.querySelector('th').textContent, cell.querySelector('.cid').textContent.trim(), (cell.querySelector('.change') || {textContent: ''}).textContent.trim()]))")
    assert {(name, criterion) for name, criterion, _ in shown} == set(said)
    for name, criterion, text in shown:
        change = said[name, criterion]
        moved = change and change["direction"] != "same"  # what did not change bears no mark
        assert " ".join(text.split()) == (f"{'▲' if change['direction'] == 'up' else '▼'} {change['text']}" if moved else ""), (name, criterion)
    assert "▲ +90 điểm %" in browser.text(".board")  # Cát Bi, 1.1
    browser.follow("Thôi so với")
    assert not browser.all(".board .change")


def test_any_two_periods_are_chosen_from_two_lists(browser):
    browser.go(BOARD)
    browser.fill(period="01/2025", against="11/2024")
    browser.send(".choose button")
    assert browser.text("h1").startswith("Tháng 01/2025") and "against=2024-11" in browser.path()
    assert browser.run("return [...document.querySelectorAll('.choose select')].map(list => list.selectedOptions[0].text)")[:2] == ["01/2025", "11/2024"]


def test_a_board_is_ordered_by_heads_and_found_in(browser):
    browser.go(f"{BOARD}?period=2024-11&stage=final")
    listed = column(browser, "th[scope=row]")
    browser.follow("Kết luận")
    assert browser.find("th[aria-sort]").text.startswith("Kết luận")
    assert column(browser, "th[scope=row]")[0] == "Cát Bi" and column(browser, "th[scope=row]")[-1] == listed[-1] == "quận Hải An"
    browser.leave(browser.all(".criterion a")[0])
    assert column(browser, "th[scope=row]")[0] == "Cát Bi" and browser.find("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    browser.leave(browser.all(".criterion a")[0])
    assert browser.find("th[aria-sort]").get_attribute("aria-sort") == "descending" and column(browser, "th[scope=row]")[-2] == "Cát Bi"
    browser.fill(find="cat bi")
    browser.send(".choose button")
    assert column(browser, "th[scope=row]") == ["Cát Bi"] and "sort=cells.1.1.value" in browser.path()  # marks do not matter; the order stays
    browser.follow("Bỏ lọc")
    assert len(column(browser, "th[scope=row]")) == len(listed)


def test_ties_are_said_and_what_is_met_bears_no_mark(browser):
    browser.go(f"{BOARD}?period=2024-11&stage=final")
    assert column(browser, "td.place")[:8] == ["đồng hạng 1"] * 6 + ["8", "đồng hạng 1"]
    assert not browser.all(".board td.met svg") and browser.all(".board td.missed svg")
    assert "không chấm điểm" in browser.text(".whole")
    ink = browser.run("return [...new Set([...document.querySelectorAll('.board td.met a')].map(cell => getComputedStyle(cell).color))]")
    assert ink == [browser.run("return getComputedStyle(document.body).color")]


# ---- side by side, and one sheet ----------------------------------------------------------------------------------------

def test_units_are_put_side_by_side_by_links_alone(daemon, browser):
    browser.go(f"{BOARD}?period=2024-12&stage=final&against=2024-11")
    browser.follow("So sánh các đơn vị")
    browser.follow("Cát Bi")
    browser.follow("Nam Hải")
    assert "units=cat-bi%2Cnam-hai" in browser.path() and "against=2024-11" in browser.path()
    assert [head.text.split("\n")[0].split(" ×")[0] for head in browser.all(".compare thead th")[1:]] == ["Cát Bi", "Nam Hải"]
    assert "▲ +90 điểm %" in browser.text(".compare")
    address = browser.path()
    browser.leave(browser.find(".leave-out"))
    assert len(browser.all(".compare thead th")) == 2


def test_the_brief_says_what_is_asked(daemon, browser):
    browser.go("/brief?period=2024-11")
    brief = daemon.json("brief", "--period", "2024-11")
    text = browser.text(".brief")
    assert [f"{entry['count']:02}/08" in text for entry in brief["classes"]] == [True] * len(brief["classes"])
    assert all(entry["name"] in text and entry["says"] in text for entry in brief["exceptions"]) and brief["exceptions"]
    assert "Cho ý kiến chỉ đạo" in text


def test_nobody_is_led_to_what_is_not_theirs(daemon):
    """An officer sees the whole board, and opens what is of the own unit."""
    daemon.add_person("can.bo", "officer", "--unit", "cat-bi")
    cookie = {"Cookie": daemon.sign_in("can.bo")}
    for path in (BOARD, "/live", "/why", "/compare?units=cat-bi,nam-hai&period=2024-12", "/result?id=phase-1/1.1/cat-bi/final"):
        with daemon.open(path, headers=cookie) as answer:
            links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/(?:result|unit|brief|live|alert)[^"#]*)"', answer.read().decode())]
        assert path == "/why" or any("cat-bi" in link for link in links), path
        for link in dict.fromkeys(links):
            with daemon.open(link, headers=cookie) as answer:
                assert answer.status == 200, (path, link)


# ---- paper --------------------------------------------------------------------------------------------------------------

def printed(browser, path, folder):
    """(pages: [(width, height)…] in points, text) of a page as it is printed."""
    browser.go(path)
    made = browser.command("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    file = folder / "page.pdf"
    file.write_bytes(base64.b64decode(made["data"]))
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", file.read_bytes())
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout if shutil.which("pdftotext") else None
    return [(round(float(width)), round(float(height))) for width, height in sizes], text


@pytest.mark.parametrize("path", [f"{BOARD}?period=2024-11&stage=final", BOARD, f"{BOARD}?period=2024-12&stage=final&against=2024-11", f"/en{BOARD}"])
def test_the_board_is_one_sheet_across(browser, tmp_path, path):
    pages, text = printed(browser, path, tmp_path)
    assert len(pages) == 1 and pages[0][0] == 842 and pages[0][1] in (595, 596), pages
    if text is not None:
        assert re.search(r"\b1/1\b", text) and "18:00 12/02/2025" in text and "Cát Bi" in text and "Tràng Cát" in text and "chưa đạt" in text or "/en" in path


def test_the_brief_is_one_sheet(browser, tmp_path):
    pages, text = printed(browser, "/brief", tmp_path)
    assert len(pages) == 1 and pages[0][1] == 842 and pages[0][0] in (595, 596), pages
    assert text is None or "Xin ý kiến lãnh đạo" in text


# ---- small screens ------------------------------------------------------------------------------------------------------

def test_at_768_no_column_is_out_of_sight(browser):
    for path in (BOARD, "/live"):
        browser.screen(768, 900)
        browser.go(path)
        beyond = browser.run("return [...document.querySelectorAll('.board th, .board td')].filter(cell => cell.getBoundingClientRect().right > innerWidth).length")
        assert beyond == 0, path
    browser.go(BOARD)
    assert "Nguồn tin do Nhân dân cung cấp" in browser.text(".targets-named")  # what a column is stands below


def test_a_phone_shows_exceptions_first_and_folds_what_is_met(browser):
    browser.screen(390, 844)
    browser.go(f"{BOARD}?period=2024-11&stage=final")
    shown = [cell for cell in browser.all(".board td a") if cell.is_displayed()]
    assert len(shown) == 2 and all("chưa đạt" in cell.text for cell in shown)  # Cát Bi's own, and the district's
    browser.click("label.show-met")
    assert sum(cell.is_displayed() for cell in browser.all(".board td a")) > 80


# ---- what is open -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("prefix, needs, cannot, lost", [("", "cần thêm 30", "không thể đạt nữa", "01 không thể đạt nữa"), ("/en", "still needs 30", "can no longer be met", "1 can no longer be met")])
def test_a_figure_so_far_says_what_lies_ahead(daemon, browser, prefix, needs, cannot, lost):
    daemon.add({"tip": steady.tips("nam-hai", "2025-02", 2, 10), "accident": [{"accident_id": "grave", "ward": "cat-bi", "on_date": "2025-02-11", "level": "serious"}]})
    measured(daemon)

    def cell(ward, criterion):
        return browser.run("return [...document.querySelectorAll('.so-far tbody tr')].find(row => row.cells[0].textContent == arguments[0])"
                           ".querySelectorAll('td')[arguments[1]].querySelector('a')", ward, [row["id"] for row in daemon.json("live")["criteria"]].index(criterion))
    for width in (1280, 390):
        browser.screen(width, 844)
        browser.go(f"{prefix}/live")
        assert [cell("Nam Hải", "1.1").find_element(By.CSS_SELECTOR, one).text for one in (".value", ".ahead")] == ["20%", needs]
        assert cell("Cát Bi", "6.2").find_element(By.CSS_SELECTOR, ".ahead").text == cannot
        assert not cell("Cát Bi", "4.1").find_elements(By.CSS_SELECTOR, ".ahead")  # what is met is quiet
        assert ("20%, chưa đạt" in cell("Nam Hải", "1.1").get_attribute("title")) == (not prefix)
        assert browser.sound().run("return document.documentElement.scrollWidth") <= width
        browser.go(f"{prefix}{BOARD}")
        assert [(line.text, line.is_displayed()) for line in browser.all(".board .open .ahead")] == [(lost, True)]
    browser.leave(browser.find(".board .open .ahead"))
    assert browser.path().endswith("/forecast?period=2025-02&unit=cat-bi") and cannot in browser.text("main") and "Nam Hải" not in browser.text("main")


def test_a_run_of_an_open_period_says_it_too_while_its_figures_are_those(daemon, browser):
    daemon.ctl("evaluate", "2025-02", "--stage", "provisional")
    browser.go(f"{BOARD}?period=2025-02&stage=provisional")
    lines = {line.text for line in browser.all(".board td a > .ahead")}
    assert {"cần thêm 30", "không thể đạt nữa"} <= lines
    cell = browser.find('.board a[href*="/result?id=2025-02/1.1/nam-hai/"]')
    assert [part for part in cell.text.split("\n") if part] == ["20%", "chưa đạt", "cần thêm 30"]
    daemon.add({"tip": [{**tip, "tip_id": f"them-{tip['tip_id']}"} for tip in steady.tips("nam-hai", "2025-02", 1, 1)]})
    measured(daemon)
    browser.go(f"{BOARD}?period=2025-02&stage=provisional")  # the run's figure is an older one now: what lies ahead is not of it
    assert "cần thêm" not in browser.find('.board a[href*="/result?id=2025-02/1.1/nam-hai/"]').text
    with urllib.request.urlopen(f"http://127.0.0.1:{daemon.port}{BOARD}?period=2025-02&stage=provisional") as answer:
        assert "cần thêm" not in answer.read().decode()  # nor is it for everybody


# ---- many units ---------------------------------------------------------------------------------------------------------

def many_package(folder, wards):
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("tests"))
    units = ["id,level,parent,name,code,valid_from,valid_until", "hai-phong,city,,thành phố Hải Phòng,31,2007-01-01,",
             "quan-hai-an,district,hai-phong,quận Hải An,306,2007-01-01,"]
    units += [f"phuong-{number:03},ward,quan-hai-an,Phường số {number},{20000 + number},2007-01-01," for number in range(1, wards + 1)]
    (folder / "units.csv").write_text("\n".join(units) + "\n", encoding="utf-8")
    successions = folder / "successions.csv"
    successions.write_text(successions.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return folder


def test_many_units_stand_in_sections_under_a_head_that_stays(tmp_path):
    wards = [f"phuong-{number:03}" for number in range(1, 88)]
    (tmp_path / "many").mkdir()
    daemon = listening(tmp_path / "many", package=many_package(tmp_path / "package", len(wards)))
    tips, returns = [], []
    for number, ward in enumerate(wards):
        tips += steady.tips(ward, "2024-11", 9 if number % 3 else 5, 10)
        if number % 10:
            returns += steady.returns(ward, "2024-11")
    daemon.advance("2024-12-03T09:00")
    daemon.add({"tip": tips, "submission": returns})
    daemon.ctl("evaluate", "2024-11")
    browser = Browser(daemon.port, tmp_path, daemon.sign_in())
    try:
        browser.go(f"{BOARD}?period=2024-11&stage=final")
        sections = [head.text for head in browser.all(".board .section")]
        assert len(sections) >= 2 and sections[0].startswith("Chưa đủ số liệu\n9") or sections[0].startswith("Chưa đủ số liệu 9"), sections
        rows = [section.find_elements(By.CSS_SELECTOR, "tr:not(.section)") for section in browser.all(".board tbody")]
        assert sum(map(len, rows)) == 88  # the district too
        browser.run("document.querySelector('.whole .scroll').scrollTop = 1500")
        top = browser.run("const box = document.querySelector('.whole .scroll').getBoundingClientRect(), head = document.querySelector('.board thead th').getBoundingClientRect();"
                          "return Math.abs(head.top - box.top)")
        assert top < 3  # the head is still in sight
        for width, scheme in ((1440, "dark"), (390, "light")):  # the small board is looked at in test_browser.py
            browser.screen(width, 900)
            browser.media("", scheme)
            assert browser.sound().run("return document.documentElement.scrollWidth") <= width
        assert browser.said() == []
        browser.media()
        browser.screen()
        browser.go(f"{BOARD}?period=2024-11&stage=final&find=so+87")
        assert column(browser, "th[scope=row]") == ["Phường số 87"]
        pages, _ = printed(browser, f"{BOARD}?period=2024-11&stage=final", tmp_path)
        assert 2 <= len(pages) <= 8
    finally:
        browser.end()
        daemon.stop()
