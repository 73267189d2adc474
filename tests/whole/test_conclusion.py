"""A package whose own rule (conclusion.lua) says how a unit stands: three thresholds and their words through run, failure, preview, board, seal, replay and paper."""
import csv
import json
import re
import shutil
import subprocess
from fractions import Fraction

import pytest

import ledger
import steady
from base import intact, query
from daemon import BUILD, PACKAGE, free_port, until
from rules import propose, put
from word import Word

RULE = """-- Ba mức theo số chỉ tiêu đạt: tốt, khá, đạt.
return conclusion {
  title   = "Xếp loại theo số chỉ tiêu đạt",
  classes = { { id = "tot", title = "tốt" }, { id = "kha", title = "khá" }, { id = "dat", title = "đạt" },
              { id = "chua_dat", title = "chưa đạt" }, { id = "chua_du", title = "chưa đủ số liệu" } },
  params  = { "1.1.share" },
  conclude = function(unit)
    local class = "chua_dat"
    if unit.not_reported + unit.error > 0 then class = "chua_du"
    elseif unit.met == unit.arose then class = "tot"
    elseif unit.met * 100 >= 80 * unit.arose then class = "kha"
    elseif unit.met * 2 >= unit.arose then class = "dat" end
    return { class = class, met = unit.met, arose = unit.arose, tips = unit.criteria["1.1"] and unit.criteria["1.1"].den or 0 }
  end,
  says = "đạt {{ met }}/{{ arose }} chỉ tiêu ({{ tips }} tin), xếp loại {{ title }}",
  examples = {
    { unit = { met = 11 }, class = "tot", met = 11, arose = 11, says = "đạt 11/11 chỉ tiêu (0 tin), xếp loại tốt" },
    { unit = { criteria = { ["1.1"] = { verdict = "missed", num = 3, den = 9 } }, met = 8, missed = 1, not_applicable = 1 }, class = "kha", met = 8, arose = 10,
      says = "đạt 8/10 chỉ tiêu (9 tin), xếp loại khá" },
    { unit = { met = 7, missed = 3, in_progress = 1 }, class = "dat" },
    { unit = { met = 1, missed = 3 }, class = "chua_dat" },
    { unit = { met = 10, not_reported = 1 }, class = "chua_du" },
  },
}
"""
FAILS_IN_A_PHASE = RULE.replace('    local class = "chua_dat"\n', '    local class = "chua_dat"\n    if unit.period == "phase" then error("chỉ hỏng ở kỳ đợt") end\n').replace(
    "{ unit = {", '{ unit = { period = "month",')
RANKING = """-- Theo loại; cùng loại thì đồng hạng.
return ranking {
  title = "Hạng theo loại, cùng loại thì đồng hạng",
  rank = function(unit)
    if unit.class == "error" then error("chưa có loại") end
    if unit.incomplete then return nil end
    return { -unit.class_rank }
  end,
  examples = {
    { first = { class = "kha", class_rank = 1, incomplete = false }, second = { class = "kha", class_rank = 2, incomplete = false } },
    { first = { class = "kha", class_rank = 2, incomplete = false }, second = { class = "kha", class_rank = 2, incomplete = false }, tied = true },
    { first = { class = "kha", class_rank = 4, incomplete = false }, second = { class = "kha", class_rank = 1, incomplete = true } },
  },
}
"""
WORDS = "ward_class = {{ conclusion.class_title }}, {{ conclusion.text }}\n"


def variant(to, rule):
    package = shutil.copytree(PACKAGE, to)
    shutil.rmtree(package / "tests")
    (package / "conclusion.lua").write_text(rule)
    (package / "ranking.lua").write_text(RANKING)
    documents = package / "documents.ini"
    text, times = re.subn(r"(?m)^ward_class = .*\n(  .*\n)+", WORDS, documents.read_text())
    documents.write_text(text)
    assert times == 1 and FAILS_IN_A_PHASE != RULE
    return package


def write_case(folder, expected):
    """A month of three kinds of wards: one without a tip, and so without anything; one that meets 1.1, the others that miss it."""
    folder.mkdir(parents=True, exist_ok=True)
    tips = [tip for ward in steady.WARDS[1:] for tip in steady.tips(ward, "2024-11", 9 if ward == steady.WARDS[1] else 5, 10)]
    with open(folder / "tip.csv", "w", newline="") as file:
        rows = csv.DictWriter(file, tips[0])
        rows.writeheader()
        rows.writerows(tips)
    (folder / "expected.csv").write_text("period,stage,subject,class,met,arose,place\n" + "".join(f"2024-11,provisional,{row}\n" for row in expected))


def rules_test(package, *words, status=0):
    done = subprocess.run([BUILD / "thiduactl", "--json", "--lang", "en", "rules", "test", package, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("own", [True, False])
def test_a_case_expects_class_and_place(tmp_path, own):
    """By the package's own rules, and by the house's where it has none."""
    package = variant(tmp_path / "package", RULE)
    if not own:
        (package / "conclusion.lua").unlink()
        (package / "ranking.lua").unlink()
        documents = package / "documents.ini"
        documents.write_text(documents.read_text().replace(WORDS, "ward_class = {{ conclusion.class }}\n"))
    none, good, bad = steady.WARDS[0], steady.WARDS[1], steady.WARDS[2]
    write_case(package / "tests" / "conclusion" / "ba-muc", [f"{none},,,,", f"{good},,,,", f"{bad},,,,"])
    assert "expects nothing" in rules_test(package, status=1)["problems"][0]["en"]
    write_case(package / "tests" / "conclusion" / "ba-muc", [f"{none},x,0,0,9" if own else f"{none},completed,0,0,9", f"{good},,0,0,9", f"{bad},,0,0,9"])
    problems = rules_test(package, "--criterion", "conclusion", status=1)["problems"]
    got = [re.search(r"got (?:class (\w+), )?met (\d+), arose (\d+), place (\S+)$", problem["en"]).groups() for problem in problems]
    (class_none, *of_none), (_, *of_good), (_, *of_bad) = got
    # what is right follows from the criteria's own answers: good meets one more than none and bad
    assert (int(of_good[0]), int(of_good[1])) == (int(of_none[0]) + 1, int(of_none[1]) + 1) and (of_bad[0], of_bad[1]) == (of_none[0], of_good[1])
    share = {ward: Fraction(int(met), int(arose)) for ward, (met, arose, _) in ((none, of_none), (good, of_good), (bad, of_bad))}
    wards = [none, good, *[bad] * (len(steady.WARDS) - 2)]

    def rank(ward):  # of the class with the package's rule, of the share with the house's
        bounds = (Fraction(1), Fraction(80, 100), Fraction(1, 2), Fraction(0))
        return next(number for number, bound in enumerate(bounds) if share[ward] >= bound) if own else -share[ward]
    for ward, (_, _, place) in ((none, of_none), (good, of_good), (bad, of_bad)):
        ranks = [rank(one) for one in wards]
        assert place == f"{1 + sum(one < rank(ward) for one in ranks)}{'=' * (ranks.count(rank(ward)) > 1)}", (ward, got)
    write_case(package / "tests" / "conclusion" / "ba-muc", [f"{none},{class_none},{','.join(of_none)}", f"{good},,{','.join(of_good)}", f"{bad},,,,{of_bad[2]}"])
    answer = rules_test(package)
    assert answer["problems"] == [] and (answer["cases"], answer["rows"]) == (1, 3)
    if not own:
        return
    (package / "ranking.lua").write_text(RANKING.replace("    if unit.incomplete", '    if unit.met < 99 then error("không xếp được") end\n    if unit.incomplete').replace("class_rank = ", "met = 99, class_rank = "))
    assert "place -" in (text := rules_test(package, status=1)["problems"][0]["en"]) and "không xếp được" in text
    (package / "tests" / "conclusions" / "x").mkdir(parents=True)
    (package / "tests" / "conclusions" / "x" / "expected.csv").write_text("period,subject,class\n")
    assert "(conclusion?)" in rules_test(package, status=1)["problems"][0]["en"]


def missed(month, files):
    """Cát Bi misses 1.1 each month and 7.1 in November."""
    for tip in files["tip"]:
        if tip["ward"] == "cat-bi":
            tip["channel"] = "station"
    if month == "2024-11":
        files["good_deed"] = [deed for deed in files["good_deed"] if not deed["team"].startswith("cat-bi")]
    return files


@pytest.fixture
def failed(make, tmp_path):
    port = free_port()
    daemon = make(package=variant(tmp_path / "package", FAILS_IN_A_PHASE), arguments=("--listen", f"127.0.0.1:{port}"))
    daemon.port = port
    steady.play_phase_1(daemon, change=missed, to="2025-02-10T18:00")
    return daemon


def conclusions(rows):
    return {row["subject"]: row["conclusion"] for row in rows if row["conclusion"]}


def test_a_package_s_own_conclusion_from_its_failure_to_the_paper(failed):
    months = conclusions(failed.json("board", "--period", "2024-11")["rows"])
    assert (months["cat-bi"]["class"], months["cat-bi"]["class_title"], months["dang-lam"]["class"]) == ("kha", "khá", "tot")
    assert months["cat-bi"]["figures"]["tips"] > 0 and months["cat-bi"]["text"].endswith(" tin), xếp loại khá")

    # the phase: the rule failed, so the conclusion is an error that says why; the criteria's results stand; nothing is sealed over it
    board = failed.json("board", "--period", "phase-1")
    concluded = conclusions(board["rows"])
    assert {one["class"] for one in concluded.values()} == {"error"} and "chỉ hỏng ở kỳ đợt" in concluded["cat-bi"]["text"]
    assert {row["place"] for row in board["rows"]} == {None} and failed.result("phase-1", "1.1", "dang-lam")["verdict"] == "met"
    assert "quy tắc kết luận lỗi" in failed.ctl("board", "--period", "phase-1")
    assert "chưa có loại" in board["ranking_error"] and "chưa có loại" in failed.ctl("board", "--period", "phase-1")  # so failed the rule of the places
    alert, second = sorted((alert for alert in failed.alerts("--open") if alert["kind"] == "rule_error"), key=lambda alert: alert["criterion"])
    assert second["criterion"] == "ranking" and "ranking.lua" in second["text"]
    assert alert["criterion"] == "conclusion" and "conclusion.lua" in alert["text"] and "chỉ hỏng ở kỳ đợt" in alert["text"]
    row, = [row for row in failed.json("status")["waiting"] if row["kind"] == "seal"]
    assert row["why"] == ["error"] and row["errors"] == ["conclusion", "ranking"]

    # a rule that placed units and would fail for one of them is not put in force
    odd = put(failed, "ranking.lua", RANKING.replace("    return { -", '    if unit.criteria["1.1"] and unit.criteria["1.1"].verdict == "missed" then error("không xếp được") end\n    return { -')
              .replace("class_rank = ", "criteria = {}, class_rank = "))
    assert "không xếp được" in failed.refused("rules", "activate", propose(failed, odd))

    # mended by a proposal, of which the preview says what will be concluded
    number = propose(failed, put(failed, "conclusion.lua", RULE))
    of_phase = [change for change in failed.json("rules", "preview", number)["changes"] if change["period"] == "phase-1"]
    changes = {change["subject"]: change for change in of_phase if change["criterion"] == "conclusion"}
    places = {change["subject"]: (change["from"]["verdict"], change["to"]["verdict"], change["flips"]) for change in of_phase if change["criterion"] == "ranking"}
    assert places["dang-lam"] == (None, "1=", False) and places["cat-bi"] == (None, "8", False) and len(changes) + len(places) == len(of_phase)
    assert changes["dang-lam"]["criterion"] == "conclusion" and changes["dang-lam"]["to"]["verdict"] == "tốt" and changes["dang-lam"]["flips"]
    failed.ctl("rules", "activate", number)
    until(lambda: len(failed.json("seals")) == 1, what="the seal")
    assert [alert for alert in failed.alerts("--open") if alert["kind"] in ("rule_error", "seal")] == []

    # places by the package's own rule: those of one class share one
    ranked = failed.json("ranking", "--period", "phase-1")
    assert ranked["basis"] == "Hạng theo loại, cùng loại thì đồng hạng"
    assert [(row["class"], row["place"], row["tied"]) for row in ranked["rows"]] == [("tot", 1, True)] * 7 + [("kha", 8, False)]
    assert "Hạng theo loại, cùng loại" in failed.open("/board?period=phase-1").read().decode()

    # open periods show no places, so nobody is asked for theirs
    until(lambda: query(failed, "SELECT count(*), count(receipt -> 'conclusion'), count(receipt -> 'ranking') FROM live") == [(2, 2, 0)], what="live figures")

    # one conclusion, kept with the run: board, seal and paper only read it
    concluded = conclusions(failed.json("board", "--period", "phase-1")["rows"])
    assert (concluded["cat-bi"]["class_title"], concluded["dang-lam"]["class_title"]) == ("khá", "tốt") and concluded["cat-bi"]["error"] is None
    for path in ("/board?period=phase-1", "/brief?period=phase-1", "/unit?subject=cat-bi&period=phase-1", "/compare?period=phase-1&units=cat-bi,dang-lam", "/seal?id=phase-1-1"):
        assert '<span lang="vi">khá</span>' in failed.open(path).read().decode(), path
    assert f"Cát Bi: {concluded['cat-bi']['text']}" in failed.ctl("board", "--period", "phase-1") and "tốt" in failed.ctl("ranking", "--period", "phase-1")
    sealed = failed.json("seals", "show", "phase-1-1")
    assert {ward: (one["class"], one["text"]) for ward, one in conclusions(sealed["rows"]).items()} == {ward: (one["class"], one["text"]) for ward, one in concluded.items()}
    failed.advance("2025-02-12T18:00")
    report, = [draft for draft in failed.json("drafts") if draft["kind"] == "d" and draft["state"] == "drafted"]
    file = failed.folder / "d.docx"
    failed.ctl("drafts", "export", report["id"], "--out", file)
    assert concluded["cat-bi"]["text"] in Word(file).check().text()

    # the receipt names the rule and what it read; the same comes out again, and what does not is said at its place
    receipt = query(failed, "SELECT receipt -> 'conclusion' FROM run WHERE period = 'phase-1' ORDER BY id DESC LIMIT 1")
    assert '"rule"' in str(receipt) and "1.1.share" in str(receipt)
    assert failed.json("replay", "phase-1-1")["replay"] == "identical"
    ledger.change(failed.state / "thidua.db", "result", "UPDATE result SET conclusion = json_set(conclusion, '$.class', 'tot') WHERE subject = 'cat-bi' AND run ="
                  " (SELECT max(id) FROM run WHERE period = 'phase-1' AND stage = 'final')")
    replayed = failed.json("replay", "phase-1-1")
    assert replayed["replay"] == "different" and replayed["difference"]["where"].startswith("phase-1/conclusion/cat-bi/final"), replayed
    ledger.change(failed.state / "thidua.db", "result", "UPDATE result SET conclusion = json_set(conclusion, '$.class', 'kha') WHERE subject = 'cat-bi' AND run ="
                  " (SELECT max(id) FROM run WHERE period = 'phase-1' AND stage = 'final')")

    # from a day on it is another one: what ended before stays concluded as it was, replay too
    later = RULE.replace('title = "chưa đủ số liệu"', 'title = "thiếu số liệu"')
    assert "phải sau ngày đầu" in failed.refused("rules", "propose", "--reason", "thử", put(failed, "conclusion@2024-11-01.lua", later))
    number = propose(failed, put(failed, "conclusion@2025-03-01.lua", later))
    assert [change for change in failed.json("rules", "preview", number)["changes"] if change["criterion"] in ("conclusion", "ranking") and change["period"] != "phase-2"] == []
    failed.ctl("rules", "activate", number)
    failed.advance("2025-03-05T08:00")
    for month, title in (("2025-02", "chưa đủ số liệu"), ("2025-03", "thiếu số liệu")):
        failed.ctl("evaluate", month)
        assert {one["class_title"] for one in conclusions(failed.json("board", "--period", month)["rows"]).values()} == {title}
    assert failed.json("replay", "phase-1-1")["replay"] == "identical"
    intact(failed)
