"""Figures of the month and phase that are open: they follow each import within seconds, are no runs, nothing follows from them, and what is
lost of them is made anew. Rules that fail, periods that end: tests/unit/test_live.c."""
import pytest

import base
import steady
from daemon import until
from phase import listening

KEYS = ("criterion", "subject", "num", "den", "value", "target", "verdict", "needed", "reachable")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("live"), clock="2024-11-20T09:00")
    yield made
    assert made.stop() == 0


def figures(daemon, period="2024-11", **more):
    words = [word for name, value in more.items() for word in (f"--{name}", value)]
    return [tuple(row[key] for key in KEYS) for row in daemon.json("live", "--period", period, *words)["rows"]]


def share(daemon, ward):
    return next(((row[2], row[3]) for row in figures(daemon, unit=ward) if row[0] == "1.1"), None)


def actions(daemon):
    return base.query(daemon, "SELECT action FROM audit")


def test_an_import_moves_the_open_month_and_phase_and_nothing_follows(daemon):
    """They say what a run of the same records says, and are none: no alert, no paper, no row of the log."""
    files = steady.roster()
    files["tip"] = steady.tips("cat-bi", "2024-11", 1, 3) + steady.tips("nam-hai", "2024-11", 5, 6)
    daemon.add(files)
    logged, alerts = actions(daemon), daemon.json("alerts")
    until(lambda: share(daemon, "cat-bi") == (1, 3), what="the tips of Cát Bi")
    answer = daemon.json("live", "--unit", "cat-bi")
    row = answer["rows"][0]
    assert [period["period"] for period in answer["periods"]] == ["2024-11", "phase-1"]
    assert row["verdict"] == "missed" and row["as_of"].startswith("2024-11-20T09:00") and row["lacking"].startswith("cần thêm 07 tin")
    assert figures(daemon, "phase-1", unit="nam-hai")[0][2:4] == (5, 6)
    assert (actions(daemon), base.runs(daemon), daemon.json("alerts"), daemon.papers()) == (logged, [], alerts, [])
    live = figures(daemon)
    daemon.ctl("evaluate", "2024-11", "--stage", "provisional")
    ran = [tuple(row[key] for key in KEYS) for row in daemon.results(period="2024-11", stage="provisional") if row["level"] != "team"]
    assert len(live) == 99 and live == ran
    base.intact(daemon)


@pytest.mark.parametrize("path, said", [("/live", "tạm, đến 09:00 20/11/2024"), ("/en/live", "provisional, as of 09:00 20/11/2024"),
                                        ("/records?unit=cat-bi", "tạm, đến 09:00 20/11/2024"), ("/board", "tạm, đến 09:00 20/11/2024")])
def test_pages_say_as_of_when_they_are(daemon, path, said):
    text = daemon.open(path).read().decode()
    assert said in text and ("01/03 tin" in text or path == "/board")


def test_they_outlive_the_daemon_and_what_is_lost_is_made_anew(daemon):
    was, live = base.query(daemon, "SELECT period, sequence, at FROM live"), figures(daemon)
    daemon.ctl("people", "add", "lan", "--full-name", "Lan", "--role", "officer", "--unit", "cat-bi")  # in the log, but no rule reads it
    daemon.kill()
    daemon.start()
    assert figures(daemon) == live and base.query(daemon, "SELECT period, sequence, at FROM live") == was
    daemon.kill()
    with base.sqlite3.connect(daemon.state / "thidua.db") as state:
        state.executescript("DELETE FROM live; DELETE FROM live_result")
    daemon.start()
    until(lambda: figures(daemon) == live, what="what was lost")
    base.intact(daemon)
