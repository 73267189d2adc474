"""A clock that jumps, a disk that is full, broken or read-only, two daemons on one folder, damaged files: what the daemon
says, that nothing is half done or done twice, and that it goes on when the cause is gone (docs/reliability.md)."""
import shutil
import sqlite3
from datetime import date

import pytest

import steady
from base import intact, performed, query, runs
from daemon import Refused, until
from world import FAILING, FULL, READ_ONLY, SOUND, WorldDaemon

NOVEMBER = [("2024-11", "provisional", "schedule"), ("2024-11", "final", "schedule")]
DECEMBER = [("2024-12", "provisional", "schedule"), ("2024-12", "final", "schedule")]


@pytest.fixture
def world(tmp_path):
    made = []

    def one(now="2024-10-31T08:00", **more):
        made.append(WorldDaemon(tmp_path / "one", now, **more))
        return made[-1]

    yield one
    for daemon in made:
        daemon.set_disk(SOUND)
        if daemon.process:
            assert daemon.stop() == 0, daemon.logged()[-3000:]


def scheduled(daemon):
    return [run for run in runs(daemon) if run[2] == "schedule"]


def confirm(daemon, today):
    """Looks at a clock that jumped far ahead; a person says that it is right."""
    daemon.look()
    daemon.ctl("clock", "confirm", today)


# ---- the clock ----

def test_a_clock_that_jumps_while_it_runs(world):
    daemon = world()
    daemon.look()
    daemon.set_clock("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    confirm(daemon, "2024-12-03")
    daemon.set_clock("2025-01-09T09:00")  # five weeks, over three instants
    confirm(daemon, "2025-01-09")
    until(lambda: scheduled(daemon) == NOVEMBER + DECEMBER, what="runs after a jump forwards")
    assert "đồng hồ máy nhảy từ 2024-12-03T09:0" in daemon.logged() and "đến 2025-01-09T09:0" in daemon.logged()
    before = performed(daemon)
    for earlier in ("2025-01-09T06:00", "2024-12-20T08:00", "2024-11-30T23:29", "2024-10-31T08:00"):
        daemon.set_clock(earlier)
        daemon.look()
        assert performed(daemon) == before
    assert "đến 2024-10-31T08:0" in daemon.logged()
    daemon.set_clock("2025-01-10T09:00")  # all of it a second time
    daemon.look()
    daemon.set_clock("2025-02-03T23:30")  # and on
    confirm(daemon, "2025-02-03")
    until(lambda: len(scheduled(daemon)) == 6, what="the next runs")
    assert scheduled(daemon) == NOVEMBER + DECEMBER + [("2025-01", "provisional", "schedule"), ("phase-1", "provisional", "schedule")]
    assert daemon.result("2024-11", "1.1", "cat-bi")["verdict"] == "met"
    intact(daemon)


def test_a_clock_of_another_day_at_the_start(world):
    daemon = world("2024-12-03T09:00")
    daemon.look()
    daemon.stop()
    daemon.set_clock("2000-01-01T00:00")  # the battery is empty
    daemon.start()
    daemon.ready()
    assert "đồng hồ máy chậm hơn lần thay đổi cuối (2024-12-03T09:0" in daemon.logged()
    daemon.stop()
    daemon.set_clock("2025-01-20T08:00")
    daemon.start()
    daemon.ready()
    confirm(daemon, "2025-01-20")
    until(lambda: len(scheduled(daemon)) == 3, what="what was missed")
    assert scheduled(daemon) == NOVEMBER[1:] + DECEMBER
    daemon.restart()
    assert len(scheduled(daemon)) == 3
    intact(daemon)


# ---- the disk ----

def test_a_disk_that_fails_and_works_again(world):
    daemon = world("2024-12-03T09:00")
    daemon.look()
    for month, disk, says in (("2024-11", FULL, "đã đầy"), ("2024-10", FAILING, "lỗi đọc, ghi đĩa"),
                              ("2024-12", READ_ONLY, "không mở được tệp dữ liệu|lỗi đọc, ghi đĩa")):
        sequence, tips = daemon.json("status")["sequence"], query(daemon, "SELECT count(*) FROM record_tip")[0][0]
        files = daemon.write({"tip": [row for ward in steady.WARDS for row in steady.tips(ward, month, 9, 10, date(2024, 11, 20))]})
        daemon.set_disk(disk)
        for _ in range(2):
            said = daemon.refused("import", "--dir", files)
            assert any(word in said for word in says.split("|")), said
            assert said.count("\n") == 1
        assert query(daemon, "SELECT count(*) FROM record_tip") == [(tips,)]
        assert daemon.json("status")["sequence"] == sequence  # it still answers
        daemon.set_disk(SOUND)
        daemon.ctl("import", "--dir", files)
        assert query(daemon, "SELECT count(*) FROM record_tip") == [(tips + 80,)]
        daemon.kill()
        daemon.start()
        daemon.ready()
        assert query(daemon, "SELECT count(*) FROM record_tip") == [(tips + 80,)]
    daemon.ctl("audit", "verify")
    intact(daemon)


def test_what_falls_due_on_a_full_disk_is_made_up(world):
    daemon = world("2024-12-03T09:00")
    daemon.look()
    daemon.set_clock("2024-12-06T09:00")
    daemon.look()
    daemon.set_clock("2024-12-09T08:00")
    daemon.set_disk(FULL)
    with pytest.raises(Refused):
        daemon.add(steady.month("2024-11"))
    until(lambda: "đã đầy" in daemon.logged(), what="the log's word")
    assert scheduled(daemon) == []
    daemon.set_disk(SOUND)
    daemon.look()
    until(lambda: scheduled(daemon) == NOVEMBER[1:], what="the run")
    intact(daemon)


def start_fails(daemon):
    """Starts it; it must end by itself with one sentence, which is given."""
    before = len(daemon.logged())
    daemon.start()
    process, daemon.process = daemon.process, None
    assert process.wait(20) == 1
    said = daemon.logged()[before:]
    assert said.count("\n") == 1, said
    return said


def test_a_start_on_a_disk_that_fails(world):
    daemon = world("2024-12-03T09:00")
    daemon.stop()
    for disk in (FULL, FAILING, READ_ONLY):
        daemon.set_disk(disk)
        assert start_fails(daemon)
    daemon.set_disk(SOUND)
    daemon.start()
    daemon.ready()
    daemon.ctl("audit", "verify")


# ---- the folder ----

def test_two_daemons(world):
    daemon = world("2024-12-03T09:00")
    pid = daemon.process.pid
    first, daemon.process = daemon.process, None
    assert f"một thiduad khác (tiến trình {pid})" in start_fails(daemon)
    daemon.process = first
    daemon.ctl("audit", "verify")


def killed_with_a_log(daemon):
    """Ends it so that -wal holds what was done; where the log is."""
    daemon.add(steady.roster())
    daemon.add(steady.month("2024-11"))
    daemon.kill()
    return daemon.state / "thidua.db-wal"


def damage(path, at, count=64):
    with open(path, "r+b") as file:
        file.seek(at)
        bits = file.read(count)
        file.seek(at)
        file.write(bytes(bit ^ 0xff for bit in bits))


def harmed(state, log, backup, harm):
    size = log.stat().st_size
    if harm == "a bit":
        damage(log, size // 2)
    elif harm == "half":
        with open(log, "r+b") as file:
            file.truncate(size // 2)
    else:
        log.unlink()
    if harm == "an old backup":
        (state / "thidua.db").write_bytes(backup)


def test_a_log_that_lost_what_was_acknowledged_is_noticed(world):
    daemon = world("2024-12-03T09:00")
    daemon.restart()
    backup = (daemon.state / "thidua.db").read_bytes()
    log = killed_with_a_log(daemon)
    kept = shutil.copytree(daemon.state, daemon.folder / "kept", ignore=shutil.ignore_patterns("*.sock"))
    for harm in ("a bit", "half", "deleted", "an old backup"):
        shutil.rmtree(daemon.state)
        shutil.copytree(kept, daemon.state)
        harmed(daemon.state, log, backup, harm)
        for _ in range(2):
            said = start_fails(daemon)
            assert "thiếu thay đổi đã được xác nhận" in said and "thidua.db-head" in said, harm
    (daemon.state / "thidua.db-head").unlink()  # on purpose: it goes on with what is there
    daemon.start()
    daemon.ready()
    daemon.ctl("audit", "verify")
    daemon.add(steady.roster())
    daemon.add(steady.month("2024-11"))
    daemon.restart()
    intact(daemon)


def test_a_log_torn_at_its_end_is_only_what_was_not_acknowledged(world):
    daemon = world("2024-12-03T09:00")
    log = killed_with_a_log(daemon)
    with open(log, "ab") as file:
        file.write(b"\x37" * 5000)  # the beginning of a commit
    daemon.start()
    daemon.ready()
    assert query(daemon, "SELECT count(*) FROM record_tip") == [(80,)]
    daemon.ctl("audit", "verify")


def test_a_database_that_is_taken_away_while_it_runs(world):
    daemon = world("2024-12-03T09:00")
    file, aside = daemon.state / "thidua.db", daemon.folder / "aside"
    other = daemon.folder / "other.db"
    daemon.ctl("backup", other)
    for replacement in (None, other):
        file.rename(aside)
        if replacement:
            shutil.copy(other, file)
        said = daemon.refused("import", "--dir", daemon.write(steady.roster()))
        assert "đã bị thay, chuyển đi hoặc xóa" in said and "restore" in said
        assert daemon.ctl("status")  # who only reads is answered
        aside.rename(file)
    daemon.add(steady.roster())
    daemon.restart()
    intact(daemon)


def test_a_damaged_database(world):
    daemon = world("2024-12-03T09:00")
    daemon.look()  # what is due is done: the damaged one has nothing to write
    daemon.stop()
    base = daemon.state / "thidua.db"
    sound = base.read_bytes()
    for where, says in ((0, "không phải là tệp dữ liệu SQLite"), (100, "bị hỏng")):
        damage(base, where)
        said = start_fails(daemon)
        assert says in said and "bản sao lưu" in said
        base.write_bytes(sound)
    with sqlite3.connect(f"file:{base}?immutable=1", uri=True) as database:
        (page, size), = database.execute("SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'cause'")
    damage(base, (page - 1) * size, 8)
    daemon.start()  # a page that nobody needs yet: audit verify reads all of them
    daemon.ready()
    assert "bị hỏng" in daemon.refused("audit", "verify")
    daemon.stop()
    base.write_bytes(sound)
    daemon.start()
    daemon.ctl("audit", "verify")
