"""`thiduactl backup`: one moment of the data in one file, checked, while the daemon writes or when none runs; and back."""
import os
import shutil
import sqlite3
import subprocess
import threading

import steady
from base import intact, query
from daemon import Daemon


def restored(tmp_path, backup):
    """A daemon on a new state folder that holds the backup."""
    state = tmp_path / "restored" / "state"
    state.mkdir(parents=True, mode=0o700)
    shutil.copy(backup, state / "thidua.db")
    shutil.copy(f"{backup}-accounts", state / "accounts.db")
    return Daemon(tmp_path / "restored", clock=None, package=None)


def test_a_backup_while_it_writes(daemon, tmp_path):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    ending = threading.Event()

    def write():
        for number in range(1000):
            if ending.is_set():
                return
            daemon.ctl("evaluate", "2024-11", "--stage", "provisional")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [tmp_path / f"{number}.db" for number in range(6)]
        said = [daemon.json("backup", backup) for backup in backups]
    finally:
        ending.set()
        writer.join()
    sequences = [answer["sequence"] for answer in said]
    assert sequences == sorted(sequences) and sequences[0] < sequences[-1]
    for backup, answer in zip(backups, said):
        assert backup.stat().st_mode & 0o777 == 0o600
        with sqlite3.connect(f"file:{backup}?mode=ro&immutable=1", uri=True) as base:  # needs nothing beside it
            assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert base.execute("SELECT max(sequence) FROM audit").fetchall() == [(answer["sequence"],)]
            assert base.execute("SELECT count(*) FROM record_tip").fetchall() == [(80,)]
    pairs = [name for backup in backups for name in (backup.name, f"{backup.name}-accounts")]
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == pairs  # nothing else is left
    expected = daemon.results(period="2024-11", stage="provisional")
    heir = restored(tmp_path, backups[-1])
    try:
        heir.ctl("audit", "verify")
        assert [{**row, "run": 0} for row in heir.results(period="2024-11", stage="provisional")] == [{**row, "run": 0} for row in expected]
        heir.advance("2024-12-06T17:00")
        assert query(heir, "SELECT count(*) FROM run WHERE stage = 'final'") == [(1,)]
        intact(heir)
    finally:
        heir.stop()


def test_a_backup_without_a_daemon_and_what_is_refused(daemon, tmp_path):
    daemon.add(steady.roster())
    daemon.stop()
    daemon.ctl("backup", tmp_path / "a.db")
    assert "đã có" in daemon.refused("backup", tmp_path / "a.db")
    assert "không ghi được bản sao lưu" in daemon.refused("backup", tmp_path / "absent" / "a.db")
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        base.execute("UPDATE audit SET actor = 'uid:1' WHERE sequence = 2")
    base.close()
    assert "nhật ký bị sửa" in daemon.refused("backup", tmp_path / "b.db")
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == ["a.db", "a.db-accounts"]
    wrong = subprocess.run([*daemon.command()[:1], "--state", str(tmp_path / "nowhere"), "backup", str(tmp_path / "c.db")],
                           capture_output=True, text=True, env={**os.environ, "THIDUA_LANG": "en"})
    assert wrong.returncode == 1 and "cannot open" in wrong.stderr
