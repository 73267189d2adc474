"""The plan's duties with a real daemon: each opens on its day, once; the one that follows an ended body has them; people say what they left behind, hand them over, leave them out."""
import datetime
import json
import re
import shutil
import subprocess

import pytest

import base
import visitor
from daemon import BUILD, SAMPLE as PACKAGE, until
from phase import listening

CAQ, CATP, CAP = "Công an quận Hải An", "Công an thành phố Hải Phòng (Phòng Tham mưu)", "Công an phường "
OBSTACLE = {"obstacle_id": "1", "unit": "cat-bi", "reported_on": "2024-11-20", "description": "thiếu đèn pin", "progress": "open"}
PICTURE = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def small(to, duties=None):
    """The plan's duties, bodies and days with one criterion and no papers: what is about duties alone is quicker so."""
    made = shutil.copytree(PACKAGE, to, ignore=shutil.ignore_patterns("documents", "certificates.ini", "alerts.ini", "[1235679].*", "4.[23]*"))
    (made / "documents.ini").write_text("")
    (made / "duties.ini").write_text(re.sub(r"(?m)^output = paper .*", "output = paper", duties or (PACKAGE / "duties.ini").read_text()))
    return made


def told(daemon, *words):
    return [(row["duty"], row["occurrence"], row["holder"], row["state"]) for row in daemon.json("duties", "list", *words)]


def of(daemon, duty, occurrence):
    """[(holder, state)…]"""
    return [row[2:] for row in told(daemon) if row[:2] == (duty, occurrence)]


def number(daemon, duty, occurrence, holder=None):
    return next(row["id"] for row in daemon.json("duties", "list", "--open")
                if (row["duty"], row["occurrence"]) == (duty, occurrence) and holder in (None, row["holder"]))


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Played in order to February 2025, with what people did on the way."""
    folder = tmp_path_factory.mktemp("duty")
    daemon = listening(folder, package=small(folder / "small"))
    daemon.advance("2024-11-21T09:00")
    for name, role, *unit in (("lan", "officer", "--unit", "cat-bi"), ("hoa", "reviewer"), ("an", "auditor")):
        daemon.add_person(name, role, *unit)
    daemon.cookies = {name: daemon.sign_in(name) for name in ("lan", "hoa", "an")}
    yield daemon
    assert daemon.stop() == 0


def test_each_opens_once_on_its_day_and_waits_for_what_it_needs(played):
    assert of(played, "T01", "2024-11-09") == [(CAQ, "open")]
    assert of(played, "T03", "2024-11-09") == [(CAQ, "blocked")]
    assert len(of(played, "T08", "phase-1-start")) == 8 and of(played, "T07", "2024-11") == []
    opened = base.query(played, "SELECT min(opened_at), count(*) FROM duty_task WHERE duty = 'T14'")
    assert opened == [(1731200400, 1)]  # 08:00 on 10 November
    assert ("duty", "2024-11-10") in base.performed(played)


# ---- contest.md §8 reckoned once more, by another calendar: days off of 2024/2025 as they were announced, and what each duty says in words ----

DAY = datetime.date
OFF = {DAY(2025, 1, 1), DAY(2025, 4, 7), DAY(2025, 4, 30), DAY(2025, 5, 1), DAY(2025, 5, 2), DAY(2025, 9, 1), DAY(2025, 9, 2)} | {
    DAY(2025, 1, 25) + datetime.timedelta(days) for days in range(9)}  # New Year; the Kings' day; victory and labour; the national day; Tết
WORKED = {DAY(2025, 4, 26)}
PHASES = {"phase-1": (DAY(2024, 11, 1), DAY(2025, 2, 3)), "phase-2": (DAY(2025, 2, 4), DAY(2025, 8, 19))}
MONTHS = {"2024-11": DAY(2024, 11, 30), "2024-12": DAY(2024, 12, 31), "2025-01": DAY(2025, 2, 3), "2025-02": DAY(2025, 2, 28), "2025-03": DAY(2025, 3, 31), "2025-04": DAY(2025, 4, 30),
          "2025-05": DAY(2025, 5, 31), "2025-06": DAY(2025, 6, 30), "2025-07": DAY(2025, 7, 31), "2025-08": DAY(2025, 8, 19)}
END = DAY(2025, 8, 19)


def works(day):
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def to_working(day, step=1):
    while not works(day):
        day += datetime.timedelta(step)
    return day


def days(day, count):
    """A term in days: one that ends on a day off ends on the next working day; one before a day, on the working day until then."""
    return to_working(day + datetime.timedelta(count), -1 if count < 0 else 1)


def working_days(day, count):
    while count:
        day += datetime.timedelta(1)
        count -= works(day)
    return day


def reckoned():
    """{(duty, occasion): the last day}"""
    due = {("T01", "2024-11-09"): working_days(DAY(2024, 11, 9), 5), ("T03", "2024-11-09"): days(DAY(2024, 11, 9), 30), ("T21", "contest"): working_days(END, 20)}
    due |= {("T04", str(day)): days(day, -30) for day in (DAY(2025, 1, 29), DAY(2025, 4, 30), DAY(2025, 6, 15))}
    due |= {("T18", str(day)): days(day, 0) for day in (DAY(2024, 12, 31), DAY(2025, 3, 31), DAY(2025, 6, 30))}
    due |= {(duty, "contest"): days(END, 0) for duty in ("T10", "T17", "T19")}
    for month, last in MONTHS.items():
        due |= {("T07", month): working_days(last, 7), ("T14", month): days(last, 0)}
    for phase, (first, last) in PHASES.items():
        begin = f"{phase}-start"
        due |= {("T02", begin): days(first, 0), ("T15", begin): days(first, 0), ("T08", begin): days(first, 15), ("T06", begin): working_days(first, 10), ("T13", begin): working_days(first, 10)}
        due |= {("T18b", phase): days(last, -7), ("T09", phase): working_days(last, 5), ("T07", phase): working_days(last, 7), ("T11", phase): working_days(last, 7),
                ("T05", phase): working_days(last, 10), ("T13", phase): working_days(last, 10), ("T12", phase): working_days(last, 17), ("T16", phase): working_days(last, 32)}
    return due


def holder_of(duty, day):
    """Who has it on a day, by contest.md §2: the district until 28/02 (its police) and 30/06/2025 (all else), the city's police in between, then each of the two wards."""
    old = DAY(2025, 7, 1) > day
    if duty in ("T08", "T09", "T10", "T11", "T17", "T19"):
        wards = ("Cát Bi", "Thành Tô", "Đằng Lâm", "Đằng Hải", "Tràng Cát", "Nam Hải", "Đông Hải 1", "Đông Hải 2") if old else ("Hải An", "Đông Hải")
        return {f"Ủy ban nhân dân phường {ward}" for ward in wards}
    district, ward = {"T12": ("Phòng Nội vụ quận Hải An", "Phòng Văn hóa - Xã hội"), "T13": ("Trung tâm Văn hóa - Thông tin và Thể thao quận Hải An", "Phòng Văn hóa - Xã hội"),
                      "T15": ("Phòng Tài chính - Kế hoạch quận Hải An", "Phòng Kinh tế, Hạ tầng và Đô thị"), "T21": ("Ban Chỉ đạo 799 quận", "Ban Chỉ đạo 799")}.get(
        {"T14": "T13", "T16": "T15"}.get(duty, duty), (CAQ if day < DAY(2025, 3, 1) else CATP, "Công an"))
    return {district} if old else {f"{ward} phường Hải An", f"{ward} phường Đông Hải"}


def test_every_duty_is_due_on_the_day_that_is_reckoned_by_hand(played):
    rows = [row for row in played.json("duties", "plan")["rows"] if row["duty"] != "T20"]
    assert {(row["duty"], row["occurrence"]): DAY.fromisoformat(row["due_on"]) for row in rows} == reckoned()
    for key in reckoned():
        its = [row for row in rows if (row["duty"], row["occurrence"]) == key]
        assert {row["holder"] for row in its} == holder_of(key[0], DAY.fromisoformat(its[0]["opens_on"])), key
        assert works(DAY.fromisoformat(its[0]["due_on"]))


def test_done_with_what_it_left_behind(played):
    first, letter = number(played, "T01", "2024-11-09"), played.folder / "KH 12.pdf"
    letter.write_bytes(PICTURE)
    assert "chưa kèm “Kế hoạch của Ban Chỉ đạo”" in played.refused("duties", "done", first)
    assert "không có bản ghi “cat-bi/1”" in played.refused("duties", "done", first, "--type", "obstacle", "--record", "cat-bi/1")
    assert "PDF, JPEG hoặc PNG" in played.refused("duties", "done", first, "--file", PACKAGE / "README.md")
    done = played.json("duties", "done", first, "--file", letter, "--note", "số 12/KH-BCĐ")
    assert (done["state"], done["output"], done["outputs"][0]["media"]) == ("fulfilled", "KH 12.pdf", "pdf")
    played.ctl("duties", "file", first, 1, "--out", played.folder / "back.pdf")
    assert (played.folder / "back.pdf").read_bytes() == PICTURE
    assert of(played, "T03", "2024-11-09") == [(CAQ, "open")]  # it waited for this
    assert "số 12/KH-BCĐ" in json.dumps(done["events"], ensure_ascii=False)
    assert "đã hoàn thành" in played.refused("duties", "done", first, "--note", "lần nữa")
    assert played.json("duties", "reopen", first, "--reason", "kèm nhầm tệp")["state"] == "open"
    again = played.json("duties", "done", first, "--note", "số 13/KH-BCĐ ngày 12/11/2024")
    assert [entry["number"] for entry in again["outputs"]] == [1, 2] and again["output"] == "số 13/KH-BCĐ ngày 12/11/2024"


def test_what_a_record_causes(played):
    played.add({"obstacle": [OBSTACLE, {**OBSTACLE, "obstacle_id": "2", "state": "waiting"}]})
    caused, = [row for row in played.json("duties", "list") if row["duty"] == "T20"]
    assert (caused["occurrence"], caused["holder"], caused["due_on"]) == ("cat-bi/1", CAQ, "2024-11-27")
    played.ctl("records", "confirm", "obstacle", "cat-bi/2")
    assert [row["occurrence"] for row in played.json("duties", "list") if row["duty"] == "T20"] == ["cat-bi/1", "cat-bi/2"]
    done = played.json("duties", "done", number(played, "T19", "contest", "Ủy ban nhân dân phường Cát Bi"), "--type", "obstacle", "--record", "cat-bi/1")
    assert done["output"] == "obstacle cat-bi/1"


def test_handed_over_and_left_out_by_people(played):
    third = number(played, "T03", "2024-11-09")
    assert "không đơn vị nào" in played.refused("duties", "hand-over", third, "--to", "khong_co", "--reason", "x")
    assert "“phuong-hai-an” không hoạt động vào ngày 21/11/2024" in played.refused("duties", "hand-over", third, "--to", "ubnd_phuong", "--unit", "phuong-hai-an", "--reason", "x")
    given = played.json("duties", "hand-over", third, "--to", "trung_tam_van_hoa", "--reason", "có hội trường")
    assert given["holder"].startswith("Trung tâm Văn hóa") and given["predecessor_holder"] == CAQ
    old = played.json("duties", "show", third)
    assert old["state"] == "handed_over" and old["followers"] == [{"id": given["id"], "holder": given["holder"]}]
    assert "đơn vị tiếp nhận" in played.refused("duties", "skip", third, "--reason", "x")
    assert played.json("duties", "skip", given["id"], "--reason", "gộp với hội nghị tháng 11")["state"] == "not_applicable"


def api(daemon, name, path):
    return json.load(daemon.open(f"/api/{path}", headers={"Cookie": daemon.cookies[name]}))


def test_each_sees_and_does_their_own(played):
    mine = {row["holder"] for row in api(played, "lan", "duties/list?mine=true")}
    assert mine == {"Ủy ban nhân dân phường Cát Bi"}
    assert {row["holder"] for row in api(played, "lan", "duties/list") if row["unit"]} == mine
    assert {row["unit"] for row in api(played, "hoa", "duties/list?mine=true")} == {None}
    assert api(played, "an", "duties/list?mine=true") == []
    items = [item for item in api(played, "lan", "today")["items"] if item["kind"] == "duty"]
    assert [(item["title"][:9], item["days_left"]) for item in items] == [("Quán triệ", -3)]


def test_the_pages(played):
    page = visitor.get(played, "/duties", "lan")[2].decode()
    assert page.count('class="duty-group"') >= 21 and '<svg class="plan"' in page and "Việc của đơn vị mình" in page
    mine, other = number(played, "T08", "phase-1-start", "Ủy ban nhân dân phường Cát Bi"), number(played, "T08", "phase-1-start", "Ủy ban nhân dân phường Nam Hải")
    assert f'href="/duty?id={mine}"' in page and f'href="/duty?id={other}"' not in page and visitor.get(played, f"/duty?id={other}", "lan")[0] == 403
    status, text = visitor.send(played, "duties/done", "lan", next=f"/duty?id={mine}", id=mine, note="")
    assert status == 400 and "Chưa kèm “Biên bản quán triệt (người dự, vắng, quán triệt bù)”" in text
    assert visitor.send(played, "duties/done", "lan", next=f"/duty?id={mine}", id=mine, note="biên bản ngày 12/11/2024")[0] == 303
    assert "biên bản ngày 12/11/2024" in visitor.get(played, f"/duty?id={mine}", "lan")[2].decode()
    assert visitor.send(played, "duties/skip", "lan", next="/duties", id=mine, reason="x")[0] == 403
    assert "/do/duties/reopen" in visitor.get(played, f"/duty?id={mine}", "hoa")[2].decode() and "The duties" not in page


@pytest.fixture(scope="module")
def ended(played):
    played.advance("2025-02-28T09:00")
    before = told(played)
    played.advance("2025-07-01T09:00")
    return played, before


def test_the_successor_has_what_an_ended_body_left_open(ended):
    daemon, before = ended
    assert of(daemon, "T02", "phase-1-start") == [(CAQ, "handed_over"), (CATP, "handed_over"), (CAP + "Hải An", "open"), (CAP + "Đông Hải", "open")]
    assert ("T02", "phase-1-start", CAQ, "open") in before
    assert of(daemon, "T01", "2024-11-09") == [(CAQ, "fulfilled")]  # what was done stays with who did it
    standing = [row for row in of(daemon, "T10", "contest") if row[1] == "open"]
    assert sorted(standing) == [("Ủy ban nhân dân phường Hải An", "open"), ("Ủy ban nhân dân phường Đông Hải", "open")]
    row = next(row for row in daemon.json("duties", "list", "--open") if row["holder"] == CAP + "Hải An")
    assert row["succeeds"] == CAQ
    ward = next(row for row in daemon.json("duties", "list", "--open") if row["holder"] == "Ủy ban nhân dân phường Đông Hải")
    assert ward["succeeds"] == "Đông Hải 1, Đông Hải 2, Nam Hải"
    passed = base.query(daemon, "SELECT count(*) FROM workflow_event WHERE kind = 'duty' AND event = 'succeeded' AND actor <> 'thiduad'")
    assert passed == [(0,)]


def test_no_duty_of_an_ended_body_stands_open(ended):
    daemon, _ = ended
    gone = ("quận Hải An", "thành phố Hải Phòng (Phòng", "Cát Bi", "Thành Tô", "799 quận")
    assert [row for row in told(daemon, "--open") if any(word in row[2] for word in gone)] == []


def test_the_whole_plan(ended):
    daemon, _ = ended
    plan = daemon.json("duties", "plan")["rows"]
    coming = [(row["duty"], row["occurrence"], row["holder"], row["due_on"]) for row in plan if row["id"] is None]
    assert ("T21", "contest", "Ban Chỉ đạo 799 phường Hải An", "2025-09-18") in coming and len(coming) == len(set(coming))
    assert all(row["opens_on"] > "2025-07-01" for row in plan if row["id"] is None)
    base.intact(daemon)


def test_missed_days_are_made_up_oldest_first_and_each_once(make, tmp_path):
    daemon = make(package=small(tmp_path / "small"), clock="2024-11-05T09:00")
    until(lambda: [state for _, state in of(daemon, "T08", "phase-1-start")] == ["open"] * 8, what="what is open when the contest is loaded")
    assert of(daemon, "T02", "phase-1-start") == []  # it was due before the contest was loaded
    daemon.kill()
    daemon.start(clock="2024-12-20T09:00")
    until(lambda: ("duty", "2024-12-15") in base.performed(daemon), what="what was missed")
    days = [period for kind, period in base.performed(daemon) if kind == "duty"]
    assert days == sorted(days) and days[0] == "2024-11-09" and days[-1] == "2024-12-15"
    assert base.query(daemon, "SELECT duty, occurrence, holder, count(*) FROM duty_task GROUP BY 1, 2, 3 HAVING count(*) > 1") == []
    at = [row[0] for row in base.query(daemon, "SELECT at FROM audit WHERE action = 'duty' ORDER BY sequence")]
    assert at == sorted(at)
    daemon.restart(clock="2024-12-20T10:00")
    assert base.query(daemon, "SELECT count(*) FROM audit WHERE action = 'duty'") == [(len(at),)]


@pytest.mark.parametrize("old, new, place, said", [
    ("who = truong_ban_799\nto = bcd", "who = truong_ban\nto = bcd", "who", "bodies.ini không có mục [truong_ban …]"),
    ("trigger = contest_end", "trigger = contest_finish", "trigger", "“contest_finish” không được"),
    ("repeat = FREQ=MONTHLY;", "repeat = FREQ=MONTH;", "repeat", "không phải là quy tắc lặp"),
    ("needs = T12", "needs = T17", "needs", "ở trên không có nhiệm vụ “T17”"),
    ("record = obstacle.reported_on", "record = obstacle.described_on", "record", "không có trường ngày “obstacle.described_on”"),
    ("date_1 = 2025-01-29 |", "date_1 = 2025-02-30 |", "date_1", "viết ngày, dấu | và tên dịp"),
    ("due_working_days = 20", "due_working_days = 20\ndue_days = 3", "due_days", "đúng một trong"),
    ("output = record funding", "output = record fund", "output", "records.ini không có loại “fund”"),
    ("output = none", "outputs = none", "outputs", "output"),
])
def test_a_fault_is_said_with_its_place(tmp_path, old, new, place, said):
    text = (PACKAGE / "duties.ini").read_text()
    assert text.count(old) == 1, old
    made = small(tmp_path / "small", text.replace(old, new))
    answer = subprocess.run([BUILD / "thiduad", "--check", made], capture_output=True, text=True, timeout=60)
    lines = [line for line in (answer.stdout + answer.stderr).splitlines() if line.startswith("duties.ini:")]
    assert answer.returncode == 1 and any(said in line and re.match(r"duties\.ini:\d+:", line) for line in lines), answer.stdout + answer.stderr


def test_who_has_ended_is_warned_of(tmp_path):
    text = (PACKAGE / "duties.ini").read_text().replace("who = noi_vu", "who = phong_noi_vu")
    answer = subprocess.run([BUILD / "thiduad", "--check", small(tmp_path / "small", text)], capture_output=True, text=True, timeout=60)
    said = [line for line in (answer.stdout + answer.stderr).splitlines() if line.startswith("duties.ini:")]
    assert answer.returncode == 0 and len(said) == 1 and "T12 (Đợt 2) mở ngày 19/08/2025" in said[0]


def test_a_package_without_duties_is_as_good(make, tmp_path):
    package = small(tmp_path / "small")
    (package / "duties.ini").unlink()
    daemon = make(package=package)
    daemon.advance("2024-11-30T09:00")
    assert daemon.json("duties", "list") == [] and daemon.json("duties", "plan")["rows"] == []
