"""Levels of a package's own: a chain of two without teams and one of five, with levels between and below the judged one, are loaded, filled, judged, explained, sealed and replayed; what people write and read is the
package's ids and words, what is stored is each level's role. (Chains that are refused: tests/unit/test_level_chain.c.)"""
import pytest

from base import intact
from daemon import Daemon
from verifier import outsider

DAYS = ("--from", "2026-01-01", "--until", "2026-03-31")
TWO = "[levels]\ncommune = xã | commune | sums up\nvillage = thôn | village | judged\n"
FIVE = ("[levels]\ncommune = xã | commune | sums up\ncluster = cụm | cluster\nvillage = thôn | village | judged\nhamlet = xóm | hamlet\n"
        "band = đội | band | teams\n")
NOMINATION = """
[nomination]
title = Đề nghị
key = ward, nomination_id
[nomination.fields]
nomination_id = text 40 | Mã
ward = unit village | Thôn
phase = phase | Đợt
kind = choice collective: tập thể, individual: cá nhân, declined: không đề nghị | Loại
subject? = subject village | Được đề nghị
addressee? = choice chair: Chủ tịch | Gửi
achievement = text 500 | Thành tích
minutes_on? = date | Ngày họp
votes_for? = number 0..100 | Đồng ý
votes_present? = number 0..100 | Có mặt
"""
BAND_RULE = """return criterion {
  title = "Mỗi đội một hoạt động", subject = "band", reports = {}, target = "2.least", counts = "lượt",
  measure = { each = "band", of = "drill", date = "on_date" },
  judge = at_least, share_judge = share_at_least, share_target = "2.share",
  says = "{{ num | so2 }}/{{ den | so2 }} = {{ value }} (mức giao {{ target }})", team_says = "{{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 1, den = 1 }, target = "1", verdict = "met" },
    { row = { num = 0, den = 1 }, target = "1", verdict = "missed" },
    { level = "village", row = { num = 1, den = 1 }, target = "100 %", verdict = "met" },
    { level = "village", row = { num = 1, den = 2 }, target = "100 %", verdict = "missed" },
  },
}
"""
SQL_RULE = """return criterion {
  title = "Số đội", subject = "village", reports = {}, target = "2.least", counts = "đội",
  measure = {
    sql = [[SELECT home.ward AS subject, count(*) AS num FROM unit JOIN home ON home.unit = unit.unit_id WHERE unit.level = 'band' GROUP BY home.ward]],
    evidence = [[SELECT unit.unit_id, unit.level, 1 AS num FROM unit JOIN home ON home.unit = unit.unit_id WHERE unit.level = 'band' AND home.ward = :subject ORDER BY 1]],
  },
  judge = at_least, says = "{{ value }} (mức giao {{ target }})",
  examples = { { row = { num = 1 }, target = "1", verdict = "met" }, { row = { num = 0 }, target = "1", verdict = "missed" } },
}
"""

VISIT_RULE = """return criterion {
  title = "Lượt đến các xóm", subject = "village", reports = {}, target = "2.least", counts = "lượt",
  measure = { of = "visit", date = "on_date" }, judge = at_least, says = "{{ value }} (mức giao {{ target }})",
  examples = { { row = { num = 1 }, target = "1", verdict = "met" }, { row = { num = 0 }, target = "1", verdict = "missed" } },
}
"""


def change(path, *changes):
    text = path.read_text()
    for old, new in changes:
        assert old in text, (path, old)
        text = text.replace(old, new)
    path.write_text(text)


def begin(folder, levels, units):
    """The package that `contest new` writes, with a chain of its own."""
    daemon = Daemon(folder, package=None, clock="2025-12-31T08:00")
    made = folder / "contest"
    daemon.ctl("contest", "new", made, *DAYS)
    ids = {line.split("|")[-1].strip(): line.split(" = ")[0] for line in levels.splitlines()}
    change(made / "contest.ini", ("[levels]\ndistrict = xã | commune\nward = thôn | village\n", levels))
    change(made / "records.ini", ("choice city: tỉnh, district: xã, ward: thôn, team: tổ", "choice " + ", ".join(line.split(" = ")[0] for line in levels.splitlines()[1:])),
           ("unit ward", "unit " + ids["judged"]))
    change(made / "criteria" / "1.lua", ('subject = "ward"', 'subject = "village"'))
    (made / "units.csv").write_text("id,level,parent,name,code,valid_from,valid_until\n" + "".join(f"{row},,2026-01-01,\n" for row in units))
    return daemon, made


def refused(daemon, rows):
    done = daemon.run("import", "--dir", daemon.write(rows))
    assert done.returncode == 1, done.stdout
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    daemon, made = begin(tmp_path_factory.mktemp("two"), TWO, ["xa,commune,,Xã An", "thon-1,village,xa,Thôn 1", "thon-2,village,xa,Thôn 2"])
    with (made / "records.ini").open("a") as file:
        file.write(NOMINATION)
    try:
        daemon.load(made)
        yield daemon
    finally:
        daemon.stop()


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    daemon, made = begin(tmp_path_factory.mktemp("five"), FIVE, ["xa,commune,,Xã An", "cum-1,cluster,xa,Cụm 1", "cum-2,cluster,xa,Cụm 2",
                                                                 "thon-1,village,cum-1,Thôn 1", "thon-2,village,cum-2,Thôn 2",
                                                                 "xom-1,hamlet,thon-1,Xóm 1", "xom-2,hamlet,thon-2,Xóm 2"])
    with (made / "records.ini").open("a") as file:
        file.write("\n[visit]\ntitle = Lượt đến\nkey = ward, visit_id\ntouches_on = on_date\n[visit.fields]\nvisit_id = text 40 | Mã\nward = unit hamlet | Xóm\non_date = date | Ngày\n"
                   "\n[drill]\ntitle = Tập luyện\nkey = team, drill_id\ntouches_on = on_date\n[drill.fields]\ndrill_id = text 40 | Mã\nteam = unit band | Đội\non_date = date | Ngày\n"
                   "cluster? = unit cluster | Cụm\n")
    with (made / "targets.ini").open("a") as file:
        file.write("\n[2.least 2026-01-01]\ntitle = Mỗi đội\ntype = number\nvalue = 1\nreference = Kế hoạch\n"
                   "\n[2.share 2026-01-01]\ntitle = Tỷ lệ đội\ntype = percent\nvalue = 100 %\nreference = Kế hoạch\n")
    (made / "criteria" / "2.lua").write_text(BAND_RULE)
    (made / "criteria" / "3.lua").write_text(SQL_RULE)
    (made / "criteria" / "4.lua").write_text(VISIT_RULE)
    daemon.made = made
    try:
        daemon.load(made)
        yield daemon
    finally:
        daemon.stop()


def activities(goods):
    return {"activity": [{"activity_id": f"a{i}", "ward": village, "on_date": "2026-01-05", "good": "yes" if i < good else "no"}
                         for village, good in goods.items() for i in range(10)]}


def finish(daemon, verdicts):
    """January judged, sealed with its phase, replayed."""
    daemon.advance("2026-02-12T08:00")
    assert {row["subject"]: row["verdict"] for row in daemon.results(period="2026-01", criterion="1", stage="final")} == verdicts
    assert {row["level"] for row in daemon.results(period="2026-01", criterion="1", stage="final")} == {"ward", "district"}
    assert "9/10 hoạt động = 90%" in daemon.ctl("explain", "2026-01/1/thon-1")
    daemon.advance("2026-04-20T08:00")
    assert [seal["phase"] for seal in daemon.json("seals")] == ["phase-1"] and daemon.json("status")["owed"] == []
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    assert daemon.json("replay", "2026-01/1/thon-1/final")["replay"] == "identical"
    draft = next(draft for draft in daemon.json("drafts") if draft["subject"] == "thon-2")
    daemon.ctl("drafts", "dossier", draft["id"], "--out", daemon.folder / "paper.zip")
    said = outsider(daemon.folder / "paper.zip", daemon.json("keys", "show")["public"], daemon.folder)
    assert "đã tính lại" in said, said
    intact(daemon)


def test_two_levels(two):
    two.advance("2026-01-20T08:00")
    tree = two.json("units", "tree")
    assert [(row["id"], row["level"], row["level_name_en"]) for row in tree] == [("xa", "district", "commune"), ("thon-1", "ward", "village"), ("thon-2", "ward", "village")]
    two.add(activities({"thon-1": 9, "thon-2": 3}))
    assert [row["type"] for row in two.json("records", "month", "--unit", "thon-1", "--period", "2026-01")["types"]] == ["activity", "nomination"]
    assert two.json("unit", "thon-1")["teams"] == []
    two.add({"nomination": [{"nomination_id": "1", "ward": "thon-1", "phase": "phase-1", "kind": "collective", "subject": "thon-1", "achievement": "Tốt"}]})
    said = refused(two, {"nomination": [{"nomination_id": "2", "ward": "thon-2", "phase": "phase-1", "kind": "collective", "subject": "thon-22", "achievement": "Tốt"}]})
    assert "thon-22" in said and "tổ" not in said and "thành viên" not in said
    assert "units.csv" in refused(two, {"unit": [{"unit_id": "t1", "level": "village", "parent": "xa", "name": "Thôn 3", "valid_from": "2026-01-01"}]})
    row, = two.json("nominations", "list", "--period", "phase-1")["rows"]
    assert (row["subject"], row["subject_name"]) == ("thon-1", "Thôn 1")
    finish(two, {"thon-1": "met", "thon-2": "missed", "xa": "missed"})


def test_five_levels(five):
    five.advance("2026-01-20T08:00")
    assert [(row["id"], row["level"], row["level_name"]) for row in five.json("units", "tree")] == [
        ("xa", "district", "xã"), ("cum-1", "between", "cụm"), ("thon-1", "ward", "thôn"), ("xom-1", "below", "xóm"),
        ("cum-2", "between", "cụm"), ("thon-2", "ward", "thôn"), ("xom-2", "below", "xóm")]
    five.add({"unit": [{"unit_id": f"{village}-{n}", "level": "band", "parent": village if n == 1 else village.replace("thon", "xom"), "name": f"Đội {n}", "valid_from": "2026-01-01"}
                       for village in ("thon-1", "thon-2") for n in (1, 2)]})
    said = refused(five, {"unit": [{"unit_id": "d9", "level": "team", "parent": "thon-1", "name": "Đội 9", "valid_from": "2026-01-01"}]})
    assert "band" in said
    assert "thôn" in refused(five, {"unit": [{"unit_id": "d9", "level": "band", "parent": "cum-1", "name": "Đội 9", "valid_from": "2026-01-01"}]})
    five.add(activities({"thon-1": 9, "thon-2": 3}))
    five.add({"drill": [{"drill_id": "1", "team": team, "on_date": "2026-01-06", "cluster": "cụm 1"} for team in ("thon-1-1", "thon-1-2", "thon-2-1")]})
    five.add({"visit": [{"visit_id": str(n), "ward": "Xóm 1", "on_date": "2026-01-07"} for n in range(3)]})
    assert "xóm" in refused(five, {"visit": [{"visit_id": "9", "ward": "thon-1", "on_date": "2026-01-07"}]})
    assert "cụm" in refused(five, {"drill": [{"drill_id": "2", "team": "thon-1-1", "on_date": "2026-01-06", "cluster": "thon-1"}]})
    five.ctl("evaluate", "2026-01")
    rows = {row["subject"]: (row["level"], row["verdict"]) for row in five.results(period="2026-01", criterion="2")}
    assert rows == {"thon-1": ("ward", "met"), "thon-2": ("ward", "missed"), "xa": ("district", "missed"), "thon-1-1": ("team", "met"), "thon-1-2": ("team", "met"),
                    "thon-2-1": ("team", "met"), "thon-2-2": ("team", "missed")}
    assert [row["num"] for row in five.results(period="2026-01", criterion="3") if row["level"] == "ward"] == [2, 2]
    assert five.json("explain", "2026-01/3/thon-1")["evidence"]["rows"][0][:2] == ["thon-1-1", "band"]
    assert {row["subject"]: row["num"] for row in five.results(period="2026-01", criterion="4")} == {"thon-1": 3, "thon-2": 0, "xa": 3}
    assert ["xom-1" in row for row in five.json("explain", "2026-01/4/thon-1")["evidence"]["rows"]] == [True] * 3
    assert [(row["id"], row["parent"]) for row in five.json("units", "tree", "--teams") if row["level"] == "team"] == [
        ("thon-1-1", "thon-1"), ("thon-1-2", "xom-1"), ("thon-2-1", "thon-2"), ("thon-2-2", "xom-2")]
    assert [team["id"] for team in five.json("unit", "thon-1")["teams"]] == ["thon-1-1", "thon-1-2"]
    finish(five, {"thon-1": "met", "thon-2": "missed", "xa": "missed"})


def test_levels_stay_while_the_contest_runs(five):
    """What people call them may change."""
    def rename(old, new):
        for name in ("contest.ini", "units.csv", "records.ini"):
            (five.made / name).write_text((five.made / name).read_text().replace(old, new))
    rename("cluster", "zone")
    done = five.run("rules", "propose", five.made, "--reason", "đổi mã cấp")
    assert done.returncode == 1 and "các cấp (mục [levels]" in done.stdout + done.stderr
    rename("zone", "cluster")
    rename("đội | band", "tổ đội | band")
    five.json("rules", "propose", five.made, "--reason", "tên gọi")
