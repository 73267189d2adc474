"""`thiduactl backup`: one moment of the data in one file, checked, while the daemon writes or when none runs; and back."""
import json
import os
import shutil
import sqlite3
import subprocess
import threading
from pathlib import Path

import steady
from base import intact, query
from daemon import BUILD, Daemon


def restore(state, *words, status=0):
    """`thiduactl restore`; what it said."""
    done = subprocess.run([BUILD / "thiduactl", "--json", "--state", state, "restore", *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stdout + done.stderr
    return json.loads(done.stdout) if status == 0 else done.stderr


def restored(tmp_path, backup):
    """A daemon on a new state folder that holds the backup."""
    state = tmp_path / "restored" / "state"
    state.mkdir(parents=True, mode=0o700)
    said = restore(state, backup)
    assert said["replaced"] == 0 and said["kept"] is None
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


def test_a_backup_is_put_back_and_what_it_replaces_is_kept(daemon, tmp_path):
    first, state = tmp_path / "first.db", daemon.state
    daemon.add_person("lan", "administrator")
    backup = daemon.json("backup", first)
    daemon.add(steady.roster())
    assert "hãy dừng máy chủ trước" in restore(state, first, status=1)
    daemon.kill()  # its -wal stays
    before = {path.name: path.read_bytes() for path in state.glob("*.db*") if path.suffix != ".db-shm"}
    trial = restore(state, first, "--dry-run")
    assert trial["sequence"] == backup["sequence"] < trial["replaced"] and trial["kept"] is None and trial["accounts"] is True
    for harm, says in (("flip", "nhật ký bị sửa"), ("half", "bị hỏng"), ("text", "không phải là tệp dữ liệu SQLite"), ("log", "không phải là bản sao lưu")):
        bad = tmp_path / "bad.db"
        shutil.copy(first, bad)
        if harm == "flip":
            with sqlite3.connect(bad) as base:
                base.execute("UPDATE audit SET actor = 'uid:1' WHERE sequence = 2")
            base.close()
        elif harm == "log":
            (tmp_path / "bad.db-wal").write_bytes(b"x")
        else:
            bad.write_bytes(first.read_bytes()[:20000] if harm == "half" else b"thi dua " * 1000)
        assert says in restore(state, bad, status=1), harm
    assert {path.name: path.read_bytes() for path in state.glob("*.db*") if path.suffix != ".db-shm"} == before
    said = restore(state, first)
    kept = Path(said["kept"])
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
    assert not list(state.glob("restoring-*"))
    daemon.start()
    daemon.ctl("audit", "verify")
    assert query(daemon, "SELECT count(*) FROM record_member") == [(0,)]
    row, = query(daemon, "SELECT sequence, actor, detail FROM audit WHERE action = 'restore'")
    assert row[0] == backup["sequence"] + 1 and row[1] == f"uid:{os.getuid()}"
    assert json.loads(row[2])["replaced"] == trial["replaced"] and json.loads(row[2])["file"] == "first.db"
    daemon.stop()
    for path in state.glob("*.db*"):
        path.unlink()
    shutil.copytree(kept, state, dirs_exist_ok=True)  # and what was kept is whole
    daemon.start()
    daemon.ctl("audit", "verify")
    assert query(daemon, "SELECT count(*) FROM record_member") != [(0,)]

