"""Criteria that are made of the figures of others (docs/decisions/0100-criteria-of-criteria.md), through run, late data, failure, preview, seal, replay and evidence."""
import json
import random
import shutil

import pytest

import steady
from base import intact, query
from daemon import PACKAGE, until
from rules import FRAGILE, SOUND, hold, propose, put, without_papers

SCORE = """-- Điểm: 100 cho tỷ lệ tin (1.1), 50 khi không có tai nạn (6.2).
return criterion {
  title   = "Điểm",
  subject = "ward",
  uses    = { "1.1", "6.2" },
  reports = {},
  target  = "1.1.share",
  counts  = "điểm",
  measure = function(unit)
    local tips, calm, num, den = unit.criteria["1.1"], unit.criteria["6.2"], 0, 50
    if tips.den > 0 then num, den = 100 * tips.num // tips.den, 150 end
    if calm.verdict == "met" then return { num = num + 50, den = den, parts = { ["1.1"] = num, ["6.2"] = 50 } } end
    return { num = num, den = den, parts = { ["1.1"] = num } }
  end,
  judge    = share_at_least,
  says     = "{{ num }}/{{ den }} điểm",
  examples = {
    { used = { ["1.1"] = { verdict = "met", num = 9, den = 10 }, ["6.2"] = { verdict = "met", num = 0 } }, row = { num = 140, den = 150 }, target = "80 %", verdict = "met" },
    { used = { ["1.1"] = { verdict = "missed", num = 7, den = 10 }, ["6.2"] = { verdict = "missed", num = 1 } }, target = "80 %", verdict = "missed" },
  },
}
"""
# of the score, and of 1.1 beside it: two stages above what is counted
MEDAL = """return criterion {
  title = "Điểm cao và đủ tin", subject = "ward", uses = { "9.1", "1.1" }, reports = {}, target = "6.2.most", counts = "điểm thiếu",
  measure = function(unit)
    local score = unit.criteria["9.1"]
    local lack = score.den - score.num
    if unit.criteria["1.1"].verdict ~= "met" then lack = lack + 1000 end
    return { num = lack }
  end,
  judge = at_most,
  says = "thiếu {{ num }} điểm",
  examples = {
    { used = { ["9.1"] = { verdict = "met", num = 150, den = 150 }, ["1.1"] = { verdict = "met", num = 1, den = 1 } }, target = "0", verdict = "met" },
    { used = { ["9.1"] = { verdict = "met", num = 140, den = 150 }, ["1.1"] = { verdict = "met", num = 1, den = 1 } }, row = { num = 10 }, target = "0", verdict = "missed" },
  },
}
"""


def expected(cells):
    """From the verdicts and figures of 1.1 and 6.2, by hand: 9.1, then 9.2."""
    tips, calm = cells["1.1"], cells["6.2"]
    num, den = (100 * tips["num"] // tips["den"], 150) if tips["den"] else (0, 50)
    num += 50 if calm["verdict"] == "met" else 0
    return (num, den), den - num + (0 if tips["verdict"] == "met" else 1000)


def check(daemon, periods):
    """Every stored figure of both, of every ward, in every period and stage; the number of them."""
    rows = {}
    for stage in ("provisional", "final"):
        for row in daemon.results(stage=stage):
            if row["level"] == "ward" and row["period"] in periods:
                rows.setdefault((row["period"], stage, row["subject"]), {})[row["criterion"]] = row
    for key, cells in rows.items():
        score, lack = expected(cells)
        assert (cells["9.1"]["num"], cells["9.1"]["den"]) == score and cells["9.2"]["num"] == lack and cells["9.2"]["den"] is None, key
        assert cells["9.1"]["verdict"] == ("met" if score[0] * 100 >= 80 * score[1] else "missed") and cells["9.2"]["verdict"] == ("met" if lack == 0 else "missed"), key
    return len(rows)


def receipts(daemon, period):
    return json.loads(query(daemon, f"SELECT receipt FROM run WHERE period = '{period}' ORDER BY id DESC LIMIT 1")[0][0])


@pytest.fixture
def daemon_with(make, tmp_path):
    package = without_papers(tmp_path / "package")
    shutil.rmtree(package / "tests")
    (package / "criteria" / "9.1.lua").write_text(SCORE)
    (package / "criteria" / "9.2.lua").write_text(MEDAL)
    return make(package=package)


def odd(month, files, dice=random.Random(9)):
    """Random tips and a few accidents."""
    files["tip"] = []
    for ward in steady.WARDS:
        count = dice.randrange(13)
        files["tip"] += steady.tips(ward, month, dice.randrange(count + 1), count)
    files["accident"] = [{"accident_id": f"{month}-{ward}", "ward": ward, "on_date": month + "-12", "level": "serious"} for ward in steady.WARDS if dice.random() < .3]
    return files


def send(daemon, month):
    daemon.advance(f"{steady.SENT[month]:%Y-%m-%dT%H:%M}")
    daemon.add(odd(month, steady.month(month)))


def test_from_the_first_run_to_the_seal(daemon_with):
    daemon = daemon_with
    daemon.add(steady.roster())
    send(daemon, "2024-11")
    send(daemon, "2024-12")
    daemon.advance("2025-01-10T18:00")
    assert check(daemon, ("2024-11", "2024-12")) == 4 * len(steady.WARDS)
    first = receipts(daemon, "2024-11")
    assert set(first["9.1"]["uses"]) == {"1.1", "6.2"} and set(first["9.2"]["uses"]) == {"9.1", "1.1"} and first["9.1"]["reads"] == []

    # late tips: what they move is counted again, what is made of it too; the rest is kept
    daemon.add({"tip": [{**tip, "tip_id": "muon-" + tip["tip_id"]} for tip in steady.tips("cat-bi", "2024-12", 40, 41)]})
    until(lambda: receipts(daemon, "2024-12")["1.1"]["how"] == "difference", what="the late run")
    late = receipts(daemon, "2024-12")
    assert (late["6.2"]["how"], late["9.1"]["how"], late["9.2"]["how"]) == ("kept", "full", "full")
    check(daemon, ("2024-11", "2024-12"))
    daemon.add({"good_deed": [{"deed_id": "muon", "team": "cat-bi-1", "on_date": "2024-12-20", "kind": "deed", "description": "Giúp dân"}]})
    until(lambda: receipts(daemon, "2024-12")["7.1"]["how"] != "kept", what="a late run that moves neither")
    kept = receipts(daemon, "2024-12")
    assert (kept["9.1"]["how"], kept["9.2"]["how"]) == ("kept", "kept") and kept["9.1"]["uses"] == late["9.1"]["uses"]
    for name in ("2024-12/9.1/cat-bi/final", "2024-12/9.2/cat-bi/final", "2024-12/9.2/quan-hai-an/final", "2024-11/9.1/nam-hai/provisional"):
        again = daemon.json("replay", name)
        assert again["replay"] == "identical" and again["compared"] == 1, (name, again)

    # what it was made of: evidence, page, difference between two runs
    shown = daemon.json("explain", "2024-12/9.1/cat-bi/final")
    tips = daemon.result("2024-12", "1.1", "cat-bi")
    assert shown["replay"] == "same" and shown["evidence"]["rows"][0][:2] == ["1.1", f"{tips['num']}/{tips['den']}"], shown["evidence"]
    assert sum(row[3] or 0 for row in shown["evidence"]["rows"]) == shown["num"]
    assert daemon.json("explain", "2024-12/9.2/quan-hai-an/final")["evidence"]["total"] == 2 * len(steady.WARDS)
    for criterion, unit in (("9.1", "cat-bi"), ("9.2", "quan-hai-an")): # 9.2 is made of 9.1: the rule that is edited is given the same figures
        tried, stored = daemon.json("rules", "evidence", criterion, unit, "--period", "2024-12"), daemon.json("explain", f"2024-12/{criterion}/{unit}/final")
        assert [tried[key] for key in ("num", "den")] == [stored[key] for key in ("num", "den")] and tried["evidence"]["rows"] == stored["evidence"]["rows"], (tried, stored)
    first_run = query(daemon, "SELECT min(id) FROM run WHERE period = '2024-12' AND stage = 'final'")[0][0]
    moved = daemon.json("results", "difference", "2024-12/9.1/cat-bi/final", "--from", first_run)
    assert "mà nó tính từ đó đổi (1.1: " in moved["text"] and [part["cause"] for part in moved["parts"]] == ["used"], moved

    # of the open month and phase, as of now
    def live(period):
        cells = {}
        for row in daemon.json("live", "--period", period)["rows"]:
            cells.setdefault(row["subject"], {})[row["criterion"]] = row
        return {ward: cells[ward] for ward in cells if ward in steady.WARDS}
    daemon.add({"tip": [{**tip, "tip_id": "som-" + tip["tip_id"]} for tip in steady.tips("cat-bi", "2025-01", 3, 4)]})
    until(lambda: live("2025-01").get("cat-bi", {}).get("9.1", {}).get("num") == 75 + 50, what="the open month's score")
    for period in ("2025-01", "phase-1"):
        for ward, cells in live(period).items():
            assert ((cells["9.1"]["num"], cells["9.1"]["den"]), cells["9.2"]["num"]) == expected(cells), (period, ward)

    # its sentence among the rules, values tried of its target, what lint says
    line, = [line for line in daemon.json("rules", "criteria") if line["criterion"] == "9.1"]
    assert "các chỉ tiêu 1.1, 6.2" in line["sentence_vi"] and "criteria 1.1, 6.2" in line["sentence_en"] and not line["form"]
    swept = daemon.json("rules", "sweep", "1.1.share", "--from", "20%", "--to", "90%", "--step", "10%", "--criterion", "9.1", "--period", "2024-12")["values"]
    scores = [(row["num"], row["den"]) for row in daemon.results(period="2024-12", criterion="9.1", level="ward")]
    assert [one["periods"][0]["met"] for one in swept] == [sum(num * 100 >= share * den for num, den in scores) for share in range(20, 91, 10)]
    assert not [row for row in daemon.json("rules", "lint") if row["criterion"] in ("9.1", "9.2") and row["what"] != "examples"]

    # a changed rule of one that is used: the preview says what becomes of those that use it, and that is what comes
    stricter = put(daemon, "1.1.lua", (PACKAGE / "criteria" / "1.1.lua").read_text().replace("""channel = 'force'""", """channel = 'zalo'"""))

    def look(preview):
        assert {change["criterion"] for change in preview["changes"]} == {"1.1", "9.1", "9.2"}
    hold(daemon, stricter, look=look)
    check(daemon, ("2024-11", "2024-12"))

    # sealed, and the same again from history
    send(daemon, "2025-01")
    daemon.advance("2025-02-10T18:00")
    until(lambda: len(daemon.json("seals")) == 1, what="the seal")
    check(daemon, ("2024-11", "2024-12", "2025-01", "phase-1"))
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    daemon.ctl("seals", "export", "phase-1-1", "--out", daemon.folder / "bundle.json")
    made = json.loads((daemon.folder / "bundle.json").read_bytes())["bundle"]
    assert made["evidence"]["9.1"]["cat-bi"]["rows"] == 2
    intact(daemon)


def test_one_that_fails_takes_those_with_it_that_use_it(daemon_with):
    daemon = daemon_with
    daemon.add(steady.roster())
    daemon.advance("2024-12-02T08:00")
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "6.2.lua", FRAGILE)))
    daemon.ctl("evaluate", "2024-11")
    daemon.add({"accident": [{"accident_id": str(n), "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"} for n in (1, 2)]})
    daemon.ctl("evaluate", "2024-11")
    assert {row["verdict"] for name in ("6.2", "9.1", "9.2") for row in daemon.results(period="2024-11", criterion=name)} == {"error"}
    assert {row["verdict"] for row in daemon.results(period="2024-11", criterion="1.1")} != {"error"}
    stage = daemon.results(period="2024-11", criterion="9.2")[0]["stage"]
    says = daemon.json("explain", f"2024-11/9.2/nam-hai/{stage}")["says"]
    assert "tính từ chỉ tiêu 9.1" in says and "tính từ chỉ tiêu 6.2" in says and "không đọc được" in says
    assert {alert["criterion"] for alert in daemon.alerts("--open", kind="rule_error")} == {"6.2", "9.1", "9.2"}
    assert receipts(daemon, "2024-11")["9.2"]["error"]["kind"] == "used"
    assert daemon.json("replay", f"2024-11/9.2/nam-hai/{stage}")["replay"] == "identical"
    # the failing one alone is quarantined, and with its sound version all are back
    for _ in range(3):
        daemon.ctl("evaluate", "2024-11")
    assert [row["criterion"] for row in daemon.json("status")["quarantined"]] == ["6.2"]
    until(lambda: daemon.result("2024-11", "9.2", "nam-hai")["verdict"] != "error", what="the sound version")
    check(daemon, ("2024-11",))
    # what cannot be: a circle, a criterion that is not there, said at the line
    for text, word in ((SCORE.replace('{ "1.1", "6.2" }', '{ "1.1", "6.2", "9.2" }'), "vòng tròn (9.1 → 9.2 → 9.1)"),
                       (SCORE.replace("  reports = {},", '  reports = {}, periods = { "week", "month" },'), "thêm “week” vào periods của 1.1"), (SCORE.replace('"6.2" }', '"6.4" }'), "“6.4”")):
        answer = daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "9.1.lua", text))
        assert word in answer and "9.1.lua:5" in answer, answer
    # nor may a later version of a used one leave a kind of periods that it is needed in
    answer = daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "6.2@2025-01-01.lua", SOUND.replace("  reports = ", '  periods = { "month" },\n  reports = ')))
    assert "thêm “phase” vào periods của 6.2@2025-01-01" in answer and "9.1.lua:5" in answer, answer
    later = MEDAL.replace('"9.1", "1.1"', '"9.2"').replace("reports = {}", 'reports = { "accident" }').replace('["9.1"] =', '["9.2"] =').replace('criteria["9.1"]', 'criteria["9.2"]').replace(
        ', ["1.1"] = { verdict = "met", num = 1, den = 1 }', "").replace('unit.criteria["1.1"].verdict', '"met"')
    answer = daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "6.2@2025-01-01.lua", later))  # not a circle before that day
    assert "vòng tròn (6.2 → 9.2 → 9.1 → 6.2)" in answer and "6.2@2025-01-01.lua:2" in answer, answer
    daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "9.2.lua", MEDAL.replace('"9.1", "1.1"', '"9.1"')))
    intact(daemon)
    assert SOUND != FRAGILE
