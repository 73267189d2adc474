"""Records kept in PostgreSQL as well, and criteria counted there (docs/plugins.md, Engines): the same results and receipts, byte for byte, on random records; whatever is killed on
the way, nothing is lost and nothing is there twice. Part of make check-long: it starts Debian's PostgreSQL."""
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from daemon import BUILD, PACKAGE, Daemon
from postgres import PROGRAMS, Postgres
from random_records import batches
from rules import propose, put

pytestmark = pytest.mark.skipif(not os.environ.get("THIDUA_LONG"), reason="starts a PostgreSQL: make check-long")
SEEDS = min(int(os.environ.get("THIDUA_SEEDS", "2")), 6)
FAILED = "counted here instead"


@pytest.fixture(scope="module")
def postgres():
    assert PROGRAMS, "apt-get install postgresql"
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture
def place(postgres, tmp_path):
    """A state folder's own schema."""
    postgres.sql("DROP SCHEMA IF EXISTS thidua CASCADE")
    path = postgres.settings(BUILD, tmp_path)
    return tmp_path, ["--config", path]


def newest(daemon):
    """{(period, stage): (receipt, {subject: cells})} of the newest runs, as they are stored."""
    base = sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True)
    found = {}
    for run, period, stage, receipt in base.execute("SELECT id, period, stage, receipt FROM run WHERE id IN (SELECT max(id) FROM run GROUP BY period, stage)"):
        found[period, stage] = receipt, dict(base.execute("SELECT subject || ' ' || level, cells FROM result WHERE run = ? ORDER BY 1", [run]))
    base.close()
    return found


def versions(daemon, record_type, columns):
    """What the mirror must have: each version once."""
    base = sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True)
    rows = base.execute(f"SELECT {columns}, from_seq, NULL FROM record_{record_type} UNION ALL SELECT {columns}, from_seq, until_seq FROM history_{record_type}").fetchall()
    base.close()
    return sorted("|".join("" if cell is None else str(cell) for cell in row) for row in rows)


def mirrored(postgres, record_type, columns):
    return sorted(filter(None, postgres.sql(f"SELECT {columns}, from_seq, until_seq FROM thidua.record_{record_type}").split("\n")))


WHOLE = {"tip": "ward, tip_id, team, received_on, channel, verified", "patrol": "member_id, patrol_id, on_date, shift", "population": "ward, population_id, area, as_of, residents",
         "incident": "ward, incident_id, occurred_at, occurred_on, arrived_at", "good_deed": "team, deed_id, on_date, kind"}


def is_whole(daemon, postgres):
    for record_type, columns in WHOLE.items():
        assert mirrored(postgres, record_type, columns) == versions(daemon, record_type, columns), record_type


def settle(daemon, postgres):
    daemon.ctl("records", "mirror")
    is_whole(daemon, postgres)


def play(daemon, seed, months, each=lambda: None):
    told, write = batches(seed, months)
    for batch in told:
        daemon.advance(f"{batch.at:%Y-%m-%dT%H:%M}")
        if batch.files:
            daemon.add({name: write.file(name, rows) for name, rows in batch.files.items()}, "--reason", batch.label, "--moves")
        each()


def again(daemon):
    """Every run of before, counted in full."""
    for period, stage in sorted(newest(daemon)):
        daemon.ctl("evaluate", period, "--stage", stage)
    return newest(daemon)


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_the_same_results(place, postgres, seed):
    folder, arguments = place
    daemon = Daemon(folder, arguments=arguments)
    try:
        play(daemon, seed, 3)
        there = again(daemon)
        assert FAILED not in daemon.logged().replace(f"{FAILED}: was cancelled", "")
        settle(daemon, postgres)
        daemon.stop()
        daemon.arguments = []
        daemon.start()
        daemon.ready()
        here = again(daemon)
        assert there.keys() == here.keys() and len(there) > 6
        for run in there:
            assert there[run][0] == here[run][0], run
            assert there[run][1] == here[run][1], run
    finally:
        daemon.stop()


def test_it_is_counted_there(place, postgres):
    """What PostgreSQL has decides: changed there alone, the figure is another; replay, which counts here, says so."""
    folder, arguments = place
    daemon = Daemon(folder, arguments=arguments)
    try:
        daemon.advance("2024-12-10T08:00")
        daemon.add({"tip": [{"tip_id": str(number), "ward": "cat-bi", "received_on": "2024-11-05", "channel": "force", "verified": "yes"} for number in range(4)]})
        daemon.ctl("evaluate", "2024-11", "--stage", "final")
        assert daemon.result("2024-11", "1.1", "cat-bi")["num"] == 4
        postgres.sql("UPDATE thidua.record_tip SET channel = 'zalo' WHERE tip_id = '0'")
        daemon.ctl("evaluate", "2024-11", "--stage", "final")
        assert daemon.result("2024-11", "1.1", "cat-bi")["num"] == 3
        assert "Tính lại được               4" in daemon.ctl("replay", "2024-11/1.1/cat-bi/final")
        postgres.sql("UPDATE thidua.record_tip SET channel = 'force'")
        daemon.ctl("evaluate", "2024-11", "--stage", "final")
        assert daemon.result("2024-11", "1.1", "cat-bi")["num"] == 4
        rows = {row["type"]: row for row in daemon.json("records", "mirror", "--look")}
        assert rows["tip"]["there"] == "1.1" and "5.1" in rows["reoffence"]["here"]
    finally:
        daemon.stop()


def test_another_folder_is_refused(place, postgres, tmp_path_factory):
    folder, arguments = place
    daemon = Daemon(folder, arguments=arguments)
    other = None
    try:
        daemon.advance("2024-12-10T08:00")
        daemon.ctl("records", "mirror")
        daemon.stop()
        other = Daemon(tmp_path_factory.mktemp("other"), arguments=arguments)
        other.advance("2025-01-10T08:00")
        other.add({"tip": [{"tip_id": "x", "ward": "cat-bi", "received_on": "2024-11-05", "channel": "force", "verified": "yes"}]})
        refused = other.refused("records", "mirror")
        assert "--anew" in str(refused)
        other.ctl("evaluate", "2024-11", "--stage", "final")
        assert FAILED in other.logged() and other.result("2024-11", "1.1", "cat-bi")["num"] == 1
        other.ctl("records", "mirror", "--anew")
        is_whole(other, postgres)
    finally:
        for one in (daemon, other):
            if one:
                one.stop()


def test_a_field_more_and_a_field_less(place, postgres):
    """A field that comes is a column more; one that goes leaves, and when it comes back the versions that had it have it again."""
    folder, arguments = place
    daemon = Daemon(folder, arguments=arguments)
    text, category = (PACKAGE / "records.ini").read_text(), "category? = text 100 | Lĩnh vực\n"
    assert text.count(category) == 1
    tip = {"ward": "cat-bi", "received_on": "2024-11-05", "channel": "force", "verified": "yes"}

    def becomes(*fields):
        daemon.ctl("rules", "activate", propose(daemon, put(daemon, "records.ini", text.replace(category, "".join(fields)))))

    try:
        daemon.advance("2024-12-10T08:00")
        daemon.add({"tip": [tip | {"tip_id": "1", "category": "trộm"}]})
        settle(daemon, postgres)
        becomes(category, "book_no? = text 20 | Số sổ\n", "checked_at? = datetime | Lúc kiểm tra\n")
        daemon.add({"tip": [tip | {"tip_id": "2", "book_no": "7", "checked_at": "2024-11-06T10:00"}]})
        settle(daemon, postgres)
        columns = "tip_id, category, book_no, checked_at, checked_on"
        assert mirrored(postgres, "tip", columns) == versions(daemon, "tip", columns)
        postgres.sql("UPDATE thidua.record_tip SET category = NULL; ALTER TABLE thidua.record_tip DROP COLUMN category")
        daemon.add({"tip": [tip | {"tip_id": "3", "category": "ma túy"}]})
        settle(daemon, postgres)
        assert mirrored(postgres, "tip", columns) == versions(daemon, "tip", columns)
        daemon.ctl("evaluate", "2024-11", "--stage", "final")
        assert daemon.result("2024-11", "1.1", "cat-bi")["num"] == 3 and FAILED not in daemon.logged()
    finally:
        daemon.stop()


@pytest.mark.parametrize("victim", ["server", "worker", "daemon"])
def test_killed_in_the_middle(place, postgres, victim):
    """Nothing is lost, nothing is there twice: after a kill at any moment the next call goes on where the last one committed."""
    folder, arguments = place
    daemon = Daemon(folder, arguments=arguments)
    stop = threading.Event()

    def kill():
        wait = 0.03
        while not stop.wait(wait):
            wait = wait * 1.4 if wait < 1.5 else 0.03
            if victim == "server":
                postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thidua'")
            elif victim == "worker":
                for task in open(f"/proc/{daemon.process.pid}/task/{daemon.process.pid}/children").read().split():
                    if "pgsql.so" in maps(task):
                        os.kill(int(task), signal.SIGKILL)

    def maps(number):
        try:
            return open(f"/proc/{number}/maps").read()
        except OSError:
            return ""

    try:
        play(daemon, 5, 2)
        postgres.sql("DROP SCHEMA IF EXISTS thidua CASCADE")
        killer = threading.Thread(target=kill)
        killer.start()
        failures = 0
        for turn in range(8):
            if victim == "daemon":
                caller = subprocess.Popen([BUILD / "thiduactl", "--state", daemon.state, "records", "mirror"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(0.05 + 0.12 * turn)
                daemon.kill()
                caller.wait()
                failures += 1
                daemon.start()
                daemon.ready()
            else:
                failures += daemon.run("records", "mirror").returncode != 0
        stop.set()
        killer.join()
        assert failures
        if victim == "server":
            postgres.kill()
            assert daemon.run("records", "mirror").returncode != 0
            postgres.start()
        settle(daemon, postgres)
        there = again(daemon)
        postgres.kill()
        here = again(daemon)
        postgres.start()
        assert json.dumps(sorted(map(str, there.items()))) == json.dumps(sorted(map(str, here.items())))
    finally:
        stop.set()
        daemon.stop()
