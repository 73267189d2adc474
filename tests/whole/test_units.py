"""Units that change while the contest runs: a succession typed months late gives the figures of one that the package always had; it is
previewed, activated by a second person, taken back, told; what is in the way of records is refused with its place."""
import shutil
from datetime import date

import pytest

import ledger
import steady
from base import intact, query
from rules import by_another, propose, put, without_papers

UNITS, SUCCESSIONS = "units.csv", "successions.csv"
DAY, END = "2024-12-15", "2024-12-14"  # from when three wards are others in what is typed: behind what they did in that month
ENDED, NEW = ("cat-bi", "dang-lam", "nam-hai"), ("moi", "nam-hai-a", "nam-hai-b")
MONTHS = (("2024-11", "2024-12-03T09:00"), ("2024-12", "2025-01-03T09:00"))


def merged(units, successions, day=DAY, end=END, team="nam-hai-1"):
    """Cát Bi and Đằng Lâm become one ward; Nam Hải is parted, and its team goes the other way than what names no team."""
    for ward, name, code in (("cat-bi", "Cát Bi", 11422), ("dang-lam", "Đằng Lâm", 11413), ("nam-hai", "Nam Hải", 11419)):
        row = f"{ward},ward,quan-hai-an,{name},{code},2007-01-01,"
        assert row + "2025-06-30" in units
        units = units.replace(row + "2025-06-30", row + end)
    new = [("moi", "Mới"), ("nam-hai-a", "Nam Hải A"), ("nam-hai-b", "Nam Hải B")]
    units += "".join(f"{ward},ward,quan-hai-an,{name},,{day},2025-06-30\n" for ward, name in new)
    kept = [f"{line},{'teams' if line.startswith('from') else ''}" for line in successions.splitlines() if line.split(",")[0] not in ENDED]
    kept += [f"{old},{to},{day},{kind},{main},NQ 99,{teams}" for old, to, kind, main, teams in (
        ("cat-bi", "moi", "merge", "yes", ""), ("dang-lam", "moi", "merge", "yes", ""), ("nam-hai", "nam-hai-a", "split", "yes", ""), ("nam-hai", "nam-hai-b", "split", "no", team))]
    kept += [f"{old},phuong-hai-an,2025-07-01,merge,yes,NQ 1669," for old, _ in new]
    return units, "\n".join(kept) + "\n"


DUTY = """[X1]
title = Triển khai các nội dung được phân công
basis = mục 1
who = ubnd_phuong
each = ward
trigger = contest
due_days = 0
overdue = no
output = none
term = trong suốt phong trào
"""


def play(daemon):
    """November: Cát Bi misses 1.1, so an alert is open when it ends."""
    daemon.add(steady.roster())
    for month, sent in MONTHS:
        files = steady.month(month)
        files["tip"] = [{**row, "channel": "zalo"} if (row["ward"], month) == ("cat-bi", "2024-11") else row for row in files["tip"]]
        daemon.advance(sent)
        daemon.add({**files, "submission": [row for row in files["submission"] if month == "2024-11" or row["ward"] not in ENDED]})
    daemon.advance("2025-01-10T09:00")
    return daemon


def figures(daemon):
    return [{key: row[key] for key in ("id", "level", "num", "den", "value", "target", "verdict", "standing")} for row in daemon.results()]


def alerts(daemon):
    return sorted((row["kind"], row["criterion"] or "", row["subject"], row["period"], row["text"]) for row in daemon.alerts("--open"))


def duties(daemon):
    return {row["unit"]: row["state"] for row in daemon.json("duties", "list") if row["unit"] in (*ENDED, *NEW)}


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The one that never heard of it, and the one that always had it."""
    folder = tmp_path_factory.mktemp("packages")
    plain = without_papers(folder / "plain")
    (plain / "duties.ini").write_text(DUTY)
    before = shutil.copytree(plain, folder / "before")
    for name, text in zip((UNITS, SUCCESSIONS), merged((plain / UNITS).read_text(), (plain / SUCCESSIONS).read_text())):
        (before / name).write_text(text)
    return plain, before


@pytest.fixture(scope="module")
def base(packages):
    return [(packages[0] / name).read_text() for name in (UNITS, SUCCESSIONS)]


def files_of(daemon, texts):
    return [put(daemon, name, text) for name, text in zip((UNITS, SUCCESSIONS), texts)]


def tree(daemon, *words):
    return {row["id"]: row for row in daemon.json("units", "tree", *words)}


def tell(late, was):
    """The tree of a day, a unit through what was typed, taken back and typed again."""
    before, after = tree(late, "--on", END), tree(late, "--on", DAY)
    assert [row["id"] for row in before.values()] == ["hai-phong", "quan-hai-an", *steady.WARDS] and before["cat-bi"]["teams"] == 1
    assert set(after) == set(before) - set(ENDED) | set(NEW) and [after[ward]["teams"] for ward in NEW] == [2, 0, 1]
    assert before["cat-bi"]["successor_names"] == ["Mới"] and after["moi"]["predecessor_names"] == ["Cát Bi", "Đằng Lâm"]
    assert [(row["id"], row["on"], row["kind"]) for row in after["moi"]["successors"]] == [("phuong-hai-an", "2025-07-01", "merge")]
    assert {row["id"]: row["depth"] for row in tree(late, "--teams", "--on", DAY).values() if row["parent"] in ("moi", "quan-hai-an")} == {
        **{ward: 2 for ward in set(steady.WARDS) - set(ENDED) | set(NEW)}, "cat-bi-1": 3, "dang-lam-1": 3}
    assert "    Phường Mới" in late.ctl("units", "tree", "--on", DAY) and set(tree(late, "--on", "2025-07-01")) == {"hai-phong", "phuong-hai-an", "phuong-dong-hai"}
    told = late.json("units", "history", "cat-bi")
    assert [(row["day"], row["happened"], row["other"], row["reason"], row["undone_reason"]) for row in told] == [
        ("2007-01-01", "began", None, None, None), (END, "ended", None, "Nghị quyết mới", "nhập nhầm nghị quyết"), (END, "ended", None, "đúng là có", None),
        (DAY, "succeeded_by", "moi", "Nghị quyết mới", "nhập nhầm nghị quyết"), (DAY, "succeeded_by", "moi", "đúng là có", None),
        ("2025-06-30", "ended", None, None, "Nghị quyết mới"), ("2025-06-30", "ended", None, "nhập nhầm nghị quyết", "đúng là có"),
        ("2025-07-01", "succeeded_by", "phuong-hai-an", None, "Nghị quyết mới"), ("2025-07-01", "succeeded_by", "phuong-hai-an", "nhập nhầm nghị quyết", "đúng là có")]
    typed = next(row for row in told if row["reason"] == "Nghị quyết mới")
    assert (typed["actor"], typed["proposed_by"], typed["reference"] or typed["detail"]) == ("uid:0", "uid:7", None) and typed["undone"]["sequence"] > typed["sequence"]
    assert "được kế nhiệm" in late.ctl("units", "history", "cat-bi") and late.json("units", "history", "moi")[0]["happened"] == "began"
    assert [(row["happened"], row["detail"]) for row in late.json("units", "history", "cat-bi-1")] == [("began", "cat-bi")]
    assert [(row["happened"], row["detail"], row["undone"] is None) for row in late.json("units", "history", "nam-hai-1")] == [
        ("began", "nam-hai", True), ("moved", "nam-hai → nam-hai-b", False), ("moved", "nam-hai → nam-hai-b", True)]
    assert "có phải là “cat-bi”" in late.refused("units", "history", "cat-bj")
    assert late.json("rules", "history")[0]["package"] == was


def test_typed_late_as_from_the_beginning(make, packages, base):
    always, late = play(make("always", package=packages[1])), play(make("late", package=packages[0]))
    was, was_alerts, first = figures(late), alerts(late), late.json("status")["package"]
    assert was != figures(always)
    # what is in the way is refused, with its place and what to do
    for texts, place, advice in (
            ((base[0] + f"cat-bi-1,ward,quan-hai-an,Mới,,{DAY},2025-06-30\n", base[1]), "units.csv:14", "chọn mã khác"),
            (("".join(line for line in base[0].splitlines(True) if not line.startswith("thanh-to")),
              "".join(line for line in base[1].splitlines(True) if not line.startswith("thanh-to"))), "units.csv", "records move"),
            (merged(*base, team="cat-bi-1"), "successions.csv:12", "sửa mã hoặc bỏ khỏi dòng"),
            ((base[0], base[1].replace("cat-bi,phuong-hai-an", "cat-bi,cat-bi")), "successions.csv:10", "xóa một dòng của vòng")):
        words = late.refused("rules", "propose", "--reason", "thử", *files_of(late, texts))
        assert place in words and advice in words, words
    # the preview says what the activation then does
    number = propose(late, *files_of(late, merged(*base)), reason="Nghị quyết mới")
    seen = late.json("rules", "preview", number)
    assert [(row["what"], row["unit"], row["day"]) for row in seen["units"] if row["what"] in ("begins", "ends")] == [
        ("ends", "dang-lam", DAY), ("ends", "nam-hai", DAY), ("ends", "cat-bi", DAY),
        ("begins", "moi", DAY), ("begins", "nam-hai-a", DAY), ("begins", "nam-hai-b", DAY)]
    ends = next(row for row in seen["units"] if (row["what"], row["unit"]) == ("ends", "cat-bi"))
    assert (ends["before"], ends["after"]) == ("2025-06-30", END) and ends["types"]["tip"] == 20 and ends["records"] == sum(ends["types"].values())
    assert [row["after"] for row in seen["units"] if (row["what"], row["unit"], row["day"]) == ("succeeded", "nam-hai", DAY)] == ["Nam Hải A, Nam Hải B"]
    assert {(row["team"], row["from"], row["to"]) for row in seen["teams"] if row["day"] == DAY} == {
        ("cat-bi-1", "Cát Bi", "Mới"), ("dang-lam-1", "Đằng Lâm", "Mới"), ("nam-hai-1", "Nam Hải", "Nam Hải B")}
    assert [(row["from"][-6:], row["to"]) for row in seen["duties"]][-1] == ("Cát Bi", "Ủy ban nhân dân phường Mới") and len(seen["duties"]) == 3
    assert "Tổ tính về đơn vị khác (4)" in late.ctl("rules", "preview", number)
    assert figures(late) == was
    done = late.json("rules", "activate", number)
    assert done["changes"] == seen["changes"] and (done["units"], done["teams"]) == (seen["units"], seen["teams"])
    assert figures(late) == figures(always) and alerts(late) == alerts(always)
    assert [(row["subject"], row["num"], row["den"]) for row in late.results(period="2024-12", criterion="6.1") if row["subject"].startswith("nam-hai")] == [
        ("nam-hai-a", 0, 0), ("nam-hai-b", 3, 3)]
    assert [team["id"] for team in late.json("unit", "nam-hai-b")["teams"]] == ["nam-hai-1"] and late.json("unit", "nam-hai-a")["teams"] == []
    assert duties(late) == duties(always) == {**dict.fromkeys(ENDED, "handed_over"), "moi": "open", "nam-hai-a": "open"}
    tips = {row["subject"]: (row["from"] and row["from"]["den"], row["to"] and row["to"]["den"]) for row in seen["changes"] if row["criterion"] == "1.1"}
    assert tips["moi"] == (None, 20) and tips["cat-bi"] == (10, None)
    # the rows of units.csv are records from then on
    assert query(late, "SELECT unit_id, valid_from, valid_until, name, parent, state FROM record_unit WHERE level <> 'team' ORDER BY 1, 2") == \
        query(always, "SELECT unit_id, valid_from, valid_until, name, parent, state FROM record_unit WHERE level <> 'team' ORDER BY 1, 2")
    for one in (late, always):  # late data of the new wards
        one.add({"tip": steady.tips("moi", "2024-12", 3, 5, date(2024, 12, 20)), "submission": [row for ward in NEW for row in steady.returns(ward, "2024-12")]})
    assert figures(late) == figures(always) and alerts(late) == alerts(always)
    intact(late)
    # with those records it cannot be left out; without them it is taken back, and all is as it was
    back = late.refused("rules", "restore", first[:12], "--reason", "nhập nhầm")
    assert "“moi” còn bản ghi (" in back, back
    assert "5 tip" in back and "11 submission" in back
    late.ctl("import", "undo", query(late, "SELECT max(from_seq) FROM record_tip")[0][0], "--reason", "nhập nhầm")
    number = late.json("rules", "restore", first[:12], "--reason", "nhập nhầm nghị quyết")["proposal"]
    by_another(late, number)
    assert {row["unit"] for row in late.json("rules", "preview", number)["units"] if row["what"] == "left_out"} == {"moi", "nam-hai-a", "nam-hai-b"}
    late.ctl("rules", "activate", number)
    assert figures(late) == was and alerts(late) == was_alerts and duties(late) == {**dict.fromkeys(ENDED, "open"), "moi": "handed_over", "nam-hai-a": "handed_over"}
    assert query(late, "SELECT DISTINCT state FROM record_unit WHERE unit_id = 'moi'") == [("withdrawn",)]
    # typed once more, after all
    number = late.json("rules", "restore", seen["package"][:12], "--reason", "đúng là có")["proposal"]
    by_another(late, number)
    # … while no other way changes such a record
    assert "do gói phong trào khai" in late.refused("records", "withdraw", "unit", "cat-bi/2007-01-01", "--reason", "thử")
    late.refused("import", "undo", done["sequence"], "--reason", "thử")
    # … and one that another program changed is not overwritten
    state = "UPDATE record_unit SET state = '{}', state_reason = {} WHERE unit_id = ?"
    ledger.change(late.state / "thidua.db", "record_unit", state.format("withdrawn", "'thử'"), "cat-bi")
    words = late.refused("rules", "activate", number)
    assert "cat-bi/2007-01-01" in words and "records restore" in words, words
    ledger.change(late.state / "thidua.db", "record_unit", state.format("confirmed", "NULL"), "cat-bi")
    late.ctl("rules", "activate", number)
    assert query(late, "SELECT DISTINCT state FROM record_unit WHERE unit_id = 'moi'") == [("confirmed",)]
    assert duties(late) == duties(always)
    tell(late, was=first)
    assert [row["cause"] for row in late.json("rules", "history")] == ["load", "proposal", "restore", "restore"]
    intact(late)
