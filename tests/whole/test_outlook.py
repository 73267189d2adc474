"""What would come: a target tried with many values equals a preview of each of them; rules that run and say nothing are named; the
open month and phase are foretold by arithmetic that is done here once more."""
import random
from datetime import date
from fractions import Fraction

import pytest

import base
import rules
import steady
from daemon import PACKAGE, Daemon, until

# 1.1 judged by a function of the rule's own that asks for a parameter beside its target, and is settled early
OWN = """
[8.1.share 2024-11-01]
title = Thử
type = percent
value = 60 %
reference = thử

[8.1.least 2024-11-01]
title = Thử
type = number
range = 0..50
value = 3
reference = thử

[8.9.nobody 2024-11-01]
title = Thử
type = number
value = 3
reference = thử
"""
# takes no record, so it never moves; its examples were written for another target
SILENT = [("duplicate_of IS NULL AND verified IS NOT 'no'", "verified = 'pending'"), ('"1.1.share"', '"8.1.share"'),
          ('target = "80 %", verdict = "missed"', 'target = "95 %", verdict = "missed"'), ('target = "80 %", verdict = "met"', 'target = "70 %", verdict = "met"'),
          ('target = "80 %", reported = false', 'target = "70 %", reported = false')]
FUNCTION = """early   = "missed",
  roll_up = "mean",
  params  = { "8.1.least" },
  judge   = function(num, den, target, params)
    if den < params["8.1.least"] then return "not_applicable" end
    return num * target.den > target.num * den and "met" or "missed"
  end,"""


def package_of(folder):
    package = rules.without_papers(folder / "package", PACKAGE)
    with open(package / "targets.ini", "a") as targets:
        targets.write(OWN)
    with open(package / "routes.ini", "a") as routes:
        routes.write("\n[the-week]\nkinds = digest.weekly\nto = administrator\nchannel = web\nlanguage = en\n")
    rule = (package / "criteria" / "1.1.lua").read_text().replace('"1.1.share"', '"8.1.share"').replace("judge   = share_at_least,", FUNCTION)
    (package / "criteria" / "8.1.lua").write_text(rule[:rule.index("  examples")] + '  examples = { { row = { num = 9, den = 10 }, verdict = "met" } },\n}\n')
    rule = (package / "criteria" / "1.1.lua").read_text()
    for text, other in SILENT:
        assert text in rule
        rule = rule.replace(text, other)
    (package / "criteria" / "8.2.lua").write_text(rule)
    return package


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """Phase 1 sealed over two months, the first month of phase 2 run; tips at random, some returns missing."""
    folder, chance = tmp_path_factory.mktemp("outlook"), random.Random(5)
    package = package_of(folder)
    (folder / "a").mkdir()
    daemon = Daemon(folder / "a", package=package)
    try:
        daemon.package = package
        daemon.add(steady.roster())
        for month, until in (("2024-11", "2024-12-03T09:00"), ("2024-12", "2025-01-03T09:00"), ("2025-01", "2025-02-05T09:00")):
            daemon.advance(until)
            files = {"tip": [], "submission": [], "good_deed": []}
            for ward in steady.WARDS:
                files["good_deed"] += [{"deed_id": f"{month}-{ward}-{number}", "team": f"{ward}-1", "on_date": f"{month}-10", "kind": "deed", "description": "thử"}
                                       for number in range(chance.randint(0, 3))]
                files["tip"] += steady.tips(ward, month, *sorted(chance.randint(0, 12) for _ in range(2)))
                if chance.random() < 0.7:
                    files["submission"] += steady.returns(ward, month, ("tip", "good_deed"))
            daemon.add(files)
        daemon.advance("2025-02-20T18:00")
        daemon.add({"tip": [tip for ward in steady.WARDS[:5] for tip in steady.tips(ward, "2025-02", chance.randint(2, 6), 6)],
                    "good_deed": [{"deed_id": ward, "team": f"{ward}-1", "on_date": "2025-02-10", "kind": "deed", "description": "thử"} for ward in steady.WARDS[:5]]})
        daemon.ctl("evaluate", "2025-02", "--stage", "provisional")
        yield daemon
    finally:
        daemon.stop()


def counted(daemon, criterion, name, value):
    """{period: (stage, met, missed, other, of)} by a preview of the value."""
    text = (daemon.package / "targets.ini").read_text()
    changed = rules.with_value(text, name, value)
    cells = {}
    for stage in ("provisional", "final"):  # the newest speaks: a final one, if there is any
        for row in daemon.results(stage=stage, criterion=criterion, level="ward"):
            cells[row["period"], row["subject"]] = (stage, row["verdict"])
    if changed != text:
        for row in daemon.json("rules", "preview", rules.put(daemon, "targets.ini", changed))["changes"]:
            if row["criterion"] == criterion and row["level"] == "ward":
                cells[row["period"], row["subject"]] = (row["stage"], row["to"]["verdict"])
    found = {}
    for (period, _), (stage, verdict) in cells.items():
        one = found.setdefault(period, {"stage": stage, "met": 0, "missed": 0, "other": 0, "of": 0})
        one[verdict if verdict in ("met", "missed") else "other"] += 1
        one["of"] += 1
    return found


@pytest.mark.parametrize("criterion, name, first, last, step, values", [
    ("1.1", "1.1.share", "0,5%", "100 %", "0,5%", ("0,5 %", "50 %", "80 %")),
    ("8.1", "8.1.share", "20%", "80%", "10 %", ("20 %", "60 %")),
    ("8.1", "8.1.least", "0", "12", None, ("0", "9")),
    ("7.1", "7.1.ward_share", "0%", "100%", "20%", ("0 %", "100 %")),
    ("7.1", "7.1.deeds", "0", "3", None, ("0", "2"))])  # the teams' own: their wards' shares follow
def test_equals_a_preview_of_each_value(daemon, criterion, name, first, last, step, values):
    answer = daemon.json("rules", "sweep", name, "--from", first, "--to", last, *(["--step", step] if step else []), "--criterion", criterion)
    assert answer["criterion"] == criterion
    assert [head["sealed"] for head in answer["periods"]] == [True] * 4 + [False]
    by_value = {row["value"]: {period.pop("period"): period for period in row["periods"]} for row in answer["values"]}
    for value in values:
        counts = {period: {key: row[key] for key in ("stage", "met", "missed", "other", "of")} for period, row in by_value[value].items()}
        assert counts == counted(daemon, criterion, name, value), value
    assert len({tuple(row["met"] for row in periods.values()) for periods in by_value.values()}) > 1
    in_force = rules.re.search(rf"\[{name} [^\[]*?\nvalue = (.*)", (daemon.package / "targets.ini").read_text()).group(1)
    assert [value for value, periods in by_value.items() if all(row["in_force"] for row in periods.values())] == [in_force]
    assert [row["value"] for row in answer["values"] if row["in_force"]] == [in_force] == [date["value"] for date in answer["dates"]]


@pytest.mark.parametrize("words, said", [
    (["1.2.minutes", "--from", "5", "--to", "20"], "rules preview targets.ini"),  # decides which incidents were in time
    (["7.1.min_days", "--from", "1", "--to", "3"], "rules preview targets.ini"),  # … which teams count for their wards
    (["2.1.accepted", "--from", "1", "--to", "3"], "không phải là tỷ lệ hay số"),
    (["1.1.shares", "--from", "70%", "--to", "80%"], "(1.1.share?)"),
    (["1.1.share", "--from", "70", "--to", "80%"], "--from: “70” không phải là tỷ lệ"),
    (["1.1.share", "--from", "70%", "--to", "101%"], "nằm ngoài khoảng của 1.1.share, từ 0 % đến 100 %"),
    (["8.1.least", "--from", "0", "--to", "51"], "từ 0 đến 50"),
    (["1.1.share", "--from", "80%", "--to", "70%"], "đổi chỗ"),
    (["1.1.share", "--from", "70%", "--to", "80%", "--step", "0%"], "lớn hơn 0"),
    (["1.1.share", "--from", "0%", "--to", "100%", "--step", "0,5%"], "quá 200 giá trị"),
    (["1.1.share", "--from", "70%", "--to", "80%", "--criterion", "8.1"], "không lấy “1.1.share” làm mức giao"),
    (["8.1.share", "--from", "70%", "--to", "80%"], "ghi --criterion 8.1"),
    (["1.1.share", "--from", "70%", "--to", "80%", "--period", "phase-2"], "chưa có kỳ nào được tính")])
def test_what_cannot_be_tried(daemon, words, said):
    assert said in daemon.refused("rules", "sweep", *words)


def percent(share):
    """Cut, never rounded."""
    tenths = int(share * 1000)
    return f"{tenths // 10},{tenths % 10}%".replace(",0%", "%")


def test_the_district_is_the_mean_of_its_wards(daemon):
    """Of the wards' shares, not the share of their sums; people see the percentage and how many units it is of."""
    found = 0
    for district in daemon.results(criterion="8.1", level="district"):
        shares = [Fraction(row["num"], row["den"]) for row in daemon.results(criterion="8.1", level="ward", period=district["period"], stage=district["stage"]) if row["den"]]
        sums = next(row for row in daemon.results(criterion="1.1", level="district", period=district["period"], stage=district["stage"]))  # the same tips, summed
        mean = sum(shares) / len(shares)
        parts = mean * 10 ** 11
        assert (district["num"], district["den"]) == (2 * int(parts) + (parts.denominator > 1), 2 * 10 ** 11)
        value = percent(mean)
        assert district["value"] == value and district.get("short") is None and district["needed"] is None
        assert district["verdict"] in ("not_reported", "met" if mean > Fraction(60, 100) else "missed")
        explained = daemon.json("explain", district["id"])
        assert f"trung bình của {len(shares):02} đơn vị có số liệu: {value} (mức giao" in explained["says"]
        assert len(explained["evidence"]["rows"]) == sums["den"]
        found += mean != Fraction(sums["num"], sums["den"])
    assert found >= 4


def test_as_a_table(daemon):
    table = daemon.ctl("rules", "sweep", "1.1.share", "--from", "79,5%", "--to", "80%", "--step", "0,5%", "--period", "2024-11").splitlines()
    at = table.index(next(line for line in table if line.startswith("GIÁ TRỊ")))
    assert [line.split()[0] for line in table[at:at + 3]] == ["GIÁ", "79,5", "80"] and table[at + 2].count("*") == 2
    assert table[at + 1].split()[-1].endswith("/8") and "đã chốt, giữ nguyên kết quả: 2024-11" in table


def test_rules_that_say_nothing(daemon):
    found = daemon.json("rules", "lint")
    warned = {(row["criterion"], row["what"], row["name"]): row for row in found if row["severity"] == "warning"}
    tips = daemon.json("records", "find", "tip", "--limit", 1)["total"]
    assert warned["8.2", "filter_none", None]["count"] == tips and f"trong {tips} bản ghi “Nguồn tin" in warned["8.2", "filter_none", None]["text"]
    assert {("1.1", "filter_all", None), ("8.1", "filter_all", None), ("8.2", "examples", None), (None, "param", "8.9.nobody")} < set(warned)
    assert warned["8.2", "still", None]["count"] == 4 * 8 and not {key for key in warned if key[1] == "still" and key[0] in ("1.1", "8.1")}
    assert [key for key in warned if key[1] == "examples"] == [("8.2", "examples", None)]
    assert [row["text_en"] for row in found if row["name"] == "tip.verified"] == ["2 of 3 choices of tip.verified stand in no record: no, pending"]
    assert not [row for row in found if row["name"] == "incident.presence"]  # there is no incident at all
    assert "LƯU Ý" in daemon.ctl("rules", "lint").upper() and daemon.ctl("rules", "lint", "--find", "8.9.nobody").count("8.9") == 1
    # a target that is raised leaves no example behind: each is judged by its own
    raised = daemon.json("rules", "propose", "--change", "target=1.1.share", "--change", "from=2025-03-01", "--change", "value=85 %", "--change", "reference=x", "--reason", "nâng mức giao")
    assert not [row for row in raised["problems"] if row["file"] == "criteria/1.1.lua"]
    daemon.ctl("rules", "withdraw", str(raised["proposal"]), "--reason", "thử")
    # what needs no data is said by a check too
    said = {(row["file"], row["level"]) for row in daemon.json("rules", "check", daemon.package)["problems"]}
    assert said == {("criteria/8.2.lua", "warning"), ("targets.ini", "warning")}


def weekly_digests_tell_of_it(daemon, rows):
    """Each unit's line is made here once more of `forecast`."""
    daemon.add_person("minh", "leader")
    daemon.add_person("tuan", "administrator")
    texts = {one["language"]: one["text"] for one in daemon.json("messages", "try", "digest.weekly")["messages"]}
    names = {row["subject"]: row["name"] for row in rows.values()}
    said = {"vi": {}, "en": {}}
    for period, subject in {(key[0], key[2]) for key in rows}:
        own = [row for key, row in rows.items() if (key[0], key[2]) == (period, subject)]
        cannot = [row["criterion"] for row in own if row["outlook"] == "cannot"]
        needs = [(row["criterion"], row["needed"], row["pace"]["value"] if row["pace"]["verdict"] == "missed" else None)
                 for row in own if row["outlook"] == "can" and row["needed"] is not None]
        assert not [row for row in own if row["outlook"] == "met" and row["pace"]["verdict"] == "missed"]  # tests/unit/test_message.c knows such
        vi = ["không thể đạt nữa " + ", ".join(cannot)] * bool(cannot) + ["còn đạt được nếu thêm " + ", ".join(
            f"{needed:02} ở {criterion}{f' (theo nhịp này {pace})' if pace else ''}" for criterion, needed, pace in needs)] * bool(needs)
        en = ["can no longer meet " + ", ".join(cannot)] * bool(cannot) + ["still can with " + ", ".join(
            f"{needed} more of {criterion}{f' (at this pace {int(pace) if pace.isdigit() else pace.replace(chr(44), chr(46))})' if pace else ''}" for criterion, needed, pace in needs)] * bool(needs)
        if vi:
            said["vi"].setdefault(period, set()).add(f"- {names[subject]}: {'; '.join(vi)}")
            said["en"].setdefault(period, set()).add(f"- {names[subject]}: {'; '.join(en)}")
    heads = {("vi", "2025-02"): "TRIỂN VỌNG THÁNG 02/2025 (ước tính)", ("vi", "phase-2"): "TRIỂN VỌNG ĐỢT 2 (ước tính)",
             ("en", "2025-02"): "THE OUTLOOK: tháng 02/2025 (an estimate)", ("en", "phase-2"): "THE OUTLOOK: Đợt 2 (an estimate)"}
    for (language, period), head in heads.items():
        lines = texts[language].split(head + "\n")[1].split("\n\n")[0].splitlines()
        assert set(lines) == said[language][period] and lines, (language, period)


def test_what_can_still_become_of_it(daemon):
    base.measured(daemon)
    rows = {(row["period"], row["criterion"], row["subject"]): row for row in daemon.json("forecast")["rows"]}
    assert {key[0] for key in rows} == {"2025-02", "phase-2"} and {key[2] for key in rows if key[0] == "2025-02"} == set(steady.WARDS)
    outlooks = {"met": ("met", None), "can": ("missed", "yes"), "cannot": ("missed", "no"), "nothing": ("not_applicable", None)}
    assert {row["outlook"] for row in rows.values()} >= {"met", "can", "nothing"}
    for key, row in rows.items():
        if row["outlook"] != "open" and row["verdict"] != "in_progress":
            assert outlooks[row["outlook"]][0] == row["verdict"], key
    # 1.1: tips so far; with the rest of the days like each earlier month of the ward's own
    gone, left = 17, 8  # from 4 to 20 February, to the 28th
    past = {}
    for row in daemon.results(criterion="1.1", level="ward"):
        if row["period"] in ("2024-11", "2024-12", "2025-01") and row["den"]:
            first, last = {"2024-11": (date(2024, 11, 1), date(2024, 11, 30)), "2024-12": (date(2024, 12, 1), date(2024, 12, 31)),
                           "2025-01": (date(2025, 1, 1), date(2025, 2, 3))}[row["period"]]
            past.setdefault(row["subject"], []).append((row["num"], row["den"], (last - first).days + 1))
    for ward in steady.WARDS:
        row = rows["2025-02", "1.1", ward]
        ends = [Fraction(row["num"] * days + num * left, row["den"] * days + den * left) for num, den, days in past.get(ward, [])]
        for key, end in (("pace", Fraction(row["num"], row["den"]) if row["den"] else None), ("low", min(ends, default=None)), ("high", max(ends, default=None))):
            if end is None and key == "pace":
                assert row[key]["verdict"] == "not_applicable"
            elif end is None:
                assert row[key] is None
            else:
                assert row[key] == {"value": percent(end), "verdict": "met" if end >= Fraction(8, 10) else "missed"}, (ward, key)
        assert row["months"] == len(ends)
        deed = rows["2025-02", "7.1", ward]  # one team a ward: done or not yet
        assert deed["pace"]["value"] == ("100%" if ward in steady.WARDS[:5] else "0%") and deed["outlook"] == ("met" if ward in steady.WARDS[:5] else "can")
        assert rows["2025-02", "4.1", ward]["pace"] == {"value": "00", "verdict": "met"}
    table = daemon.ctl("forecast", "--period", "2025-02", "--unit", steady.WARDS[0])
    assert "TRIỂN VỌNG" in table and "đã đạt" in table and "phase-2" not in table
    assert daemon.json("forecast", "--unit", "quan-hai-an")["rows"] == []
    weekly_digests_tell_of_it(daemon, rows)
    # it is kept with the figures of the open periods alone: in no seal, in no run
    assert not base.query(daemon, "SELECT 1 FROM seal WHERE content LIKE '%\"pace\"%'") and base.query(daemon, "SELECT 1 FROM seal")
    assert not base.query(daemon, "SELECT 1 FROM result WHERE cells LIKE '%\"pace\"%'")
    # the next day it says where one day less leads, without a new record
    daemon.advance("2025-02-25T08:00")
    until(lambda: {row["as_of"][:10] for row in daemon.json("live")["periods"]} == {"2025-02-25"}, what="the next day's figures")
    later = next(row for row in daemon.json("forecast", "--period", "2025-02", "--unit", steady.WARDS[0])["rows"] if row["criterion"] == "1.1")
    row, left = rows["2025-02", "1.1", steady.WARDS[0]], 3
    low = min(Fraction(row["num"] * days + num * left, row["den"] * days + den * left) for num, den, days in past[steady.WARDS[0]])
    assert later["low"]["value"] == percent(low) != row["low"]["value"]


def test_a_sealed_period_of_another_rule_is_left_out_and_named(daemon):
    """Teams are counted anew to try their target: by a rule that counts other deeds, what was sealed before cannot be tried."""
    words = ("rules", "sweep", "7.1.deeds", "--from", "0", "--to", "2")
    assert daemon.json(*words)["left_out"] == []
    text = (daemon.package / "criteria" / "7.1.lua").read_text()
    changed = text.replace('of       = "good_deed",', 'of       = "good_deed",\n    where    = "kind = \'praise\'",')
    assert changed != text
    daemon.ctl("rules", "activate", rules.propose(daemon, rules.put(daemon, "7.1.lua", changed)))
    answer = daemon.json(*words)
    assert [head["period"] for head in answer["left_out"]] == ["2024-11", "2024-12", "2025-01", "phase-1"] and [head["period"] for head in answer["periods"]] == ["2025-02"]
    assert [[period["met"] for period in row["periods"]] for row in answer["values"]] == [[8], [0], [0]]
    assert "không thử được, các tổ được tính theo quy tắc khác: 2024-11, 2024-12" in daemon.ctl(*words)
    assert "rules preview targets.ini" in daemon.refused(*words, "--period", "phase-1")
