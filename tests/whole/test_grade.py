"""Several thresholds of one criterion (docs/decisions/0100-criteria-of-criteria.md): from the rule through preview, board and conclusion to the seal, the paper and the replay."""
import json
import re
import shutil

import ledger
import steady
from base import intact, query
from daemon import PACKAGE, free_port, until
from rules import propose, put, said, verdicts
from word import Word

GRADES = """  grades  = { { id = "good", title = "khá", target = "1.1.good" }, { id = "excellent", title = "tốt", target = "1.1.excellent" } },
  says    = "{{ num | so2 }}/{{ den | so2 }} tin = {{ value }}{% if grade %}, mức {{ grade }}{% endif %}","""
TARGETS = (PACKAGE / "targets.ini").read_text()
VALUES = """
[1.1.good 2024-11-01]
title = Tỷ lệ tin mức khá
type = percent
value = 85 %
reference = Kế hoạch

[1.1.excellent 2024-11-01]
title = Tỷ lệ tin mức tốt
type = percent
value = 95 %
reference = Kế hoạch
"""
CONCLUSION = """return conclusion {
  title   = "Theo mức của 1.1",
  classes = { { id = "tot", title = "loại tốt" }, { id = "kha", title = "loại khá" }, { id = "dat", title = "loại đạt" } },
  conclude = function(unit)
    local grade = unit.criteria["1.1"].grade
    return { class = grade == "excellent" and "tot" or grade == "good" and "kha" or "dat", met = unit.met, arose = unit.arose }
  end,
  says = "{{ met }}/{{ arose }}: {{ title }}",
  examples = {
    { unit = { criteria = { ["1.1"] = { verdict = "met", num = 1, den = 1, grade = "excellent" } } }, class = "tot" },
    { unit = { criteria = { ["1.1"] = { verdict = "met", num = 9, den = 10, grade = "good" } } }, class = "kha" },
    { unit = { criteria = { ["1.1"] = { verdict = "met", num = 8, den = 10 } } }, class = "dat" },
  },
}
"""
RANKING = """return ranking {
  title = "Theo mức của 1.1",
  rank  = function(unit) return { unit.criteria["1.1"].grade == "excellent" and 2 or unit.criteria["1.1"].grade == "good" and 1 or 0 } end,
  examples = { { first = { criteria = { ["1.1"] = { grade = "excellent" } } }, second = { criteria = { ["1.1"] = { grade = "good" } } } } },
}
"""
# of two teams alike the rule prefers those of a ward whose 1.1 is of a grade; it is asked within a ward, so what differs is told by `says`
SUGGESTION = """return suggestion {
  title = "Theo mức của 1.1", tie = "cuộc họp chọn", uses = { "1.1" },
  figures = [[SELECT 'collective' AS kind, unit_id AS subject, home.ward, name FROM unit JOIN home ON home.unit = unit_id WHERE level = 'team']],
  rank = function(f) return { f.criteria["1.1"].grade == "excellent" and 2 or f.criteria["1.1"].grade == "good" and 1 or 0, f.criteria["1.1"].num } end,
  says = "{{ criteria['1.1'].num }} tin{% if criteria['1.1'].grade | mac_dinh('') %}, mức {{ criteria['1.1'].grade }}{% endif %}",
  examples = {
    { first = { kind = "collective", criteria = { ["1.1"] = { verdict = "met", num = 19, den = 20, grade = "excellent" } } },
      second = { kind = "collective", criteria = { ["1.1"] = { verdict = "met", num = 20, den = 20 } } } },
    { first = { kind = "collective" }, second = { kind = "collective", criteria = { ["1.1"] = { verdict = "not_applicable", num = 0, den = 0 } } }, tied = true },
  },
}
"""
SHARES = dict(zip(steady.WARDS, (20, 19, 18, 17, 16, 15, 20, 17)))  # of 20 tips


def variant(to):
    package = shutil.copytree(PACKAGE, to)
    shutil.rmtree(package / "tests")
    rule = package / "criteria" / "1.1.lua"
    text, times = re.subn(r"  says    = .*", GRADES, rule.read_text())
    rule.write_text(text)
    assert times == 1
    (package / "targets.ini").write_text(TARGETS + VALUES)
    (package / "conclusion.lua").write_text(CONCLUSION)
    (package / "ranking.lua").write_text(RANKING)
    (package / "suggest.lua").write_text(SUGGESTION)
    documents = package / "documents.ini"
    text, times = re.subn(r"(?m)^ward_class = .*\n(  .*\n)+", "ward_class = {{ conclusion.class_title }}\n", documents.read_text())
    text = text.replace('cell_word = {% if verdict == "met" %}đạt', 'cell_word = {% if grade %}{{ grade }}{% elif verdict == "met" %}đạt')
    documents.write_text(text)
    assert times == 1 and "{{ grade }}" in text
    return package


def tips(month, files):
    files["tip"] = [tip for ward in steady.WARDS for tip in steady.tips(ward, month, SHARES[ward], 20)]
    return files


def expected(good, excellent):
    return {ward: None if num * 5 < 80 else "excellent" if num * 5 >= excellent else "good" if num * 5 >= good else None for ward, num in SHARES.items()}


def grades(daemon, period):
    return {row["subject"]: row.get("grade") for row in daemon.results(period=period, criterion="1.1", level="ward", stage="final")}


def ungraded(daemon):
    return {key: cell | {"grade": None} for key, cell in verdicts(daemon).items()}


def suggested(daemon, period, *words):
    """What is suggested: {ward: its keys} and its receipt."""
    answer = daemon.json("nominations", "suggest", "--period", period, *words)
    return {row["ward"]: (row["keys"], row["says"]) for row in answer["candidates"]}, answer["receipt"]


def nominees(good, excellent):
    return {ward: ([{"excellent": 2, "good": 1, None: 0}[grade], 3 * SHARES[ward]], f"{3 * SHARES[ward]} tin" + (f", mức {grade}" if grade else "")) for ward, grade in expected(good, excellent).items()}


def test_from_the_rule_to_the_paper(make, tmp_path):
    daemon = make(package=variant(tmp_path / "package"), arguments=("--listen", f"127.0.0.1:{(port := free_port())}"))
    daemon.port = port
    daemon.add(steady.roster())
    for month in ("2024-11", "2024-12"):
        daemon.advance(f"{steady.SENT[month]:%Y-%m-%dT%H:%M}")
        daemon.add(tips(month, steady.month(month)))
    daemon.advance("2025-01-10T18:00")
    assert grades(daemon, "2024-11") == grades(daemon, "2024-12") == expected(85, 95)
    rows = {row["subject"]: row for row in daemon.results(period="2024-12", criterion="1.1", stage="final")}
    assert (rows["dong-hai-1"]["grade_title"], rows["dong-hai-1"]["verdict"]) == ("tốt", "met") and "mức khá" in daemon.json("explain", f"2024-12/1.1/{steady.WARDS[2]}/final")["says"]
    assert "grade" not in rows[steady.WARDS[5]] and rows["quan-hai-an"]["grade"] == "good"  # 142 of 160
    board = {row["subject"]: row for row in daemon.json("board", "--period", "2024-12")["rows"]}
    assert {ward: board[ward]["conclusion"]["class"] for ward in steady.WARDS} == {ward: {"excellent": "tot", "good": "kha", None: "dat"}[grade] for ward, grade in expected(85, 95).items()}
    assert board["dong-hai-1"]["place"] == 1 and board[steady.WARDS[5]]["place"] == 7 and "100% tốt" in daemon.ctl("board", "--period", "2024-12")
    assert "Mức" in daemon.ctl("explain", "2024-12/1.1/dong-hai-1/final")
    for path in ("/board?period=2024-12", "/result?id=2024-12/1.1/dong-hai-1/final", "/unit?subject=dong-hai-1&period=2024-12", f"/compare?period=2024-12&units=dong-hai-1,{steady.WARDS[2]}"):
        assert re.search(r'<span(?: class="word")? lang="vi"> ?tốt</span>', daemon.open(path).read().decode()), path

    assert "grades" in daemon.refused("rules", "sweep", "1.1.good", "--from", "80%", "--to", "95%")

    assert "suggest.lua dùng kết quả của chỉ tiêu 1.1, mà kỳ phase-2 chưa được tính lần nào" in daemon.refused("nominations", "suggest", "--period", "phase-2")
    # another value of a grade moves no verdict: the preview says what it moves, and that is what comes
    number = propose(daemon, put(daemon, "targets.ini", TARGETS + VALUES.replace("85 %", "90 %")))
    before = ungraded(daemon)
    preview = daemon.json("rules", "preview", number)
    moved = {(row["period"], row["subject"]): (row["from"].get("grade_title"), row["to"].get("grade_title")) for row in preview["changes"] if row["criterion"] == "1.1" and row["stage"] == "final" and row["level"] == "ward"}
    assert moved == {(period, ward): ("khá", None) for period in ("2024-11", "2024-12") for ward, num in SHARES.items() if num == 17}
    assert not [row for row in preview["changes"] if row["criterion"] == "1.1" and row["flips"]] and "17/20 = 85%, đạt, khá" in daemon.ctl("rules", "preview", number)
    daemon.json("rules", "activate", number)
    assert ungraded(daemon) == before and grades(daemon, "2024-12") == expected(90, 95) and {key for key in said(preview["changes"]) if key[2] == "1.1"} >= {("2024-12", "final", "1.1", steady.WARDS[3])}
    # a grade that is less than the one before it on some day is refused at the line of the rule
    answer = daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "targets.ini", TARGETS + VALUES + "\n[1.1.excellent 2025-02-01]\nvalue = 70 %\nreference = Công văn\n"))
    assert "từ 01/02/2025 “1.1.excellent” là 70 % còn “1.1.good” là 85 %" in answer and "1.1.lua:18" in answer, answer

    # sealed, on paper, and the same again from history; what has no grade has no word of it in the seal
    daemon.advance(f"{steady.SENT['2025-01']:%Y-%m-%dT%H:%M}")
    daemon.add(tips("2025-01", steady.month("2025-01")))
    daemon.advance("2025-02-12T18:00")
    until(lambda: len(daemon.json("seals")) == 1, what="the seal")
    cells = {row["subject"]: row["cells"] for row in json.loads(query(daemon, "SELECT content FROM seal")[0][0])["results"]}
    assert {ward: cells[ward]["1.1"].get("grade") for ward in steady.WARDS} == expected(90, 95)
    assert not [name for ward in cells for name, cell in cells[ward].items() if name != "1.1" and "grade" in cell] and "grade_title" not in cells[steady.WARDS[5]]["1.1"]
    report, = [draft for draft in daemon.json("drafts") if draft["kind"] == "d" and draft["state"] == "drafted"]
    file = daemon.folder / "d.docx"
    daemon.ctl("drafts", "export", report["id"], "--out", file)
    assert "khá" in Word(file).check().text()
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    # whom a rule suggests by them: of the seal's run, named in the receipt, and the same again by it
    found, receipt = suggested(daemon, "phase-1")
    assert found == nominees(90, 95) and receipt["uses"].keys() == {"1.1"} and re.search(rf"(?m)^Lần tính +{receipt['run']}$", daemon.ctl("nominations", "suggest", "--period", "phase-1"))
    by_receipt = ("phase-1", "--sequence", receipt["sequence"], "--package", receipt["package"], "--run", receipt["run"])
    assert suggested(daemon, *by_receipt) == (found, receipt)
    assert "không phải của kỳ phase-1" in daemon.refused("nominations", "suggest", "--period", "phase-1", "--run", "1")
    ledger.change(daemon.state / "thidua.db", "result", "UPDATE result SET cells = json_set(cells, '$.\"1.1\".grade', 'good') WHERE subject = 'dong-hai-1' AND run ="
                  " (SELECT max(id) FROM run WHERE period = 'phase-1' AND stage = 'final')")
    replayed = daemon.json("replay", "phase-1-1")
    assert replayed["replay"] == "different" and replayed["difference"]["key"] == "grade", replayed
    other, forged = suggested(daemon, *by_receipt)
    assert other["dong-hai-1"][0][0] == 1 and forged["uses"] != receipt["uses"] and forged["hash"] != receipt["hash"]
    ledger.change(daemon.state / "thidua.db", "result", "UPDATE result SET cells = json_set(cells, '$.\"1.1\".grade', 'excellent') WHERE subject = 'dong-hai-1' AND run ="
                  " (SELECT max(id) FROM run WHERE period = 'phase-1' AND stage = 'final')")
    intact(daemon)
