"""The command line as others rely on it: exit codes, --json, filters, imports, refusals."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

import steady
from daemon import PACKAGE, BUILD, Daemon, as_csv

KEYS = {"id", "criterion", "subject", "level", "period", "stage", "num", "den", "value", "target", "verdict", "rule", "run",
        "adjusted", "needed", "reachable", "standing", "sealed", "differs", "why", "why_text", "why_text_en"}
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$")


def fill(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    return daemon


@pytest.fixture
def filled(make):
    return make(play=fill)


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory):
    """One daemon for all that must change nothing."""
    daemon = Daemon(tmp_path_factory.mktemp("unharmed"), play=fill)
    yield daemon
    assert daemon.stop() == 0


def rows_of(daemon, table):
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        return base.execute(f"SELECT * FROM {table}").fetchall()


# reaching the daemon ---------------------------------------------------------------------------------------------
def test_no_daemon_is_status_2(tmp_path, make):
    daemon = make(package=None).ready()
    daemon.stop()
    began = time.monotonic()
    done = daemon.run("status")
    assert done.returncode == 2 and done.stderr.strip() and not done.stdout
    assert 4 < time.monotonic() - began < 30  # it tried for five seconds


def test_a_slow_start_is_waited_for(make):
    daemon = make(package=None)
    daemon.stop()
    import subprocess
    waiting = subprocess.Popen(daemon.command("status"), stdout=subprocess.PIPE)
    time.sleep(1)
    daemon.start()
    assert waiting.wait(20) == 0


def test_people_pass_through_the_state_folder_to_the_socket_and_read_nothing(make):
    daemon = make(package=None).ready()
    assert oct(daemon.state.stat().st_mode & 0o777) == "0o711"
    files = [path for path in daemon.state.iterdir() if path.is_file()]
    assert len(files) >= 3 and all(path.stat().st_mode & 0o077 == 0 for path in files), files


def test_misuse_is_status_1(daemon):
    for words in (["fly"], ["results", "--colour", "red"], ["evaluate"], ["import", "tip"], ["alerts", "ack"], []):
        done = daemon.run(*words)
        assert done.returncode == 1, (words, done)
        assert done.stderr.strip() or not words


def test_help_needs_no_daemon(make):
    daemon = make(package=None)
    daemon.stop()
    done = daemon.run("--help")
    assert done.returncode == 0
    for word in ("contest load", "import", "clock advance", "results", "explain", "alerts ack", "drafts export"):
        assert word in done.stdout


def test_contest_check_needs_no_daemon(tmp_path):
    import subprocess
    done = subprocess.run([BUILD / "thiduactl", "contest", "check", PACKAGE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run([BUILD / "thiduactl", "contest", "check", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1


def test_before_a_contest_is_loaded(make):
    daemon = make(package=None)
    assert isinstance(daemon.json("status"), dict)
    assert daemon.json("seals") == [] and daemon.json("results") == [] and daemon.papers() == []
    daemon.refused("results", "--period", "2024-11")
    daemon.refused("import", "tip", PACKAGE / "contest.ini")
    daemon.refused("evaluate", "2024-11")


# answers ---------------------------------------------------------------------------------------------------------
def test_json_may_stand_anywhere(daemon):
    answers = [json.loads(daemon.ctl(*words)) for words in
               (["--json", "alerts", "--open"], ["alerts", "--json", "--open"], ["alerts", "--open", "--json"])]
    assert answers == [[], [], []]


def test_empty_lists(daemon):
    for words in (["results"], ["results", "--period", "phase-1"], ["alerts"], ["seals"], ["drafts"],
                  ["drafts", "--phase", "phase-1"], ["results", "--subject", "cat-bi", "--criterion", "1.1"]):
        assert daemon.json(*words) == []
        daemon.ctl(*words)  # for people, too


@pytest.mark.parametrize("words", [
    ["results", "--period", "2024-13"], ["results", "--level", "street"], ["results", "--stage", "last"],
    ["results", "--criterion", "9.9"], ["results", "--subject", "ngo-quyen"], ["drafts", "--phase", "phase-9"],
    ["evaluate", "2024-10"], ["explain", "phase-1/1.1/cat-bi"], ["explain", "phase-1/9.9/cat-bi/final"],
    ["drafts", "export", "phase-1-a-9", "--out", "/tmp/never.docx"], ["alerts", "ack", "999", "--until", "2024-12-31", "--note", "x"],
])
def test_unknown_values_are_refused_with_a_sentence(unharmed, words):
    assert unharmed.refused(*words).strip()
    assert not unharmed.run("--json", *words).stdout.strip()


def test_results(filled):
    filled.advance("2024-12-06T17:00")
    rows = filled.results()
    assert rows and all(set(row) == KEYS for row in rows)
    assert {row["id"] for row in rows} == {f"{r['period']}/{r['criterion']}/{r['subject']}/{r['stage']}" for r in rows}
    assert {row["stage"] for row in rows} == {"final"} and {row["level"] for row in rows} == {"ward", "team", "district"}
    assert len(filled.results(level="ward")) == 88 and len(filled.results(level="district")) == 11
    assert {row["criterion"] for row in filled.results(level="team")} == {"7.1"}
    one = filled.result("2024-11", "1.1", "cat-bi")
    assert (one["num"], one["den"], one["value"], one["target"], one["verdict"], one["adjusted"]) == \
        (9, 10, "90%", "từ 80%", "met", False)
    assert re.fullmatch("[0-9a-f]{64}", one["rule"]) and isinstance(one["run"], int)
    target = {row["criterion"]: row["target"] for row in filled.results(subject="quan-hai-an")}
    assert target == {"1.1": "từ 80%", "1.2": "100%", "2.1": "ít nhất 01", "3.1": "100%", "4.1": "không có", "4.2": "trên 90%",
                      "4.3": "không có", "5.1": "không có", "6.1": "100%", "6.2": "không có", "7.1": "100%"}
    assert filled.result("2024-11", "3.1", "cat-bi")["verdict"] == "not_applicable"
    team = filled.result("2024-11", "7.1", "cat-bi-1")
    assert (team["level"], team["num"], team["den"]) == ("team", 1, None)
    assert filled.result("2024-11", "4.1", "cat-bi")["den"] is None
    # the provisional run of 30/11 23:30 saw nothing yet
    assert filled.result("2024-11", "1.1", "cat-bi", "provisional")["den"] == 0


def test_shares_are_cut_toward_failing(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    files = steady.month("2024-11")
    files["population"] = [{"population_id": "1", "ward": "cat-bi", "area": "A", "as_of": "2024-11-30", "residents": 10000,
                            "provided": 8996}]
    files["tip"] = steady.tips("cat-bi", "2024-11", 20, 26) + steady.tips("dong-hai-1", "2024-11", 5, 5)
    daemon.add(files)
    daemon.advance("2024-12-06T17:00")
    assert daemon.result("2024-11", "4.2", "cat-bi")["value"] == "89,9%"
    assert daemon.result("2024-11", "1.1", "cat-bi")["value"] == "76,9%"
    assert daemon.result("2024-11", "1.1", "dong-hai-1")["value"] == "100%"


def test_explain(filled):
    filled.advance("2024-12-06T17:00")
    text = filled.ctl("explain", "2024-11/1.1/cat-bi/final")
    assert "9/10" in text and "80" in text and "tin-2024-11-cat-bi-3" in text
    answer = filled.json("explain", "2024-11/1.1/cat-bi/final")
    assert isinstance(answer, dict) and "90%" in json.dumps(answer, ensure_ascii=False)


def test_schedule(filled):
    filled.advance("2024-12-06T17:00")
    text = json.dumps(filled.json("schedule"))
    for due in ("2024-11-30T23:30:00+07:00", "2024-12-06T08:00:00+07:00", "2024-12-06T17:00:00+07:00",
                "2025-02-10T17:00:00+07:00", "2025-02-12T17:00:00+07:00"):
        assert due in text


def test_a_manual_run_opens_no_alert_and_leaves_the_schedule_alone(filled):
    filled.add({"accident": [{"accident_id": "1", "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"}]})
    filled.ctl("evaluate", "2024-11")
    assert filled.result("2024-11", "6.2", "cat-bi")["verdict"] == "missed"
    assert filled.alerts() == [] and filled.json("seals") == []
    filled.ctl("evaluate", "phase-1", "--stage", "provisional")
    assert filled.results(period="phase-1", stage="provisional")
    filled.advance("2024-12-06T17:00")
    assert [alert["criterion"] for alert in filled.alerts("--open", subject="cat-bi")] == ["6.2"]


# records come in -------------------------------------------------------------------------------------------------
def test_the_same_file_twice_changes_nothing(filled):
    before = rows_of(filled, "record_tip"), rows_of(filled, "history_tip")
    filled.add(steady.month("2024-11"))
    assert (rows_of(filled, "record_tip"), rows_of(filled, "history_tip")) == before
    again = steady.month("2024-11")["tip"]
    filled.add({"tip": again + [again[0]]})  # the same row twice is no contradiction
    assert (rows_of(filled, "record_tip"), rows_of(filled, "history_tip")) == before


def test_people_s_csv(filled):
    """Semicolons, a BOM, CRLF, day first, a blank for the T, columns in any order."""
    filled.add_text("incident", "﻿ward;incident_id;presence;occurred_at;notified_at;arrived_at\r\n"
                    "cat-bi;vu-1;required;1/11/2024 21:59;01/11/2024 21:59;1/11/2024 22:14:01\r\n"
                    "cat-bi;vu-2;required;2024-11-30 23:59:59;30/11/2024 23:59;2024-12-01T00:19\r\n")
    filled.advance("2024-12-06T17:00")
    assert filled.result("2024-11", "1.2", "cat-bi")["num"] == 2  # vu-2 and the steady one
    assert filled.result("2024-11", "1.2", "cat-bi")["den"] == 3


BAD = [
    ("unknown column", "tip", "tip_id,ward,received_on,channel,verified,colour\n1,cat-bi,2024-11-05,force,yes,red\n", "colour"),
    ("bad choice", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,2024-11-05,pigeon,yes\n", "channel"),
    ("bad date", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,2024-02-30,force,yes\n", "received_on"),
    ("month first", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,11/25/2024,force,yes\n", "received_on"),
    ("missing required field", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,,force,yes\n", "received_on"),
    ("missing required column", "tip", "tip_id,ward,received_on,channel\n1,cat-bi,2024-11-05,force\n", "verified"),
    ("missing key", "tip", "tip_id,ward,received_on,channel,verified\n,cat-bi,2024-11-05,force,yes\n", "tip_id"),
    ("unknown ward", "tip", "tip_id,ward,received_on,channel,verified\n1,ngo-quyen,2024-11-05,force,yes\n", "ward"),
    ("a team is no ward", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi-1,2024-11-05,force,yes\n", "ward"),
    ("unknown team", "good_deed", "deed_id,team,on_date,kind,description\n1,cat-bi-99,2024-11-05,deed,x\n", "team"),
    ("unknown member", "patrol", "patrol_id,member_id,on_date\n1,ai-do,2024-11-05\n", "member_id"),
    ("two rows, one key", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,2024-11-05,force,yes\n"
     "1,cat-bi,2024-11-06,force,yes\n", "tip_id"),
    ("two population rows of one place and day", "population", "population_id,ward,area,as_of,residents,provided\n"
     "a,cat-bi,Khu 9,2024-11-30,10,9\nb,cat-bi,Khu 9,2024-11-30,10,8\n", ""),
    ("a second population row of a place and day already there", "population",
     "population_id,ward,area,as_of,residents,provided\nz,cat-bi,Khu 1,2024-11-10,10,9\n", ""),
    ("unknown period", "submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2026-01,tip,no,2024-12-01\n", "period"),
    ("unknown record type", "submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2024-11,rumour,no,2024-12-01\n",
     "record_type"),
    ("unknown phase", "budget_line", "line_id,phase,kind,item,amount\n1,phase-3,estimate,x,5\n", "phase"),
    ("a fact after today", "tip", "tip_id,ward,received_on,channel,verified\n1,cat-bi,2024-12-04,force,yes\n", "received_on"),
    ("a moment after today", "callout", "callout_id,ward,kind,called_at\n1,cat-bi,fire,2024-12-04T00:00\n", "called_at"),
    ("bad time", "callout", "callout_id,ward,kind,called_at\n1,cat-bi,fire,2024-11-04T24:61\n", "called_at"),
    ("bad number", "population", "population_id,ward,area,as_of,residents,provided\n1,cat-bi,A,2024-11-30,ten,9\n", "residents"),
    ("unknown unit level", "unit", "unit_id,level,parent,name,valid_from\nx,village,cat-bi,X,2024-11-01\n", "level"),
    ("a team without its ward", "unit", "unit_id,level,parent,name,valid_from\nx,team,nowhere,X,2024-11-01\n", "parent"),
]


@pytest.mark.parametrize("what, record_type, text, column", BAD, ids=[case[0] for case in BAD])
def test_a_bad_row_refuses_the_file(unharmed, what, record_type, text, column):
    before = rows_of(unharmed, f"record_{record_type}")
    done = unharmed.add_text(record_type, text, "--dry-run", status=1)
    assert f"{record_type}.csv" in done.stdout and column in done.stdout, done.stdout + done.stderr
    done = unharmed.add_text(record_type, text, status=1)
    assert done.stderr.strip() or done.stdout.strip()
    assert rows_of(unharmed, f"record_{record_type}") == before


ACTING = "\x1b[2J\x1b]0;x\x07 \u009b31m \u202egnp.exe\u2066 a\u2028b c\rd \x7f"


@pytest.mark.parametrize("name, head, channel", [("tip", "channel", ACTING), ("tip", ACTING.replace("\r", ""), "force"),
                                                 ("tip" + ACTING, "channel", "pigeon")], ids=["a cell", "a head", "a file's name"])
def test_nothing_from_outside_acts_on_a_terminal(unharmed, tmp_path, name, head, channel):
    path = tmp_path / f"{name}.csv"
    path.write_text(f'tip_id,ward,received_on,"{head}",verified\nt-1,cat-bi,2024-11-05,"{channel}",yes\n', newline="")
    done = subprocess.run(unharmed.command("import", "tip", path), capture_output=True, stdin=subprocess.DEVNULL)
    said = done.stderr.decode()
    assert done.returncode == 1 and "‹U+001B›[2J" in said and "‹U+202E›gnp.exe" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", said)


def test_a_dry_run_lists_every_bad_row_at_once(filled):
    text = ("tip_id,ward,received_on,channel,verified\n"
            "t1,cat-bi,2024-11-05,force,yes\n"
            "t2,cat-bi,2024-11-05,pigeon,yes\n"
            "t3,nowhere,31/02/2024,force,yes\n")
    done = filled.add_text("tip", text, "--dry-run", status=1)
    assert "pigeon" in done.stdout and "nowhere" in done.stdout and "31/02/2024" in done.stdout
    said = json.loads(filled.run("--json", "import", "tip", filled.folder / "tip.csv", "--dry-run").stdout)
    flat = json.dumps(said)
    for word in ('"channel"', '"ward"', '"received_on"', "tip.csv"):
        assert word in flat
    # a good file: nothing is said to be wrong, nothing is written
    before = rows_of(filled, "record_tip")
    assert said["written"] is False and "Chưa ghi gì" in done.stdout
    good = text.replace("pigeon", "force").replace("nowhere,31/02/2024", "cat-bi,1/11/2024")
    assert "Chưa ghi gì" in filled.add_text("tip", good, "--dry-run").stdout
    english = filled.run("--lang", "en", "import", "tip", filled.folder / "tip.csv", "--dry-run").stdout
    assert "Nothing was written: this was a dry run" in english
    assert rows_of(filled, "record_tip") == before


def test_one_bad_row_refuses_the_whole_folder(filled):
    folder = filled.write({"tip": steady.tips("cat-bi", "2024-11", 1, 1, day=None)[:0] + [
        {"tip_id": "new", "ward": "cat-bi", "received_on": "2024-11-02", "channel": "force", "verified": "yes"}],
        "accident": [{"accident_id": "1", "ward": "cat-bi", "on_date": "2024-11-02", "level": "apocalyptic"}]})
    before = rows_of(filled, "record_tip")
    assert filled.run("import", "--dir", folder).returncode == 1
    assert rows_of(filled, "record_tip") == before


def test_other_file_names_are_refused(filled):
    folder = filled.write({"tip": steady.tips("cat-bi", "2024-11", 1, 1)})
    (folder / "tips.csv").write_bytes(as_csv(steady.tips("cat-bi", "2024-11", 1, 1)))
    assert "tips" in filled.refused("import", "--dir", folder)


def test_what_programs_leave_in_a_folder_is_not_sent(filled):
    folder = filled.write({"tip": steady.tips("cat-bi", "2024-11", 1, 1)})
    for name in ("~$tip.xlsx", ".~lock.tip.csv#", "Thumbs.db", "desktop.ini", ".DS_Store", "tip.csv.bak"):
        (folder / name).write_bytes(b"\0x")
    (folder / "~$tip.xlsx").chmod(0)
    done = filled.run("import", "--dir", folder, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "~$tip.xlsx" not in done.stdout and "Thumbs.db" not in done.stdout
    note, = [line for line in done.stderr.splitlines() if line.startswith("ghi chú: ")]
    assert note.endswith(".DS_Store, .~lock.tip.csv#, Thumbs.db, desktop.ini, tip.csv.bak, ~$tip.xlsx")


def test_a_folder_may_bring_a_team_with_what_refers_to_it(filled):
    filled.add({"unit": [{"unit_id": "cat-bi-2", "level": "team", "parent": "cat-bi", "name": "Tổ 2", "valid_from": "2024-11-01"}],
                "member": [{"member_id": "m2", "team": "cat-bi-2", "full_name": "Đỗ Thị Yến", "birth_date": "1980-01-01",
                            "sex": "female", "role": "leader", "valid_from": "2024-11-01"}],
                "patrol": [{"patrol_id": "p2", "member_id": "m2", "on_date": "2024-11-09"}],
                "good_deed": [{"deed_id": "d2", "team": "cat-bi-2", "on_date": "2024-11-09", "kind": "deed", "description": "x"}]})
    filled.advance("2024-12-06T17:00")
    assert filled.result("2024-11", "6.1", "cat-bi")["den"] == 4 and filled.result("2024-11", "7.1", "cat-bi")["num"] == 2


def test_a_file_says_its_type_by_its_name_or_its_columns(filled):
    rows = {"tip": [{"tip_id": "f1", "ward": "cat-bi", "received_on": "2024-11-09", "channel": "force", "verified": "yes"}]}
    tip = filled.write(rows) / "tip.csv"
    for name in ("tip (1).csv", "tip - Copy.csv", "Book1.csv"):
        path = tip.rename(tip.parent / name)
        done = filled.run("import", path)
        assert done.returncode == 0, done.stderr
        assert bool(re.search("Thêm mới +1", done.stdout)) == (name == "tip (1).csv") and ("theo các cột" in done.stdout) == (name == "Book1.csv")
        path.rename(tip)
    assert "“tip.csv”" in filled.refused("import", (tip.parent / "tipp.csv").write_text("x\n1\n") and tip.parent / "tipp.csv")


def test_known_units_are_accepted_again_when_equal(filled):
    rows = [{"unit_id": "cat-bi", "level": "ward", "parent": "quan-hai-an", "name": "Phường Cát Bi", "valid_from": "2024-11-01"}]
    filled.add({"unit": rows})
    for change, says in (({"parent": "hai-phong"}, "parent là “quan-hai-an”"), ({"name": "Cát Bi Mới"}, "name là “Cát Bi”"),
                         ({"code": "99999"}, "code là"), ({"valid_until": "2024-12-31"}, "valid_until là")):
        said = filled.refused("import", "--dir", filled.write({"unit": [{**rows[0], **change}]}))
        assert says in said and "rules propose units.csv" in said, said


def test_corrections_withdrawals_and_states(filled):
    base = {"accident_id": "1", "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"}
    steps = [(base, "missed"), ({**base, "level": "minor"}, "met"), ({**base, "level": "serious"}, "missed"),
             ({**base, "state": "withdrawn", "state_reason": "nhập nhầm"}, "met"),
             ({**base, "state": "waiting"}, "met"), ({**base, "state": "confirmed"}, "missed"),
             ({**base, "state": "returned", "state_reason": "thiếu biên bản"}, "met"),
             ({**base, "state": "draft"}, "met")]
    filled.advance("2024-12-06T17:00")
    for row, expected in steps:
        filled.add({"accident": [row]}, "--reason", "kiểm thử", "--revive")
        assert filled.result("2024-11", "6.2", "cat-bi")["verdict"] == expected, row
    assert len(rows_of(filled, "history_accident")) == len(steps) - 1  # no value is ever lost


def test_warnings_do_not_refuse(filled):
    done = filled.add_text("incident", "incident_id,ward,occurred_at,notified_at,presence,arrived_at\n"
                           "w1,cat-bi,2024-11-05T08:00,2024-11-05T08:10,required,2024-11-05T08:05\n")
    assert "arrived_at" in done.stdout + done.stderr or "w1" in done.stdout + done.stderr or ":2" in done.stdout + done.stderr
    filled.add_text("population", "population_id,ward,area,as_of,residents,provided\nw,cat-bi,Khu 7,2024-11-30,10,11\n")
    filled.add_text("reoffence", "reoffence_id,ward,person_code,on_date,basis\nr,cat-bi,khong-quan-ly,2024-11-30,criminal\n")
    filled.advance("2024-12-06T17:00")
    assert filled.result("2024-11", "5.1", "cat-bi")["verdict"] == "met"


def test_a_second_nomination_names_the_first(filled):
    filled.add({"nomination": [steady.nomination("cat-bi", minutes_on="2024-12-01")]})
    second = steady.nomination("cat-bi", kind="individual", nomination_id="dn-2", minutes_on="2024-12-01")
    said = filled.refused("import", "--dir", filled.write({"nomination": [second]}))
    assert "dn-cat-bi" in said or "dn-cat-bi" in filled.run("import", "--dir", filled.write({"nomination": [second]}), "--dry-run").stdout


def test_a_first_word_alone_lists_its_commands(tmp_path):
    for word, command in (("audit", "audit verify"), ("records", "records template"), ("contest", "contest load")):
        done = subprocess.run([BUILD / "thiduactl", word], capture_output=True, text=True)
        assert done.returncode == 0 and command in done.stdout and "board" not in done.stdout, word


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to be somebody else")
def test_who_may_not_reach_the_socket_is_told_so():
    folder = Path(tempfile.mkdtemp(prefix="reach."))  # pytest's own folder lets nobody else through
    folder.chmod(0o711)
    try:
        daemon = Daemon(folder, package=None).ready()
        daemon.state.chmod(0o700)  # as an older program made it
        done = subprocess.run(daemon.command("status"), user=65534, group=65534, extra_groups=[], capture_output=True, text=True, cwd="/",
                              timeout=60)
        assert done.returncode == 2 and "không có quyền" in done.stderr and "people add" in done.stderr and "0711" in done.stderr and "đang chạy không" not in done.stderr
        assert daemon.stop() == 0
    finally:
        shutil.rmtree(folder)


def test_a_contest_loaded_late_says_which_months_wait(tmp_path):
    daemon = Daemon(tmp_path, clock="2025-01-20T08:00", package=None).ready()
    said = daemon.ctl("contest", "load", PACKAGE)
    assert "2024-11, 2024-12;" in said and "evaluate" in said, said
    assert daemon.stop() == 0
