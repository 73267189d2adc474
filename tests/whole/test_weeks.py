"""Weeks and quarters beside months: asked for while the contest runs, judged by the criteria that say so, reported, kept apart from seals."""
import re
import shutil
from datetime import date, timedelta

import pytest

import steady
from base import intact
from daemon import PACKAGE, SAMPLE, until
from rules import propose, put
from verifier import outsider

OPEN = "2024-W50"  # 9 to 15 December
BEGINS = '  from = "2024-12-12",\n'  # in the middle of that week
KINDS = '  periods = { "week", "month", "quarter", "phase", "contest" },\n'


def with_weeks(to, week_from="2024-12-02", source=PACKAGE):
    package = shutil.copytree(source, to)
    schedule = package / "contest.ini"
    schedule.write_text(schedule.read_text().replace("month_mode = calendar\n", f"month_mode = calendar\nweek_from = {week_from}\nquarter_from = 2024-11-01\n"))
    for rule, words in ((package / "criteria" / "1.1.lua", KINDS), (package / "criteria" / "1.2.lua", KINDS + BEGINS)):
        rule.write_text(re.sub("  reports = .*\n", r"\g<0>" + words, rule.read_text()))
    section, = [part for part in re.split(r"(?m)^(?=\[)", (SAMPLE / "documents.ini").read_text()) if part.startswith("[d_month]")]
    (package / "documents.ini").write_text((package / "documents.ini").read_text() + "\n" + section.replace("d_month", "d_week").replace("trigger = month", "trigger = week"))
    bodies = package / "bodies.ini"
    bodies.write_text(re.sub(r"(?m)^symbol_d_month = (.*)$", r"\g<0>\nsymbol_d_week = \1", bodies.read_text()))
    for ending in ("docx", "sql"):
        shutil.copy(SAMPLE / "documents" / f"d_month.{ending}", package / "documents" / f"d_week.{ending}")
    return package


def verdicts(daemon, period, stage="final"):
    return {row["subject"]: (row["num"], row["den"], row["verdict"]) for row in daemon.results(period=period, stage=stage, criterion="1.1")}


@pytest.fixture
def weekly(make, tmp_path):
    """November is closed when a proposal asks for weeks; Cát Bi's second week is a bad one."""
    daemon = make()
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-06T18:00")
    number = propose(daemon, with_weeks(tmp_path / "weeks"))
    preview = daemon.json("rules", "preview", number)
    assert {change["period"] for change in preview["changes"] if change["flips"] and change["criterion"] == "1.1"} <= {"2024-W49", "2024-Q4"}  # what was counted stays; what begins is new
    daemon.ctl("rules", "activate", number)
    daemon.advance("2024-12-16T09:00")
    until(lambda: {row["criterion"] for row in daemon.json("forecast", "--period", "2024-W51")["rows"]} == {"1.1", "1.2"}, what="the open week's figures")
    daemon.add({"incident": [{"incident_id": f"vu-{day}", "ward": "cat-bi", "occurred_at": f"2024-12-{day}T08:00", "notified_at": f"2024-12-{day}T08:05",
                              "presence": "required", "arrived_at": f"2024-12-{day}T08:20"} for day in (11, 12, 13)]})
    daemon.add({"tip": [tip for ward in steady.WARDS
                        for tip in steady.tips(ward, "2024-12", 6 if ward == "cat-bi" else 9, 10, date(2024, 12, 10))]})
    return daemon


def test_a_week_is_judged_reported_and_mended(weekly, tmp_path):
    weekly.advance("2024-12-20T16:59")
    assert verdicts(weekly, OPEN) == {}
    weekly.advance("2024-12-20T17:00")
    judged = verdicts(weekly, OPEN)
    assert judged["cat-bi"] == (6, 10, "missed") and judged["dang-lam"] == (9, 10, "met") and len(judged) == 9  # no return is owed for a week
    assert {row["value"] for row in weekly.results(period=OPEN, criterion="6.1")} == {"không đánh giá"}
    board = weekly.json("board", "--period", OPEN)
    assert [criterion["id"] for criterion in board["criteria"]] == ["1.1", "1.2"] and {tuple(row["cells"]) for row in board["rows"]} == {("1.1", "1.2")} and board["title"] == "tuần 09/12–15/12/2024"
    assert {row["subject"]: row["conclusion"]["text"] for row in board["rows"] if row["conclusion"]}["dang-lam"].startswith("đạt 1/1")
    assert weekly.result(OPEN, "1.2", "cat-bi")["value"] == "100%" and weekly.result(OPEN, "1.2", "cat-bi")["den"] == 2  # from the 12th on
    assert [alert["subject"] for alert in weekly.alerts("--open", kind="target", period=OPEN)] == ["cat-bi"]
    assert OPEN in {alert["period"] for alert in weekly.json("alerts", "silence", "--period", "phase-1", "--until", "2024-12-31", "--reason", "x", "--try")["alerts"]}  # as its months
    # alerts.ini names the periods that open alerts: those of others end with the activation, as the preview says, and are back when they are asked for again
    before = weekly.json("rules", "show", "alerts.ini")["text"]
    for text, what, then in ((before.replace("[target]\n", "[target]\nperiods = month, quarter, phase\n"), "resolve", []), (before, "open", ["cat-bi"])):
        number = propose(weekly, put(weekly, "alerts.ini", text))
        preview = weekly.json("rules", "preview", number)
        assert [(alert["period"], alert["subject"], alert["what"]) for alert in preview["alerts"]] == [(OPEN, "cat-bi", what)]
        weekly.ctl("rules", "activate", number)
        assert [alert["subject"] for alert in weekly.alerts("--open", kind="target", period=OPEN)] == then
    assert not {row["period"] for row in weekly.results()} & {"2024-W48", "2024-W51"}  # before they were asked for; not over
    draft, = [draft for draft in weekly.json("drafts") if draft["kind"] == "d_week" and draft["phase"] == OPEN]
    assert (draft["subject"], draft["state"]) == ("quan-hai-an", "drafted") and weekly.json("seals") == []
    out = tmp_path / "week.zip"
    weekly.ctl("drafts", "dossier", draft["id"], "--out", out)
    assert "đã tính lại 99 kết quả" in outsider(out, weekly.json("keys", "show")["public"], tmp_path)
    assert re.search(rf"báo cáo tuần +{OPEN} +đã làm", weekly.ctl("schedule"))

    weekly.add({"tip": [{**tip, "tip_id": tip["tip_id"] + "-x"} for tip in steady.tips("cat-bi", "2024-12", 10, 10, date(2024, 12, 11))]})  # late: 16 of 20
    assert verdicts(weekly, OPEN)["cat-bi"] == (16, 20, "met")
    assert weekly.alerts("--open", kind="target", period=OPEN) == []
    redrafted, = [draft for draft in weekly.json("drafts") if draft["kind"] == "d_week" and draft["phase"] == OPEN and draft["state"] == "drafted"]
    assert redrafted["id"] != draft["id"]

    # a quarter and its months say the same; the week that the year's end cuts is whole, for a phase does
    weekly.advance("2025-01-03T09:00")
    weekly.add(steady.without({"submission": [row for ward in steady.WARDS for row in steady.returns(ward, "2024-12")]}, "tip"))
    weekly.advance("2025-01-08T17:00")
    months = [verdicts(weekly, month) for month in ("2024-11", "2024-12")]
    assert {unit: figure[:2] for unit, figure in verdicts(weekly, "2024-Q4").items()} == {
        unit: tuple(months[0][unit][i] + months[1][unit][i] for i in (0, 1)) for unit in months[0]}
    first = date(2024, 12, 30)
    weekly.advance("2025-01-10T17:00")
    assert weekly.json("board", "--period", "2025-W01")["title"] == f"tuần {first:%d/%m}–{first + timedelta(6):%d/%m/%Y}"

    # the form has it, and the sentence says it
    listed = {row["criterion"]: row for row in weekly.json("rules", "criteria")}
    assert "Đánh giá theo tuần, tháng, quý, đợt, cả phong trào." in str(listed["1.1"]) and "Đánh giá theo" not in str(listed["6.1"])
    made = weekly.json("rules", "propose", "--reason", "thử", "--change", "criterion=6.2", "--change", "periods=week, month")
    assert '+  periods = { "week", "month" },' in weekly.json("rules", "diff", made["proposal"])["files"][0]["diff"]
    assert "“tuần” không phải là loại kỳ" in weekly.refused("rules", "preview", "--change", "criterion=6.2", "--change", "periods=tuần")
    weekly.ctl("rules", "withdraw", made["proposal"], "--reason", "thôi")

    # what has its final figures keeps its days; weeks may begin to be asked for, not be taken back
    said = weekly.refused("rules", "propose", "--reason", "bỏ tuần", with_weeks(weekly.folder / "other", "2024-12-30"))
    assert re.search(r"tuần .* đã tính chính thức nên giữ nguyên các ngày", said) and "week_from" in said
    back = weekly.json("rules", "restore", weekly.json("rules", "history")[0]["short"], "--reason", "như cũ")
    assert [(said["file"], "giữ tệp đang áp dụng" in said["vi"]) for said in back["problems"] if said["file"] == "contest.ini"] == [("contest.ini", True)]
    intact(weekly)


def test_what_is_never_judged_or_never_late_is_said(daemon, tmp_path):
    package = with_weeks(tmp_path / "none")
    rule, schedule = package / "criteria" / "1.1.lua", package / "contest.ini"
    rule.write_text(rule.read_text().replace(KINDS, '  periods = { "week" },\n'))
    assert "không bao giờ được đánh giá" not in daemon.ctl("contest", "check", package)
    schedule.write_text(schedule.read_text().replace("week_from = 2024-12-02\n", ""))
    records = package / "records.ini"
    records.write_text(records.read_text().replace("touches_on = received_on\n", ""))
    said = daemon.ctl("contest", "check", package)
    assert "criteria/1.1.lua: lưu ý: periods: phong trào không có kỳ nào loại này" in said and "tip: chỉ tiêu 1.1 đếm loại này mà nó không ghi touches_on" in said
