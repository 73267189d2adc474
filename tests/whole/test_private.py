"""What is private in records (records.ini, private) is seen by role and unit, masked or absent for all others by every command that reads and on
every page, masked in every file that nobody asked to be whole, and each reading is noted before it is told."""
import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import zipfile
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

import steady
import visitor
from daemon import BUILD, PASSWORD, free_port, until
from phase import listening
from test_attachment import png

OWN, OTHER = "cat-bi", "dang-lam"
MEMBER, FLAG = f"{OWN}-1-1/2024-07-01", f"{OWN}-1-2/investigation/2024-11-13"
MASK = "•••"
# As a file or an answer may write them: days, Excel's serial number, days since 1970; what nobody has typed who looks for it.
BIRTH = re.compile(r"1961-03-17|17[/.-]0?3[/.-]1961|1961 03 17|\b22357\b|-3212\b")
FLAGGED = re.compile(r"2025-03-29|29[/.-]0?3[/.-]2025|\b45745\b|\b20176\b")
WHO = {  # name: role, unit, whether birth dates of OWN, flags of OWN are theirs to see
    "officer-own": ("officer", OWN, True, True),
    "officer-other": ("officer", OTHER, False, False),
    "reviewer-own": ("reviewer", OWN, True, True),
    "leader-all": ("leader", None, False, True),
    "leader-other": ("leader", OTHER, False, False),
    "clerk-all": ("clerk", None, False, False),
    "auditor-all": ("auditor", None, True, True),
    "auditor-other": ("auditor", OTHER, False, False),
    "administrator-all": ("administrator", None, True, True),
}


def roster():
    files = steady.roster()
    for row in files["member"]:
        row["birth_date"] = "1961-03-17" if row["member_id"].startswith(f"{OWN}-") else "1970-05-01"
    return files | {"eligibility_flag": [{"subject": f"{OWN}-1-2", "kind": "investigation", "valid_from": "2024-11-13", "valid_until": "2025-03-29"}]}


WHOLE = {"unmasked": "true", "reason": "thử"}


class World:
    def __init__(self, daemon):
        self.daemon = daemon
        daemon.advance("2024-12-07T09:00")
        daemon.add(roster())
        daemon.ctl("records", "enter", "member", f"member_id={OWN}-1-1", "valid_from=2024-07-01", "role=deputy", "--reason", "đổi chức danh")
        daemon.advance("2025-02-14T09:00")
        self.imported = {row["action"]: row["sequence"] for row in daemon.json("import", "list")}
        self.tokens, self.cookies = {}, {}
        for name, (role, unit, *_) in WHO.items():
            unit = ["--unit", unit] if unit else []
            daemon.add_person(name, role, *unit)
            self.tokens[name] = {"Authorization": "Bearer " + daemon.json("tokens", "add", name, "--role", role, "--until", "2099-12-31",
                                                                          "--note", "thử", *unit)["token"]}
            self.cookies[name] = {"Cookie": daemon.sign_in(name)}

    def get(self, address, headers):
        """(status, the text of the answer; of a workbook all of its parts)."""
        try:
            with self.daemon.open(address, headers=headers) as answer:
                status, body = answer.status, answer.read()
        except HTTPError as refused:
            status, body = refused.code, refused.read()
        if body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                return status, "\n".join(book.read(part).decode(errors="replace") for part in book.namelist())
        return status, body.decode(errors="replace")

    def ask(self, name, words, /, **arguments):
        return self.get("/api/" + words.replace(" ", "/") + "?" + urlencode(arguments), self.tokens[name])

    def readings(self):
        return self.daemon.json("readings", "list")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    daemon = listening(tmp_path_factory.mktemp("private"))
    try:
        yield World(daemon)
        assert daemon.stop() == 0
    finally:
        daemon.stop()


def reading_commands():
    table = json.loads(subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, check=True).stdout)
    return [command for command in table if not command["changes"] and not command["files"]]


def questions(world, command):
    """The ways to ask a command that may lead to a private record: by type, key, unit, text, number; as a list ordered by what is private."""
    names = {parameter["name"] for parameter in command["parameters"] if not parameter["local"]}
    required = {parameter["name"] for parameter in command["parameters"] if parameter["required"] and not parameter["local"]}
    forms = {parameter["name"]: parameter for parameter in command["parameters"]}
    for kind, key in (("member", MEMBER), ("eligibility_flag", FLAG)):
        for unit, period in ((OWN, "2024-12"), (None, None)):
            given = {"type": kind, "key": key, "unit": unit, "subject": unit, "period": period, "phase": "phase-1", "limit": "1000", "number": "1"}
            by_name = {"id": {"explain": f"2024-11/6.1/{OWN}/final", "seals show": "phase-1-1", "seals export": "phase-1-1", "replay": f"2024-11/6.1/{OWN}/final",
                              "alerts show": "1"}.get(command["command"], "1"), "name": "template", "kind": "f2" if command["command"].startswith("templates") else "alert", "unit": unit or OWN, "period": "2024-12",
                       "sql": "SELECT * FROM " + kind, "code": "1-AAAAAA"}
            chosen = {name: value for name, value in given.items() if name in names and value and (name in required or name != "number")}
            for name in required - set(chosen):
                choices = forms[name]["choices"]
                chosen[name] = choices.split("|")[0] if choices else by_name.get(name, "thử")
            numbers = list(world.imported.values()) if command["command"] == "import show" else [None]
            for number in numbers:
                one = chosen | ({"number": number} if number else {})
                yield one
                if "sort" in names and period:
                    yield one | {"sort": "birth_date,desc"}
                if "find" in names and not period:
                    yield one | {"find": "1961"}
                if "format" in names and kind == "member" and not period:
                    yield one | {"format": "xlsx"}
                elif "unmasked" in names and (unit or kind != "member"):  # a list that a program gets is a file
                    yield one | {"unmasked": "true", "reason": "thử"}


def test_no_command_tells_what_is_private_to_whom_it_is_not(world):
    """Every command that reads, asked in every way that leads there, by every role for the own and another unit; what tells of records all of it, of the others
    every second question (all with THIDUA_LONG)."""
    wrong, told, asked = [], {"birth": set(), "flag": set()}, 0
    for command in reading_commands():
        whole = os.environ.get("THIDUA_LONG") or command["command"].split()[0] in ("records", "history", "review", "search", "explain", "import", "receipt", "forms", "evidence")
        for who, (name, (_, _, birth, flag)) in enumerate(WHO.items()):
            for number, arguments in enumerate(map(dict, dict.fromkeys(tuple(one.items()) for one in questions(world, command)))):
                if not whole and (who + number) % 2:
                    continue
                status, text = world.ask(name, command["command"], **arguments)
                asked += 1
                masked = "unmasked" not in arguments and "unmasked" in {parameter["name"] for parameter in command["parameters"]}
                for what, literal, sees in (("birth", BIRTH, birth), ("flag", FLAGGED, flag)):
                    if literal.search(text) and (masked or not sees):
                        wrong.append(f"{command['command']} {arguments}: {name} ({status}): {what}: {literal.search(text).group()}")
                    elif literal.search(text):
                        told[what].add((command["command"], name))
                assert status < 500, (command["command"], arguments, name, text)
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong[:40])
    for what, place in (("birth", 2), ("flag", 3)):  # and whoever may see it does, so that the test above can fail
        who = {name for name, row in WHO.items() if row[place]}
        for command in ("records find", "history"):
            assert {name for asked, name in told[what] if asked == command} == who, (command, what)
    assert asked > 1000


def test_no_page_shows_it_either(world):
    pages = ["/today", "/", "/live", f"/unit?subject={OWN}", f"/result?id=2024-11/6.1/{OWN}/final", "/alerts", "/drafts", "/seals", "/records", "/review",
             "/records/type?type=member", f"/records/type?type=member&unit={OWN}", "/records/type?type=eligibility_flag",
             *(f"/records/entry?type={kind}&unit={OWN}&period=2024-12&key={key}" for kind, key in (("member", MEMBER), ("eligibility_flag", FLAG))),
             f"/records/grid?type=member&unit={OWN}&period=2024-12", f"/records/grid?type=eligibility_flag&unit={OWN}&period=2024-12",
             *(f"/records/imported?number={number}" for number in world.imported.values())]
    wrong, told = [], set()
    for name, (_, _, birth, flag) in WHO.items():
        for page in pages:
            for root in ("", "/en"):
                status, text = world.get(root + page, world.cookies[name])
                assert status < 500, (name, page, text)
                text = text.replace(FLAG, "")  # the address of the page itself
                for what, literal, sees in (("birth", BIRTH, birth), ("flag", FLAGGED, flag)):
                    if literal.search(text) and not sees:
                        wrong.append(f"{name} {root}{page}: {what}")
                    elif literal.search(text):
                        told.add((what, page.split("?")[0], name))
    assert not wrong, "\n".join(wrong)
    for page in ("/records/type", "/records/entry"):
        assert {("birth", page, "officer-own"), ("birth", page, "auditor-all")} <= told, (page, sorted(told))
    assert ("birth", "/records/imported", "auditor-all") in told


def test_what_is_masked_says_so(world):
    """The others see that there is something, and why they do not see it; a type that is private whole is refused by name."""
    status, text = world.ask("leader-all", "records find", type="member", unit=OWN)
    answer = json.loads(text)
    place = [column["name"] for column in answer["columns"]].index("birth_date")
    assert {row[place] for row in answer["rows"]} == {MASK} and "unmasked=true&reason" in answer["masked"]["vi"]
    assert "masked" not in json.loads(world.ask("auditor-all", "records find", type="member", unit=OWN, **WHOLE)[1])
    said = json.loads(world.ask("leader-all", "records find", type="member", unit=OWN, **WHOLE)[1])["masked"]
    assert "người nhập của đơn vị" in said["vi"]
    status, text = world.ask("clerk-all", "records find", type="eligibility_flag")
    assert status == 403 and "dữ liệu riêng" in text and "lãnh đạo" in text
    counts = json.loads(world.ask("clerk-all", "records month", unit=OWN, period="2024-12")[1])
    assert not any(sum(row["counts"].values()) for row in counts["types"] if row["type"] == "eligibility_flag")


def test_each_reading_is_noted_once_an_hour(world):
    daemon = world.daemon
    daemon.advance("2025-02-15T09:00")
    before = len(world.readings())
    for _ in range(3):
        daemon.json("history", "member", MEMBER)
    world.ask("leader-all", "history", type="member", key=MEMBER)      # masked: nothing was read
    daemon.json("records", "find", "tip")                               # nothing private
    world.ask("auditor-all", "records month", unit=OWN, period="2024-12")  # counted, not shown
    rows = world.readings()
    assert len(rows) == before + 1
    assert {key: rows[0][key] for key in ("actor", "command", "type", "unit", "key", "records", "via", "reason")} == {
        "actor": "uid:0", "command": "history", "type": "member", "unit": OWN, "key": MEMBER, "records": 2, "via": "socket", "reason": None}
    daemon.json("records", "find", "member", "--unit", OWN, "--limit", 1)
    daemon.json("records", "find", "member", "--unit", OWN)  # more of them than before: another row
    assert [(row["command"], row["unit"], row["records"]) for row in world.readings()[:2]] == [("records find", OWN, 3), ("records find", OWN, 1)]
    daemon.advance("2025-02-15T10:00")
    daemon.json("history", "member", MEMBER)
    assert world.readings()[0]["at"] > rows[0]["at"]
    daemon.ctl("audit", "verify")


def test_a_page_of_private_data_is_kept_by_no_browser_and_each_look_is_noted(world):
    world.daemon.advance("2025-02-16T09:00")
    with world.daemon.open("/records/type?type=member", headers=world.cookies["officer-own"]) as answer:
        assert "no-store" in answer.headers["Cache-Control"] and not answer.headers["ETag"]
    assert [(row["actor"], row["command"], row["unit"]) for row in world.readings()[:1]] == [("person:officer-own", "records find", OWN)]


def test_a_file_is_whole_for_a_reason_alone(world):
    def export(name, **more):
        return world.ask(name, "records find", type="member", unit=OWN, format="csv", **more)

    world.daemon.advance("2025-02-17T09:00")
    before = len(world.readings())
    assert MASK in export("auditor-all")[1] and len(world.readings()) == before
    assert export("auditor-all", unmasked="true")[0] == 400 and "--reason" in export("auditor-all", unmasked="true")[1]
    for _ in range(2):  # each has a row of its own
        assert BIRTH.search(export("auditor-all", unmasked="true", reason="đối chiếu danh sách")[1])
    assert not BIRTH.search(export("leader-all", unmasked="true", reason="muốn xem")[1])
    rows = world.readings()
    assert len(rows) == before + 2 and {row["reason"] for row in rows[:2]} == {"đối chiếu danh sách"}
    status, text = world.ask("auditor-all", "records find", type="eligibility_flag", format="csv")
    assert status == 400 and "--unmasked" in text
    assert FLAGGED.search(world.ask("auditor-all", "records find", type="eligibility_flag", format="csv", unmasked="true", reason="thanh tra")[1])
    world.daemon.refused("records", "find", "member", "--unmasked", "--reason", "x")  # on the screen nothing is masked


def test_a_list_that_a_program_gets_is_as_a_file(world):
    """Masked, unless it is asked for with a reason; the same person's page shows it."""
    world.daemon.advance("2025-02-18T09:00")
    before = len(world.readings())
    for words, more in (("records find", {"unit": OWN}), ("history", {"key": MEMBER})):
        assert not BIRTH.search(world.ask("auditor-all", words, type="member", **more)[1])
        assert "--reason" in world.ask("auditor-all", words, type="member", unmasked="true", **more)[1]
    flags = json.loads(world.ask("auditor-all", "records find", type="eligibility_flag")[1])
    assert flags["rows"] == [] and "unmasked=true&reason" in flags["masked"]["vi"]  # not that there are none
    assert len(world.readings()) == before
    assert BIRTH.search(world.ask("auditor-all", "records find", type="member", unit=OWN, **WHOLE)[1])
    assert [(row["via"], row["reason"]) for row in world.readings()[:-before]] == [("http", WHOLE["reason"])]
    assert BIRTH.search(world.get(f"/records/type?type=member&unit={OWN}", world.cookies["auditor-all"])[1])
    assert not BIRTH.search(world.get(f"/api/records/find?type=member&unit={OWN}", world.cookies["auditor-all"])[1])


def test_a_masked_file_comes_back_and_changes_nothing(world, tmp_path):
    """The mask of a cell says nothing of it."""
    daemon = world.daemon
    daemon.ctl("records", "find", "member", "--unit", OWN, "--out", tmp_path / "all.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig")), delimiter=";"))
    assert {row["Ngày sinh"] for row in rows} == {MASK}
    keep = ("Mã thành viên", "Tổ", "Họ và tên", "Ngày sinh", "Giới tính", "Chức danh", "Từ ngày")
    text = io.StringIO()
    writer = csv.DictWriter(text, keep, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**row, "Tổ": f"{OWN}-1"} for row in rows)  # teams of all wards have one name here
    (tmp_path / "member.csv").write_text(text.getvalue())
    answer = json.loads(daemon.run("--json", "import", "member", tmp_path / "member.csv", "--dry-run").stdout)
    assert (answer["unchanged"], answer["corrected"], answer["added"]) == (3, 0, 0), answer
    (tmp_path / "member.csv").write_text(text.getvalue().replace(f"{OWN}-1-1", f"{OWN}-1-9"))
    assert "Ngày sinh" in daemon.refused("import", "member", tmp_path / "member.csv")


def test_readings_are_administrators_and_auditors_to_see(world):
    for name in WHO:
        assert world.ask(name, "readings list")[0] == (200 if name in ("auditor-all", "administrator-all") else 403), name


def test_old_readings_go(make, tmp_path):
    conf = tmp_path / "thiduad.conf"
    conf.write_text("[privacy]\nkeep_readings = 30\nkeep_unsent = 1\n")
    daemon = make(arguments=("--config", conf))
    daemon.add(roster())
    daemon.json("records", "find", "member")
    assert {row["unit"] for row in daemon.json("readings", "list")} == {row["unit_id"].removesuffix("-1") for row in roster()["unit"]}
    daemon.advance("2025-02-14T09:00")
    assert daemon.json("readings", "list") == []  # not shown any more, and gone with the next
    daemon.json("history", "member", MEMBER)
    assert len(daemon.json("readings", "list")) == 1
    daemon.ctl("audit", "verify")


def drafted(daemon):
    return [(draft["id"], draft["state"], draft["sha256"]) for draft in daemon.papers()]


def births(daemon):
    answer = daemon.json("records", "find", "member")
    place = [column["name"] for column in answer["columns"]].index("birth_date")
    return {row[place] for row in answer["rows"]}


def check_what_may_differ(daemon, sealed):
    """Members were erased: criteria that read them may come out otherwise, for an upgrade too; others may not."""
    def change(criterion, by):
        with sqlite3.connect(daemon.state / "thidua.db") as base:
            done = base.execute("""UPDATE result SET cells = json_replace(cells, ?1, json_extract(cells, ?1) + ?2)
                                    WHERE subject = ? AND run IN (SELECT run.id FROM run JOIN seal ON run.id = content ->> 'run' WHERE seal.id = ?)""", (f'$."{criterion}".num', by, OWN, sealed[0]))
            assert done.rowcount == 1
            receipt, = base.execute("SELECT receipt FROM run WHERE id = (SELECT content ->> 'run' FROM seal WHERE id = ?)", (sealed[0],)).fetchone()
        return json.loads(receipt)[criterion]["reads"]

    def told():
        answer = daemon.json("replay", sealed[0])
        return answer["replay"], answer["erased"]

    assert told() == ("identical", False)
    assert "member" in change("6.1", 1) and told() == ("different", True)
    (daemon.state / "thidua.build").write_text("of another build\n")
    daemon.restart()
    assert "bỏ qua 1 bản chốt" in daemon.logged()[daemon.began:]
    assert "member" not in change("7.1", 1) and told() == ("different", False)
    assert "/7.1/" in daemon.json("replay", sealed[0])["difference"]["where"]
    change("6.1", -1)
    assert told() == ("different", False)
    change("7.1", -1)
    assert told() == ("identical", False)


def test_what_is_private_goes_when_its_time_is_over(make, tmp_path):
    """So many days after the contest's last day, when all is sealed: values, whole records, bytes of files; log, seals and papers still hold."""
    conf = tmp_path / "thiduad.conf"
    conf.write_text("[privacy]\nkeep_private = 60\n")
    port = free_port()
    daemon = make(arguments=("--config", conf, "--listen", f"127.0.0.1:{port}"))
    daemon.port = port
    daemon.add(roster())
    daemon.advance("2024-12-07T09:00")
    daemon.ctl("records", "enter", "member", f"member_id={OWN}-1-1", "valid_from=2024-07-01", "role=deputy", "--reason", "đổi chức danh")
    (tmp_path / "flag.png").write_bytes(png())
    daemon.ctl("records", "attach", "eligibility_flag", FLAG, tmp_path / "flag.png", "--reason", "x")
    (tmp_path / "member.png").write_bytes(png() + b" ")
    daemon.ctl("records", "attach", "member", MEMBER, tmp_path / "member.png", "--reason", "x")
    daemon.advance("2025-10-18T09:00")  # 60 days after 2025-08-19
    sealed = [seal["id"] for seal in daemon.json("seals")]
    assert len(sealed) == 3 and births(daemon) != {None} and daemon.json("records", "find", "eligibility_flag")["rows"]
    report = next(row["id"] for row in daemon.papers() if row["kind"] == "d" and row["state"] == "drafted")
    visitor.enter(daemon, "thu", "reviewer")
    assert visitor.send(daemon, "drafts/fill", "thu", id=report, next="/", **{"cells.assessment": "Chủ tọa Nguyễn Thị Kín"})[0] == 303
    papers = drafted(daemon)
    daemon.ctl("addresses", "set", "person:thu", "email", "thu.rieng@example.vn")
    daemon.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@example.vn", "--from", "2025-01-01")
    daemon.advance("2025-10-19T09:00")
    assert births(daemon) == {None} and "đã xóa ngày 2025-10-19" in daemon.json("records", "find", "member")["masked"]["vi"]
    assert daemon.json("records", "find", "eligibility_flag")["rows"] == [] and daemon.json("records", "files", "member", MEMBER)[0]["erased_at"]
    assert "đã xóa theo thời hạn lưu" in daemon.refused("records", "file", "member", MEMBER, "2", "--out", tmp_path / "back.png")
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        (act,) = base.execute("SELECT actor, detail ->> 'versions', detail ->> 'files' FROM audit WHERE action = 'erase'")
        assert act == ("thiduad", 24 + 1 + 1, 4)  # two files imported, two carried
        assert base.execute("SELECT key, value, written_by FROM paper_blank").fetchall() == [("assessment", None, "person:thu")]
        assert base.execute("SELECT count(*) FROM audit WHERE detail LIKE '%Thị Kín%' OR detail LIKE '%thu.rieng%'").fetchone() == (0,)
        assert base.execute("SELECT address FROM address").fetchall() == [("catbi@example.vn",)]  # offices' stay
        assert base.execute("SELECT count(*) FROM history_member WHERE birth_date IS NOT NULL").fetchone() == (0,)
        assert base.execute("SELECT count(*) FROM content WHERE instr(bytes, '1961-03-17') OR instr(bytes, 'investigation,2024')").fetchone() == (0,)
        assert base.execute("SELECT count(*) FROM attachment WHERE type = 'eligibility_flag'").fetchone() == (0,)
    assert daemon.json("audit", "verify") and drafted(daemon) == papers
    assert {daemon.json("replay", seal)["replay"] for seal in sealed} == {"identical"}
    daemon.add({"member": [dict(roster()["member"][0], member_id=f"{OWN}-1-8")]})  # goes as well
    daemon.advance("2025-10-20T09:00")
    assert births(daemon) == {None} and drafted(daemon) == papers
    assert daemon.json("audit", "verify")
    check_what_may_differ(daemon, sealed)
    with sqlite3.connect(daemon.state / "thidua.db") as base:  # and what was not erased by the daemon is still found
        base.execute("UPDATE record_member SET full_name = 'X' WHERE member_id = ?", (f"{OWN}-1-2",))
    assert "member" in daemon.refused("audit", "verify")


@pytest.mark.parametrize("place", ["api", "page"])
def test_what_cannot_be_noted_is_not_told(make, tmp_path, place):
    """A writer that cannot write: the answer is masked and says why, nothing is lost, and all is as before when it can again."""
    daemon = listening(tmp_path)
    try:
        daemon.add(roster())
        headers, cookie = daemon.reader(), {"Cookie": daemon.sign_in()}

        def look():
            with daemon.open(f"/api/history?type=member&key={MEMBER}&unmasked=true&reason=x" if place == "api" else "/records/type?type=member",
                             headers=headers if place == "api" else cookie) as answer:
                return answer.read().decode()

        other = sqlite3.connect(daemon.state / "thidua.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # a program that holds the database: who reads is not held up, who writes gives up
        masked = look()
        other.close()
        assert not BIRTH.search(masked) and (place == "api" or "không ghi được nhật ký" in masked)
        assert "nhật ký đọc dữ liệu riêng" in daemon.logged()
        assert daemon.json("readings", "list") == []
        assert BIRTH.search(look())
        until(lambda: len(daemon.json("readings", "list")) > 0)
        assert daemon.stop() == 0
    finally:
        daemon.stop()
