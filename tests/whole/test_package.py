"""The contest is data: change it in a copy and see; checks that say everything at once; loads that hold or do nothing."""
import json
import shutil
import subprocess

import pytest

import steady
import word
from daemon import BUILD, PACKAGE


@pytest.fixture
def package(tmp_path):
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy)
    return copy


def change(package, path, old, new, count=1):
    file = package / path
    text = file.read_text()
    assert old in text, f"{old!r} is not in {path}"
    file.write_text(text.replace(old, new, count))


def check(path):
    return subprocess.run([BUILD / "thiduactl", "contest", "check", path], capture_output=True, text=True, timeout=120)


def test_the_package_is_good():
    done = check(PACKAGE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_target_gives_other_verdicts(make, package):
    """The newcomer's way: 80 % becomes 95 % in targets.ini; nothing else."""
    change(package, "targets.ini", "value = 80 %", "value = 95 %")
    plain, other = make("plain"), make("other", package=package)
    for daemon in (plain, other):
        daemon.add(steady.roster())
        daemon.advance("2024-12-03T09:00")
        daemon.add(steady.month("2024-11"))
        daemon.advance("2024-12-06T17:00")
    assert [plain.result("2024-11", "1.1", "cat-bi")[key] for key in ("value", "target", "verdict")] == ["90%", "từ 80%", "met"]
    assert [other.result("2024-11", "1.1", "cat-bi")[key] for key in ("value", "target", "verdict")] == ["90%", "từ 95%", "missed"]
    assert {a["criterion"] for a in other.json("alerts", "--open")} == {"1.1"}
    rest = [[(row["id"], row["num"], row["den"], row["verdict"]) for row in daemon.results() if row["criterion"] != "1.1"]
            for daemon in (plain, other)]
    assert rest[0] == rest[1]


def test_a_new_dated_value_holds_from_its_day(make, package):
    """80 % → 95 % from 01/12/2024: November by the old value, December and the phase by the new one."""
    with open(package / "targets.ini", "a") as file:
        file.write("\n[1.1.share 2024-12-01]\ntitle = Tỷ lệ nguồn tin\ntype = percent\nvalue = 95 %\nreference = Công văn số 1\n")
    daemon = make(package=package)
    steady.play_phase_1(daemon)
    found = {period: daemon.result(period, "1.1", "cat-bi")["verdict"] for period in ("2024-11", "2024-12", "phase-1")}
    assert found == {"2024-11": "met", "2024-12": "missed", "phase-1": "missed"}


def test_loading_again(make, package, tmp_path):
    daemon = make()
    before = daemon.json("status")
    daemon.ctl("contest", "load", PACKAGE)
    daemon.ctl("contest", "load", package)  # an equal one from another place
    assert daemon.json("status").get("sequence") == before.get("sequence")
    change(package, "targets.ini", "value = 80 %", "value = 85 %")
    assert daemon.refused("contest", "load", package)
    daemon.add(steady.roster())
    daemon.advance("2024-11-30T23:30")
    assert daemon.result("2024-11", "1.1", "cat-bi", "provisional")["target"] == "từ 80%"


def test_check_says_every_error_at_once(package):
    change(package, "targets.ini", "value = 80 %", "value = eighty")
    change(package, "contest.ini", "month_mode = calendar", "month_mode = lunar")
    change(package, "records.ini", "channel = choice", "channel = chioce")
    rule = (package / "criteria" / "4.3.lua").read_text()
    (package / "criteria" / "4.3.lua").write_text(rule.replace("title", "tittle", 1))
    (package / "documents" / "a.docx").write_bytes(b"no zip")
    done = check(package)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    for place in ("targets.ini", "eighty", "contest.ini", "lunar", "records.ini", "chioce", "4.3.lua", "tittle", "a.docx"):
        assert place in said, f"{place} is not in\n{said}"
    assert "targets.ini:" in said  # with its line


def test_check_load_and_propose_warn_of_the_same_papers(make, package):
    """One body that is not in force refuses three papers: each is named, whoever is asked."""
    change(package, "bodies.ini", "[ubnd_phuong 2024-07-01]\n", "[ubnd_phuong 2024-07-01]\nuntil = 2025-01-15\n")
    checked = subprocess.run([BUILD / "thiduactl", "--json", "contest", "check", package], capture_output=True, text=True, timeout=120)
    answers = [json.loads(checked.stdout), make("load", package=None).json("contest", "load", package),
               make("propose").json("rules", "propose", package, "--reason", "thử")]
    for answer in answers:
        assert [problem["column"] for problem in answer["problems"]] == ["b1", "f1", "f2", "who", "who", "who"], answer["problems"]  # and the duties of that body
    assert answers[0]["problems"] == answers[1]["problems"] == answers[2]["problems"]


def test_a_template_is_tried_with_sample_data(make, package):
    """It compiles; but one name is unknown wherever it is filled, another one only when no person is commended."""
    word.rewrite(package / "documents" / "a.docx", "word/document.xml",
                 ("{{ issuer.place }}", "{{ issuer.palce }}"))
    word.rewrite(package / "documents" / "e.docx", "word/document.xml",
                 ("{{ issuer.place }}", "{{ issuer.place }}{% if not next_phase %}{{ nothing }}{% endif %}"))
    done = check(package)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    for sentence in ("documents/a.docx", "issuer.palce", "place", "documents/e.docx", "nothing", "word/document.xml"):
        assert sentence in said, f"{sentence} is not in\n{said}"
    assert "issuer.palce" in make(package=None).ready().refused("contest", "load", package)


def test_a_bad_package_loads_not_at_all(make, package):
    rule = package / "criteria" / "7.1.lua"
    rule.write_text(rule.read_text() + "\nsyntax error here\n")
    daemon = make(package=None).ready()
    assert "7.1.lua" in daemon.refused("contest", "load", package)
    daemon.refused("import", "--dir", daemon.write(steady.roster()))  # no contest is in force
    daemon.ctl("contest", "load", PACKAGE)
    daemon.add(steady.roster())


def test_examples_that_fail_are_refused(make, package):
    change(package, "criteria/1.1.lua", '"missed"', '"met"')
    done = check(package)
    assert done.returncode == 1 and "1.1.lua" in done.stdout + done.stderr


@pytest.mark.parametrize("path", ["contest.ini", "targets.ini", "records.ini", "units.csv"])
def test_a_file_that_is_missing_is_named(package, path):
    (package / path).unlink()
    done = check(package)
    assert done.returncode == 1 and path in done.stdout + done.stderr


def test_other_months_are_data(make, package):
    """month_mode = d15_d14: the first month ends on 14/11 … and is joined when it is short."""
    change(package, "contest.ini", "month_mode = calendar", "month_mode = d15_d14")
    assert check(package).returncode == 0
    daemon = make(package=package)
    text = daemon.ctl("--json", "schedule")
    assert "2024-11-14T23:30:00+07:00" in text and "2024-11-30T23:30:00+07:00" not in text
