"""A clock that is suddenly far ahead is not believed: nothing is performed by it until it is set right or a person confirms the
day (decisions/0031-a-clock-is-asked.md). The daemon's wall clock is the test's (tests/fault/world.c); its elapsed time is real."""

import pytest

import steady
from base import intact, performed, query, runs
from daemon import PACKAGE, until
from phase import listening
from world import WorldDaemon


@pytest.fixture
def world(tmp_path):
    made = []

    def one(now="2024-10-31T08:00", **more):
        made.append(WorldDaemon(tmp_path / "one", now, **more))
        return made[-1]

    yield one
    for daemon in made:
        if daemon.process:
            assert daemon.stop() == 0, daemon.logged()[-3000:]


def again(daemon, now):
    """The machine is off, and starts with another time of day."""
    daemon.stop()
    daemon.set_clock(now)
    daemon.start()
    daemon.ready()


def held(daemon):
    return [row for row in daemon.json("status")["waiting"] if row["kind"] == "clock"]


def is_held(daemon):
    until(lambda: held(daemon), what="a hold")
    return held(daemon)[0]


def clock_alerts(daemon, *words):
    return [alert for alert in daemon.alerts(*words) if alert["kind"] == "clock"]


def test_one_wrong_reading_closes_nothing(world):
    daemon = world()
    daemon.look()
    again(daemon, "2026-03-01T08:00")  # six seconds of a wrong year once sealed both phases
    row = is_held(daemon)
    assert row["since"][:13] == "2024-10-31T08" and row["seen"][:13] == "2026-03-01T08" and row["until"] is None
    assert "clock confirm" in row["vi"] and "clock confirm" in row["en"]
    assert len(clock_alerts(daemon, "--open")) == 1
    assert row["vi"] in daemon.ctl("status")
    assert {entry["state"] for entry in daemon.json("schedule")} == {"waiting"}
    again(daemon, "2026-03-01T09:00")  # asked once
    is_held(daemon)
    daemon.look()
    assert runs(daemon) == [] and performed(daemon) == [] and query(daemon, "SELECT count(*) FROM draft") == [(0,)]
    assert query(daemon, "SELECT count(*) FROM audit WHERE action = 'clock hold'") == [(1,)]
    assert "status" in daemon.refused("seal", "phase-1", "--reason", "x")
    again(daemon, "2024-10-31T10:00")  # set right
    until(lambda: not held(daemon), what="the end of the hold")
    assert performed(daemon) == [] and clock_alerts(daemon, "--open") == []
    assert {entry["state"] for entry in daemon.json("schedule")} == {"planned"}
    daemon.set_clock("2024-12-02T09:00")
    daemon.look()
    daemon.ctl("clock", "confirm", "2024-12-02")
    until(lambda: runs(daemon) == [("2024-11", "provisional", "schedule")], what="the run of November")
    daemon.ctl("audit", "verify")
    intact(daemon)


def test_a_machine_that_was_off_is_asked_once_and_its_seal_waits(world):
    daemon = world("2024-12-03T09:00")
    daemon.look()
    daemon.add(steady.month("2024-11"))
    daemon.set_clock("2024-12-05T09:00")
    daemon.look()
    daemon.set_clock("2024-12-06T18:00")
    daemon.look()
    until(lambda: ("2024-11", "final", "schedule") in runs(daemon), what="the run of November")
    before = performed(daemon)
    again(daemon, "2025-02-20T09:00")  # from 6 December to 20 February
    is_held(daemon)
    assert performed(daemon) == before
    assert "2025-02-20" in daemon.refused("clock", "confirm", "2025-02-19")
    daemon.ctl("clock", "confirm", "20/02/2025", "--reason", "máy hỏng, đã sửa")
    until(lambda: ("phase-1", "final", "schedule") in runs(daemon), what="what was missed")
    assert "không có việc nào" in daemon.refused("clock", "confirm", "2025-02-20")
    waits = [row for row in daemon.json("status")["waiting"] if row["kind"] == "seal"]
    assert [(row["why"], row["passed"], row["until"]) for row in waits] == [(["returns"], True, "2025-02-25T17:00:00+07:00")]
    assert daemon.json("seals") == [] and daemon.papers() == []
    daemon.restart()  # changes nothing
    assert [row["until"] for row in daemon.json("status")["waiting"]] == ["2025-02-25T17:00:00+07:00"]
    assert {alert["subject"] for alert in daemon.alerts("--open") if alert["kind"] == "seal"} == {"quan-hai-an", *steady.WARDS}
    for month in ("2024-12", "2025-01"):
        daemon.add(steady.month(month))
    until(lambda: daemon.json("seals"), what="the seal")
    assert daemon.json("seals")[0]["sealed_at"][:13] == "2025-02-20T09"
    assert [alert for alert in daemon.alerts("--open") if alert["kind"] in ("seal", "clock")] == []
    daemon.ctl("audit", "verify")
    intact(daemon)


def test_a_jump_while_it_runs_dates_no_paper(world):
    """An import that comes before the daemon looked at its clock: what it would draft waits too."""
    daemon = world("2025-02-05T09:00")
    daemon.look()
    daemon.set_clock("2026-02-05T09:00")
    daemon.add({"nomination": [steady.nomination(ward) for ward in steady.WARDS]})
    is_held(daemon)
    assert query(daemon, "SELECT count(*) FROM draft") == [(0,)] and performed(daemon) == []
    daemon.set_clock("2025-02-05T10:00")
    daemon.look()
    until(lambda: not held(daemon), what="the end of the hold")
    intact(daemon)


def test_a_weekend_is_not_asked_about(world):
    daemon = world("2024-11-29T16:00")
    daemon.look()
    again(daemon, "2024-12-02T07:30")
    until(lambda: runs(daemon) == [("2024-11", "provisional", "schedule")], what="the run of November")
    assert held(daemon) == []


def test_the_span_is_a_setting(world, tmp_path):
    (tmp_path / "thiduad.conf").write_text("[daemon]\nclock_jump = 30\n")
    daemon = world("2024-11-20T09:00", arguments=("--config", str(tmp_path / "thiduad.conf")))
    daemon.look()
    again(daemon, "2024-12-03T09:00")
    until(lambda: runs(daemon) == [("2024-11", "provisional", "schedule")], what="the run of November")
    again(daemon, "2025-02-03T09:00")
    is_held(daemon)


def test_without_a_contest_nothing_is_asked(world):
    daemon = world("2026-03-01T08:00", package=None)  # the first start ever has the wrong year
    again(daemon, "2024-10-31T08:00")
    assert held(daemon) == []
    daemon.ctl("contest", "load", PACKAGE)
    daemon.look()
    again(daemon, "2026-03-01T08:00")
    is_held(daemon)


def test_a_set_clock_is_believed(make):
    daemon = make()
    daemon.add(steady.roster())
    daemon.stop()
    daemon.start("2024-12-10T08:00")
    daemon.ready()
    until(lambda: len(runs(daemon)) == 2, what="the runs of November")
    assert daemon.json("status")["clock_synchronised"] is None and held(daemon) == []


def test_the_page_says_it(tmp_path):
    daemon = listening(tmp_path)
    try:
        daemon.add(steady.roster())
        daemon.advance("2025-02-11T09:00")
        row = daemon.json("status")["waiting"][0]
        for path, words in (("/schedule", row["vi"]), ("/en/schedule", row["en"])):
            with daemon.open(path) as answer:
                page = answer.read().decode()
            assert words.replace("'", "&#39;") in page, page[:3000]
        assert "17:00 13/02/2025" in page
    finally:
        assert daemon.stop() == 0
