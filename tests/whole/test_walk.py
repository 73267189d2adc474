"""From a tip to a numbered decision, by people with accounts in browsers of their own: an officer enters a tip, a reviewer returns it and
then confirms it, the phase closes, a leader returns the draft decision with a remark and then approves it, a clerk gives it number and day.
They do all of it by clicking, from the log-in on; only the clock is turned for them. Each sees the figure change, and nobody what is not theirs."""
import pytest

import sample_papers
from browser import Browser, Select
from daemon import PASSWORD
from phase import listening

PEOPLE = {"lan": ("officer", "cat-bi"), "yen": ("officer", "nam-hai"), "minh": ("reviewer", "quan-hai-an"), "hung": ("leader", "quan-hai-an"),
          "thu": ("clerk", "quan-hai-an")}
PAPER, FIGURE = "phase-1-a-1", "2024-11/1.1/cat-bi/final"
RECORD = "/records/entry?type=tip&key=cat-bi%2F12&unit=cat-bi&period=2024-11"
REMARK = "ghi rõ nguồn kinh phí"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """A week before the phase closes: all wards have sent their months and nominations, Cát Bi lacks a tip."""
    made = listening(tmp_path_factory.mktemp("walk"))
    try:
        sample_papers.play(made)
        made.add({"nomination": sample_papers.nominations()})
        for name, (role, unit) in PEOPLE.items():
            made.add_person(name, role, "--unit", unit)
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


@pytest.fixture(scope="module")
def people(daemon, tmp_path_factory):
    browser = Browser(daemon.port, tmp_path_factory.mktemp("chromium"))
    try:
        yield {name: browser.person() for name in (*PEOPLE, "nobody")}
    finally:
        browser.end()


def log_in(person, name, password=PASSWORD):
    person.go("/")
    assert person.path().startswith("/login")
    person.fill(name=name, password=password)
    person.send("main form button")
    assert person.path() == "/" and f"Người {name}" in person.text("header")


def figure(person, value):
    """The share of Cát Bi's tips in November that its own force brought, found from the first page."""
    person.send("header a.name")
    person.follow("Bảng")
    person.fill(period="11/2024")
    person.send(".choose button")
    person.send(f".board a[href*='{FIGURE}']")
    assert value in person.sound().text(".says"), person.text(".says")


def find_record(person):
    """The tip's page, found from the first page."""
    person.send("header a.name")
    if not person.all(".places .to-records"):
        person.follow("Tra cứu")
    person.follow("Số liệu")
    person.fill(unit="Cát Bi", period="Tháng 11/2024")
    person.send("form.choose button")
    person.send("a[href*='/records/type?type=tip']")
    person.send("a[href*='key=cat-bi/12&']")
    return person


def find_paper(person):
    person.send("header a.name")
    person.follow("Hồ sơ")
    person.send(f"a[href='/draft?id={PAPER}']")
    assert "Điều 1. Tặng Giấy khen" in person.sound().text(".paper")
    return person


def offered(person):
    return [node.get_attribute("action").rpartition("/")[2] for node in person.all("main form[method=post]")]


def steps(person):
    """The history of the paper as its page tells it: (what, who)."""
    return [tuple(cell.text for cell in row.find_elements("css selector", "th, td:nth-child(3)")) for row in person.all("section[aria-labelledby=history-heading] tbody tr")]


def refused(person, *addresses):
    for address in addresses:
        person.go(address)
        said = person.text("body")
        assert "ngoài phạm vi" in said or "dành cho" in said, (address, said)
        assert not any(word in said for word in ("zalo", "Zalo", "Điều 1", "tin-2024", "Trần Văn Bình")), (address, said)


def test_from_a_tip_to_a_numbered_decision(daemon, people):
    lan, yen, minh, hung, thu, nobody = (people[name] for name in (*PEOPLE, "nobody"))
    for name in PEOPLE:
        log_in(people[name], name)
    for person in (hung, thu):
        figure(person, "09/")

    # the officer enters a tip: first with two mistakes, which stand beside their fields with what was typed
    lan.follow("Số liệu")
    assert [option.text for option in Select(lan.find("#unit")).options] == ["Cát Bi"]
    lan.fill(period="Tháng 11/2024")
    lan.send("form.choose button")
    lan.send("a.button[href*='type=tip']")
    lan.fill(f__tip_id="12", f__received_on="5/13/2024", f__channel="qua lực lượng")
    lan.send("button.primary")
    assert "không có tháng 13" in lan.text("#e-received_on-1") and "để trống" in lan.text("#e-verified-1") and "Ngày tiếp nhận" in lan.text("[role=alert]")
    assert (lan.find("#f-received_on").get_attribute("value"), lan.find("#f-received_on").get_attribute("aria-invalid")) == ("5/13/2024", "true")
    assert Select(lan.sound().find("#f-channel")).first_selected_option.text == "qua lực lượng"
    assert daemon.run("history", "tip", "cat-bi/12").returncode == 1  # nothing was written
    lan.fill(f__received_on="5/11/2024", f__verified="đúng")
    lan.send("button.primary")
    assert "đã ghi bản ghi" in lan.text("[role=status]") and "biên nhận" in lan.text("[role=status]")

    # the reviewer returns it, the officer mends it on the phone, the reviewer confirms it; it counts from then on
    minh.follow("Số liệu")
    minh.follow("Xác nhận")
    assert "cat-bi/12" in minh.sound().text() and "lan" in minh.text()
    minh.find(".return input").send_keys("ghi thêm tổ nhận tin")
    minh.send(".return button")
    assert "đã trả lại" in minh.text("[role=status]") and "Không có bản ghi nào chờ" in minh.text()
    lan.screen(390, 800)
    lan.follow("Số liệu")
    lan.fill(period="Tháng 11/2024")
    lan.send("form.choose button")
    assert "01 bị trả" in lan.text("table")
    lan.send("a[href*='/records/type?type=tip']")
    assert "ghi thêm tổ nhận tin" in lan.sound().text() and lan.run("return document.documentElement.scrollWidth <= innerWidth")
    lan.send("tr.returned .acts a")
    lan.fill(f__team="Tổ bảo vệ an ninh, trật tự tổ dân phố số 1 (cat-bi-1)")
    lan.send("button.primary")
    assert "đã ghi bản ghi" in lan.text("[role=status]") and "Chờ xác nhận" in lan.text(".headline")
    lan.screen()
    minh.follow("Số liệu")
    minh.follow("Xác nhận")
    minh.send(".decide button.primary")
    assert "đã xác nhận" in minh.text("[role=status]")
    for person in (hung, thu):  # they had it open
        person.driver.refresh()
        assert "10/" in person.text(".says")
    for person in (lan, minh):
        figure(person, "10/")
    timeline = [row.text for row in find_record(hung).sound().all(".timeline > li")]
    assert ["đã xác nhận" in timeline[0], "bị trả" in timeline[2], "ghi thêm tổ nhận tin" in timeline[2], "lan" in timeline[3]] == [True] * 4

    # the phase closes; the draft decision goes its way
    daemon.advance("2025-02-12T18:00")
    find_paper(minh)
    assert offered(minh) == ["submit", "fill", "upload"] and offered(find_paper(hung)) == ["upload"] and offered(find_paper(thu)) == []
    minh.send("form[action='/do/drafts/submit'] button")
    assert offered(minh) == [] and offered(find_paper(hung)) == ["return", "approve"] and offered(find_paper(thu)) == []
    hung.click("form[action='/do/drafts/return'] button")  # without a remark the browser does not send it
    assert hung.run("return document.querySelector('form[action=\"/do/drafts/return\"] textarea').matches(':invalid')")
    hung.find("form[action='/do/drafts/return'] textarea").send_keys(REMARK)
    hung.send("form[action='/do/drafts/return'] button")
    assert offered(hung) == ["upload"] and "bị trả" in hung.text(".lede")
    assert REMARK in find_paper(minh).text("table.rows")
    minh.find("form[action='/do/drafts/submit'] textarea").send_keys("đã ghi")
    minh.send("form[action='/do/drafts/submit'] button")
    find_paper(hung).send("form[action='/do/drafts/approve'] button")
    assert offered(hung) == ["return"] and offered(find_paper(thu)) == ["issue"]
    thu.find("[name=number]").send_keys("45")
    thu.run("document.querySelector('[name=day]').value = '2025-02-20'")  # as a calendar's popup does
    thu.send("form[action='/do/drafts/issue'] button")
    assert "sau hôm nay" in thu.text("[role=alert]") and thu.find("[name=number]").get_attribute("value") == "45"
    thu.run("document.querySelector('[name=day]').value = '2025-02-12'")
    thu.send("form[action='/do/drafts/issue'] button")
    for person in (thu, find_paper(hung), find_paper(minh)):
        assert "45/QĐ-UBND" in person.text(".lede") and offered(person) == {thu: ["attach", "revoke"], hung: ["correct", "revoke"], minh: ["correct"]}[person]
        assert [who for _, who in steps(person)] == ["thiduad", *(f"Người {name} ({name})" for name in ("minh", "hung", "minh", "hung", "thu"))]


def test_what_has_waited_longest_stands_first(daemon, people):
    """Of two papers of one day the one that was submitted first, in the list and on the leader's first page; each says since when."""
    minh, hung = people["minh"], people["hung"]
    for paper, clock in (("phase-1-d-1", "2025-02-12T18:30"), ("phase-1-c-1", "2025-02-12T19:00")):
        minh.go(f"/draft?id={paper}")
        minh.send("form[action='/do/drafts/submit'] button")
        daemon.advance(clock)
    hung.go("/drafts")
    waiting = "section:has(#waiting-heading)"
    assert [link.get_attribute("href").rpartition("=")[2] for link in hung.sound().all(f"{waiting} th a")] == ["phase-1-d-1", "phase-1-c-1"]
    assert "chờ từ 18:00 12/02/2025" in hung.text(waiting) and "chờ từ 18:30 12/02/2025" in hung.text(waiting)
    hung.go("/")
    said = hung.sound().text(".todo")
    assert "chờ từ 18:00 12/02/2025" in said and "chờ từ 18:30 12/02/2025" in said


def test_the_clerk_registers_on_the_page(people, tmp_path):
    """A paper that was not drafted here, and a file of the office's own system: what is refused stands beside its field, with all that was typed."""
    thu, minh = people["thu"], people["minh"]
    minh.go("/register")
    assert minh.all("main form[method=post]") == [] and "45/QĐ-UBND" in minh.text("table")
    thu.go("/register")
    thu.click(".enter summary")
    issuers = [option.text for option in Select(thu.find("#f-issuer")).options]
    assert len(issuers) == len(set(issuers)) and "Ủy ban nhân dân phường …" in issuers
    Select(thu.find("#f-unit")).select_by_value("quan-hai-an")
    Select(thu.find("#f-issuer")).select_by_value("ubnd_quan")
    thu.fill(f__number="mười", f__symbol="QĐ-UBND", f__day="13/02/2025")
    thu.send("form[action='/do/register/add'] button")
    assert "không phải là số nguyên" in thu.text("#e-number") and "Số" in thu.text("[role=alert] a")
    thu.fill(f__number="47")
    thu.send("form[action='/do/register/add'] button")
    assert "phải ghi" in thu.text("#e-title") and thu.find("#f-title").get_attribute("aria-invalid") == "true"
    thu.fill(f__title="Quyết định thành lập tổ giúp việc")
    thu.send("form[action='/do/register/add'] button")
    assert "sau hôm nay" in thu.sound().text("#e-day") and thu.find("#f-title").get_attribute("value") == "Quyết định thành lập tổ giúp việc"
    thu.fill(f__day="12/02/2025")
    thu.send("form[action='/do/register/add'] button")
    assert "bỏ cách số" in thu.text("#e-number") and thu.all(".error") == [thu.find("#e-number")]
    thu.fill(f__reason="số 46 của sổ giấy")
    thu.send("form[action='/do/register/add'] button")
    assert "đã vào sổ" in thu.text("[role=status]") and "số 46 của sổ giấy" in thu.text("table")
    file = tmp_path / "so.csv"
    head = "issuer;unit;symbol;number;day;title\n"
    file.write_text(head + "ubnd_quan;quan-hai-an;QĐ-UBND;45;12/02/2025;Trùng\n")
    for summary in thu.all(".enter summary")[1:]:
        summary.click()
    thu.find("#f-file").send_keys(str(file))
    thu.send("form[action='/do/register/import'] button")
    assert "so.csv, dòng 2" in thu.text("[role=alert]") and "đã cấp" in thu.text("[role=alert]")
    file.write_text(head + "ubnd_quan;quan-hai-an;QĐ-UBND;60;12/02/2025;Từ hệ thống của cơ quan\n")
    thu.find("#f-file").send_keys(str(file))
    thu.send("form[action='/do/register/import'] button")
    assert "60/QĐ-UBND" in thu.sound().text("table")


def test_nobody_sees_what_is_not_theirs(people):
    """What the walk left, asked for by its addresses."""
    lan, yen, minh, hung, thu, nobody = (people[name] for name in (*PEOPLE, "nobody"))
    own = ("/unit?subject=cat-bi", f"/result?id={FIGURE}", "/records?unit=cat-bi", "/records/type?type=tip&unit=cat-bi", RECORD)
    refused(yen, *own, f"/draft?id={PAPER}", f"/api/drafts/export?id={PAPER}", f"/api/explain?id={FIGURE}", "/api/history?type=tip&key=cat-bi/12",
            "/api/records/form?type=tip&key=cat-bi/12&unit=cat-bi", "/api/records/find?type=tip&unit=cat-bi", "/api/people/list", "/api/audit/verify")
    refused(lan, f"/draft?id={PAPER}", f"/api/drafts/export?id={PAPER}", "/records?unit=nam-hai")
    refused(hung, "/api/people/list", "/api/jobs")
    assert offered(find_record(thu)) == [] and "lan" in thu.text(".timeline")  # reads, and is offered nothing
    yen.go("/")
    yen.follow("Số liệu")
    yen.follow("Xác nhận")
    assert "cat-bi" not in yen.text() and yen.all("main form") == []
    yen.follow("Tra cứu")
    yen.follow("Văn bản")
    assert PAPER not in yen.driver.page_source and "Nam Hải" in yen.text()
    for address in (*own, f"/draft?id={PAPER}"):
        nobody.go(address)
        assert nobody.path().startswith("/login") and "Cát Bi" not in nobody.text("body")
    nobody.go(f"/api/drafts/export?id={PAPER}")
    assert "Cần đăng nhập" in nobody.text("body")
    lan.go("/")
    lan.send("a.who")
    lan.send("form.leave button")
    for address in (RECORD, "/"):
        lan.go(address)
        assert lan.path().startswith("/login")
    wrong = [line for line in lan.said() if not any(status in line for status in ("400", "401", "403"))]
    assert wrong == []
