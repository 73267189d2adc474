"""A contest is begun by one command: its package checks clean, runs, judges and drafts; what lies there already is not touched. Next year's is made of
this one's: days moved, what has to be looked at named."""
import configparser
import json
import re
import shutil

import pytest

from base import intact
from daemon import SOURCE, Daemon

DAYS = ("--from", "2026-01-01", "--until", "2026-06-30")


def begin(ctl, folder, *words):
    return json.loads(ctl.ctl("--json", "contest", "new", folder, *words))


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """Over the package that a contest begins as."""
    folder = tmp_path_factory.mktemp("begun")
    daemon = Daemon(folder, package=None, clock="2025-12-31T08:00")
    try:
        daemon.made = folder / "new" / "contest"
        daemon.said = begin(daemon, daemon.made, "--title", "Phong trào “Xã sạch”", *DAYS)
        daemon.load(daemon.made)
        yield daemon
    finally:
        daemon.stop()


def test_it_checks_clean_and_explains_its_keys(daemon):
    assert daemon.said["problems"] == [] and daemon.said["files"] == len([path for path in daemon.made.rglob("*") if path.is_file()])
    assert daemon.json("status")["package"] == daemon.said["package"] and daemon.json("rules", "check", daemon.made)["problems"] == []
    assert daemon.json("contest", "show")["title"] == "Phong trào “Xã sạch”"
    text = (daemon.made / "contest.ini").read_text()
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    assert parser["contest"]["until"] == "2026-06-30" and len(re.findall("^#", text, re.MULTILINE)) >= 20
    assert not re.search("@[A-Z]+@", "".join(path.read_text() for path in daemon.made.rglob("*.*") if path.suffix != ".docx"))


def test_it_runs_judges_and_drafts(daemon):
    daemon.advance("2026-02-02T08:00")
    daemon.add({"activity": [{"activity_id": f"a{i}", "ward": ward, "on_date": "2026-01-05", "good": "yes" if i < good else "no"}
                             for ward, good in (("thon-1", 9), ("thon-2", 3)) for i in range(10)]})
    daemon.ctl("evaluate", "2026-01")
    assert [daemon.result("2026-01", "1", ward)["verdict"] for ward in ("thon-1", "thon-2", "xa")] == ["met", "missed", "missed"]
    daemon.advance("2026-07-20T08:00")
    draft, = daemon.json("drafts")
    assert (draft["kind"], draft["subject"], draft["state"]) == ("e", "thon-2", "drafted")
    paper = daemon.ctl("drafts", "read", draft["id"])
    assert "3/10 hoạt động = 30%" in paper and "“Xã sạch”" in paper and "14 tháng 7 năm 2026" in paper
    assert daemon.json("status")["owed"] == [] and daemon.json("rules", "lint") != []
    intact(daemon)


@pytest.mark.parametrize("words, said", [
    (("--from", "2026-01-01", "--until", "2026-01-01"), "từ hai ngày đến ba năm"), (("--until", "2020-01-01"), "từ hai ngày đến ba năm"),
    (("--title", "a\nb"), "--title"), (("--from", "hôm nay"), "--year"),
    (("--year", "2026"), "--from GÓI"), (("--year", "2025", "--from", SOURCE / "rules" / "tan-minh-2025"), "bắt đầu năm 2025"),
    (("--year", "26", "--from", SOURCE / "rules" / "tan-minh-2025"), "không phải là năm"), (("--year", "2026", "--from", SOURCE / "docs"), "contest.ini")])
def test_what_is_refused_writes_nothing(daemon, tmp_path, words, said):
    assert said in daemon.refused("contest", "new", tmp_path / "x", *words) and not (tmp_path / "x").exists()


def test_what_lies_there_is_not_touched(daemon, tmp_path):
    (tmp_path / "mine").write_text("x")
    assert "không ghi đè" in daemon.refused("contest", "new", tmp_path, *DAYS) and [path.name for path in tmp_path.iterdir()] == ["mine"]
    (tmp_path / "mine").unlink()
    for days in (("--from", "2025-07-15", "--until", "2025-08-31"), ("--from", "2026-12-20", "--until", "2027-01-10")):  # no day off between; over a new year
        folder = tmp_path / days[1]
        folder.mkdir()
        assert begin(daemon, folder, *days)["problems"] == []


def test_next_year_s_contest(daemon, tmp_path):
    old, new = shutil.copytree(SOURCE / "rules" / "tan-minh-2025", tmp_path / "old"), tmp_path / "new"
    (old / "targets.ini").write_text((old / "targets.ini").read_text() + "\n[3.share dong-xa 2025-10-01]\nvalue = 60 %\nreference = Công văn\nuntil = 2025-12-31\n")
    old_contest = old / "contest.ini"
    old_contest.write_text(old_contest.read_text().replace("month_mode = d15_d14\n", "month_mode = d15_d14\nweek_from = 2025-10-06\nquarter_from = 2025-09-15\n"))
    with open(old / "targets.ini", "a") as targets:
        targets.write("\n[3.share an-thuong 2025-10-01]\nvalue = 50 %\nreference = Công văn\n")
    for day in ("2025-11-01", "2025-12-01"):
        (old / "criteria" / f"1@{day}.lua").write_text((old / "criteria" / "1.lua").read_text() + f"-- {day}\n")
    for name in ("ranking.lua", "ranking@2025-12-01.lua"):
        (old / name).write_text('return ranking {\n  title = "Theo số chỉ tiêu đạt",\n  rank = function(unit) return { unit.met } end,\n  examples = { { first = { met = 2 }, second = { met = 1 } } },\n}\n-- '
                                + name + "\n")
    said = {(row["level"], row["file"], row["row"]) for row in begin(daemon, new, "--from", old, "--year", "2026")["problems"]}
    texts = {path.name: path.read_text() for path in new.glob("*.*")}
    assert "id = tan-minh-2026\n" in texts["contest.ini"] and texts["contest.ini"].count("\nfrom = 2026-09-15\n") == texts["contest.ini"].count("until = 2027-03-14\n") == 2
    assert re.findall(r"\[3.share (.*)\]", texts["targets.ini"]) == ["2026-09-15", "2027-01-15", "dong-xa 2026-10-01"]
    assert texts["targets.ini"].rstrip().endswith("until = 2026-12-31") and "an-thuong" not in texts["targets.ini"]
    assert "week_from = 2026-10-06\nquarter_from = 2026-09-15\n" in texts["contest.ini"]
    # the law's own days; all others are comments, to be added as announced
    assert re.findall(r"^(2.*?) =", texts["calendar.ini"], re.MULTILINE) == ["2026-09-02", "2027-01-01", "2027-04-30", "2027-05-01"]
    assert "Tết Dương lịch 2027" in texts["calendar.ini"] and "# năm trước / the year before: 2026-02-14..2026-02-22 = Tết" in texts["calendar.ini"]
    # villages that were merged are no more, the law that ended is named; what a bodies' section says stays as it was
    assert "an-thuong" not in texts["units.csv"] + texts["successions.csv"] and "an-binh,ward" in texts["units.csv"]
    assert texts["rates.ini"] == (old / "rates.ini").read_text() and texts["bodies.ini"] == (old / "bodies.ini").read_text()
    lines = {(file, row) for level, file, row in said if level == "note"}
    for file, words in (("calendar.ini", "Tết Nguyên đán"), ("legal.ini", "until = 2026-06-30"), ("contest.ini", "tháng 9 năm 2025"), ("contest.ini", "week_from"), ("targets.ini", "[3.share 2027-01-15]"),
                        ("targets.ini", "[3.share dong-xa")):
        at = next(number for number, line in enumerate(texts[file].splitlines(), 1) if words in line)
        assert (file, at) in lines, (file, at)
    # of several formulas the last one goes on
    assert [path.name for path in new.glob("criteria/1[@.]*")] == ["1.lua"] and ("note", "criteria/1.lua", None) in said
    assert (new / "criteria" / "1.lua").read_text() == (old / "criteria" / "1@2025-12-01.lua").read_text()
    assert [path.name for path in new.glob("ranking*")] == ["ranking.lua"] and (new / "ranking.lua").read_text().endswith("-- ranking@2025-12-01.lua\n")
    assert {level for level, _, _ in said} == {"note", "warning"} and ("note", "tests/1/sap-nhap-thon/expected.csv", None) in said
    assert daemon.json("rules", "test", new)["problems"] == []


def test_next_year_s_weeks(daemon, tmp_path):
    """Days move as they are written; a case's week is the one that its Monday moves into, and is to be looked at."""
    said = begin(daemon, tmp_path / "new", "--from", SOURCE / "rules" / "thcs-2025", "--year", "2026")["problems"]
    assert {row["level"] for row in said} == {"note"} and ("tests/1/moi-loi-mot-diem-tru/expected.csv", 2) in {(row["file"], row["row"]) for row in said}
    assert "week_from = 2026-09-08\n" in (tmp_path / "new" / "contest.ini").read_text()
    case = tmp_path / "new" / "tests" / "1"
    assert "2,6a,09/09/2026,absent\n" in (case / "moi-loi-mot-diem-tru" / "lapse.csv").read_text()
    assert "2026-W37,,7b,missed,11,-\n2026-W38,,7b,met,10,-\n" in (case / "moi-loi-mot-diem-tru" / "expected.csv").read_text()
    assert "2027-W02,,6a,missed,8\n" in (case / "muc-giao-moi-tu-hoc-ky-hai" / "expected.csv").read_text()  # 12 January 2027 is a Tuesday of the second week
    assert [row["file"].split("/")[2] for row in daemon.json("rules", "test", tmp_path / "new", "--criterion", "2")["problems"]] == []


def test_next_year_may_lack_what_ended(daemon, tmp_path):
    """Quận Hải An is no more: its next contest is of another unit, which nobody makes up."""
    done = daemon.run("contest", "new", tmp_path / "new", "--from", SOURCE / "rules" / "hai-an-2024", "--year", "2025")
    assert done.returncode == 1 and "contest.district: “quan-hai-an” không phải là đơn vị cấp district" in done.stdout


@pytest.mark.parametrize("first, last, moved", [("2023-03-01", "2024-02-29", "2025-02-28"), ("2022-03-01", "2023-02-28", "2024-02-29"), ("2024-02-29", "2024-07-31", "2025-07-31")])
def test_the_end_of_february_stays_one(daemon, tmp_path, first, last, moved):
    assert begin(daemon, tmp_path / "old", "--from", first, "--until", last)["problems"] == []
    begin(daemon, tmp_path / "new", "--from", tmp_path / "old", "--year", str(int(first[:4]) + 1))
    assert re.findall("until = (.*)", (tmp_path / "new" / "contest.ini").read_text()) == [moved, moved]
