"""Plugins that are wrong, each with its sentence; and a contest that uses sql, exec and a shared object."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from plugin_build import BUILD, CONTEST, HERE, READERS, SOURCE, build, configure, thiduad

from daemon import SANITIZED, Daemon, until

BROKEN = {  # number in broken.c: what `plugins check` says
    1: "is no plugin: it exports no function thidua_plugin",
    2: "the plugin has ABI 7, thiduad has ABI 1; build it again",
    3: "the description has 24 bytes, at least 72 are needed",
    4: "thidua_plugin() gave NULL",
    5: "the description lacks the function run",
    6: "cannot be loaded: undefined symbol: not_defined_anywhere",
    7: "the declaration of parameter 1 is not whole",
    8: "the fallback: the parameter “least” is “many”; it must be an integer from 0 to 1000000",
    9: "crashed (SIGSEGV): in plugin broken",
    10: "not done after 2.0 seconds and was stopped, inside the plugin broken",
    11: "plugin broken: “cat-bi”: num = -5; it must be from 0",
    12: "plugin broken: gave more than 10000 figures",
    13: "figure 1 has no valid subject",
    14: "plugin broken: failed without a word",
    15: "gives THIDUA_LATER",
    16: "returned a code that is none of the agreed",
    17: "asked for the parameter “nothing”, which is not declared",
    18: "called a forbidden system service and was stopped",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A plugins' folder with the template, and a conf."""
    folder = tmp_path_factory.mktemp("plugins")
    build(SOURCE / "plugins/template/template.c", folder / "template.so")
    return folder


@pytest.fixture()
def bin_folder():
    """For programs: every user reaches it. pytest's own folders are its user's alone, and a program never runs as root."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-programs."))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def broken(folder, number, name="broken", *flags):
    target = folder / f"{name}.so"
    target.unlink(missing_ok=True)  # a loaded one may still be mapped
    return build(HERE / "broken.c", target, f"-DBROKEN={number}", f'-DNAME="{name}"', *flags, defs=number != 6)


@pytest.mark.parametrize("number", BROKEN)
def test_a_wrong_plugin_is_one_clear_sentence(tmp_path, number):
    if SANITIZED and number in (9, 18):
        pytest.skip("a sanitizer has its own words for a crash and no list of system calls")
    conf = configure(tmp_path, tmp_path, deadline=2)
    done = thiduad("--config", conf, "--check-plugin", broken(tmp_path, number))
    assert done.returncode == 1 and BROKEN[number] in done.stderr, done.stderr + done.stdout
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_no_shared_object_and_what_anybody_may_write(tmp_path):
    text = tmp_path / "text.so"
    text.write_text("not an object")
    assert "cannot be loaded:" in thiduad("--check-plugin", text).stderr
    good = build(SOURCE / "plugins/template/template.c", tmp_path / "template.so")
    good.chmod(0o666)
    assert "anybody may write it" in thiduad("--check-plugin", good).stderr
    good.chmod(0o644)
    assert thiduad("--check-plugin", good).stdout.startswith("good: template 1.0 (evaluator), 3 examples")
    other = good.rename(tmp_path / "other.so")
    assert "so its file must be template.so" in thiduad("--check-plugin", other).stderr


def test_the_examples_of_both_templates_hold(tmp_path):
    for name in ("template", "template-notifier"):
        assert thiduad("--check-plugin", build(SOURCE / f"plugins/template/{name}.c", tmp_path / f"{name}.so")).returncode == 0
    wrong = tmp_path / "template.c"
    wrong.write_text((SOURCE / "plugins/template/template.c").read_text().replace(">= at_least", "> at_least"))
    done = thiduad("--check-plugin", build(wrong, tmp_path / "template.so"))
    assert done.returncode == 1 and "example 1: gives “dang-hai 0 1”, not “dang-hai 1 1”" in done.stderr


MISTAKES = [  # file, what is replaced, by what, the place and sentence that follow
    ("3.ini", "least = 30", "laest = 30", "criteria/3.ini: plugin template: there is no parameter “laest”; is it “least”?"),
    ("3.ini", "least = 30", "least = -1", "criteria/3.ini: plugin template: the parameter “least” is “-1”; it must be an integer from 0"),
    ("5.ini", "= template", "= templete", "criteria/5.ini: there is no plugin “templete”"),
    ("5.ini", "= template", "= ../x", "criteria/5.ini: “../x” cannot be a plugin's name"),
    ("5.ini", "[parameters]", "title = x\n[parameters]", "criteria/5.ini:4: criterion.title"),
    ("4.ini", "readers.py", "rm", "criteria/4.ini: plugin exec: the program “rm” may not run on this machine"),
    ("4.ini", "program = readers.py\n", "", "criteria/4.ini: plugin exec: the parameter “program” is missing"),
    ("3.sql", "pages", "page", "criteria/3.sql:1: measure: there is no column “page”; is it “pages”?"),
    ("3.sql", "amount", "sum", "criteria/3.ini:4: measure: plugin template: the SQL must give the columns subject and amount"),
    ("1.ini", "judge = share_at_least", "judge = share_at_lest", "criteria/1.ini:10: judge: “share_at_lest” is none of"),
    ("1.ini", "num = 79", "num = 80", "example 2 gives “met”, not “missed” as written"),
    ("1.ini", "verdict = met", "verdict = meet", "“meet” is none of met"),
    ("2.ini", "evaluator = sql", "evaluator = sql\n[parameters]\na = b\n[measure]", "criteria/2.ini"),
]


@pytest.mark.parametrize("name, old, new, said", MISTAKES, ids=[f"{row[0]}-{row[2][:12]}" for row in MISTAKES])
def test_a_mistake_in_a_criterion_is_said_with_its_place(shelf, tmp_path, name, old, new, said):
    package = tmp_path / "contest"
    shutil.copytree(CONTEST, package)
    file = package / "criteria" / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    done = thiduad("--config", configure(tmp_path, shelf), "--check", package)
    assert done.returncode == 1 and said in done.stdout, done.stdout + done.stderr


def test_a_package_s_own_tests_reach_its_plugins(shelf, tmp_path):
    """`rules test` and `rules coverage` of a criterion without Lua."""
    package = tmp_path / "contest"
    case = package / "tests/3/mot-luot"
    shutil.copytree(CONTEST, package)
    case.mkdir(parents=True)
    (case / "loan.csv").write_text("loan_id,ward,on_date,reader,pages,returned\nl1,khu-1,2025-01-06,Lan,40,yes\nl2,khu-1,2025-01-07,Lan,7,yes\n")
    expected = "period,stage,subject,verdict,num,den,value\n2025-01,provisional,khu-1,met,1,2,50%\n"
    (case / "expected.csv").write_text(expected)
    conf = configure(tmp_path, shelf)
    done = thiduad("--config", conf, "--test", package)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "crashed" not in thiduad("--config", conf, "--coverage", package).stdout
    (case / "expected.csv").write_text(expected.replace("1,2", "2,2"))
    assert thiduad("--config", conf, "--test", package).returncode == 1


LOANS = """loan_id,ward,on_date,reader,pages,returned
l1,khu-1,2025-01-06,Lan,40,yes
l2,khu-1,2025-01-07,LAN,70,yes
l3,khu-1,2025-01-08,Minh,10,no
l4,khu-2,2025-01-09,Hoa,29,yes
l5,khu-2,2025-01-10,Đào,20,yes
"""
RETURNS = "ward,period,record_type,nil_return,submitted_on\n" + "".join(
    f"khu-{n},2025-01,loan,{'yes' if n == 3 else 'no'},2025-01-31\n" for n in (1, 2, 3))
EXPECTED = {  # criterion: (num, den, verdict) of khu-1, khu-2, khu-3
    "1": ((2, 3, "missed"), (2, 2, "met"), (0, 0, "not_applicable")),
    "2": ((3, None, "met"), (2, None, "met"), (0, None, "missed")),
    "3": ((2, 3, "met"), (0, 2, "missed"), (0, 0, "not_applicable")),
    "4": ((2, None, "met"), (2, None, "met"), (0, None, "missed")),
    "5": ((120, None, "met"), (49, None, "missed"), (0, None, "missed")),
}


RESULTS = {"results": [], "params": [], "reads": [], "how": "full"}
FORGED = [  # what is sent for an answer, how often, what is said of it
    ('{"ok":null}', 1, "là trống, phải là bảng trường"),
    ("[]", 1, "không phải là một trường ok hoặc error"),
    ("5", 1, "không phải là một trường ok hoặc error"),
    ('{"ok":{}}', 1, "thiếu trường “results”"),
    (json.dumps({"ok": RESULTS}), 1, "không trả về đúng một kết quả"),
    (json.dumps({"ok": RESULTS}), 2, "không đọc được"),
    (json.dumps({"ok": {**RESULTS, "results": [{"subject": "khu-1"}]}}), 1, "results: mục 1: thiếu trường “level”"),
    (json.dumps({"error": {"kind": "start", "fault": "start", "vi": "a", "en": "b"}}), 1, "“start” không phải là lỗi mà nó tự biết được"),
    ("x" * 60, 1_000_000, "dài hơn 33554432 byte nên bị bỏ"),
    ("[]," * 20, 500_000, "danh sách nên bị bỏ"),
]


def memory(daemon):
    """MiB: at most so far, now."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{daemon.process.pid}/status").read_text().splitlines())
    return [int(lines[name].split()[0]) // 1024 for name in ("VmHWM", "VmRSS")]


def start(folder, shelf, programs=(READERS,), **arguments):
    conf = configure(folder, shelf, programs, deadline=arguments.pop("deadline", None))
    return Daemon(folder, clock="2025-01-02T08:00", package=CONTEST, arguments=["--config", conf], **arguments)


@pytest.fixture
def contest(shelf, tmp_path):
    plugins = tmp_path / "plugins"
    shutil.copytree(shelf, plugins)
    daemon = start(tmp_path, plugins, deadline=3)
    daemon.plugins = plugins
    yield daemon
    assert daemon.stop() == 0


def fill(daemon):
    daemon.advance("2025-02-06T17:00")
    daemon.add_text("loan", LOANS)
    daemon.add_text("submission", RETURNS)
    daemon.ctl("evaluate", "2025-01")


def test_a_contest_with_sql_exec_and_a_shared_object(contest):
    fill(contest)
    for criterion, wards in EXPECTED.items():
        for n, expected in enumerate(wards, 1):
            row = contest.result("2025-01", criterion, f"khu-{n}")
            assert (row["num"], row["den"], row["verdict"]) == expected, row
    district = contest.result("2025-01", "3", "phuong-an-khe")
    assert (district["num"], district["den"]) == (2, 5)
    # the same explanation as of any other criterion: target, sentence, rows
    explained = contest.json("explain", "2025-01/3/khu-1/final")
    assert explained["replay"] == "same" and len(explained["evidence"]["rows"]) == 3
    assert "02/03 lượt = 66,6%" in explained["says"] and explained["targets"][0]["name"] == "3.share"
    assert any(alert["criterion"] == "3" and alert["subject"] == "khu-2" for alert in contest.json("alerts"))

    listed = {row["name"]: row for row in contest.json("plugins", "list")}
    assert set(listed) == {"sql", "exec", "template"} and all(row["good"] for row in listed.values())
    shown = contest.json("plugins", "show", "template")
    assert shown["criteria"] == ["3", "5"] and shown["path"] == str(contest.plugins / "template.so")
    assert [(p["name"], p["type"], p["fallback"]) for p in shown["parameters"]] == [("least", "integer", "1"), ("counts", "choice", "rows")]
    assert contest.json("plugins", "show", "sql")["criteria"] == ["1", "2"]
    assert [p["name"] for p in contest.json("plugins", "show", "exec")["parameters"]] == ["program", "arguments", "rows", "timeout"]
    assert "nothing to try" in contest.refused("--lang", "en", "rules", "try", CONTEST / "criteria/3.ini")
    assert "there is no plugin" in contest.refused("--lang", "en", "plugins", "show", "nothing")

    # A plugin replaced by one that crashes: its criteria have verdict error with a sentence, the others stand.
    broken(contest.plugins, 9, "template")
    contest.ctl("evaluate", "2025-01")
    assert contest.result("2025-01", "1", "khu-2")["verdict"] == "met"
    failed = contest.result("2025-01", "3", "khu-1")
    assert failed["verdict"] == "error" and failed["num"] is None
    # One that never ends: the deadline, and the page answers all the while.
    broken(contest.plugins, 10, "template")
    contest.ctl("evaluate", "2025-01")
    late = contest.result("2025-01", "5", "khu-1")
    assert late["verdict"] == "error" and "3,0 giây" in json.dumps(contest.json("explain", "2025-01/5/khu-1/final"), ensure_ascii=False)
    # One that gives figures without end, and for wards that are not there.
    broken(contest.plugins, 12, "template")
    contest.ctl("evaluate", "2025-01")
    assert "nhiều hơn 3 số liệu" in contest.json("explain", "2025-01/3/khu-1/final")["says"]
    # One that speaks for the worker: each is an error of its own two criteria, and says what is wrong.
    before = memory(contest)
    for answer, times, said in FORGED:
        broken(contest.plugins, 19, "template", f"-DANSWER={json.dumps(answer)}", f"-DTIMES={times}", '-DEND=""')
        contest.ctl("evaluate", "2025-01")
        explained = contest.json("explain", "2025-01/3/khu-1/final")
        assert explained["verdict"] == "error" and said in explained["says"], explained["says"]
        assert contest.result("2025-01", "1", "khu-2")["verdict"] == "met"
    most, left = memory(contest)
    assert SANITIZED or (most < before[0] + 400 and left < before[1] + 64), (before, most, left)
    (contest.plugins / "text.so").write_text("not an object")
    listed = {row["name"]: row for row in contest.json("plugins", "list")}
    assert not listed["text"]["good"] and "invalid ELF header" in listed["text"]["error"]["en"] or "file too short" in listed["text"]["error"]["en"]
    assert listed["sql"]["good"]


def test_a_mended_plugin_is_run_again(contest):
    """What failed three times is quarantined with the file that failed: another file is another thing, nobody has to release it."""
    fill(contest)
    good = (contest.plugins / "template.so").read_bytes()
    broken(contest.plugins, 9, "template")
    for _ in range(3):
        contest.ctl("evaluate", "2025-01")
    assert {row["criterion"] for row in contest.json("status")["quarantined"]} == {"3", "5"}
    contest.ctl("evaluate", "2025-01")
    assert "cách ly" in contest.json("explain", "2025-01/3/khu-1/final")["says"]
    (contest.plugins / "template.so").unlink()
    (contest.plugins / "template.so").write_bytes(good)
    contest.ctl("evaluate", "2025-01")
    for n, (num, den, verdict) in enumerate(EXPECTED["3"], 1):
        row = contest.result("2025-01", "3", f"khu-{n}")
        assert (row["num"], row["den"], row["verdict"]) == (num, den, verdict)
    assert contest.json("status")["quarantined"] == [] and contest.alerts("--open", kind="rule") == []
    assert contest.json("audit", "verify")


PROGRAMS = {  # what the program does: what is said of it
    "print('# it broke'); sys.exit(2)": "the program says it failed (code 2): it broke",
    "sys.exit(3)": "the program says unknown (code 3)",
    "print('khu-1 x')": "the line “khu-1 x” is not “subject num [den]”",
    "print('khu-9 1')": "“khu-9” is no unit of the level ward",
    "print('khu-1 1\\nkhu-1 2')": "“khu-1” has two figures",
    "print('khu-1 1 2')": "“khu-1” has a den, and this is a count",
    "print('khu-1 -4')": "“khu-1”: num = -4; it must be from 0",
    "[print('khu-1 1') for _ in range(9)]": "gave more than 3 figures, and there are only 3 subjects",
    "raise RuntimeError('odd')": "code 1 and did not say why (a line that begins with #): RuntimeError: odd",
    "sys.stdout.buffer.write(b'\\xff\\xfe')": "printed what is not UTF-8",
    "[print('x' * 9999) for _ in range(999)]": "printed too much and was stopped",
    "import signal; signal.pthread_kill(0, 9)": None,  # what it may not call fails in it
    "import time; time.sleep(60)": "was not done after 1.0 seconds and was stopped",
    "sys.exit(9)": "the program ended with code 9",
    "print('{\"ok\": null}')": "is not “subject num [den]”",
    "print('[]' * 100000)": "is not “subject num [den]”",
    "print('khu-1\\0 1')": "printed what is not UTF-8",
    "sys.stdout.write('#' * 10 + 'a' * 1900000 + '\\n'); sys.exit(2)": "the program says it failed (code 2): aaaa",
    "[print('#', i) for i in range(200000)]; sys.exit(2)": "the program says it failed (code 2): 0; 1; 2",
    "sys.stdout.write('a' * 60000000)": "printed too much and was stopped",
}


def test_a_program_that_fails_is_one_clear_sentence(shelf, tmp_path, bin_folder):
    program = bin_folder / "readers.py"
    package = tmp_path / "contest"
    shutil.copytree(CONTEST, package)
    ini = package / "criteria/4.ini"
    patient = ini.read_text()
    assert "timeout = 4\n" in patient
    for other in ("1.ini", "2.ini", "2.sql", "2.evidence.sql", "3.ini", "3.sql", "3.evidence.sql", "5.ini", "5.lua"):
        (package / "criteria" / other).unlink()
    conf = configure(tmp_path, shelf, [program])
    for body, said in PROGRAMS.items():
        program.write_text(f"#!/usr/bin/python3\nimport sys\nsys.stdin.read()\n{body}\n")
        program.chmod(0o755)
        ini.write_text(patient.replace("timeout = 4", "timeout = 1" if said and "1.0 seconds" in said else "timeout = 8"))
        done = thiduad("--config", conf, "--check", package)
        if said:
            assert done.returncode == 1 and said in done.stdout, (body, done.stdout)


@pytest.mark.skipif(os.geteuid() != 0, reason="root's programs run as others")
def test_root_s_program_is_for_everybody_to_read(shelf, tmp_path, bin_folder):
    program = bin_folder / "readers.py"
    shutil.copy(READERS, program)
    program.chmod(0o700)
    conf = configure(tmp_path, shelf, [program])
    assert "it runs as a user without rights; let everybody read and run the file (chmod o+rx)" in thiduad("--config", conf, "--check", CONTEST).stdout
    program.chmod(0o755)
    assert thiduad("--config", conf, "--check", CONTEST).returncode == 0


def test_what_a_program_leaves_behind_ends_with_the_daemon(shelf, tmp_path, bin_folder):
    """Even when that is killed: its processes are in a namespace of their own, where the kernel has one for it."""
    if os.geteuid() != 0:
        pytest.skip("only root always has a namespace")
    program = bin_folder / "readers.py"
    program.write_text("#!/bin/sh\nn=0\nwhile read row; do n=$((n + 1)); done\n[ $n -lt 2 ] && exit 0\nsleep 7351 &\nsleep 7352\n")
    program.chmod(0o755)
    daemon = start(tmp_path, shelf, [program])
    daemon.advance("2025-02-06T17:00")
    daemon.add_text("loan", LOANS)
    asker = subprocess.Popen(daemon.command("evaluate", "2025-01"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert until(lambda: sleeping(b"7351") and sleeping(b"7352"))
    daemon.kill()
    asker.wait(20)
    assert until(lambda: not sleeping(b"7351") and not sleeping(b"7352"))


def sleeping(seconds):
    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if read_quietly(path) == b"sleep\0" + seconds + b"\0"]


def read_quietly(path):
    try:
        return path.read_bytes()
    except OSError:  # it has just ended
        return b""


def test_what_a_program_is_given(shelf, tmp_path, bin_folder):
    """Rows as CSV, its arguments filled in, no environment, the folder /; a warning is no failure, and is kept."""
    program = bin_folder / "readers.py"
    shutil.copy(READERS, program)
    daemon = start(tmp_path, shelf, [program])
    try:
        daemon.advance("2025-02-06T17:00")
        daemon.add_text("loan", LOANS)
        program.write_text("#!/usr/bin/python3\nimport os, sys\nrows = sys.stdin.read().splitlines()\n"
                           "given = (rows[0], len(rows), sys.argv[1:], os.getcwd(), sorted({'HOME', 'PATH', 'USER'} & set(os.environ)))\n"
                           "print('khu-1', 2 if given == ('subject,reader', 6, ['--period', '2025-01'], '/', []) else 0)\n"
                           "print('# thiếu nguồn phụ')\nsys.exit(1)\n")
        daemon.ctl("evaluate", "2025-01")
        assert daemon.result("2025-01", "4", "khu-1")["num"] == 2
        with sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True) as database:
            receipt = json.loads(database.execute("SELECT receipt FROM run ORDER BY id DESC").fetchone()[0])
        outside = receipt["4"]["outside"]
        assert outside["warning"] == "thiếu nguồn phụ" and outside["program"] == str(program) and not outside["replayable"]
        assert outside["digest"] == hashlib.sha256(program.read_bytes()).hexdigest()
        assert receipt["3"]["outside"]["evaluator"] == "template" and receipt["3"]["outside"]["replayable"]
        assert "outside" not in receipt["1"]
        # A program's figures cannot be had again from history; a plugin's can, while it is the same plugin.
        answer = daemon.json("replay", "2025-01/4/khu-1/final")
        assert answer["replay"] == "not_replayable" and "came from a program" in answer["why_en"]
        assert daemon.json("replay", "2025-01/3/khu-1/final")["replay"] == "identical"
    finally:
        assert daemon.stop() == 0


def test_a_plugin_that_changed_is_not_replayable(contest):
    fill(contest)
    other = contest.folder / "template.c"
    other.write_text((SOURCE / "plugins/template/template.c").read_text().replace('"1.0"', '"1.1"'))
    (contest.plugins / "template.so").unlink()
    build(other, contest.plugins / "template.so")
    assert contest.json("replay", "2025-01/3/khu-1/final")["replay"] == "not_replayable"
    assert contest.json("replay", "2025-01/2/khu-1/final")["replay"] == "identical"


def test_json_rows_and_no_program_without_the_administrator(shelf, tmp_path, bin_folder):
    package = tmp_path / "contest"
    shutil.copytree(CONTEST, package)
    ini = package / "criteria/4.ini"
    ini.write_text(ini.read_text().replace("timeout = 4", "rows = json"))
    program = bin_folder / "readers.py"
    program.write_text("#!/usr/bin/python3\nimport json, sys\nrows = [json.loads(line) for line in sys.stdin]\n"
                       "assert all(set(row) == {'subject', 'reader'} for row in rows)\n")
    program.chmod(0o755)
    assert thiduad("--config", configure(tmp_path, shelf, [program]), "--check", package).returncode == 0
    refused = thiduad("--config", configure(tmp_path, shelf, ["/usr/bin/true"]), "--check", package)
    assert refused.returncode == 1 and "may not run on this machine" in refused.stdout
    program.chmod(0o777)
    assert "anybody may write it" in thiduad("--config", configure(tmp_path, shelf, [program]), "--check", package).stdout


def test_plugins_check_speaks_through_thiduactl_too(shelf):
    done = subprocess.run([BUILD / "thiduactl", "--json", "plugins", "check", shelf / "template.so"], capture_output=True, text=True)
    answer = json.loads(done.stdout)["ok"]
    assert done.returncode == 0 and answer["name"] == "template" and answer["examples"] == 3
