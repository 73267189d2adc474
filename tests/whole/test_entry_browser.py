"""The first half of the walk in a real browser, with real accounts: an officer enters a tip with a mistake, sees it beside its field with
what was typed, mends and sends it; a reviewer returns it with a reason and then confirms it; the result changes; history has all of it. On
a phone too, without JavaScript (the pages have none), each page sound by wcag.js."""
import pytest

import steady
from daemon import PASSWORD, until
from phase import listening
from test_browser import WCAG, Browser, By
from selenium.webdriver.support.select import Select

PEOPLE = [("lan", "officer", "--unit", "cat-bi"), ("minh", "reviewer"), ("ky", "auditor")]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("entry"))
    try:
        made.add(steady.roster())
        made.advance("2024-12-04T09:00")
        files = steady.month("2024-11")
        files["submission"] = [row for row in files["submission"] if row["ward"] != "cat-bi" or row["record_type"] != "accident"]
        made.add(files)
        made.ctl("evaluate", "2024-11")
        for name, role, *unit in PEOPLE:
            made.add_person(name, role, *unit)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def desks(daemon, tmp_path_factory):
    """A browser for each person, as it was when they logged in."""
    made = {name: Browser(daemon.port, tmp_path_factory.mktemp(name), daemon.sign_in(name)) for name in ("lan", "minh")}
    yield made
    for browser in made.values():
        browser.end()


def fill(browser, **cells):
    for name, text in cells.items():
        node = browser.driver.find_element(By.ID, f"f-{name}")
        if node.tag_name == "select":
            Select(node).select_by_visible_text(text)
        else:
            node.clear()
            node.send_keys(text)


def press(browser, selector):
    """Clicks what sends a form or leads on, and waits for the page that comes."""
    browser.run("window.before = true")
    browser.click(selector)
    until(lambda: browser.run("return !window.before && document.readyState === 'complete'"), what=f"the page behind {selector}")


def sound(browser):
    assert browser.run(WCAG) == []
    return browser


def test_the_first_half_of_the_walk(daemon, desks):
    lan, minh = desks["lan"], desks["minh"]
    before = daemon.result("2024-11", "1.1", "cat-bi")

    lan.go("/records?period=2024-11")  # an officer begins with the own unit
    assert "Phường Cát Bi" in sound(lan).text() and "còn 01 ngày" in lan.text()
    assert [option.text for option in Select(lan.driver.find_element(By.ID, "unit")).options] == ["Cát Bi"]
    press(lan, "a.button[href*='type=tip']")
    fill(lan, tip_id="12", received_on="5/13/2024", channel="qua lực lượng")
    press(lan, "button.primary")
    error = lan.text("#e-received_on-1")  # beside its field, and above all fields
    assert "không có tháng 13" in error and "để trống" in lan.text("#e-verified-1") and "Ngày tiếp nhận" in lan.text("[role=alert]")
    field = lan.driver.find_element(By.ID, "f-received_on")
    assert (field.get_attribute("value"), field.get_attribute("aria-invalid")) == ("5/13/2024", "true")  # as it was typed
    assert Select(lan.driver.find_element(By.ID, "f-channel")).first_selected_option.text == "qua lực lượng"
    sound(lan)
    assert daemon.run("history", "tip", "cat-bi/12").returncode == 1  # nothing was written

    fill(lan, received_on="5/11/2024", verified="đúng")
    press(lan, "button.primary")
    assert "đã ghi bản ghi" in lan.text("[role=status]") and "biên nhận" in lan.text("[role=status]")
    assert lan.driver.find_element(By.ID, "f-tip_id").get_attribute("value") == "13"  # the next one
    assert daemon.result("2024-11", "1.1", "cat-bi")["den"] == before["den"]

    minh.go("/review")
    assert "cat-bi/12" in sound(minh).text() and "lan" in minh.text()
    minh.driver.find_element(By.CSS_SELECTOR, ".return input").send_keys("ghi thêm tổ nhận tin")
    press(minh, ".return button")
    assert "đã trả lại" in minh.text("[role=status]") and "Không có bản ghi nào chờ" in minh.text()

    lan.screen(390, 800)  # at home, on the phone
    lan.go("/records/type?type=tip&unit=cat-bi&period=2024-11")
    assert "ghi thêm tổ nhận tin" in sound(lan).text()
    assert lan.run("return document.documentElement.scrollWidth <= innerWidth")
    press(lan, "tr.returned .acts a")
    fill(lan, team="Tổ bảo vệ an ninh, trật tự tổ dân phố số 1 (cat-bi-1)")
    press(lan, "button.primary")
    assert "đã ghi bản ghi" in lan.text("[role=status]") and "Chờ xác nhận" in lan.text(".headline")
    lan.screen()

    minh.go("/review")
    press(minh, ".decide button.primary")
    assert "đã xác nhận" in minh.text("[role=status]")
    after = daemon.result("2024-11", "1.1", "cat-bi")
    assert (after["num"], after["den"]) == (before["num"] + 1, before["den"] + 1)
    minh.go("/records/entry?type=tip&key=cat-bi%2F12&unit=cat-bi&period=2024-11")
    timeline = [row.text for row in sound(minh).driver.find_elements(By.CSS_SELECTOR, ".timeline > li")]
    assert ["đã xác nhận" in timeline[0], "bị trả" in timeline[2], "ghi thêm tổ nhận tin" in timeline[2], "lan" in timeline[3]] == [True] * 4
    assert [version["actor"] for version in daemon.json("history", "tip", "cat-bi/12")] == ["person:lan", "person:minh", "person:lan", "person:minh"]
    assert [line for line in lan.said() + minh.said() if "400" not in line] == []


def test_nothing_happened_is_one_press(daemon, desks):
    desks["lan"].go("/records?unit=cat-bi&period=2024-11")
    press(desks["lan"], "form button[value=yes]")
    assert "đã ghi bản ghi" in desks["lan"].text("[role=status]") and "chờ xác nhận" in desks["lan"].text("table")
    assert daemon.json("history", "submission", "cat-bi/2024-11/accident")[-1]["state"] == "waiting"


def test_the_rest_of_a_month_is_one_press(daemon, desks):
    """Every type that is not returned yet: with records as complete, without any as nil; all in one change."""
    desks["lan"].go("/records?unit=cat-bi&period=2024-12")
    press(desks["lan"], "form.all button")
    months = daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-12")["types"]
    said = {row["type"]: row["return_state"] for row in months if row["monthly_return"]}
    assert len(said) == 11 and set(said.values()) == {"waiting"}
    assert daemon.json("import", "list")[0]["added"] == 11
    assert desks["lan"].driver.find_elements(By.CSS_SELECTOR, "form.all") == []


def test_two_people_on_one_record_see_both_texts(daemon, desks):
    lan, minh = desks["lan"], desks["minh"]
    address = "/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-3&unit=cat-bi&period=2024-11"
    lan.go(address)
    minh.go(address)
    fill(minh, channel="điện thoại", reason="nghe lại băng ghi")
    press(minh, "button.primary")
    fill(lan, channel="số 113", reason="ghi nhầm kênh")
    press(lan, "button.primary")
    assert "đang lưu “điện thoại”, đang ghi “số 113”" in lan.text("#e-channel-1")
    assert Select(lan.driver.find_element(By.ID, "f-channel")).first_selected_option.text == "số 113"
    assert lan.driver.find_element(By.ID, "f-reason").get_attribute("value") == "ghi nhầm kênh"
    assert len(daemon.json("history", "tip", "cat-bi/tin-2024-11-cat-bi-3")) == 2


def test_only_what_one_may_do_is_offered(daemon, tmp_path_factory):
    reader = Browser(daemon.port, tmp_path_factory.mktemp("ky"), daemon.sign_in("ky"))
    try:
        for path in ("/records?unit=cat-bi&period=2024-11", "/records/type?type=tip&unit=cat-bi&period=2024-11", "/review",
                     "/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-1&unit=cat-bi&period=2024-11"):
            reader.go(path)
            assert reader.driver.find_elements(By.CSS_SELECTOR, "main form[method=post] button") == [], path
            sound(reader)
    finally:
        reader.end()


def test_an_officer_does_not_review(desks):
    desks["lan"].go("/review")
    assert desks["lan"].driver.find_elements(By.CSS_SELECTOR, "main form[method=post] button") == []
    desks["lan"].go("/records?unit=nam-hai&period=2024-11")
    assert "Nam Hải" not in desks["lan"].text("h1") and desks["lan"].driver.find_elements(By.CSS_SELECTOR, "table") == []


def test_a_person_logs_in_on_the_page(daemon, tmp_path_factory):
    """A form of our own page says whence it comes (Origin), so that it is taken; then on to the page that was wanted; and out again."""
    browser = Browser(daemon.port, tmp_path_factory.mktemp("nobody"))
    try:
        browser.go("/records?period=2024-11")
        assert browser.path().startswith("/login")
        for name, text in (("name", "lan"), ("password", PASSWORD)):
            browser.driver.find_element(By.ID, name).send_keys(text)
        press(browser, "main form button")
        assert browser.path() == "/records?period=2024-11" and "Người lan" in browser.text("header")
        press(browser, "form.leave button")
        browser.go("/records?period=2024-11")
        assert browser.path().startswith("/login")
    finally:
        browser.end()
