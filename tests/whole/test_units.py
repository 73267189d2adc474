"""Units that change while the contest runs: a succession typed months late gives the figures of one that the package always had; it is
previewed, activated by a second person, taken back, told; what is in the way of records is refused with its place.

THIDUA_WARDS=FILE runs the trial on a city's real tree: FILE is the table of old and new units of the General Statistics Office
(BangChuyendoiĐVHCmoi_cu_khong_merge) as CSV; it is no part of this source."""
import csv
import os
import re
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


class City:
    """Hải Phòng before and after 01/07/2025, by the official table: {id: (name, code, above)} of the old wards, of the new, of the districts."""

    def __init__(self, path):
        self.old, self.new, self.districts, self.follows = {}, {}, {}, {}
        with open(path, encoding="utf-8-sig", newline="") as table:
            for city, name, code, was, was_code, note, district, *_ in csv.reader(table):
                if not city.startswith("Thành phố Hải Phòng") or not was.strip():
                    continue
                title, number = re.fullmatch(r"(.*) \((\d+)\)", district.strip()).groups()
                self.districts[f"quan-{number}"] = (title, number, "hai-phong")
                self.old[f"cu-{was_code}"] = (was, was_code, f"quan-{number}")
                self.new[f"moi-{code}"] = (name, code, "hai-phong")
                self.follows.setdefault(f"cu-{was_code}", []).append((f"moi-{code}", note))

    def units(self, end):
        rows = ["id,level,parent,name,code,valid_from,valid_until", "hai-phong,city,,thành phố Hải Phòng,31,2007-01-01,"]
        for level, units in (("district", self.districts), ("ward", self.old)):
            rows += [f"{unit},{level},{above},{name},{code},2007-01-01,{end}" for unit, (name, code, above) in units.items()]
        rows += [f"{unit},ward,{above},{name},{code},2025-07-01," for unit, (name, code, above) in self.new.items() if end]
        return "\n".join(rows) + "\n"

    def successions(self):
        """Whose people went over whole is the main successor; where the table says of none, the first."""
        rows = ["from,to,on,kind,main,reference"]
        for unit, follows in self.follows.items():
            main = next((to for to, note in follows if note.strip() == "Nhập toàn bộ" or "toàn bộ dân số" in note), follows[0][0])
            rows += [f"{unit},{to},2025-07-01,{'split' if len(follows) > 1 else 'merge'},{'yes' if to == main else 'no'},Nghị quyết số 1669/NQ-UBTVQH15" for to, _ in follows]
        rows += [f"{unit},hai-phong,2025-07-01,dissolve,yes,Luật Tổ chức chính quyền địa phương" for unit in self.districts]
        return "\n".join(rows) + "\n"


@pytest.mark.skipif(not os.environ.get("THIDUA_WARDS"), reason="THIDUA_WARDS names no table of old and new units")
def test_a_real_tree(make, tmp_path):
    city = City(os.environ["THIDUA_WARDS"])
    package = without_papers(tmp_path / "package")
    (package / UNITS).write_text(city.units(""))
    (package / SUCCESSIONS).write_text("from,to,on,kind,main,reference\n")
    ini = (package / "contest.ini").read_text()
    (package / "contest.ini").write_text(re.sub(r"(?m)^district = .*", "district = quan-306", ini))
    daemon = make(clock="2025-07-02T09:00", package=package)
    daemon.add({"unit": [{"unit_id": f"{ward}-1", "level": "team", "parent": ward, "valid_from": "2024-07-01", "name": "Tổ 1"} for ward in city.old],
                "tip": [row for at, ward in enumerate(city.old) for row in (*steady.tips(ward, "2025-06", at % 3, 1 + at % 4), *steady.tips(ward, "2025-07", at % 2, 1 + at % 5, date(2025, 7, 1)))]})
    daemon.advance("2025-08-05T09:00")
    for month in ("2025-06", "2025-07"):
        daemon.ctl("evaluate", month)

    def sums():
        return {row["id"]: (row["num"], row["den"]) for row in daemon.results(level="district")}

    def tips(month):
        rows = [row for row in daemon.results(period=month, level="ward") if row["criterion"] == "1.1"]
        return {row["subject"] for row in rows}, sum(row["num"] for row in rows), sum(row["den"] for row in rows)

    before, june, july = sums(), tips("2025-06"), tips("2025-07")
    number = propose(daemon, *files_of(daemon, (city.units("2025-06-30"), city.successions())))
    seen, done = daemon.json("rules", "preview", number), daemon.json("rules", "activate", number)
    assert done["changes"] == seen["changes"] and {row["team"] for row in seen["teams"]} == {f"{ward}-1" for ward in city.old}
    assert before and sums() == before and tips("2025-06") == june and tips("2025-07") == (set(city.new), *july[1:])
    for day in ("2024-11-01", "2025-06-30", "2025-07-01", "2025-08-19"):  # between them nothing changes
        units = tree(daemon, "--on", day)
        followed = [end["id"] for row in units.values() for end in row["predecessors"] if end["main"]]
        assert set(city.old) <= set(units) if day < "2025-07" else sorted(followed) == sorted([*city.old, *city.districts]), day
        assert sum(row["teams"] for row in units.values() if row["level"] == "ward") == len(city.old), day
    intact(daemon)
