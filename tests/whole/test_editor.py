"""The editor's authoring: checking, testing, coverage, a skeleton, quick tries, without harm to anything."""
import json
import os
import re
import shutil
import subprocess
import time

import pytest

from daemon import BUILD, PACKAGE, SANITIZED, SOURCE
from rules import without_papers

PACKAGES = sorted(path.parent for path in (SOURCE / "rules").glob("*/contest.ini"))


def ctl(*words, english=True):
    command = [BUILD / "thiduactl", *(["--lang", "en"] if english else []), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def said(*words, status, english=True):
    done = ctl(*words, english=english)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


OF_PAPERS = ("document", "bodies.ini", "legal.ini", "rates.ini", ".docx")


@pytest.fixture
def package(tmp_path, request):
    """A case that speaks of papers has them."""
    about = request.node.callspec.params.values() if hasattr(request.node, "callspec") else ()
    if any(word in str(value) for value in about for word in OF_PAPERS):
        return shutil.copytree(PACKAGE, tmp_path / "package")
    return without_papers(tmp_path / "package")


@pytest.fixture
def whole(tmp_path):
    return shutil.copytree(PACKAGE, tmp_path / "package")


def change(package, path, old, new, count=1):
    text = (package / path).read_text()
    assert old in text, f"{old!r} is not in {path}"
    (package / path).write_text(text.replace(old, new, count))


# the packages that come with the house ---------------------------------------------------------------------------------
@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_every_package_is_good_and_tested(path):
    """Every rule, example and case holds; nothing of a rule is left that none of them reaches."""
    criteria = {file.stem for file in (path / "criteria").glob("*.lua")} | {file.stem for file in (path / "criteria").glob("*.ini")}
    answer = json.loads(said("--json", "rules", "test", path, status=0))
    assert answer["failed"] == 0 and answer["cases"] >= len(criteria) and answer["rows"] > answer["cases"]
    criteria |= {file.stem for file in path.glob("conclusion.lua")}  # whose cases try ranking.lua too
    assert {folder.name for folder in (path / "tests").iterdir() if folder.is_dir()} == criteria
    covered = json.loads(said("--json", "rules", "coverage", path, status=0))
    assert covered["reached"] == covered["places"] > 0
    if not SANITIZED:
        assert answer["ms"] / answer["cases"] < 150, answer  # about 40 ms on an idle machine


def test_every_criterion_of_hai_an_has_missing_data_as_a_case():
    for file in (PACKAGE / "criteria").glob("*.lua"):
        expected = [path.read_text() for path in (PACKAGE / "tests" / file.stem).glob("*/expected.csv")]
        assert any(",final," in text and "not_reported" in text for text in expected), file.stem


@pytest.mark.skipif(not shutil.which("luacheck"), reason="luacheck is not installed (lua-check)")
def test_luacheck_finds_nothing():
    done = subprocess.run(["luacheck", "--config", SOURCE / "rules" / ".luacheckrc", *(SOURCE / "rules").glob("*/criteria/*.lua")],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    done = subprocess.run(["luacheck", "--config", SOURCE / "rules" / ".luacheckrc", "-"], input="return os.time()", capture_output=True,
                          text=True)
    assert done.returncode != 0 and "os" in done.stdout


def test_the_annotations_know_every_field_and_judge():
    text = (SOURCE / "docs" / "editor" / "thidua.lua").read_text()
    source = (SOURCE / "daemon" / "criterion" / "rule_word_table.c").read_text()
    fields = re.findall(r'"(\w+)"', re.search(r"criterion_keys\[\] = \{(.*?)\};", source, re.DOTALL).group(1))
    source = (SOURCE / "daemon" / "criterion" / "measure_word_table.c").read_text()
    words = re.findall(r'"(\w+)"', re.search(r"measure_words\[MEASURE_WORDS\] = \{(.*?)\};", source, re.DOTALL).group(1))
    assert len(fields) > 10 and len(words) > 10
    fields += words
    known = set(re.findall(r"^---@field (\w+)", text, re.MULTILINE))
    assert set(fields) <= known, set(fields) - known
    judges = re.findall(r'"(\w+)"', re.search(r"judge_names\[JUDGE_NAMES\] = \{(.*?)\};", (SOURCE / "daemon" / "criterion" / "judge.c").read_text(),
                                              re.DOTALL).group(1))
    assert judges and all(f"\n{judge} = nil" in text for judge in judges)


# check ------------------------------------------------------------------------------------------------------------------
WEAK = [  # file, old, new, what the check says of it (English), a mark of the Vietnamese sentence
    ("targets.ini", "[6.1.min_active_days 2024-11-01]", "[6.1.min_active_days 2025-02-30]", "“2025-02-30” is no date there is", "không phải là ngày có thật"),
    ("targets.ini", "value = serious", "value = serios", "there is no “serios” (serious?)", "không có “serios” (serious?)"),
    ("targets.ini", "value = no\n", "value = none\n", "there is no “none”", "chọn trong: yes, no"),
    ("targets.ini", "of = model.recognised_by", "of = model.recognized_by", "model.recognized_by", "không có trường chọn"),
    ("criteria/1.1.lua", "channel = 'force'", "channel = 'forse'", "“channel” has no “forse”; is it “force”?", "có phải là “force”?"),
    ("criteria/1.2.lua", "presence = 'required'", "presence IN ('requird')", "“presence” has no “requird”; is it “required”?", "“required”"),
    ("criteria/6.2.lua", "rank('accident', 'level', level)", "rank('accident', 'levels', level)", "“accident” has no “levels”; is it “level”?", "“level”"),
    ("texts.ini", "no_seal = ", "no_seel = ", "there is no text of this name (alert.no_seal?)", "không có câu nào tên như vậy"),
    ("criteria/6.2.lua", "rank('accident', 'level', level)", "rank('acident', 'level', level)", "has no “acident”; is it “accident”?", "“accident”"),
]


@pytest.mark.parametrize("english", [True, False])
def test_slips_of_the_pen_are_named_with_the_nearest_word(package, english):
    """All of them in one package, said at once; two cannot stand beside each other."""
    for path, old, new, *_ in WEAK[:-1]:
        change(package, path, old, new)
    text = ctl("rules", "check", package, english=english).stdout
    for path, _, _, *words in WEAK[:-1]:
        lines = [line for line in text.splitlines() if words[not english] in line]
        assert lines and lines[0].startswith(f"{path}:") and (path == "texts.ini" or re.match(r"[^:]+:\d+: ", lines[0])), (words, text)
    path, old, new, *words = WEAK[-1]
    change(package, path, "rank('accident', 'levels'", "rank('acident', 'level'")
    assert words[not english] in ctl("rules", "check", package / path, english=english).stdout


IMPOSSIBLE = [  # file, old, new, what refuses it: a constant that no record can have
    ("criteria/1.1.lua", "channel = 'force'", "channel = 'forse'", "criteria/1.1.lua:14: measure.num: “channel” has no “forse”; is it “force”?"),
    ("criteria/1.1.lua", "verified IS NOT 'no'", "verified IS NOT 0", "“verified” has no “0”; it has: yes, no"),
    ("criteria/4.1.lua", "<> 'yes'", "<> 'Yes'", "“4.1.exclude_self_detected” has no “Yes”; is it “yes”?"),
    ("criteria/1.1.lua", "channel = 'force'", "'force'", "criteria/1.1.lua:14: measure.num: “force” is the same for every record; write a condition: channel = 'force'"),
    ("criteria/1.1.lua", "channel = 'force'", "(100)", "criteria/1.1.lua:14: measure.num: “100” is the same for every record"),
    ("criteria/1.1.lua", "channel = 'force'", "NULL", "measure.num: “NULL” is the same for every record"),
    ("records.ini", "when = r.arrived_at < r.called_at", "when = 'fire'", "records.ini:{line}: when: “fire” is the same for every record; write a condition: kind = 'fire'"),
    ("records.ini", "when = r.arrived_at < r.called_at", "when = r.kind = 'fires'", "records.ini:{line}: when: “kind” has no “fires”; is it “fire”?"),
    ("documents/d.sql", "level = 'team'", "'teams' = level", "documents/d.sql:{line}: “level” has no “teams”; is it “team”?"),
]


@pytest.mark.parametrize("path, old, new, words", IMPOSSIBLE)
def test_a_constant_that_no_record_can_have_refuses_the_package(package, path, old, new, words):
    change(package, path, old, new)
    line = (package / path).read_text().split(new)[0].count("\n") + 1
    assert words.replace("{line}", str(line)) in said("contest", "check", package, status=1)


UNREADABLE = {  # what other programs make of a text
    "UTF-16": lambda text: text.encode("utf-16"),
    "zero byte": lambda text: b"\x7fELF\x00\x01\x02" + text.encode(),
    "Windows-1258": lambda text: text.encode() + b"\n# \xd0\xe2y\n",
    "Excel workbook": lambda text: b"PK\x03\x04" + text.encode(),
}
FILES = ["contest.ini", "units.csv", "successions.csv", "records.ini", "targets.ini", "rates.ini", "bodies.ini", "legal.ini", "texts.ini",
         "documents.ini", "calendar.ini", "criteria/1.1.lua", "documents/d.sql"]


@pytest.mark.parametrize("path", FILES if os.environ.get("THIDUA_LONG") else FILES[::3])  # one code for all of them
def test_the_first_fault_of_a_file_hides_what_follows_from_it(package, path):
    text = (package / path).read_text()
    for words, spoil in UNREADABLE.items():
        if words in ("UTF-16", "Excel workbook") and path.endswith(".csv"):
            continue  # a table is read in both
        (package / path).write_bytes(spoil(text))
        problems = json.loads(said("--json", "contest", "check", package, status=1))["problems"]
        errors = [problem for problem in problems if problem["level"] == "error"]
        assert [problem["file"] for problem in errors] == [path] and words in errors[0]["en"], errors
        assert "UTF-8" in errors[0]["en"] or "Excel" in errors[0]["en"]  # how to save it again
        # what was not checked for it is said at the same file, and nowhere else
        assert {problem["file"] for problem in problems if "not checked" in problem["en"]} <= {path}
    if path == "contest.ini":
        return  # without it the folder is no package
    (package / path).unlink()
    errors = [problem for problem in json.loads(said("--json", "contest", "check", package, status=1))["problems"] if problem["level"] == "error"]
    if path.startswith("criteria/"):
        assert {problem["file"].split("/")[0] for problem in errors} == {"tests", "documents"}  # who speaks of it is told
    elif not path.startswith("documents/"):
        assert [problem["file"] for problem in errors] == [path] and "lacks this file" in errors[0]["en"], errors


@pytest.mark.parametrize("path, line", [("targets.ini", "[1.1.share 2024-11-01]"), ("records.ini", "[tip]"), ("contest.ini", "[schedule]"),
                                        ("bodies.ini", "[ubnd_quan 2024-11-01]")])
def test_the_keys_below_a_refused_section_are_nobodys(package, path, line):
    text = (package / path).read_text()
    at = text.index("\n[") + 1  # whichever comes first, when the named one is not there
    line = line if line in text else text[at:text.index("\n", at)]
    (package / path).write_text(text.replace(line, line[:-1], 1))
    errors = [problem for problem in json.loads(said("--json", "contest", "check", package, status=1))["problems"] if problem["level"] == "error"]
    assert len(errors) == 1 and errors[0]["file"] == path and "the section cannot be read" in errors[0]["en"], errors


CAUSES = [  # one slip of the pen, and the one error that it is: what only follows from it is not said
    ("records.ini", "recognised_by? = choice ward:", "recognised_by? = choice phường ta:", "model.fields.recognised_by?: “phường ta"),
    ("records.ini", "level = choice collision:", "level = choice va chạm:", "accident.fields.level: “va chạm"),
    ("records.ini", "sex = choice male:", "sex = choice nam giới:", "member.fields.sex: “nam giới"),
    ("records.ini", "received_on = date ", "received_on = datte ", "tip.fields.received_on: there is no type “datte”"),
    ("records.ini", "called_at = datetime", "called_at = datetme", "callout.fields.called_at: there is no type “datetme”"),
    ("records.ini", "[tip.fields]", "[tip.fields", "the section cannot be read"),
    ("records.ini", "[tip.fields]", "[tip.feilds]", "tip.feilds: there is no part “feilds”"),
    ("targets.ini", "value = 0\nreference = Kế hoạch, mục IV.4", "value = -1\nreference = Kế hoạch, mục IV.4", "4.1.most 2024-11-01.value: “-1” is outside"),
    ("targets.ini", "value = 80 %", "value = 180 %", "“180 %” is outside"),
    ("targets.ini", "type = number\nvalue = 0\n", "type = nummber\nvalue = 0\n", "4.1.most 2024-11-01.type: “nummber” is refused"),
    ("rates.ini", "value = 0,30", "value = -0,30", "giay_khen_huyen.individual 2024-01-01.value: “-0,30” is outside"),
    ("rates.ini", "value = 2340000", "value = -2340000", "base_salary 2024-07-01.value: “-2340000” is outside"),
    ("documents.ini", "file = documents/b1.docx", "file = documents/a.docx", "b1.file: the kind “a” uses this file"),
    ("documents.ini", "file = documents/b1.docx", "file = documents/b9.docx", "b1.file: the package has no file “documents/b9.docx”"),
]


@pytest.mark.parametrize("path, old, new, words", CAUSES)
def test_only_the_cause_is_said(package, path, old, new, words):
    change(package, path, old, new)
    problems = json.loads(said("--json", "contest", "check", package, status=1))["problems"]
    errors = [problem for problem in problems if problem["level"] == "error"]
    assert len(errors) == 1 and errors[0]["file"] == path and words in f"{errors[0]['column']}: {errors[0]['en']}", errors
    # what could not be checked for it is said at the same file
    assert {problem["file"] for problem in problems} == {path}, problems


def test_a_slip_keeps_nothing_else_from_being_checked(package):
    change(package, "targets.ini", "value = 0\nreference = Kế hoạch, mục IV.4", "value = -1\nreference = Kế hoạch, mục IV.4")
    change(package, "criteria/1.1.lua", "channel = 'force'", "channel = 'forse'")
    text = said("contest", "check", package, status=1)
    assert "targets.ini:" in text and "criteria/1.1.lua:14:" in text and "criteria/4.1.lua was not checked" in text, text


def test_a_byte_order_mark_harms_nothing(whole):
    for path in FILES:
        (whole / path).write_bytes(b"\xef\xbb\xbf" + (whole / path).read_bytes())
    assert "good" in said("contest", "check", whole, status=0)


def test_a_broken_test_speaks_for_itself_alone(package):
    (package / "tests" / "1.1" / "thieu-bao-cao" / "expected.csv").unlink()
    answer = json.loads(said("--json", "rules", "test", package, "--criterion", "1.1", status=1))
    assert [problem["file"] for problem in answer["problems"]] == ["tests/1.1/thieu-bao-cao/expected.csv"]
    (package / "tests" / "1.2").mkdir(exist_ok=True)
    shutil.copytree(package / "tests" / "1.1" / "sap-nhap-phuong", package / "tests" / "1.1" / "cu")
    (package / "tests" / "1.1" / "cu" / "tip.csv").write_bytes("tip_id\n".encode("utf-16"))
    answer = json.loads(said("--json", "rules", "test", package, "--criterion", "1.1", status=1))
    assert {problem["file"] for problem in answer["problems"]} == {"tests/1.1/thieu-bao-cao/expected.csv", "tests/1.1/cu/tip.csv"}


def test_only_the_named_files_are_spoken_of(package):
    change(package, "criteria/4.3.lua", "title ", "tittle ")
    assert "4.3.lua" in said("rules", "check", package, status=1)
    text = said("rules", "check", package / "targets.ini", package / "criteria" / "1.1.lua", status=0)
    assert "tittle" not in text and text.count("no error") == 2
    assert "tittle" in said("rules", "check", package / "criteria", status=1)
    assert "contest.ini" in said("rules", "check", package.parent, status=1)
    assert "không có tệp hay thư mục này" in said("rules", "check", package / "nothing", status=1, english=False)


def test_litter_harms_no_package(whole):
    before = json.loads(said("--json", "rules", "check", whole, status=0))
    for name in ("Thumbs.db", "documents/~$a.docx", "criteria/1.1.lua.bak", "criteria/.1.1.lua.swp", ".DS_Store", "targets.ini~"):
        (whole / name).write_text("x")
    after = json.loads(said("--json", "rules", "check", whole, status=0))
    assert after["package"] == before["package"]
    assert {"Thumbs.db", "documents/~$a.docx", "criteria/1.1.lua.bak"} <= {problem["file"] for problem in after["problems"]}
    (whole / "criteria" / "4.3.lua").unlink()
    shutil.rmtree(whole / "tests" / "4.3")
    found = json.loads(said("--json", "rules", "check", whole, status=1))
    assert found["criteria"] == 10
    # papers that speak of the one that went are told, nothing else is wrong
    assert {problem["file"] for problem in found["problems"] if problem["level"] == "error"} == {
        "documents.ini", "documents/c.docx", "documents/d.docx", "documents/f1.docx", "documents/t21.docx"}
    assert all("4.3" in problem["en"] for problem in found["problems"] if problem["level"] == "error")


def test_a_test_in_the_wrong_place_is_found(package):
    (package / "tests" / "1.9" / "x").mkdir(parents=True)
    (package / "tests" / "1.9" / "x" / "expected.csv").write_text("period,subject,verdict\n")
    (package / "tests" / "1.1" / "tip.csv").write_text("tip_id\n")
    (package / "tests" / "1.1" / "thieu-bao-cao" / "tipp.csv").write_text("tip_id\n")
    text = said("rules", "check", package, status=1)
    assert "no criterion “1.9”" in text and "tests/1.1/tip.csv" in text and "tipp.csv" in text


# test and coverage ------------------------------------------------------------------------------------------------------
def test_what_differs_is_said_row_by_row(package):
    change(package, "criteria/1.2.lua", "22:00-06:00", "23:00-06:00")
    text = said("rules", "test", package, "--criterion", "1.2", status=1)
    assert re.search(r"tests/1.2/so-phut-ban-dem/expected.csv:2: 2024-11 provisional dong-hai-1: expected met 1/1; got missed 0/1", text), text
    assert "4 cases" not in text and "5 cases" in text
    said("rules", "test", package, "--criterion", "1.1", status=0)
    assert "1.1" in said("rules", "test", package, "--criterion", "1.11", status=1)


def test_bad_cases_are_refused_with_their_place(package):
    folder = package / "tests" / "1.1" / "thieu-bao-cao"
    (folder / "expected.csv").write_text("period,stage,subject,verdict,nun\n2024-13,finl,cat-bi,mett,1\n")
    (folder / "tip.csv").write_text("tip_id,ward,received_on,channel,verified\nT1,cat-bii,2024-11-05,force,yes\n")
    text = said("rules", "test", package, "--criterion", "1.1", status=1)
    assert "nun: there is no such column (num?)" in text and "tip.csv:2" in text
    (folder / "expected.csv").write_text("period,stage,subject,verdict\n2024-13,finl,cat-bi,mett\n2024-11,final,cat-bii,met\n")
    (folder / "tip.csv").unlink()
    text = said("rules", "test", package, "--criterion", "1.1", status=1)
    for words in ("no “2024-13”", "no “finl” (final?)", "no “mett” (met?)", "has no result"):
        assert words in text, text


def test_coverage_names_the_place_that_nothing_reaches(package):
    shutil.rmtree(package / "tests" / "1.2" / "thieu-gio")
    rule = (package / "criteria" / "4.3.lua").read_text()
    (package / "criteria" / "4.3.lua").write_text(rule.replace("judge   = at_most", "judge   = function(num, den, target)\n"
        "    if num > 1000 then\n      return \"in_progress\"\n    end\n"
        "    return num * target.den <= target.num and \"met\" or \"missed\"\n  end,\n  target_says = \"{{ target }}\""))
    text = said("rules", "coverage", package, status=1)
    line = 1 + next(i for i, line in enumerate((package / "criteria" / "4.3.lua").read_text().splitlines()) if "in_progress" in line)
    assert f"criteria/4.3.lua:{line}: lua:" in text
    line = 1 + next(i for i, line in enumerate((package / "criteria" / "1.2.lua").read_text().splitlines()) if "within" in line)
    assert f"criteria/1.2.lua:{line}: within: no test has a record for which this is true: notified_at IS NULL" in text
    assert len(text.splitlines()) <= 6, text


def test_nothing_is_left_behind(package, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    said("rules", "test", package, "--criterion", "1.1", status=0)
    change(package, "tests/1.1/thieu-bao-cao/tip.csv", "cat-bi", "nowhere")
    said("rules", "test", package, "--criterion", "1.1", status=1)
    assert list(scratch.iterdir()) == []


def test_one_choice_is_a_list(package):
    records = package / "records.ini"
    records.write_text(records.read_text().replace("category?", "school? = choice school: trường | Trường\ncategory?", 1))
    said("contest", "check", package, status=0)


INI_RULE = """[criterion]
title = Vụ việc
subject = ward
reports = weapon_case
target = 1.1.share
counts = vụ
judge = share_at_least
says = {{ value }}
[measure]
of = weapon_case
date = on_date
num = on_date IS NOT NULL
den = yes
[example 1]
num = 8
den = 10
target = 80 %
verdict = met
[example 2]
num = 7
den = 10
target = 80 %
verdict = missed
"""
INI_SLIPS = [  # old, new, what is said of it in English and Vietnamese: in the words of an .ini, without quotes or braces
    ("den = yes", "den = 100", "criteria/4.3.ini:13: measure.den: “100” is the same for every record",
     "“100” ở bản ghi nào cũng như nhau"),
    ("den = yes", "den = no", "measure.den: “no” counts nothing; leave the line out, or write yes (each record counts 1) or a condition",
     "“no” không đếm gì; bỏ dòng này, hoặc viết yes (mỗi bản ghi đếm 1) hay một điều kiện"),
    ("num = on_date IS NOT NULL", "num = 'knife'", "measure.num: “knife” is the same for every record", "như nhau"),
    ("share_at_least", "at_most", "remove den from [measure]", "bỏ den trong [measure]"),
    ("den = yes\n", "", "add den = yes or den = … to [measure]", "thêm den = yes hoặc den = … vào [measure]"),
    ("target = 80 %\n", "target = 80 %\nreported = maybe\n", "must be yes or no", "phải là yes hoặc no"),
    ("ward\n", "ward\nteam_says = x\n", "is only for the subject team", "chỉ dùng khi subject là team"),
    ("of = weapon_case", "of = unit", "criteria/4.3.sql", "criteria/4.3.sql"),
    ("subject = ward", "subject = team", "criteria/4.3.sql", "criteria/4.3.sql"),
    ("reports = weapon_case\n", "", "the field “reports” is missing", "thiếu trường “reports”"),
]


@pytest.mark.parametrize("old, new, english, vietnamese", INI_SLIPS)
def test_what_is_wrong_in_an_ini_rule_is_said_as_an_ini_is_written(package, old, new, english, vietnamese):
    assert old in INI_RULE
    (package / "criteria" / "4.3.lua").unlink()
    (package / "criteria" / "4.3.ini").write_text(INI_RULE.replace(old, new, 1))
    for words, in_english in ((english, True), (vietnamese, False)):
        lines = [line for line in said("rules", "check", package / "criteria" / "4.3.ini", status=1, english=in_english).splitlines() if "4.3.ini:" in line]
        assert any(words in line for line in lines), lines
        assert not any(mark in line for line in lines for mark in ("ngoặc kép", "in quotes", "{ ", "true", "\"")), lines


@pytest.mark.parametrize("old, new", [("", ""), ("den = yes", "den = 1"), ("Vụ việc", "yes"), ("on_date IS NOT NULL", "yes"),
                                      ("target = 80 %\n", "target = 80 %\nreported = yes\nat_end = no\n")])
def test_what_an_ini_rule_may_say(package, old, new):
    (package / "criteria" / "4.3.lua").unlink()
    (package / "criteria" / "4.3.ini").write_text(INI_RULE.replace(old, new, 1))
    said("rules", "check", package / "criteria" / "4.3.ini", status=0)


# new --------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", [["--of", "callout"], ["--subject", "team"]])
def test_a_skeleton_is_good_with_its_targets(package, words):
    answer = json.loads(said("--json", "rules", "new", "8.1", package, *words, status=0))
    said("rules", "check", package, status=1)  # its target is not there yet
    with open(package / "targets.ini", "a") as file:
        file.write(answer["targets"])
    said("rules", "check", package, status=0)
    assert "already" in said("rules", "new", "8.1", package, *words, status=1)
    assert "8..1" in said("rules", "new", "8..1", package, status=1)
    assert "(tip?)" in said("rules", "new", "8.2", package, "--of", "tipp", status=1)


# try and sql ------------------------------------------------------------------------------------------------------------
def test_quick_tries(make):
    daemon = make()
    answer = daemon.json("rules", "try", PACKAGE / "criteria" / "1.1.lua", "--row", "num=79,den=99", "--target", "80 %")
    assert (answer["verdict"], answer["value"], answer["short"]) == ("missed", "79,7%", 1) and answer["ms"] >= 0
    body = "return num * target.den >= target.num * den and 'met' or 'missed'"
    for row, verdict in (("num=80,den=100", "met"), ("num=79,den=100", "missed")):
        assert daemon.json("rules", "try", "--body", body, "--row", row, "--target", "80 %")["verdict"] == verdict
    assert daemon.json("rules", "try", "--body", "return params.a > params.b and 'met' or 'missed'", "--params", "a=3,b=2")["verdict"] == "met"

    def fails(fault, *words):
        done = daemon.run("--json", *words)
        assert done.returncode == 1, done.stdout + done.stderr
        answer = json.loads(done.stdout)
        assert answer["fault"] == fault and answer["problems"][0]["vi"], answer
        return answer

    faults = {"while true do end": "steps", "return os.time()": "failed", "return (": "syntax", "return 7": "answer",
              "return 'perfect'": "answer", "error('x')": "failed", "return string.rep": "failed", "end } os.exit()": "syntax",
              "local t = {} for i = 1, 1e7 do t[i] = {} end": "memory"}
    for text, fault in faults.items():
        fails(fault, "rules", "try", "--body", text)
    broken = daemon.folder / "4.3.lua"
    broken.write_text((PACKAGE / "criteria" / "4.3.lua").read_text().replace('"missed" },', '"met" },', 1))
    assert "example" in fails("rejected", "rules", "try", broken)["problems"][0]["en"]
    # the same faults, met where the file's own examples are judged, and a statement that is refused there
    whole, most = (PACKAGE / "criteria" / "4.3.lua").read_text(), "judge   = at_most"
    assert most in whole
    for text, fault in faults.items():
        broken.write_text(whole.replace(most, f"judge = function(num, den, target, params, period) {text} end, target_says = 'x'"))
        fails(fault, "rules", "try", broken)
    broken.write_text(whole.replace('date = "on_date"', 'date = "on_date", num = "nothing_of_this_name"'))
    fails("rejected", "rules", "try", broken)

    statement = daemon.folder / "one.sql"
    statement.write_text("SELECT unit, ward FROM home WHERE own = 1 ORDER BY unit")
    answer = daemon.json("rules", "sql", statement, "--period", "2024-11")
    statement.write_text("SELECT unit, ward FROM home WHERE unit = :subject")
    assert daemon.json("rules", "sql", statement, "--subject", "cat-bi")["rows"] == [["cat-bi", "phuong-hai-an"]]
    assert answer["columns"] == ["unit", "ward"] and ["cat-bi", "cat-bi"] in answer["rows"] and not answer["more"]
    statement.write_text("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t")
    answer = daemon.json("rules", "sql", statement)
    assert len(answer["rows"]) == 1000 and answer["more"]
    for text in ("SELECT * FROM meta", "DELETE FROM tip", "ATTACH 'x' AS y", "SELECT 1; SELECT 2", "SELEC", "PRAGMA user_version"):
        statement.write_text(text)
        fails("rejected", "rules", "sql", statement)
    assert daemon.json("status")["contest"]
    assert "num and den" in daemon.refused("--lang", "en", "rules", "try", "--body", "return 'met'", "--row", "nun=1")
    for language, word in (("vi", "không đúng cú pháp"), ("en", "did not parse")):
        assert word in daemon.run("--lang", language, "rules", "try", "--body", "return (").stdout
    assert "đường dẫn" in daemon.refused("rules", "try", "--body", broken) and "path" in daemon.refused("--lang", "en", "rules", "try", "--body", "1.1.lua")


def test_a_heavy_try_does_not_keep_others_waiting(make, tmp_path):
    config = tmp_path / "thiduad.ini"
    config.write_text("[worker]\ndeadline = 4\n")
    daemon = make(arguments=("--config", config))
    statement = daemon.folder / "heavy.sql"
    statement.write_text("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t")
    heavy = subprocess.Popen(daemon.command("rules", "sql", statement), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    daemon.ctl("status")
    assert heavy.poll() is None  # answered while it ran
    assert heavy.wait(60) == 1
