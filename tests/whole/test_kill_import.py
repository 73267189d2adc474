"""kill -9 in the middle of one large import, of CSV and of XLSX: of the worker that reads the file, and of the daemon while it
reads, checks, writes or runs the month again. All rows are there or none, what was not acknowledged is said, and the same
import goes through afterwards to what a twin has that nobody killed.

THIDUA_KILLED_ROWS (3,000; `make check-kill`: 100,000) is the size of the file, THIDUA_IMPORT_KILLS (2; 24) how many kills
each of the four pairs gets."""
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

import steady
from base import intact, query
from daemon import SOURCE, Daemon, as_csv
from test_crash import told
from test_kill import Killed

sys.path.insert(0, str(SOURCE / "tests" / "sheet"))
from workbook import inline, parts, sheet, zipped  # noqa: E402

ROWS = int(os.environ.get("THIDUA_KILLED_ROWS", 3000))
KILLS = int(os.environ.get("THIDUA_IMPORT_KILLS", 2))


def tips():
    """Of all wards, on all days of November: its final run is made again."""
    for number in range(ROWS):
        yield {"tip_id": f"tin-{number}", "ward": steady.WARDS[number % len(steady.WARDS)], "received_on": f"2024-11-{number % 30 + 1:02}",
               "channel": "force" if number % 7 else "zalo", "verified": "yes"}


def workers(daemon):
    """The processes that the daemon has started; its fork server is one."""
    folder = f"/proc/{daemon.process.pid}/task"
    return {int(pid) for task in os.listdir(folder) for pid in open(f"{folder}/{task}/children").read().split()}


class Import:
    """An import under way, and the worker that reads its file: the first that it starts."""

    def __init__(self, daemon, path):
        known = workers(daemon)
        self.process = subprocess.Popen(daemon.command("--lang", "en", "import", "tip", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.reader = None
        while self.reader is None and self.process.poll() is None:
            self.reader = min(workers(daemon) - known, default=None)
        self.began = time.monotonic()

    def is_reading(self):
        return self.reader is not None and os.path.exists(f"/proc/{self.reader}")

    def end(self):
        out, said = self.process.communicate(timeout=300)
        return self.process.returncode, said


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The state in which every import begins, and its file in both forms."""
    folder = tmp_path_factory.mktemp("begun")
    rows = list(tips())
    (folder / "tip.csv").write_bytes(as_csv(rows))
    (folder / "tip.xlsx").write_bytes(zipped(parts(sheet(inline(*rows[0]) + "".join(inline(*row.values()) for row in rows))), level=1))
    daemon = Daemon(folder)
    daemon.add(steady.roster())
    daemon.advance("2024-12-06T18:00")
    daemon.stop()
    return folder


@dataclass
class Twin:
    path: Path      # of the file
    told: dict      # what a person sees of an import that nobody killed
    seconds: dict   # victim → how long there is something to be killed


@pytest.fixture(scope="module", params=("csv", "xlsx"))
def twin(request, begun, tmp_path_factory):
    path = begun / f"tip.{request.param}"
    daemon = Killed(tmp_path_factory.mktemp("twin"), begun / "state").ready()
    work = Import(daemon, path)
    while work.is_reading():
        time.sleep(0.001)
    reading = time.monotonic() - work.began
    assert work.end()[0] == 0
    whole, seen = time.monotonic() - work.began, told(daemon)
    daemon.stop()
    return Twin(path, seen, {"worker": reading, "daemon": whole})


def kill(work, victim, daemon):
    """kill -9; whether it came in time."""
    if victim == "daemon":
        daemon.kill()
        return True
    in_time = work.is_reading()
    if in_time:
        os.kill(work.reader, signal.SIGKILL)
    return in_time


def check_said(victim, status, said, in_time):
    if victim == "daemon":
        assert status in (0, 2) and (status == 0 or "all was written or nothing" in said), said
    elif status != 0:
        assert in_time and "killed from outside" in said and "import the file again" in said, said


@pytest.mark.parametrize("victim", ("worker", "daemon"))
def test_kill_import(begun, twin, tmp_path, capsys, victim):
    chance = random.Random(f"{twin.path.name} {victim}")
    daemon, done, killed, whole = Killed(tmp_path, begun / "state").ready(), False, 0, 0
    for _ in range(KILLS):
        if done:  # begin again
            daemon.stop()
            daemon = Killed(tmp_path, begun / "state").ready()
        work = Import(daemon, twin.path)
        time.sleep(chance.uniform(0, twin.seconds[victim]))
        in_time = kill(work, victim, daemon)
        status, said = work.end()
        check_said(victim, status, said, in_time)
        if victim == "daemon":
            daemon.start()
            daemon.ready()
        found = query(daemon, "SELECT count(*) FROM record_tip")[0][0]
        done = found == ROWS
        assert done or found == 0, f"half there: {found} of {ROWS}"
        assert done or status != 0, "acknowledged and lost"
        assert victim == "daemon" or done == (status == 0), "refused and written"
        killed += in_time
        whole += done
    daemon.ctl("import", "tip", twin.path)
    daemon.ctl("audit", "verify")
    assert told(daemon) == twin.told
    intact(daemon)
    daemon.stop()
    with capsys.disabled():
        print(f"\n{twin.path.name}, {victim}: {killed} of {KILLS} kills in time, {whole} imports whole all the same")
