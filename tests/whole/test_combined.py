"""What was made by itself, put together: criteria of criteria in weeks and quarters, with grades, a mean, decimals, a target of one unit and a version from a day in
the middle of a week; held against figures computed here from the records, through proposal, late data, seal, replay and an outsider's program."""
import json
import random
import re
from datetime import date, timedelta
from fractions import Fraction

import steady
from base import intact, query
from daemon import PACKAGE, until
from phase import PHASE
from rules import hold
from test_unit_target import with_one_paper
from verifier import forged, outsider, read, told

ALL = '  periods = { "week", "month", "quarter", "phase", "contest" },\n'
MARK = """
[mark]
title = Phiếu chấm điểm
key = ward, mark_id
touches_on = on_date
[mark.fields]
mark_id = text 40 | Mã
ward = unit ward | Đơn vị
on_date = date | Ngày
score? = decimal 2 0..10 | Điểm
"""
MARKS = """return criterion {
  title = "Điểm chấm", subject = "ward", reports = {}, target = "9.0.share", counts = "điểm", roll_up = "mean",
%s  measure = { of = "mark", date = "on_date", num = "score", den = "1000 * (score IS NOT NULL)" },
  judge = share_at_least,
  says = "{{ num | le(2) }} trên {{ den | le(2) }} = {{ value }}",
  examples = { { row = { num = 800, den = 1000 }, target = "80 %%", verdict = "met" }, { row = { num = 799, den = 1000 }, target = "80 %%", verdict = "missed" } },
}
""" % ALL
SCORE = """return criterion {
  title = "Tổng điểm", subject = "ward", uses = { "1.1", "6.2", "9.0" }, own = "SELECT ward AS subject, count(*) AS deeds FROM tip WHERE received_on >= :from AND received_on < :until GROUP BY 1",
  reports = {}, target = "9.1.share", counts = "điểm", roll_up = "mean",
%s  grades = { { id = "good", title = "khá", target = "9.1.good" } },
  measure = function(unit)
    local tips, calm, marks = unit.criteria["1.1"], unit.criteria["6.2"], unit.criteria["9.0"]
    local num, den = 0, 50
    if tips.den > 0 then num, den = 100 * tips.num // tips.den, 150 end
    if tips.grade == "excellent" then num = num + 7 end
    if calm.verdict == "met" then num = num + 50 end
    if marks.den > 0 then num, den = num + 100 * marks.num // marks.den, den + 100 end
    return { num = num + WEIGHT * unit.own.deeds, den = den + WEIGHT * 20 }
  end,
  judge = share_at_least, says = "{{ num }}/{{ den }} điểm = {{ value }}{%% if grade %%}, mức {{ grade }}{%% endif %%}",
  examples = { { used = { ["1.1"] = { verdict = "met", num = 9, den = 10 }, ["6.2"] = { verdict = "met", num = 0 }, ["9.0"] = { verdict = "missed", num = 0, den = 0 } }, verdict = "met", target = "80 %%" } },
}
""" % ALL
TARGETS = "".join(f"\n[{name} 2024-11-01]\ntitle = {name}\ntype = percent\nvalue = {value}\nreference = Kế hoạch\n" for name, value in
                  (("1.1.good", "85 %"), ("1.1.excellent", "95 %"), ("9.0.share", "80 %"), ("9.1.share", "60 %"), ("9.1.good", "90 %"))) + "\n[9.2.least 2024-11-01]\ntitle = Số sao\ntype = number\nvalue = 20\nreference = Kế hoạch\n"
MEDAL = """return criterion {
  title = "Số sao", subject = "ward", uses = { "9.1" }, params = { "9.2.least" }, reports = {}, target = "9.2.least", counts = "sao",
  measure = function(unit) return { num = unit.criteria["9.1"].num // unit.params["9.2.least"] } end,
  judge = at_least, says = "{{ num }} sao",
  examples = { { used = { ["9.1"] = { verdict = "met", num = 90, den = 100 } }, params = { ["9.2.least"] = "10" }, row = { num = 9 }, target = "10", verdict = "missed" },
               { used = { ["9.1"] = { verdict = "met", num = 100, den = 100 } }, params = { ["9.2.least"] = "10" }, row = { num = 10 }, target = "10", verdict = "met" } },
%s}
""" % ALL
SINCE = """return criterion {
  title = "Phiếu từ đầu phong trào", subject = "ward", reports = {}, target = "9.2.least", counts = "phiếu",
%s  measure = { sql = [[SELECT home.ward AS subject, count(mark_id) AS num FROM home LEFT JOIN mark ON mark.ward = home.ward AND on_date >= :contest_from AND on_date < :until
                       WHERE own GROUP BY 1]], evidence = "SELECT mark_id AS ma FROM mark WHERE ward = :subject AND on_date < :until" },
  judge = at_least, says = "{{ num }} phiếu",
  examples = { { row = { num = 19 }, target = "20", verdict = "missed" }, { row = { num = 20 }, target = "20", verdict = "met" } },
}
""" % ALL
OWN = "\n[9.1.share cat-bi 2024-12-01]\nvalue = 88,5 %\nreference = Công văn số 12\n\n[9.1.share quan-hai-an 2024-12-01]\nvalue = 82 %\nreference = Công văn số 12\n"
TURN = date(2024, 12, 12)  # a Thursday


def score(weight):
    return SCORE.replace("WEIGHT", str(weight)).replace('verdict = "met", target', f'own = {{ deeds = 10 }}, verdict = "{"met" if weight < 20 else "missed"}", target')


def rule(source, name, *changes):
    text = (source / "criteria" / name).read_text()
    for old, new in changes:
        text, times = re.subn(old, new, text)
        assert times == 1, old
    return text


def change(package):
    """What is proposed while the contest runs."""
    package.mkdir()
    schedule = (PACKAGE / "contest.ini").read_text()
    files = {
        "contest.ini": schedule.replace("month_mode = calendar\n", "month_mode = calendar\nweek_from = 2024-12-02\nquarter_from = 2024-11-01\n"),
        "records.ini": (PACKAGE / "records.ini").read_text() + MARK,
        "targets.ini": (PACKAGE / "targets.ini").read_text() + TARGETS + OWN,
        "1.1.lua": rule(PACKAGE, "1.1.lua", ("  reports = .*\n", r'\g<0>  roll_up = "mean",\n' + ALL),
                        ("  says    = ", '  grades  = { { id = "good", title = "khá", target = "1.1.good" }, { id = "excellent", title = "tốt", target = "1.1.excellent" } },\n  says    = ')),
        "6.2.lua": rule(PACKAGE, "6.2.lua", ("  reports = .*\n", r"\g<0>" + ALL)),
        "9.0.lua": MARKS, "9.2.lua": MEDAL, "9.3.lua": SINCE, "9.1.lua": score(1), f"9.1@{TURN}.lua": score(2)}
    for name, text in files.items():
        (package / name).write_text(text)
    return [package / name for name in files]


# ---- computed here ----

def share(num, den, target):
    return "not_applicable" if not den else "met" if num * 1000 >= target * den else "missed"


def mean(figures):
    """Of shares, as it is kept."""
    shares = [Fraction(num, den) for num, den in figures if den]
    parts = sum(shares) / len(shares) * 10 ** 11 if shares else Fraction(0)
    return (2 * int(parts) + (parts.denominator > 1), 2 * 10 ** 11) if shares else (0, 0)


def expected(facts, first, last):
    """{criterion: {unit: (num, den, verdict, grade)}} of a period without missing returns."""
    def within(kind, ward):
        return [row for row in facts[kind] if row["ward"] == ward and first <= date.fromisoformat(row["on"]) <= last]
    cells = {"1.1": {}, "6.2": {}, "9.0": {}, "9.1": {}}
    weight = 2 if last >= TURN else 1
    for ward in steady.WARDS:
        tips, calm, marks = within("tip", ward), len(within("accident", ward)), [row["score"] for row in within("mark", ward)]
        num, den = sum(tip["force"] for tip in tips), len(tips)
        verdict = share(num, den, 800)
        grade = None if verdict != "met" else "excellent" if num * 100 >= 95 * den else "good" if num * 100 >= 85 * den else None
        cells["1.1"][ward] = (num, den, verdict, grade)
        cells["6.2"][ward] = (calm, None, "met" if not calm else "missed", None)
        cells["9.0"][ward] = (sum(marks), 1000 * len(marks), share(sum(marks), 1000 * len(marks), 800), None)
        points, of = (100 * num // den, 150) if den else (0, 50)
        points += 7 * (grade == "excellent") + 50 * (not calm) + (100 * sum(marks) // (1000 * len(marks)) if marks else 0) + weight * den
        of += 100 * bool(marks) + weight * 20
        verdict = share(points, of, 885 if ward == "cat-bi" and last >= date(2024, 12, 1) else 600)
        cells["9.1"][ward] = (points, of, verdict, "good" if verdict == "met" and points * 100 >= 90 * of else None)
    for criterion, target, grades in (("1.1", 800, (("good", 850), ("excellent", 950))), ("9.0", 800, ()), ("9.1", 600, (("good", 900),))):
        num, den = mean([cell[:2] for cell in cells[criterion].values()])
        target = 820 if criterion == "9.1" and last >= date(2024, 12, 1) else target
        verdict = share(num, den, target)
        had = [name for name, least in grades if verdict == "met" and num * 1000 >= least * den]
        cells[criterion]["quan-hai-an"] = (num, den, verdict, had[-1] if had else None)
    return cells


def found(daemon, period):
    rows = {}
    for row in daemon.results(period=period, stage="final"):
        if row["criterion"] in ("1.1", "6.2", "9.0", "9.1") and row["level"] != "team":
            rows.setdefault(row["criterion"], {})[row["subject"]] = (row["num"], row["den"], row["verdict"], row.get("grade"))
    rows["6.2"].pop("quan-hai-an")
    return rows


DAYS = {"2024-W49": (date(2024, 12, 2), date(2024, 12, 8)), "2024-W50": (date(2024, 12, 9), date(2024, 12, 15)), "2024-W51": (date(2024, 12, 16), date(2024, 12, 22)),
        "2024-11": (date(2024, 11, 1), date(2024, 11, 30)), "2024-12": (date(2024, 12, 1), date(2024, 12, 31)), "2024-Q4": (date(2024, 11, 1), date(2024, 12, 31)),
        "phase-1": (date(2024, 11, 1), date(2025, 2, 3))}


class Facts(dict):
    """What was entered, for the computation here."""
    def __init__(self, daemon):
        super().__init__(tip=[], accident=[], mark=[])
        self.daemon = daemon

    def enter(self, files):
        self["tip"] += [{"ward": tip["ward"], "on": tip["received_on"], "force": tip["channel"] == "force"} for tip in files.get("tip", [])]
        self["accident"] += [{"ward": row["ward"], "on": row["on_date"]} for row in files.get("accident", [])]
        self["mark"] += [{"ward": row["ward"], "on": row["on_date"], "score": int(row["score"].replace(",", ""))} for row in files.get("mark", [])]
        self.daemon.add(files)


def receipt(daemon, period):
    return json.loads(query(daemon, f"SELECT receipt FROM run WHERE period = '{period}' ORDER BY id DESC LIMIT 1")[0][0])


def week(first, dice):
    """Tips, marks and accidents of a week."""
    files = {"tip": [], "mark": [], "accident": []}
    for ward in steady.WARDS:
        for number in range(dice.randrange(1, 12)):
            files["tip"] += steady.tips(ward, f"{first}-{number}", int(dice.random() < .9), 1, first + timedelta(dice.randrange(7)))
        for number in range(dice.randrange(3)):
            files["mark"].append({"mark_id": f"d-{first}-{ward}-{number}", "ward": ward, "on_date": str(first + timedelta(dice.randrange(7))), "score": f"{dice.randrange(600, 1000) / 100:.2f}".replace(".", ",")})
        if dice.random() < .2:
            files["accident"].append({"accident_id": f"{first}-{ward}", "ward": ward, "on_date": str(first + timedelta(3)), "level": "serious"})
    return files


def test_all_of_it_at_once(make, tmp_path):
    dice = random.Random(5)
    daemon = make(package=with_one_paper(tmp_path / "package"))
    facts = Facts(daemon)
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    facts.enter(steady.month("2024-11"))
    daemon.advance("2024-12-06T18:00")
    hold(daemon, *change(tmp_path / "change"))
    assert found(daemon, "2024-11") == expected(facts, *DAYS["2024-11"])
    for first in (date(2024, 12, 2), date(2024, 12, 9), date(2024, 12, 16)):
        daemon.advance(f"{first + timedelta(7)}T09:00")
        facts.enter(week(first, dice))
    daemon.advance("2024-12-27T17:30")
    for period in ("2024-W49", "2024-W50", "2024-W51"):
        assert found(daemon, period) == expected(facts, *DAYS[period]), period

    # late, in the first week that the later formula judges: what is kept is what a full count gives
    facts.enter({"tip": steady.tips("cat-bi", "muon", 3, 9, date(2024, 12, 10)), "mark": [{"mark_id": "muon", "ward": "nam-hai", "on_date": "2024-12-13", "score": "10,00"}]})
    assert found(daemon, "2024-W50") == expected(facts, *DAYS["2024-W50"])
    how = {name: entry["how"] for name, entry in receipt(daemon, "2024-W50").items()}
    assert (how["1.1"], how["1.2"], how["9.0"], how["9.1"], how["9.2"]) == ("difference", "kept", "difference", "full", "full")
    for name in ("2024-W50/9.1/cat-bi/final", "2024-W50/9.1/quan-hai-an/final", "2024-W50/9.2/cat-bi/final", "2024-W49/9.1/nam-hai/final", "2024-W50/9.0/quan-hai-an/final"):
        again = daemon.json("replay", name)
        assert (again["replay"], again["compared"]) == ("identical", 1) and daemon.json("explain", name)["replay"] == "same", (name, again)

    # late, of the month before: what counts from the contest's first day moves in the weeks behind it too
    facts.enter({"mark": [{"mark_id": "rat-muon", "ward": "nam-hai", "on_date": "2024-11-20", "score": "9,00"}]})
    for period in ("2024-11", "2024-W49", "2024-W51"):
        assert daemon.result(period, "9.3", "nam-hai")["num"] == sum(row["ward"] == "nam-hai" and row["on"] <= str(DAYS[period][1]) for row in facts["mark"]), period

    # another value of a target: as a preview would have it, and refused where the figures themselves are made with it
    for name, values in (("9.1.share", range(600, 901, 100)), ("9.1.share cat-bi", range(600, 901, 100))):
        swept = daemon.json("rules", "sweep", name, "--from", "60%", "--to", "90%", "--step", "10%", "--period", "2024-W50")["values"]
        cells = {ward: cell for ward, cell in expected(facts, *DAYS["2024-W50"])["9.1"].items() if ward in steady.WARDS}
        assert [one["periods"][0]["met"] for one in swept] == [
            sum(share(*cell[:2], value if (ward == "cat-bi") == ("cat-bi" in name) else 885 if ward == "cat-bi" else 600) == "met" for ward, cell in cells.items()) for value in values]
    assert "rules preview" in daemon.refused("rules", "sweep", "9.2.least", "--from", "1", "--to", "5", "--criterion", "9.2")
    assert "mức riêng của đơn vị tổng hợp" in daemon.refused("rules", "sweep", "9.1.share quan-hai-an", "--from", "60%", "--to", "90%")
    assert "rules preview" in daemon.refused("rules", "sweep", "9.1.good", "--from", "60%", "--to", "90%")
    assert not [row for row in daemon.json("rules", "lint") if row["criterion"] in ("9.0", "9.1")]
    marked = {ward: cell[2] for ward, cell in expected(facts, *DAYS["2024-Q4"])["9.0"].items() if cell[1] and ward in steady.WARDS}
    until(lambda: {row["subject"]: row["pace"]["verdict"] for row in daemon.json("forecast", "--period", "2024-Q4")["rows"] if row["criterion"] == "9.0" and row["subject"] in marked} == marked,
          what="the open quarter's pace: marks to come have their own denominators")

    for when, month in PHASE[1:]:
        daemon.advance(when)
        facts.enter(steady.month(month))
    daemon.advance("2025-02-12T18:00")
    for period, days in DAYS.items():
        assert found(daemon, period) == expected(facts, *days), period
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    archive, paper = tmp_path / "d.zip", next(draft for draft in daemon.papers() if draft["kind"] == "d")
    daemon.ctl("drafts", "dossier", paper["id"], "--out", archive)
    assert "đã tính lại 135 kết quả" in outsider(archive, daemon.json("keys", "show")["public"], tmp_path)
    # a grade is computed again too
    parts = read(archive)
    seal = json.loads(parts["seal.json"])
    cell = next(row for row in seal["results"] if row["subject"] == "dong-hai-1")["cells"]["1.1"]
    had = cell.pop("grade", None)
    cell["grade"] = "excellent" if had == "good" else "good"
    held, said = told(forged(parts, {"seal.json": json.dumps(seal).encode()}, tmp_path))
    assert not held and re.search(rf"chỉ tiêu 1.1 của dong-hai-1: .* {cell['grade']}\), bản ghi cho .*{had or ''}\)", said), said
    intact(daemon)
