"""The days of a contest that runs: prolonged, split, cut otherwise, never across a seal; the preview says which due days move, and the schedule then is
that. What was performed stays so, and an earlier seal replays to the same."""
import re
import shutil

import steady
from base import intact, query
from daemon import PACKAGE, Daemon
from rules import propose, put, without_papers

CONTEST = (PACKAGE / "contest.ini").read_text()
CALENDAR = (PACKAGE / "calendar.ini").read_text()
PHASE_3 = "[phase-3]\ntitle = Đợt 3\nslogan = Về đích\nfrom = 2025-06-01\nuntil = 2025-08-19\n\n[whole]"
DUTIES = """open_at = 08:00

[T05]
title = Đánh giá kết quả
basis = Mục 1
who = thuong_truc_799
recipient = UBND quận
trigger = phase_end
due_working_days = 10
output = file
output_title = Báo cáo

[T14]
title = Báo cáo tháng
basis = Mục 2
who = thuong_truc_799
recipient = UBND quận
trigger = month_end
opens_before = 20
due_working_days = 3
output = file
output_title = Báo cáo
"""


def changed(text, *edits):
    for find, to in edits:
        assert text.count(find) == 1, (find, text.count(find))
        text = text.replace(find, to)
    return text


def small(to):
    """Two criteria, two duties, no papers: it is about days."""
    package = without_papers(to)
    (package / "duties.ini").write_text(DUTIES)
    shutil.rmtree(package / "tests")
    for path in (package / "criteria").iterdir():
        if path.stem not in ("1.1", "4.1"):
            path.unlink()
    return package


def timetable(daemon):
    """What is still to be performed, and what was."""
    rows = daemon.json("schedule")
    return ({(row["kind"], row["period"]): row["due_at"] for row in rows if row["state"] not in ("done", "before_load")},
            {(row["kind"], row["period"]): (row["due_at"], row["performed_at"]) for row in rows if row["state"] == "done"})


def duties(daemon):
    return {row["id"]: (row["duty"], row["occurrence"], row["state"], row["due_on"]) for row in daemon.json("duties", "list")}


def put_in_force(daemon, *paths):
    """By two people; the due days that the preview says are those of the schedule and of the duties afterwards, and nothing else moved."""
    number = propose(daemon, *paths)
    (planned, done), tasks = timetable(daemon), duties(daemon)
    preview = daemon.json("rules", "preview", number)
    said = daemon.json("rules", "activate", number)
    assert said["due_days"] == preview["due_days"] and said["periods"] == preview["periods"]
    for row in preview["due_days"]:
        if row["kind"] == "duty_due":
            for task in row["tasks"]:
                duty, occurrence, state, due_on = tasks[task]
                assert (duty, occurrence, due_on) == (row["duty"], row["period"], row["from"])
                tasks[task] = (duty, occurrence, state if row["to"] else "not_applicable", row["to"] or due_on)
            continue
        assert planned.pop((row["kind"], row["period"]), None) == row["from"]
        if row["to"]:
            planned[row["kind"], row["period"]] = row["to"]
    then, still = timetable(daemon)
    assert {**then, **{key: due for key, (due, _) in still.items() if key not in done}} == planned  # what is owed at once may be made already
    assert {key: row for key, row in still.items() if key in done} == {key: row for key, row in done.items() if key in still}
    now = duties(daemon)
    assert {number: now[number] for number in tasks} == tasks  # others open at once, where their day has moved to one that is past
    return preview


def test_the_days_of_a_contest_that_runs(tmp_path):
    package = small(tmp_path / "rules")
    daemon = Daemon(tmp_path, package=package)
    daemon.add(steady.roster())
    daemon.advance("2025-01-15T08:00")
    # a phase that has not begun is split
    split = changed(CONTEST, ("slogan = Thi đua lập thành tích chào mừng kỷ niệm 80 năm", "slogan = Chào mừng kỷ niệm 80 năm"),
                    ("from = 2025-02-04\nuntil = 2025-08-19\n", "from = 2025-02-04\nuntil = 2025-05-31\n"), ("[whole]", PHASE_3))
    seen = put_in_force(daemon, put(daemon, "contest.ini", split))
    assert [(row["period"], row["last"], row["new_from"], row["new_last"]) for row in seen["periods"]] == [
        ("phase-2", "2025-08-19", "2025-02-04", "2025-05-31"), ("phase-3", None, "2025-06-01", "2025-08-19")]
    assert ("seal", "phase-3") in timetable(daemon)[0]
    daemon.advance("2025-02-17T09:00")  # phase 1 is sealed, without any return when the wait is over
    seal, = daemon.json("seals")
    before = daemon.json("replay", seal["id"])
    assert before["replay"] == "identical"
    refused = daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "contest.ini", changed(
        split, ("until = 2025-02-03", "until = 2025-02-16"), ("from = 2025-02-04", "from = 2025-02-17"))))
    assert re.search(r"contest\.ini:\d+.*phase-1.*đã chốt nên ngày cuối giữ nguyên", refused), refused
    # the contest is prolonged, and days off that a decree adds move what is due: a duty that is open too
    longer = changed(split, ("from = 2024-11-01\nuntil = 2025-08-19", "from = 2024-11-01\nuntil = 2025-09-30"),
                     ("from = 2025-06-01\nuntil = 2025-08-19", "from = 2025-06-01\nuntil = 2025-09-30"))
    assert any(row[:3] == ("T14", "2025-02", "open") for row in duties(daemon).values())
    seen = put_in_force(daemon, put(daemon, "contest.ini", longer),
                        put(daemon, "calendar.ini", changed(CALENDAR, ("2025-04-07 =", "2025-03-05 = Nghỉ bù\n2025-04-07 ="))))
    moved = {(row["kind"], row["period"]): (row["from"], row["to"]) for row in seen["due_days"]}
    assert moved["final", "2025-02"] == ("2025-03-07T17:00:00+07:00", "2025-03-10T17:00:00+07:00")
    assert moved["duty_due", "2025-02"] == ("2025-03-05", "2025-03-06")
    assert moved["seal", "contest"][1] > "2025-10" and moved["final", "2025-09"][0] is None
    assert "2025-08" in {row["period"] for row in seen["periods"]}
    history = [row["note"] for number, row in duties(daemon).items() if row[:2] == ("T14", "2025-02") for row in daemon.json("workflow", "history", "duty", number)]
    assert "hạn dời từ 2025-03-05 sang 2025-03-06" in history
    # what comes late for the sealed phase is counted by the days and rules of its seal
    daemon.add({"tip": [{"tip_id": "1", "ward": "cat-bi", "received_on": "2025-01-20", "channel": "zalo", "verified": "yes"}]})
    assert query(daemon, "SELECT period, package = (SELECT package FROM run WHERE id = json_extract(seal.content, '$.run')) FROM run, seal "
                         "WHERE adjusted AND period IN ('2025-01', 'phase-1')") == [("2025-01", 1), ("phase-1", 1)]
    # what falls due on a day that is past is performed at once; a month in progress is measured again in its new days: phase 2 ends in it
    daemon.advance("2025-03-06T09:00")
    daemon.ctl("evaluate", "2025-03")  # which closes nothing: it is not due
    sooner = changed(longer, ("close_grace_days = 5", "close_grace_days = 2"),
                     ("from = 2025-02-04\nuntil = 2025-05-31", "from = 2025-02-04\nuntil = 2025-03-20"), ("from = 2025-06-01", "from = 2025-03-21"))
    late = {row["period"] for row in daemon.alerts("--open", kind="duty")}
    seen = put_in_force(daemon, put(daemon, "contest.ini", sooner), put(daemon, "duties.ini", changed(DUTIES, ("due_working_days = 10", "due_working_days = 30"))))
    assert [(row["period"], row["what"]) for row in seen["alerts"] if row["kind"] == "duty"] == [("phase-1", "resolve")]
    assert {row["period"] for row in daemon.alerts("--open", kind="duty")} == late - {"phase-1"} != late
    assert [(row["kind"], row["period"]) for row in seen["due_days"] if row["at_once"]] == [("duty", "2025-02-28"), ("final", "2025-02")]
    assert ("2025-03", "2025-03-31", "2025-03-20") in [(row["period"], row["last"], row["new_last"]) for row in seen["periods"]]
    assert query(daemon, "SELECT count(*) FROM run WHERE period = '2025-03' AND cause = 'rule'") == [(1,)]
    daemon.advance("2025-03-06T09:00")
    assert ("final", "2025-02") in timetable(daemon)[1] and query(daemon, "SELECT count(*) FROM run WHERE period = '2025-02' AND stage = 'final'") == [(1,)]
    assert "đã tính chính thức" in daemon.refused("rules", "propose", "--reason", "thử", put(daemon, "contest.ini", changed(
        sooner, ("from = 2025-02-04\nuntil = 2025-03-20", "from = 2025-02-04\nuntil = 2025-02-20"), ("from = 2025-03-21", "from = 2025-02-21"))))
    # the contest ends earlier: a month that is no more has neither open alerts nor open duties, and the seal that was due gives time for returns
    daemon.advance("2025-04-14T08:00")
    daemon.add({"business_violation": [{"violation_id": "1", "ward": "cat-bi", "business": "Karaoke", "act_on": "2025-04-10", "self_detected": "no"}]})
    alert, = daemon.alerts("--open", kind="zero_tolerance")
    assert alert["period"] == "2025-04" and ("T14", "2025-04", "open", "2025-05-07") in duties(daemon).values()
    over = changed(sooner, ("from = 2024-11-01\nuntil = 2025-09-30", "from = 2024-11-01\nuntil = 2025-03-31"),
                   ("from = 2025-03-21\nuntil = 2025-09-30", "from = 2025-03-21\nuntil = 2025-03-31"))
    rates = re.sub(r"(?ms)^\[base_salary 2026.*?(?=^\[)", "", (package / "rates.ini").read_text())  # more than a year behind the end
    seen = put_in_force(daemon, put(daemon, "contest.ini", over), put(daemon, "rates.ini", rates))
    assert ("2025-04", "2025-04-01", None) in [(row["period"], row["from"], row["new_from"]) for row in seen["periods"]]
    assert ("zero_tolerance", "2025-04", "resolve") in [(row["kind"], row["period"], row["what"]) for row in seen["alerts"]]
    assert [event["event"] for event in daemon.json("alerts", "show", alert["id"])["events"]][-1] == "period_gone"
    assert ("T14", "2025-04", "not_applicable", "2025-05-07") in duties(daemon).values()
    daemon.advance("2025-04-14T08:00")
    assert {(row["kind"], row["period"]): row["state"] for row in daemon.json("schedule")}["seal", "phase-3"] == "waiting"
    assert daemon.json("replay", seal["id"]) == before
    intact(daemon)
    daemon.stop()
