"""Entering and reviewing in a real browser, beside the walk (test_walk.py): a month in one press, two people on one record, what is
offered to whom; the table of many records. Each page is sound by wcag.js."""
import pytest

import steady
from browser import Browser, Keys, Select
from daemon import until
from phase import listening

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
    """A window for each person, as it was when they logged in."""
    browser = Browser(daemon.port, tmp_path_factory.mktemp("chromium"))
    try:
        yield {name: browser.person(daemon.sign_in(name)) for name, *_ in PEOPLE}
    finally:
        browser.end()


def test_nothing_happened_is_one_press(daemon, desks):
    desks["lan"].go("/records?unit=cat-bi&period=2024-11")
    desks["lan"].send("form button[value=yes]")
    assert "đã ghi bản ghi" in desks["lan"].text("[role=status]") and "chờ xác nhận" in desks["lan"].text("table")
    assert daemon.json("history", "submission", "cat-bi/2024-11/accident")[-1]["state"] == "waiting"


def test_the_rest_of_a_month_is_one_press(daemon, desks):
    """Every type that is not returned yet: with records as complete, without any as nil; all in one change."""
    desks["lan"].go("/records?unit=cat-bi&period=2024-12")
    desks["lan"].send("form.all button")
    months = daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-12")["types"]
    said = {row["type"]: row["return_state"] for row in months if row["monthly_return"]}
    assert len(said) == 11 and set(said.values()) == {"waiting"}
    assert daemon.json("import", "list")[0]["added"] == 11
    assert desks["lan"].all("form.all") == []


def test_what_was_picked_and_typed_stays_when_it_is_refused(desks):
    """A reason is asked for, and what was picked meanwhile is picked still."""
    minh = desks["minh"]
    minh.go("/review")
    picks = minh.all(".record input[type=checkbox]")
    picks[1].click()
    key = picks[1].get_attribute("value")
    minh.send(".return button")
    assert "vì sao trả lại" in minh.sound().text("[role=alert]")
    assert [pick.get_attribute("value") for pick in minh.all(".record input:checked")] == [key]


def test_rows_are_pasted_moved_through_and_kept(daemon, desks):
    lan = desks["lan"]
    cell = lambda number, name: lan.run("return document.getElementById(arguments[0]).value", f"c-{number}-{name}")
    lan.go("/records/grid?type=tip&unit=cat-bi&period=2024-12")
    lan.paste("#c-1-received_on", "02/12/2024\tZalo\n03/12/2024\tso 113\n")
    assert [cell(1, "tip_id"), cell(2, "tip_id")] == ["tin-2024-11-cat-bi-10", "tin-2024-11-cat-bi-11"] and cell(2, "channel") == "số 113"  # the next ids, as the form suggests them
    lan.go("/records/grid?type=incident&unit=cat-bi&period=2024-12")
    lan.sound().paste("#c-1-team", "Ghi chú\tLúc xảy ra\tYêu cầu có mặt\tMã vụ việc\n"
          "\"cãi nhau,\nđã hòa giải\"\t02/12/2024 20:10\tCÓ\tg1\n\t03/12/2024 8:00\tkhông\t\n")
    assert (cell(1, "note"), cell(1, "incident_id"), cell(2, "occurred_at")) == ("cãi nhau,\nđã hòa giải", "g1", "03/12/2024 8:00")
    lan.paste("#c-9-notified_at", "02/12/2024 20:12\t\n02/12/2024 20:13\t\n02/12/2024 20:14\t\n")
    assert cell(11, "notified_at") == "02/12/2024 20:14"  # rows are added
    until(lambda: "Đã giữ lúc" in lan.text("#kept"), what="what is typed is kept")
    lan.click("#c-11-notified_at")
    lan.press(Keys.ENTER)
    assert lan.run("return document.activeElement.id") == "c-12-notified_at"
    lan.press(Keys.ARROW_UP, Keys.ARROW_UP)
    assert lan.run("return document.activeElement.id") == "c-10-notified_at"
    for number in (9, 10, 11):
        lan.click(f"#r-{number} [data-act=drop]")
    assert lan.run("return document.activeElement.id").startswith("c-12-") and not lan.all("#r-10")
    lan.send("[data-act=keep]")
    lan.go("/records/grid?type=incident&unit=cat-bi&period=2024-12")  # on whatever machine
    assert (cell(1, "note"), cell(2, "occurred_at"), cell(3, "notified_at")) == ("cãi nhau,\nđã hòa giải", "03/12/2024 8:00", "")
    lan.send(".buttons [name=dry-run]")
    assert "Chưa gửi được" in lan.sound().text(".trial") and lan.run("return document.querySelectorAll('td.wrong').length") > 0
    lan.screen(360, 740)
    assert lan.run("return document.documentElement.scrollWidth <= innerWidth") and lan.sound()
    lan.screen()
    lan.send("button[name=discard]")
    assert cell(1, "note") == "" and [line for line in lan.said() if "400" not in line] == []


def test_two_people_on_one_record_see_both_texts(daemon, desks):
    lan, minh = desks["lan"], desks["minh"]
    address = "/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-3&unit=cat-bi&period=2024-11"
    lan.go(address)
    minh.go(address)
    minh.fill(f__channel="điện thoại", f__reason="nghe lại băng ghi")
    minh.send("button.primary")
    lan.fill(f__channel="số 113", f__reason="ghi nhầm kênh")
    lan.send("button.primary")
    assert "đang lưu “điện thoại”, đang ghi “số 113”" in lan.text("#e-channel-1")
    assert Select(lan.find("#f-channel")).first_selected_option.text == "số 113"
    assert lan.find("#f-reason").get_attribute("value") == "ghi nhầm kênh"
    assert len(daemon.json("history", "tip", "cat-bi/tin-2024-11-cat-bi-3")) == 2


def test_only_what_one_may_do_is_offered(desks):
    reader = desks["ky"]
    for path in ("/records?unit=cat-bi&period=2024-11", "/records/type?type=tip&unit=cat-bi&period=2024-11", "/review",
                 "/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-1&unit=cat-bi&period=2024-11"):
        reader.go(path)
        assert reader.all("main form[method=post]") == [], path
        reader.sound()


def test_an_officer_does_not_review(desks):
    desks["lan"].go("/review")
    assert desks["lan"].all("main form[method=post]") == []
    desks["lan"].go("/records?unit=nam-hai&period=2024-11")
    assert "Nam Hải" not in desks["lan"].text("h1") and desks["lan"].all("table") == []
