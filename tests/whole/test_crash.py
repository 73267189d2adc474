"""kill -9 at any moment of an import, of a run, of the close: nothing is lost, nothing happens twice. Compared with a
twin that nobody disturbed."""
import random
import signal
import subprocess
import sys
import time

import pytest

import steady
from base import intact, query, runs
from daemon import SOURCE, Daemon, cells

sys.path.insert(0, str(SOURCE / "tests" / "sample"))
import generate  # noqa: E402

TABLES = ("tip", "incident", "population", "patrol", "good_deed", "submission", "nomination")


def told(daemon):
    """All that a person can see of a state, less the ids that count attempts."""
    alerts = sorted((a["criterion"] or "", a["subject"], a["period"], a["state"], a["opened_at"], a["text"])
                    for a in daemon.json("alerts"))
    drafts = sorted((d["kind"], d["subject"], d["state"], d["content_sha256"]) for d in daemon.papers())
    return {"final": cells(daemon.results()), "provisional": cells(daemon.results(stage="provisional")), "alerts": alerts,
            "drafts": drafts, "seals": [(s["phase"], s["sealed_at"]) for s in daemon.json("seals")],
            "scheduled": [run for run in runs(daemon) if run[2] == "schedule"],
            "records": {name: query(daemon, f"SELECT count(*) FROM record_{name}") for name in TABLES}}


def disturb(daemon, delay, *words):
    """Starts a command, kills the daemon after the delay; says whether the command had been acknowledged."""
    process = subprocess.Popen(daemon.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    acknowledged = process.poll() == 0
    daemon.kill()
    process.wait(30)
    daemon.start()
    daemon.ready()
    return acknowledged


def lose_a_ward(name, files):
    """November lacks a return, December misses 1.1, so that alerts open and resolve on the way."""
    if name == "2024-11":
        return steady.without(files, "submission", ward="nam-hai", record_type="tip")
    if name == "2024-12":
        return {**steady.without(files, "tip", ward="cat-bi"),
                "tip": steady.without(files, "tip", ward="cat-bi")["tip"] + steady.tips("cat-bi", name, 20, 26)}
    return files


NOMINATIONS = {"nomination": [steady.nomination(ward) for ward in steady.WARDS]}


def test_ended_while_it_starts(tmp_path):
    """A stop that comes before the daemon is ready is obeyed when it is, as one that comes later: status 0, nothing half made."""
    for turn in range(4):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        daemon = Daemon(folder, package=None)
        end = time.monotonic() + 20
        while not daemon.state.exists() and time.monotonic() < end:
            pass  # the first that a start makes, before the database
        assert daemon.stop((signal.SIGTERM, signal.SIGINT)[turn % 2]) == 0, daemon.logged()
        daemon.start(daemon.clock)
        assert daemon.ready().stop() == 0
        intact(daemon)


def test_kill_during_import(make, tmp_path):
    """A large folder, killed at many moments; what was acknowledged is there whole, what was not is there whole or not at all."""
    generate.generate(str(tmp_path / "records"))
    folder = tmp_path / "records"
    twin, daemon = make("twin"), make("killed")
    for one in (twin, daemon):
        one.ctl("import", "--dir", folder / "roster")
        one.advance("2024-12-06T18:00")  # after the final run: the import itself must run November again
    began = time.monotonic()
    twin.ctl("import", "--dir", folder / "2024-11")
    whole = time.monotonic() - began
    whole_count = query(twin, "SELECT count(*) FROM record_tip")
    chance = random.Random(1)
    for attempt in range(6):
        acknowledged = disturb(daemon, chance.uniform(0, whole * 1.1), "import", "--dir", folder / "2024-11")
        count = query(daemon, "SELECT count(*) FROM record_tip")
        assert count in ([(0,)], whole_count)
        assert count == whole_count or not acknowledged
    daemon.ctl("import", "--dir", folder / "2024-11")
    daemon.advance("2024-12-06T18:01")
    twin.advance("2024-12-06T18:01")
    assert told(daemon) == told(twin)
    intact(daemon)


def play_to_the_close(daemon):
    steady.play_phase_1(daemon, lose_a_ward, to="2025-02-07T09:00")
    daemon.add(NOMINATIONS)
    return daemon


@pytest.mark.parametrize("seed", [1])
def test_kill_during_the_close(make, seed):
    twin, daemon = make("twin", play=play_to_the_close), make("killed", play=play_to_the_close)
    began = time.monotonic()
    twin.advance("2025-02-13T18:00")
    whole = time.monotonic() - began
    chance = random.Random(seed)
    for attempt in range(5):
        disturb(daemon, chance.uniform(0, whole * 1.1), "clock", "advance", "2025-02-13T18:00")
        assert query(daemon, "SELECT count(*) FROM seal WHERE id LIKE 'phase-%'") in ([(0,)], [(1,)])
    daemon.advance("2025-02-13T18:00")
    assert told(daemon) == told(twin)
    assert daemon.json("seals")[0]["hash"] and len(daemon.json("seals")) == 1
    intact(daemon)


def test_kill_between_everything(make):
    """The whole of phase 1, killed after and in the middle of every single command."""
    twin, daemon = make("twin"), make("killed")
    steps = [("2024-10-31T08:00", steady.roster())]
    steps += [(f"{sent:%Y-%m-%dT%H:%M}", lose_a_ward(name, steady.month(name))) for name, sent in steady.SENT.items()]
    steps += [("2025-02-11T09:00", NOMINATIONS), ("2025-02-13T18:00", None)]
    chance = random.Random(3)
    for at, files in steps:
        twin.advance(at)
        disturb(daemon, chance.uniform(0, 0.3), "clock", "advance", at)
        daemon.advance(at)
        if files:
            twin.add(files)
            disturb(daemon, chance.uniform(0, 0.3), "import", "--dir", daemon.write(files))
            daemon.add(files)
    assert told(daemon) == told(twin)
    intact(daemon)
