"""Replay: a seal and its results computed again from history are the stored ones, whatever was changed since; what was
tampered with is named; what cannot be had again says why. Evidence and "what it would take" as they were then."""
import hashlib
import json
import re
import shutil
import sqlite3

import pytest

import steady
from daemon import Daemon
from oracle import PERIODS
from rules import COUNTS_ALL, TARGETS, propose, put, with_value


def execute(daemon, sql, *values):
    """Changes the database behind the daemon's back, as a fault of the disk or a person with a file editor would."""
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        base.execute("PRAGMA foreign_keys = OFF")
        done = base.execute(sql, values)
        assert done.rowcount >= 1, sql


def value(daemon, sql, *values):
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        return base.execute(sql, values).fetchone()[0]


def replayed(daemon, what, how="identical"):
    answer = daemon.json("replay", what)
    assert answer["replay"] == how, answer
    assert answer["id"] == what and answer["compared"] >= 0
    assert (answer["difference"] is not None) == (how == "different")
    assert (answer["why"] is not None) == (how == "not_replayable") == (answer["why_en"] is not None)
    return answer


def mixed(name, files):
    """Not all is well: cat-bi has 8 of 12 tips, nam-hai an untimely incident, trang-cat an accident, dang-hai no model."""
    if name == "2024-12":
        files["tip"] += steady.tips("cat-bi", "2024-12", 0, 12)[10:]
        for row in files["tip"]:
            if row["tip_id"] == "tin-2024-12-cat-bi-8":
                row["channel"] = "zalo"
        for row in files["incident"]:
            if row["ward"] == "nam-hai":
                row["arrived_at"] = row["arrived_at"].replace("T08:20", "T09:20")
        files["accident"] = [{"accident_id": "tn-1", "ward": "trang-cat", "on_date": "2024-12-10", "level": "serious"}]
    return steady.without(files, "model", ward="dang-hai")


def later_changes(daemon):
    """Late data, a correction, a withdrawal, a ward's team and member changed: all after the seal."""
    day = PERIODS["2024-12"].first.isoformat()
    daemon.add({"tip": steady.tips("thanh-to", "2024-12", 0, 40)[20:]}, "--reason", "bổ sung")
    daemon.add({"tip": [{"tip_id": "tin-2024-11-cat-bi-0", "ward": "cat-bi", "received_on": "2024-11-05", "channel": "zalo",
                         "verified": "no"}]}, "--reason", "đính chính")
    daemon.add({"accident": [{"ward": "trang-cat", "accident_id": "tn-1", "state": "withdrawn", "state_reason": "không phải địa bàn"}]})
    daemon.add({"unit": [{"unit_id": "cat-bi-1", "level": "team", "parent": "cat-bi", "valid_from": "2024-07-01",
                          "valid_until": "2024-12-31", "name": "Tổ đã đổi tên"}],
                "member": [{"member_id": "nam-hai-1-3", "team": "nam-hai-1", "full_name": "Lê Văn Sáng",
                            "birth_date": "1970-05-01", "sex": "male", "role": "member", "valid_from": "2024-07-01",
                            "valid_until": day}]}, "--reason", "thay đổi tổ")
    daemon.add({"submission": [{"ward": "dong-hai-1", "period": "2025-01", "record_type": "tip", "state": "withdrawn",
                                "state_reason": "gửi nhầm"}]})


def provisional(daemon):
    """What provisional runs say, as programs get it, as anybody's sqlite3 does, and computed again."""
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        rows = [base.execute(f"SELECT * FROM {view} WHERE run IN (SELECT id FROM run WHERE stage = 'provisional') ORDER BY run, subject, {column}").fetchall()
                for view, column in (("result_cell", "criterion"), ("result_row", "level"))]
    results = daemon.results(stage="provisional")
    return rows, results, [replayed(daemon, row["id"]) for row in results if row["subject"] in ("cat-bi", "quan-hai-an", "nam-hai-1")]


def play(daemon):
    """To the minute before the phase is sealed. All wards but one send January's facts before it ends, so its provisional run has what the final one says."""
    daemon.add(steady.roster())
    for name, sent in steady.SENT.items():
        daemon.advance(f"{sent:%Y-%m-%dT%H:%M}")
        daemon.add(mixed(name, steady.month(name)))
        if name == "2024-12":
            daemon.advance("2025-02-01T09:00")
            daemon.add({kind: rows for kind, rows in steady.month("2025-01", steady.WARDS[1:]).items() if kind != "submission"})
    daemon.advance("2025-02-10T16:59")


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A daemon after the close of phase 1; the tests follow each other on it."""
    folder = tmp_path_factory.mktemp("replay")
    daemon = Daemon(folder)
    play(daemon)
    daemon.provisional = provisional(daemon)
    daemon.advance("2025-02-10T17:00")
    yield daemon
    daemon.stop()
    shutil.rmtree(daemon.state, ignore_errors=True)


def test_the_provisional_runs_of_a_sealed_period_are_packed_and_say_the_same(closed):
    assert provisional(closed) == closed.provisional and len(closed.provisional[2]) > 30
    with sqlite3.connect(closed.state / "thidua.db") as base:
        runs = {(period, stage): (run, rests, kept) for run, period, stage, rests, kept in base.execute(
            "SELECT id, period, stage, base, (SELECT count(*) FROM result WHERE run = run.id) FROM run").fetchall()}
        packed = [row[0] for row in base.execute("SELECT detail ->> 'run' FROM audit WHERE action = 'pack run' ORDER BY 1")]
    for period in ("2024-11", "2024-12", "2025-01", "phase-1"):
        assert runs[period, "provisional"][1] == runs[period, "final"][0] and runs[period, "final"][1] is None
    assert packed == sorted(run for (_, stage), (run, _, _) in runs.items() if stage == "provisional")
    assert runs["2024-12", "provisional"][2] == runs["2024-12", "final"][2]  # all came after it
    assert (runs["2025-01", "provisional"][2], runs["phase-1", "provisional"][2]) == (3, 2)  # a ward, its team, the district
    closed.restart()  # it was done
    closed.ctl("audit", "verify")


def test_the_seal_stays_replayable(closed):
    first = replayed(closed, "phase-1-1")
    # 9 subjects by 11 criteria of the phase and 8 wards of each month, as sealed and as stored, and 3 months of teams
    assert first["compared"] == 2 * 9 * 11 + 3 * (8 * 11 + 9 * 11 + 8)
    old_run = closed.result("2024-12", "1.1", "thanh-to")["run"]
    before = closed.json("explain", f"2024-12/1.1/thanh-to/final@{old_run}")
    later_changes(closed)
    assert closed.result("2024-12", "1.1", "thanh-to")["adjusted"] is True
    assert closed.result("2024-12", "1.1", "thanh-to")["run"] > old_run
    assert replayed(closed, "phase-1-1") == first
    for result in ("2024-12/1.1/thanh-to/final", f"2024-12/1.1/thanh-to/final@{old_run}", "phase-1/6.2/trang-cat/final",
                   "phase-1/7.1/quan-hai-an/final", "2025-01/7.1/nam-hai-1/final", "2024-11/1.1/cat-bi/provisional"):
        assert replayed(closed, result)["compared"] == 1
    # evidence lists the very rows, as they were then
    assert closed.json("explain", f"2024-12/1.1/thanh-to/final@{old_run}") == before
    assert before["evidence"]["total"] == 10 and before["replay"] == "same"
    assert closed.json("explain", "2024-12/1.1/thanh-to/final")["evidence"]["total"] == 30
    closed.refused("replay", "phase-9-1")
    closed.refused("replay", "phase-1/1.1/cat-bi/final@999999")
    closed.refused("replay", f"2024-11/1.1/thanh-to/final@{old_run}")
    closed.refused("replay", "phase-1/1.1/cat-bi/final@0")
    closed.refused("replay", "phase-1/1.1/khong-co/final")
    said = closed.run("replay", "phase-1-1")
    assert said.returncode == 0 and "giống hệt" in said.stdout
    steps = [line for line in said.stderr.splitlines() if "đang tính lại" in line]
    assert [step.split("đang tính lại ")[1].split(",")[0] for step in steps] == ["Đợt 1", "tháng 11/2024", "tháng 12/2024", "tháng 01/2025"]


def test_what_it_would_take(closed):
    """contest.md §6, exactly: how many more, whether they could still come, of the next five how many."""
    december = {row["id"]: row for row in closed.results(period="2024-12", level="ward")}
    tips = closed.json("explain", "2024-12/1.1/cat-bi/final")
    assert closed.json("explain", "2024-12/1.1/cat-bi") == tips  # the newest run's stage
    assert "2024-12/1.1/cat-bii" in closed.refused("explain", "2024-12/1.1/cat-bii")
    replayed(closed, "2024-12/1.1/cat-bi")
    assert (tips["num"], tips["den"], tips["needed"]) == (8, 12, 8)  # 16/20 = 80 %
    assert tips["reachable"] == "ended" and tips["of_next"] is None  # 13/17 would be 76,4 %
    assert "cần thêm 08 tin" in tips["lacking"] and "8 more needed" in tips["lacking_en"]
    assert (tips["title"], tips["subject_name"]) == (
        "Nguồn tin do Nhân dân cung cấp qua lực lượng", "Cát Bi") or tips["subject_name"].endswith("Cát Bi")
    late = december["2024-12/1.2/nam-hai/final"]
    assert (late["verdict"], late["needed"], late["reachable"]) == ("missed", None, "no")
    crash = closed.json("results", "--period", "phase-1", "--criterion", "2.1", "--subject", "dang-hai")[0]
    assert (crash["verdict"], crash["needed"], crash["reachable"]) == ("in_progress", 1, "yes")
    district = closed.result("phase-1", "2.1", "quan-hai-an")
    assert (district["verdict"], district["needed"], district["reachable"]) == ("in_progress", 1, "yes")
    met = closed.result("phase-1", "1.1", "dang-hai")
    assert (met["verdict"], met["needed"], met["reachable"]) == ("met", None, None)
    text = closed.ctl("explain", "2024-12/1.1/cat-bi/final")
    for word in ("Nguồn tin", "Cát Bi", "cần thêm 08 tin", "từ 80%", "tháng 12/2024"):
        assert word in text, text


def test_open_period_can_still_be_met(make):
    daemon = make(clock="2024-11-01T08:00")
    daemon.add(steady.roster())
    daemon.advance("2024-11-10T09:00")
    daemon.add({"tip": steady.tips("cat-bi", "2024-11", 3, 5)})
    daemon.ctl("evaluate", "2024-11", "--stage", "provisional")
    tips = daemon.json("explain", "2024-11/1.1/cat-bi/provisional")
    assert daemon.json("explain", "2024-11/1.1/cat-bi") == tips
    assert (tips["needed"], tips["reachable"], tips["of_next"]) == (5, "yes", {"least": 5, "of": 5})
    assert tips["lacking"].startswith("cần thêm 05 tin")
    cells = json.loads(value(daemon, "SELECT cells FROM result WHERE subject = 'cat-bi'"))
    assert (cells["1.1"]["needed"], cells["1.1"]["reachable"]) == (5, "yes")
    replayed(daemon, "2024-11/1.1/cat-bi/provisional")
    # the same run after the period: what is stored stands, only its reading changes
    daemon.advance("2024-12-01T00:00")
    again = daemon.json("explain", "2024-11/1.1/cat-bi/provisional")
    assert (again["needed"], again["reachable"]) == (5, "ended")
    replayed(daemon, "2024-11/1.1/cat-bi/provisional")


def put_back(daemon, table, column, where, *values):
    """What a cell holds, to be put back after it was tampered with."""
    old = value(daemon, f"SELECT {column} FROM {table} WHERE {where}", *values)
    return lambda: execute(daemon, f"UPDATE {table} SET {column} = ? WHERE {where}", old, *values)


def test_tampering_is_named(closed):
    run = value(closed, "SELECT content ->> 'run' FROM seal WHERE id = 'phase-1-1'")
    # a stored result
    back = put_back(closed, "result", "cells", "run = ? AND subject = 'cat-bi'", run)
    execute(closed, "UPDATE result SET cells = json_set(cells, '$.\"1.1\".num', 999) WHERE run = ? AND subject = 'cat-bi'", run)
    difference = replayed(closed, "phase-1-1", "different")["difference"]
    assert (difference["where"], difference["key"], difference["stored"]) == (f"phase-1/1.1/cat-bi/final@{run}", "num", 999)
    assert difference["computed"] != 999
    assert replayed(closed, f"phase-1/1.1/cat-bi/final@{run}", "different")["difference"] == difference
    assert "phase-1/1.1/cat-bi/final" in closed.ctl("replay", "phase-1-1")
    back()
    # a month inside the seal: its place is named, not only that the hash is wrong
    back = put_back(closed, "seal", "content", "id = 'phase-1-1'")
    execute(closed, "UPDATE seal SET content = replace(content, '\"num\":8,', '\"num\":9,') WHERE id = 'phase-1-1'")
    answer = replayed(closed, "phase-1-1", "different")
    assert answer["difference"]["key"] == "num" and answer["difference"]["stored"] == 9 and answer["notes"]
    back()
    # what no figure shows: the hash does
    execute(closed, "UPDATE seal SET content = replace(content, 'sealed_at\":\"2025-02-10', 'sealed_at\":\"2025-02-11') WHERE id = 'phase-1-1'")
    difference = replayed(closed, "phase-1-1", "different")["difference"]
    assert (difference["where"], difference["key"]) == ("phase-1-1", "hash")
    back()
    # the receipt
    back = put_back(closed, "run", "receipt", "id = ?", run)
    execute(closed, "UPDATE run SET receipt = json_set(receipt, '$.\"1.1\".params[0].value', '70 %') WHERE id = ?", run)
    difference = replayed(closed, "phase-1-1", "different")["difference"]
    assert (difference["where"], difference["key"]) == (f"phase-1/1.1/final@{run}", "params")
    back()
    replayed(closed, "phase-1-1")


def test_other_rules_in_force_change_nothing_that_was(closed):
    """A run is replayed and explained with its own package, whatever is in force since."""
    closed.ctl("evaluate", "contest")
    old, sealed = closed.json("explain", "contest/1.1/quan-hai-an/final"), closed.json("explain", "phase-1/1.1/cat-bi/final")
    replay = replayed(closed, "phase-1-1")
    put(closed, "targets.ini", with_value(with_value(TARGETS, "1.1.share", "97 %"), "6.2.min_level", "minor"))
    put(closed, "6.2.lua", COUNTS_ALL)
    package = closed.json("status")["package"]
    closed.ctl("rules", "activate", propose(closed, closed.folder / "targets.ini", closed.folder / "6.2.lua"))
    assert closed.json("status")["package"] != package
    new = closed.json("explain", "contest/1.1/quan-hai-an/final")
    assert new["run"] > old["run"] and (old["target"], new["target"]) == ("từ 80%", "từ 97%")
    assert [row["value"] for row in new["targets"] if row["name"] == "1.1.share"] == ["97 %"]
    assert replayed(closed, "phase-1-1") == replay
    assert closed.json("explain", "phase-1/1.1/cat-bi/final") == sealed
    assert closed.json("explain", f"contest/1.1/quan-hai-an/final@{old['run']}") == old
    for run in (old["run"], new["run"]):
        for criterion in ("1.1", "6.2"):
            replayed(closed, f"contest/{criterion}/quan-hai-an/final@{run}")


def test_what_is_lost_is_said(closed):
    # an old format is replayed, an unknown one is not
    back = put_back(closed, "seal", "content", "id = 'phase-1-1'")
    seal_hash = put_back(closed, "seal", "hash", "id = 'phase-1-1'")
    for how, content in (("identical", "json_remove(json_set(content, '$.format', 1), '$.month_runs')"),
                         ("not_replayable", "json_set(content, '$.format', 99)")):
        execute(closed, f"UPDATE seal SET content = {content} WHERE id = 'phase-1-1'")
        text = value(closed, "SELECT content FROM seal WHERE id = 'phase-1-1'")
        execute(closed, "UPDATE seal SET hash = ? WHERE id = 'phase-1-1'", hashlib.sha256(text.encode()).hexdigest())
        assert replayed(closed, "phase-1-1", how)["difference"] is None
        back()
        seal_hash()
    # rows of history gone: not a difference of the results
    with sqlite3.connect(closed.state / "thidua.db") as base:
        columns = [row[1] for row in base.execute("PRAGMA table_info(record_tip)")]
        row = base.execute("SELECT * FROM record_tip WHERE tip_id = 'tin-2024-12-cat-bi-9'").fetchone()
    execute(closed, "DELETE FROM record_tip WHERE tip_id = 'tin-2024-12-cat-bi-9'")
    assert "dòng" in replayed(closed, "phase-1-1", "not_replayable")["why"]
    execute(closed, f"INSERT INTO record_tip ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", *row)
    replayed(closed, "phase-1-1")
    # a file of a package damaged that is not in force any more: replay reads it from the store (explain may show what its thread has read)
    package = value(closed, "SELECT content ->> 'package' FROM seal WHERE id = 'phase-1-1'")
    back = put_back(closed, "package_file", "content", "package = ? AND path = 'criteria/1.1.lua'", package)
    execute(closed, "UPDATE package_file SET content = (SELECT content FROM package_file WHERE path = 'criteria/1.2.lua')"
                    " WHERE package = ? AND path = 'criteria/1.1.lua'", package)
    assert package[:12] in replayed(closed, "phase-1-1", "not_replayable")["why"]
    assert "không tính lại được" in closed.ctl("replay", "phase-1-1")
    back()
    replayed(closed, "phase-1-1")


def test_audit_verify_finds_a_changed_bit(closed):
    """hardening.md, Durability: SQLite's own check sees few of them."""
    assert closed.json("audit", "verify")["checked"] > 20
    hash_of_file = value(closed, "SELECT content FROM package_file WHERE path = 'criteria/1.1.lua'")
    flips = [("content", "bytes", f"hash = '{hash_of_file}'", "CAST(replace(CAST(bytes AS TEXT), '1.1.share', '1.2.share') AS BLOB)"),
             ("seal", "content", "id = 'phase-1-1'", "replace(content, '2025-02-10', '2025-02-11')"),
             ("seal", "hash", "id = 'phase-1-1'", "'0' || substr(hash, 2, 62) || 'g'"),
             ("dossier", "content", "rowid_of_first", "replace(content, ':', ' :')"),
             ("audit", "detail", "sequence = 3", "json_set(detail, '$.read', 0)"),
             ("audit", "actor", "sequence = 2", "'uid:1'")]
    for table, column, where, to in flips:
        if where == "rowid_of_first":
            where = f"hash = '{value(closed, 'SELECT min(hash) FROM dossier')}'"
        back = put_back(closed, table, column, where)
        execute(closed, f"UPDATE {table} SET {column} = {to} WHERE {where}")
        assert closed.refused("audit", "verify"), (table, column)
        back()
    back = put_back(closed, "package_file", "path", "path = 'targets.ini'")
    execute(closed, "UPDATE package_file SET path = 'target.ini' WHERE path = 'targets.ini'")
    assert re.search("gói quy tắc|thiếu tệp này; thêm tệp targets.ini", closed.refused("audit", "verify"))  # whether its thread has read the package or not
    execute(closed, "UPDATE package_file SET path = 'targets.ini' WHERE path = 'target.ini'")
    back = put_back(closed, "record_tip", "from_seq", "tip_id = 'tin-2024-12-cat-bi-9'")
    execute(closed, "UPDATE record_tip SET from_seq = from_seq + 1 WHERE tip_id = 'tin-2024-12-cat-bi-9'")
    closed.refused("audit", "verify")
    back()
    closed.ctl("audit", "verify")
