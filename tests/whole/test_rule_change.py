"""Rules that change while the contest runs: by two people, all or nothing; what fails three runs in a row is quarantined."""
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest

import ledger
import steady
from base import intact, query
from daemon import PACKAGE, START, Daemon, until
from rules import FRAGILE, SOUND, TARGETS, hold, open_alerts, propose, put, verdicts, with_value, without_papers

AGAIN = """[criterion]
title = Tai nạn
subject = ward
reports = accident
target = 6.2.most
counts = vụ
judge = at_most
says = {{ value }} vụ (mức giao: {{ target }})

[measure]
of = accident
date = on_date

[example 1]
num = 0
target = 0
verdict = met
"""


def test_what_may_not_happen(daemon):
    daemon.add(steady.roster())
    targets = put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "85 %"))
    for files, word in (([PACKAGE], "không có gì thay đổi"),
                        ([put(daemon, "contest.ini", (PACKAGE / "contest.ini").read_text().replace("2025-02-03", "2025-02-10"))],
                         "contest.ini"),
                        ([put(daemon, "units.csv", (PACKAGE / "units.csv").read_text() + "cat-bi-1,ward,quan-hai-an,Mới,,2025-01-01,2025-06-30\n")], "units.csv:14"),
                        ([put(daemon, "6.2.lua", SOUND.replace("at_most", "at_mots"))], "6.2.lua"),
                        ([put(daemon, "notes.ini", "[a]\n")], "notes.ini")):
        kept = query(daemon, "SELECT count(*) FROM package")
        assert word in daemon.refused("rules", "propose", "--reason", "thử", *files), word
        assert query(daemon, "SELECT count(*) FROM package") == kept
    assert daemon.json("rules", "list") == []
    one = daemon.json("rules", "propose", "--reason", "một", targets)
    assert [row["what"] for row in one["changed"]] == ["changed"] and one["params"][0]["after"] == "85 %"
    assert "quản trị viên khác" in daemon.refused("rules", "activate", one["proposal"])
    two = propose(daemon, put(daemon, "6.2.lua", SOUND + "-- ghi chú\n"))
    assert [row["reason"] for row in daemon.json("rules", "list")] == ["một", "theo văn bản mới"]
    daemon.ctl("rules", "withdraw", one["proposal"], "--reason", "thôi")
    daemon.ctl("rules", "activate", two)
    assert [row["proposed_by"] for row in daemon.json("rules", "history")] == [None, "uid:7"]
    assert "NGƯỜI ĐỀ XUẤT" in daemon.ctl("rules", "history")
    three = daemon.json("rules", "propose", "--reason", "ba", targets)["proposal"]
    daemon.ctl("rules", "withdraw", three, "--reason", "thôi")
    assert "đã rút" in daemon.refused("rules", "activate", three)
    assert [row["state"] for row in daemon.json("rules", "list", "--all")] == ["withdrawn", "activated", "withdrawn"]
    assert "rules propose" in daemon.refused("contest", "load", PACKAGE)
    # one that fails where the old one did not never comes in force
    daemon.advance("2024-12-02T08:00")
    daemon.add({"accident": [{"accident_id": str(n), "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"} for n in (1, 2)]})
    daemon.ctl("evaluate", "2024-11")
    four = propose(daemon, put(daemon, "6.2.lua", FRAGILE))
    assert any(row["to"]["verdict"] == "error" for row in daemon.json("rules", "preview", four)["changes"])
    before = verdicts(daemon)
    assert "6.2" in daemon.refused("rules", "activate", four)
    assert verdicts(daemon) == before and daemon.json("rules", "list")[0]["id"] == four


def test_what_waits_is_carried_over(make, tmp_path):
    """Other rules come in force: what they leave alone waits on, beside them; what they touch, or what does not go with them, has to be made again."""
    package = without_papers(tmp_path / "rules")
    daemon = make(package=package)
    targets = put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "85 %"))
    one = propose(daemon, targets)
    touched = propose(daemon, put(daemon, "6.2.lua", SOUND + "-- khác\n"))
    unsound = propose(daemon, put(daemon, "8.1.ini", AGAIN))
    fewer = shutil.copytree(package, daemon.folder / "fewer")
    shutil.rmtree(fewer / "tests" / "6.2" / "muc-do")
    taking = propose(daemon, fewer)
    old = {row["id"]: row for row in daemon.json("rules", "list")}
    done = daemon.json("rules", "activate", propose(daemon, put(daemon, "6.2.lua", SOUND + "-- ghi chú\n"), put(daemon, "8.1.lua", SOUND)))
    assert [(row["proposal"], row["event"]) for row in done["waiting"]] == [
        (one, "carried"), (touched, "superseded"), (unsound, "superseded"), (taking, "carried")], done["waiting"]
    whys = {row["proposal"]: row["why"] for row in done["waiting"]}
    assert "criteria/6.2.lua" in whys[touched] and "criteria/8.1" in whys[unsound]
    assert whys[touched] in [row["note"] for row in daemon.json("workflow", "history", "proposal", touched)]
    assert "rules propose" in daemon.refused("rules", "activate", touched)
    for number, path in ((one, "targets.ini"), (taking, "tests/6.2/muc-do/expected.csv")):
        row = daemon.json("rules", "show", number)
        assert (row["state"], row["base"], row["carried_at"]) == ("proposed", done["package"], START + ":00+07:00"), row
        assert row["package"] != old[number]["package"] and path in [file["path"] for file in row["changed"]]
        assert all(file["path"].startswith(os.path.dirname(path)) for file in row["changed"])
        assert [event["event"] for event in daemon.json("workflow", "history", "proposal", number)] == ["proposed", "carried"]
    assert "hãy xem trước lại" in daemon.ctl("rules", "show", one) and "hãy xem trước lại" in daemon.ctl("rules", "preview", one)
    assert daemon.json("rules", "activate", one)["waiting"][0]["event"] == "carried"  # which comes in force beside what was
    assert "-- ghi chú" in daemon.json("rules", "show", "6.2.lua")["text"] and "85 %" in daemon.json("rules", "show", "targets.ini")["text"]
    assert [row["state"] for row in daemon.json("rules", "list", "--all")] == ["activated", "superseded", "superseded", "proposed", "activated"]
    intact(daemon)


def test_quarantine(make, tmp_path):
    """A rule that fails three runs in a row: the last good version is back at once; a first version is not started."""
    daemon = make(package=without_papers(tmp_path / "rules"))
    daemon.add(steady.roster())
    daemon.advance("2024-12-02T08:00")
    daemon.ctl("evaluate", "2024-11")  # by which the sound rule has run well
    new = put(daemon, "8.1.lua", FRAGILE.replace("title   = ", "title   = \"Thử: \" .. "))
    fragile = put(daemon, "6.2.lua", FRAGILE)
    daemon.ctl("rules", "activate", propose(daemon, fragile, new))
    package = daemon.json("status")["package"]
    daemon.add({"accident": [{"accident_id": str(n), "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"} for n in (1, 2)]})
    assert daemon.result("2024-11", "6.2", "cat-bi")["verdict"] == "error"  # the re-run was the first failure
    alerts = daemon.alerts("--open", kind="rule_error")  # which is said at once: of which rule, file and period
    assert [(row["criterion"], row["subject"], row["period"]) for row in alerts] == [("6.2", "quan-hai-an", "2024-11"), ("8.1", "quan-hai-an", "2024-11")]
    assert "tháng 11/2024 (chính thức)" in alerts[0]["text"] and "criteria/6.2.lua" in alerts[0]["text"]
    daemon.ctl("evaluate", "2024-11", "--stage", "provisional")
    assert daemon.json("status")["quarantined"] == []
    waiting = [daemon.json("rules", "propose", "--reason", "thử", path)["proposal"] for path in
               (put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "85 %")), put(daemon, "6.2.lua", SOUND + "-- khác\n"))]
    daemon.ctl("evaluate", "2024-11")
    assert [(row["id"], row["state"]) for row in daemon.json("rules", "list", "--all")][1:] == list(zip(waiting, ("proposed", "superseded")))
    assert daemon.json("rules", "show", waiting[0])["base"] == daemon.json("status")["package"]
    status = daemon.json("status")
    assert [(row["criterion"], row["fallback"] is None) for row in status["quarantined"]] == [("6.2", False), ("8.1", True)]
    assert status["package"] != package and status["owed"] == []
    for stage in ("final", "provisional"):
        assert daemon.result("2024-11", "6.2", "cat-bi", stage)["verdict"] == "missed"
        assert daemon.result("2024-11", "8.1", "cat-bi", stage)["verdict"] == "error"
    assert "cách ly" in daemon.json("explain", "2024-11/8.1/cat-bi/final")["says"]
    assert daemon.json("rules", "history")[-1]["cause"] == "quarantine"
    assert daemon.json("rules", "history")[-1]["files"] == "criteria/6.2.lua"
    alerts = daemon.alerts("--open", kind="rule")
    assert [row["criterion"] for row in alerts] == ["6.2", "8.1"] and "không đọc được" in alerts[0]["text"]
    assert all(text["subject"] != alerts[0]["subject"] for text in daemon.json("alerts", "short"))
    # another version frees it
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "6.2.lua", SOUND + "-- đã sửa\n"),
                                            put(daemon, "8.1.lua", SOUND + "-- cũng sửa\n")))
    assert daemon.alerts("--open", kind="rule") == [] and daemon.json("status")["quarantined"] == []
    assert daemon.alerts("--open", kind="rule_error") == []
    assert daemon.result("2024-11", "8.1", "cat-bi")["verdict"] == "missed"
    intact(daemon)


def test_two_people_release_a_rule(daemon):
    """Where the rule is not at fault: what it met is gone again, and the same version is to be run."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-02T08:00")
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "8.1.lua", FRAGILE.replace("title   = ", "title   = \"Thử: \" .. "))))
    accidents = [{"accident_id": str(n), "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"} for n in (1, 2)]
    daemon.add({"accident": accidents})
    for _ in range(3):
        daemon.ctl("evaluate", "2024-11")
    assert [row["criterion"] for row in daemon.json("status")["quarantined"]] == ["8.1"]
    daemon.add({"accident": [{**row, "state": "withdrawn", "state_reason": "ghi nhầm"} for row in accidents]})
    daemon.ctl("evaluate", "2024-11")
    says = daemon.json("explain", "2024-11/8.1/cat-bi/final")["says"]
    assert "rules release 8.1" in says and daemon.result("2024-11", "8.1", "cat-bi")["verdict"] == "error"
    words = ("rules", "release", "8.1", "--reason", "số liệu sai, không phải quy tắc")
    assert "không có quy tắc nào đang cách ly" in daemon.refused("rules", "release", "6.2", "--reason", "thử")
    asked = daemon.json(*words)
    assert (asked["done"], asked["asked_by"]) == (False, "uid:0")
    assert "quản trị viên khác" in daemon.refused(*words) and daemon.json("status")["quarantined"][0]["asked_by"] == "uid:0"
    ledger.change(daemon.state / "thidua.db", "quarantine", "UPDATE quarantine SET asked_by = 'uid:7' WHERE id = ?", 1)
    assert daemon.json(*words)["done"] is True
    assert daemon.json("status")["quarantined"] == [] and daemon.alerts("--open", kind="rule") == []
    until(lambda: daemon.json("status")["owed"] == [], what="the owed runs")
    for stage in ("final", "provisional"):
        assert daemon.result("2024-11", "8.1", "cat-bi", stage)["verdict"] != "error"
    assert daemon.alerts("--open", kind="rule_error") == []
    assert [(row["event"], row["actor"]) for row in daemon.json("workflow", "history", "quarantine", "1")] == [
        ("quarantined", "uid:0"), ("release_asked", "uid:0"), ("released", "uid:0")]
    intact(daemon)


def test_killed_in_an_activation(daemon):
    """All of it or nothing, whenever the daemon dies."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-10T08:00")
    records = (PACKAGE / "records.ini").read_text().replace("category? = text 100 | Lĩnh vực\n", "category? = text 100 | Lĩnh vực\nbook_no? = text 20 | Số sổ\n")
    number = propose(daemon, put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "99 %")), put(daemon, "records.ini", records))
    old, sequence = verdicts(daemon), daemon.json("status")["sequence"]
    new = None
    for delay in (0.05, 0.12, 0.2, 0.25, 0.3, 0.4):
        process = subprocess.Popen(daemon.command("rules", "activate", number), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        daemon.kill()
        process.wait(30)
        daemon.start()
        status = daemon.ready().json("status")
        intact(daemon)
        state = daemon.json("rules", "list", "--all")[0]["state"]
        assert (state == "activated") == (status["sequence"] > sequence)
        assert (verdicts(daemon) == old) == (state == "proposed")
        assert query(daemon, "SELECT count(*) FROM pragma_table_info('record_tip') WHERE name = 'book_no'") == [(int(state == "activated"),)]
        if state == "activated":
            break
    else:
        daemon.ctl("rules", "activate", number)
    new = verdicts(daemon)
    assert new[("2024-11", "final", "1.1", "cat-bi")]["verdict"] == "missed" != old[("2024-11", "final", "1.1", "cat-bi")]["verdict"]


@pytest.mark.skipif(os.geteuid() != 0, reason="two users take root")


def nobody_may_run():
    """Another user can be had, and may pass through this machine's root folder (a scratch root may keep it out)."""
    try:
        return os.geteuid() == 0 and subprocess.run(["true"], user="nobody", group="nogroup").returncode == 0
    except PermissionError:
        return False


@pytest.mark.skipif(not nobody_may_run(), reason="it takes root, and a second user who may run programs here")
@pytest.fixture
def passable():
    """A folder that every user passes through: each session of pytest closes its own to others once more."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-two-people."))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_two_people(passable):
    """An account of a user of the machine is all it takes: the daemon makes a folder that they can pass through to the socket."""
    daemon = Daemon(passable, START)
    try:
        daemon.ctl("people", "add", "hai", "--full-name", "Trần Văn Hải", "--role", "administrator", "--unix", "nobody")
        number = daemon.json("rules", "propose", "--reason", "thử", put(daemon, "6.2.lua", SOUND + "-- ghi chú\n"))["proposal"]
        ctl = shutil.copy(daemon.command()[0], passable)  # the build's own folder may be closed to others
        words = [ctl, *daemon.command("--json", "rules", "activate", number)[1:]]
        done = subprocess.run(words, capture_output=True, text=True, user="nobody", group="nogroup")
        assert done.returncode == 0, done.stderr
        assert [row["actor"] for row in daemon.json("rules", "history")] == ["uid:0", "person:hai"]
        read = subprocess.run(["cat", daemon.state / "thidua.db"], capture_output=True, user="nobody", group="nogroup")
        assert read.returncode != 0
    finally:
        daemon.stop()


def test_status_answers_while_a_preview_runs(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.ctl("evaluate", "2024-11")
    number = propose(daemon, put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "99 %")))
    preview = threading.Thread(target=daemon.ctl, args=("rules", "preview", number))
    preview.start()
    waits = []
    while preview.is_alive():
        begun = time.monotonic()
        daemon.ctl("status")
        waits.append(time.monotonic() - begun)
    preview.join()
    assert waits and max(waits) < 5, waits


def test_a_formula_from_a_day(make, tmp_path):
    """What happened before the day stays counted as it was, with its alerts; what ends after it is counted the new way, its phase too."""
    daemon, one = make(package=without_papers(tmp_path / "rules")), "criteria/1.1@2024-12-01.lua"
    text = (PACKAGE / "criteria" / "1.1.lua").read_text()
    new = text.replace("channel = 'force'", "channel IN ('force', 'zalo')")
    assert new != text
    daemon.add(steady.roster())
    for month, day in (("2024-11", "2024-12-03T08:00"), ("2024-12", "2025-01-03T08:00")):
        daemon.advance(day)
        daemon.add(steady.month(month) | {"tip": steady.tips("cat-bi", month, 5, 10)})
    daemon.advance("2025-01-09T08:00")
    daemon.ctl("evaluate", "phase-1")
    november = ("target", "1.1", "cat-bi", "2024-11")
    old, text_of = verdicts(daemon), open_alerts(daemon)[november]
    assert ("target", "1.1", "cat-bi", "2024-12") in open_alerts(daemon)
    run, december = (daemon.result(month, "1.1", "cat-bi")["run"] for month in ("2024-11", "2024-12"))
    bad = put(daemon, one.split("/")[1], new.replace('{ "tip" }', '{ "tip", "accident" }'))
    assert "reports: không được khác" in daemon.refused("rules", "propose", "--reason", "thử", bad)
    for cells, word in ((["from=01/12/2024"], "không khác"), (["from=01/11/2024", "counts=nguồn"], "sau 01/11/2024"), (["from=32/12/2024", "counts=nguồn"], "không phải là ngày")):
        assert word in daemon.refused("rules", "propose", "--reason", "thử", *[word for cell in ["criterion=1.1", *cells] for word in ("--change", cell)])

    def look(preview):
        assert {row["period"] for row in preview["changes"] + preview["alerts"]} == {"2024-12", "phase-1"}

    cells = ("criterion=1.1", "from=01/12/2024", "measure.num=channel IN ('force', 'zalo')")
    number = daemon.json("rules", "propose", "--reason", "thử", *[word for cell in cells for word in ("--change", cell)])["proposal"]
    shown, = daemon.json("rules", "show", number)["texts"]  # beside the formula that it follows, not as a text of its own
    assert (shown["path"], shown["against"]) == (one, "criteria/1.1.lua") and sum(line.startswith("+") for line in shown["diff"].splitlines()) == 1
    daemon.ctl("rules", "withdraw", number, "--reason", "thử")
    assert hold(daemon, *[word for cell in cells for word in ("--change", cell)], look=look) > 0
    assert daemon.json("rules", "show", one.split("/")[1])["text"] == new
    now = verdicts(daemon)
    assert {key: row for key, row in now.items() if key[0] == "2024-11"} == {key: row for key, row in old.items() if key[0] == "2024-11"}
    assert open_alerts(daemon)[november] == text_of and ("target", "1.1", "cat-bi", "2024-12") not in open_alerts(daemon)
    assert (now["2024-12", "final", "1.1", "cat-bi"]["num"], daemon.result("phase-1", "1.1", "cat-bi")["num"]) == (10, 20)
    assert daemon.json("replay", f"2024-11/1.1/cat-bi/final@{run}")["replay"] == "identical"
    for period, file, day in (("2024-11", "criteria/1.1.lua", "2024-11-01"), ("2024-12", one, "2024-12-01"), ("phase-1", one, "2024-12-01")):
        said = daemon.json("explain", f"{period}/1.1/cat-bi")
        assert (said["rule_file"], said["rule_from"], said["replay"]) == (file, day, "same")
    assert f"criteria/1.1.lua → {one}" in daemon.json("results", "difference", "2024-12/1.1/cat-bi/final", "--from", december)["because"]
    assert "rule_file" not in daemon.json("explain", "2024-11/1.2/cat-bi")
    # late data of either month is counted by that month's formula
    daemon.add({"tip": steady.tips("cat-bi", "2024-11", 0, 14)[10:] + steady.tips("cat-bi", "2024-12", 0, 14)[10:]})
    assert [(daemon.result(month, "1.1", "cat-bi")["num"], daemon.result(month, "1.1", "cat-bi")["den"]) for month in ("2024-11", "2024-12")] == [(5, 14), (14, 14)]
    assert [daemon.json("replay", f"{period}/1.1/cat-bi")["replay"] for period in ("2024-11", "2024-12", "phase-1")] == ["identical"] * 3
