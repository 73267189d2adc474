"""A machine of 128 MB and one processor carries a district of eight wards: the daemon and all its workers in a control group of so much memory without
swap. Months are sent and run, phases sealed with their papers drafted, late facts come, a change of the targets is previewed, pages are read, backups
made. The kernel ends no process, nothing fails for want of memory, and every period counted again where there is no limit gives the same results.

`make check-small-machine`: a year (THIDUA_LONG); in `make check` two months. THIDUA_MONTHS: another number; five years are not held yet
(docs/performance.md)."""
import os
import shutil

import pytest

import five_years
from base import intact, query
from daemon import BUILD, SANITIZED, Daemon, cells, free_port
from small_machine import NoGroups, SmallMachine, on_disk

LONG = bool(os.environ.get("THIDUA_LONG"))
MONTHS = int(os.environ.get("THIDUA_MONTHS", 12 if LONG else 2))
MOST = int(os.environ.get("THIDUA_MEMORY", 128)) << 20
PAGES = ("/board", "/", "/alerts", "/records", "/drafts", "/seals", "/schedule", "/unit?subject=cat-bi")

pytestmark = pytest.mark.skipif(SANITIZED, reason="a sanitizer takes several times the memory")


@pytest.fixture
def folder(tmp_path):
    """On a disk: files of a tmpfs are memory, and the group's."""
    if on_disk(tmp_path):
        yield tmp_path
        return
    place = BUILD / "tests" / f"small-{os.getpid()}"
    place.mkdir(parents=True)
    yield place
    shutil.rmtree(place)


class District:
    def __init__(self, daemon, package):
        self.daemon, self.package, self.late = daemon, package, 0
        daemon.add_person("xem", "auditor")
        self.token = daemon.json("tokens", "add", "xem", "--role", "auditor", "--until", "2099-12-31", "--note", "nhỏ")["token"]

    def read_pages(self):
        self.daemon.sign_in("xem")  # a password takes memory to hash
        for page in PAGES:
            with self.daemon.open(page, headers={"Authorization": f"Bearer {self.token}"}, timeout=120) as answer:
                assert answer.status == 200 and b"</html>" in answer.read(), page

    def send_late(self, first):
        """Tips of a month that was run, so it is run again."""
        self.late += 1
        self.daemon.add({"tip": [{"tip_id": f"muon-{self.late}-{one}", "ward": "cat-bi", "received_on": str(first), "channel": "zalo", "verified": "yes"} for one in range(3)]})

    def preview(self, number):
        text = (self.package / "targets.ini").read_text().replace("= 80 %", f"= {81 + number % 18} %")
        (self.daemon.folder / "targets.ini").write_text(text)
        assert "changes" in self.daemon.json("rules", "preview", self.daemon.folder / "targets.ini", timeout=600)

    def month(self, place, name, first, sent, rows):
        daemon = self.daemon
        daemon.advance(f"{sent:%Y-%m-%dT%H:%M}")
        daemon.add(rows)
        daemon.advance(f"{sent.replace(day=18, hour=18):%Y-%m-%dT%H:%M}")  # behind the fifth working day and all that waits for it
        self.read_pages()
        self.send_late(first)
        if place % 6 == 1:
            self.preview(place)
            daemon.ctl("backup", daemon.folder / f"backup-{place}.db", timeout=600)


def play(daemon, package):
    district, years = District(daemon, package), five_years.Years(MONTHS)
    for place, (name, sent) in enumerate(years.fill()):
        if place == 0:
            daemon.add(years.rows)
        else:
            district.month(place - 1, name, years.months[name][0], sent, years.rows)


def send_much(daemon):
    """As many rows at once as there is memory for; what is more is refused with a sentence, before its rows are read or while they are."""
    def tips(count, **other):
        return {"tip": [{"tip_id": f"nhieu-{one:06d}", "ward": "cat-bi", "received_on": "2024-10-15", "channel": "zalo", "verified": "yes", **other} for one in range(count)]}
    daemon.add(tips(20_000))
    for rows, why in ((tips(60_000), "split it into parts"), (tips(45_000, category="trộm cắp " * 40), "send it in parts")):
        said = daemon.refused("--lang", "en", "import", "--dir", daemon.write(rows, name="much"))
        assert why in said, said


def judged(daemon):
    periods = [period for period, in query(daemon, "SELECT DISTINCT period FROM run ORDER BY period")]
    # but for whether the run was one after late data
    return {period: {key: cell[:5] for key, cell in cells(daemon.results(period=period, stage="final")).items()} for period in periods}


def test_a_small_machine_carries_a_district(folder):
    package = five_years.package(folder / "package", max(MONTHS, 12))  # its rates hold from 2026 on, too
    port = free_port()
    try:
        daemon = SmallMachine(folder, MOST, package=package, arguments=("--listen", f"127.0.0.1:{port}"))
    except NoGroups as why:
        pytest.skip(str(why))
    daemon.port = port
    try:
        play(daemon, package)
        send_much(daemon)
        kept = judged(daemon)
        intact(daemon)
        daemon.ctl("audit", "verify", timeout=600)
        killed, own = daemon.group.killed(), daemon.peak
        assert daemon.stop(timeout=120) == 0
    finally:
        daemon.leave()
    records = sum(query(daemon, f"SELECT count(*) FROM {table}")[0][0] for table, in query(daemon, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'record_*'"))
    print(f"\n{MONTHS} months, {records} records, database {(daemon.state / 'thidua.db').stat().st_size >> 20} MB: at most {own / (1 << 20):.1f} MB of their own in "
          f"{MOST >> 20} MB, {killed} killed")
    assert killed == 0
    assert query(daemon, "SELECT count(*) FROM run") != [(0,)] and len(kept) >= MONTHS
    # where there is no limit, every period counted again
    twin = Daemon(folder, clock=None, package=None)
    try:
        for period in kept:
            twin.ctl("evaluate", period, timeout=600)
        assert judged(twin) == kept
    finally:
        twin.stop(timeout=120)
