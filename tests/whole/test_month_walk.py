"""A month by three people in browsers of their own, from what `./bootstrap demo` leaves: an officer types and pastes rows, sends a form with two
mistakes, mends it, proves what was sent; a reviewer returns one row and confirms the rest; the officer mends it; a leader sees the figure
move while the month is open and after its evaluation, and the history behind it. None sees what is not theirs. Then a shorter month
without scripts."""
import json

import openpyxl
import pytest

from browser import Browser, Select
from daemon import until
from demo import Demo
from places import MONTH, UNIT, board
from test_walk import offered, refused

FIGURE = "2025-02/1.1/cat-bi"
REASON = "ghi rõ tin đến qua kênh nào"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = Demo(tmp_path_factory.mktemp("month"))
    try:
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


@pytest.fixture(scope="module")
def people(daemon, tmp_path_factory):
    """Each logged in with what the demo printed."""
    browser = Browser(daemon.port, tmp_path_factory.mktemp("chromium"))
    try:
        made = {role: browser.person() for role in ("officer", "reviewer", "leader")}
        for role, person in made.items():
            name = daemon.roles[role]
            person.go("/login")
            person.fill(name=name, password=daemon.passwords[name])
            person.send("main form button")
            assert daemon.json("people", "show", name)["full_name"] in person.sound().text("header")
        yield {**made, "nobody": browser.person()}
    finally:
        browser.end()


def month(officer, when="02/2025"):
    """The officer's own unit and this month, as the page of records opens."""
    officer.go("/")
    officer.follow("Số liệu")
    assert "Cát Bi" in officer.text(".headline") and when in officer.text("h1")
    return officer


def push(person, words):
    """The button that is called so."""
    person.leave(next(button for button in person.all("main button") if button.text == words))


def prove(daemon, person):
    """What the receipt on the page proves, asked for by its code as the person who got it."""
    code = person.text("p.done code")
    person.go(f"/api/receipt?code={code}")
    return json.loads(person.text("body"))


def states(daemon):
    return {row["key"].removeprefix("cat-bi/"): row["state"] for row in daemon.json("records", "of", "tip", "--unit", "cat-bi", "--period", "2025-02")["records"]}


def live(leader):
    """The share of tips of Cát Bi so far, as the leader reads it."""
    leader.go("/live")
    for row in leader.all("table.so-far tbody tr"):
        if row.find_element("css selector", "th").text == "Cát Bi":
            return row.find_element("css selector", "td").text
    raise AssertionError("Cát Bi has no row")


def test_rows_are_typed_and_pasted(daemon, people):
    officer = month(people["officer"])
    officer.send("a[href*='/records/grid?type=tip&']")
    assert officer.find("#c-1-tip_id").get_attribute("value") == "CB-402"  # what was returned stands there
    assert "Ghi rõ tin đến qua số điện thoại" in officer.text("#r-1")
    Select(officer.find("#c-1-team")).select_by_index(1)
    officer.fill(c__2__tip_id="CB-404", c__2__received_on="9/2/2025", c__2__channel="qua lực lượng", c__2__verified="đúng")
    officer.paste("#c-3-tip_id", "Mã nguồn tin\tNgày tiếp nhận\tKênh tiếp nhận\tĐã xác minh\n"
                  "CB-405\t10/02/2025\tlực lượng\tđúng\nCB-406\t31/02/2025\tqua lực lượng\tđúng\n")
    officer.send(".buttons [name=dry-run]")
    assert "không phải ngày có thật" in officer.sound().text("#e-4-received_on") and len(officer.all("td.wrong")) == 1
    officer.fill(c__4__received_on="11/02/2025")
    push(officer, "Gửi")
    proved = prove(daemon, officer)
    assert proved["actor"] == "person:lan" and (proved["added"], proved["corrected"]) == (3, 1)
    assert states(daemon) == dict.fromkeys(("CB-401", "CB-402", "CB-403", "CB-404", "CB-405", "CB-406"), "waiting")


def fill(path, rows):
    """Writes into the form, or into the file that came back, as a clerk does: {code: {title: text}}."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Mã nguồn tin")
    column = {cell.value: cell.column for cell in head}
    for code, cells in rows.items():
        line = next(row for row in range(head[0].row + 1, sheet.max_row) if sheet.cell(row, 1).value in (code, None))
        for title, text in {"Mã nguồn tin": code, **cells}.items():
            sheet.cell(line, column[title]).value = text
    book.save(path)
    return path


def test_a_form_with_two_mistakes_is_mended_and_sent(daemon, people):
    officer = month(people["officer"])
    officer.follow("Gửi bằng tệp")
    form = officer.download("a[href*='/api/forms/export?type=tip&']")
    tip = {"Ngày tiếp nhận": "10/02/2025", "Kênh tiếp nhận": "qua lực lượng", "Đã xác minh": "đúng"}
    fill(form, {"CB-407": tip, "CB-408": {**tip, "Ngày tiếp nhận": "30/02/2025"}, "CB-409": {**tip, "Kênh tiếp nhận": "điện tín"}})
    officer.find("#f-file").send_keys(str(form))
    officer.send("form[action='/do/import'][enctype] button")
    wrong = officer.sound().text(".trial")
    assert "“30/02/2025” không phải ngày có thật" in wrong and "“điện tín” không có trong danh sách" in wrong
    assert [cell.text for cell in officer.all(".trial li.error code")] == ["D12", "E13"]
    assert "CB-407" not in states(daemon)  # nothing of it was written
    marked = officer.download(".trial a[download]")
    fill(marked, {"CB-408": {"Ngày tiếp nhận": "11/02/2025"}, "CB-409": {"Kênh tiếp nhận": "Zalo"}})
    officer.find("#f-file").send_keys(str(marked))
    officer.send("form[action='/do/import'][enctype] button")
    assert "Gửi được" in officer.sound().text(".trial") and "03 bản ghi mới" in officer.text(".trial")
    officer.send(".trial button.primary")
    proved = prove(daemon, officer)
    assert (proved["actor"], proved["added"], proved["corrected"]) == ("person:lan", 3, 0)
    assert {states(daemon)[code] for code in ("CB-407", "CB-408", "CB-409")} == {"waiting"}


def test_one_row_is_returned_and_the_rest_confirmed(daemon, people):
    reviewer, leader = people["reviewer"], people["leader"]
    assert "không phát sinh" in live(leader)
    reviewer.go("/")
    reviewer.follow("Số liệu")
    reviewer.follow("Xác nhận")
    reviewer.click(".record input[value='cat-bi/CB-409']")
    reviewer.find(".return input").send_keys(REASON)
    push(reviewer, "Trả lại các bản ghi đã chọn")
    assert "đã trả lại" in reviewer.sound().text("p.done")
    push(reviewer, "Xác nhận cả 08 bản ghi")
    assert "đã xác nhận" in reviewer.text("p.done") and "Không có bản ghi nào chờ" in reviewer.text()
    assert states(daemon) == {**dict.fromkeys((f"CB-{number}" for number in range(401, 409)), "confirmed"), "CB-409": "returned"}
    until(lambda: "62,5%" in live(leader), 120, "5 of 8 tips, as the leader reads it")


def test_the_officer_reads_why_mends_and_sends(daemon, people):
    officer, reviewer, leader = (people[role] for role in ("officer", "reviewer", "leader"))
    officer.go("/")
    assert REASON in officer.sound().text()
    officer.follow("Sửa và gửi lại")
    if "CB-409" not in officer.text("h1"):
        officer.follow("Sửa và gửi lại")  # from the list of what was returned
    assert REASON in officer.sound().text()
    officer.fill(f__channel="qua lực lượng")
    push(officer, "Gửi")
    assert prove(daemon, officer)["actor"] == "person:lan"
    reviewer.go("/")
    reviewer.follow("Số liệu")
    reviewer.follow("Xác nhận")
    push(reviewer, "Xác nhận các bản ghi đã chọn")
    until(lambda: "66,6%" in live(leader), 120, "6 of 9 tips, as the leader reads it")


def test_the_month_is_reported_judged_and_explained(daemon, people):
    officer, reviewer, leader = (people[role] for role in ("officer", "reviewer", "leader"))
    daemon.advance("2025-03-03T09:00")
    officer.go(f"/records?{UNIT}&{MONTH}")
    officer.send("form.all button")
    assert "Mã biên nhận" in officer.text("p.done")
    reviewer.go("/")
    reviewer.follow("Số liệu")
    reviewer.follow("Xác nhận")
    push(reviewer, "Xác nhận cả 11 bản ghi")
    daemon.advance("2025-03-07T18:00")
    leader.go(f"{board()}?{MONTH}&stage=final")
    leader.send(f".board a[href*='{FIGURE}/final']")
    assert "66,6%" in leader.sound().text(".says") and "chưa đạt" in leader.text(".why")
    leader.go(f"/records/type?type=tip&{UNIT}&{MONTH}")
    leader.send("a[href*='key=cat-bi/CB-409&']")
    told = [row.text for row in leader.sound().all(".timeline > li")]
    assert ["đã xác nhận" in told[0], "bị trả" in told[2], REASON in told[2], "Nguyễn Thị Lan" in told[3]] == [True] * 4, told
    assert offered(leader) == []


def test_none_sees_what_is_not_theirs(people):
    officer, reviewer, leader, nobody = (people[name] for name in ("officer", "reviewer", "leader", "nobody"))
    refused(officer, "/records?unit=nam-hai", "/records/type?type=tip&unit=nam-hai", "/api/records/of?type=tip&unit=nam-hai", "/draft?id=phase-1-a-1",
            "/api/drafts/export?id=phase-1-a-1", "/api/people/list", "/api/audit/verify", "/api/jobs")
    refused(reviewer, "/api/people/list", "/api/audit/verify")
    refused(leader, "/api/people/list", "/api/jobs")
    asked = lambda person, path: person.go(path) or json.loads(person.text("body"))
    for person, refused_drafts in ((officer, 0), (leader, 1)):  # the numbers in the head of each page too
        status = asked(person, "/api/status")
        assert (status["alerts_open"], len(status["drafts_refused"])) == (len(asked(person, "/api/alerts?open=true")), refused_drafts)
    officer.go("/drafts")
    assert "Quyết định khen thưởng" not in officer.text()
    officer.go("/alerts")
    assert {row.text for row in officer.all("main h2")} and "Nam Hải" not in officer.text()
    for path in ("/", f"/records?{UNIT}&{MONTH}", "/draft?id=phase-1-a-1", "/live"):
        nobody.go(path)
        assert nobody.path().startswith("/login") and "Cát Bi" not in nobody.text("body")
    for person in (officer, reviewer, leader):
        assert [line for line in person.said() if not any(status in line for status in ("400", "401", "403"))] == []


def test_a_shorter_month_without_scripts(daemon, people):
    """The next month's first rows by forms alone."""
    officer, reviewer = people["officer"], people["reviewer"]
    for person in (officer, reviewer):
        person.without_scripts()
    month(officer, "3/2025").send("a[href*='/records/grid?type=tip&']")
    assert officer.all(".with-script[hidden]")  # the script did not run
    officer.fill(c__1__tip_id="CB-410", c__1__received_on="6/3/2025", c__1__channel="qua lực lượng", c__1__verified="đúng",
                 c__2__tip_id="CB-411", c__2__received_on="6/13/2025", c__2__channel="Zalo", c__2__verified="đúng")
    officer.send(".buttons [name=dry-run]")
    assert "không có tháng 13" in officer.text("#e-2-received_on")
    officer.fill(c__2__received_on="7/3/2025")
    push(officer, "Gửi")
    assert prove(daemon, officer)["added"] == 2
    reviewer.go("/")
    reviewer.follow("Số liệu")
    reviewer.follow("Xác nhận")
    reviewer.click(".record input[value='cat-bi/CB-411']")
    reviewer.find(".return input").send_keys(REASON)
    push(reviewer, "Trả lại các bản ghi đã chọn")
    assert reviewer.find(".record input").is_selected()  # the one that is left
    push(reviewer, "Xác nhận các bản ghi đã chọn")
    month(officer, "3/2025").send("a[href*='/records/type?type=tip&']")
    officer.send("tr.returned .acts a")
    officer.fill(f__channel="qua lực lượng")
    push(officer, "Gửi")
    assert prove(daemon, officer)["corrected"] == 1
    assert {row["key"]: row["state"] for row in daemon.json("records", "of", "tip", "--unit", "cat-bi", "--period", "2025-03")["records"]} == {
        "cat-bi/CB-410": "confirmed", "cat-bi/CB-411": "waiting"}
