"""`thiduactl backup drill`: the newest backup is restored on trial, followed, its seals computed again, held against the living contest and noted; the
house asks for it, and says why one failed."""
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import phase
import pytest
import steady
from base import query
from daemon import BUILD, PACKAGE, Daemon, until


def drill(daemon, path, status=0, **settings):
    """What it said: its JSON, or its sentence."""
    done = subprocess.run(daemon.command("--json", "backup", "drill", path), capture_output=True, text=True, timeout=120, **settings)
    assert done.returncode == status, done.stdout + done.stderr
    assert not list(Path(path if Path(path).is_dir() else Path(path).parent).glob("drill-*")), "what it made on trial is left"
    return json.loads(done.stdout) if status == 0 else done.stderr


def aged(path, days):
    then = time.time() - days * 86400
    os.utime(path, (then, then))


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A contest with a sealed phase, and two backups of it."""
    folder = tmp_path_factory.mktemp("drill")
    daemon = Daemon(folder, play=phase.play)
    daemon.backups = folder / "backups"
    daemon.backups.mkdir()
    daemon.ctl("backup", daemon.backups / "a.db")
    daemon.add_person("lan", "administrator")
    daemon.ctl("backup", daemon.backups / "b.db")
    aged(daemon.backups / "a.db", 1)
    yield daemon
    assert daemon.stop() == 0


def test_the_newest_backup_is_restored_followed_and_noted(sealed):
    seals = len(sealed.json("seals"))
    before = {path.name: path.read_bytes() for path in sealed.backups.iterdir()}
    said = drill(sealed, sealed.backups)
    assert Path(said["backup"]).name == "b.db" and said["age_days"] == 0 and said["accounts"] is True and said["noted"] is True
    assert said["seals"] == seals > 0 and said["compared"] > 100 and said["checked"] > 0 and said["milliseconds"] > 0 and said["behind"] == 0
    assert {path.name: path.read_bytes() for path in sealed.backups.iterdir()} == before
    older = drill(sealed, sealed.backups / "a.db")
    assert older["age_days"] == 1 and older["behind"] > 1 and older["sequence"] < said["sequence"]
    assert query(sealed, "SELECT backup, behind, seals, failed FROM backup_drill ORDER BY sequence") == [("b.db", 0, seals, None), ("a.db", older["behind"], seals, None)]
    (actor, via), *_ = query(sealed, "SELECT actor, via FROM audit WHERE action = 'backup drill'")
    assert actor == f"uid:{os.getuid()}" and via == "socket"
    shown = sealed.json("status")["drill"]
    assert shown["backup"] == "a.db" and shown["good_at"] == shown["at"] and shown["failed"] is None
    sealed.ctl("audit", "verify")


def test_a_kill_half_way_leaves_nothing_for_good_and_one_drill_at_a_time(sealed):
    left = sealed.backups / "drill-abcdef"
    left.mkdir()
    (left / "thidua.db").write_bytes(b"half")
    process = subprocess.Popen(sealed.command("backup", "drill", sealed.backups), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    work = until(lambda: [path for path in sealed.backups.glob("drill-*") if path != left], what="the folder of the drill")
    process.send_signal(signal.SIGSTOP)
    try:
        assert work[0].exists() and not left.exists()
        busy = subprocess.run(sealed.command("backup", "drill", sealed.backups), capture_output=True, text=True, timeout=60)
        assert busy.returncode == 1 and "đang có một lần diễn tập khác" in busy.stderr
    finally:
        process.kill()
        process.wait()
    assert work[0].exists()
    drill(sealed, sealed.backups)  # and looks that nothing is left


def harm(backups, how):
    """A copy of the backups' newest, harmed, in a folder of its own."""
    folder = backups.parent / how
    folder.mkdir()
    for path in ("b.db", "b.db-accounts"):
        shutil.copy(backups / path, folder / path)
    if how == "half":
        (folder / "b.db").write_bytes((folder / "b.db").read_bytes()[:50000])
    elif how == "changed":
        with sqlite3.connect(folder / "b.db") as base:
            base.execute("UPDATE alert SET text = text || '.'")
        base.close()
    elif how == "old":
        aged(folder / "b.db", 9)
    elif how == "none":
        (folder / "b.db").unlink()
    return folder


def test_what_fails_says_why_and_what_to_do(sealed, tmp_path):
    for how, says in (("half", "bị hỏng"), ("changed", "không còn khớp với mã băm"), ("old", "việc sao lưu hằng ngày không chạy nữa"), ("none", "không có bản sao lưu nào")):
        said = drill(sealed, harm(sealed.backups, how), status=1)
        assert "diễn tập không thành" in said and says in said, (how, said)
        failed = sealed.json("status")["drill"]["failed"]
        assert failed and says in failed, (how, failed)
    full = {"preexec_fn": lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000)))}
    assert "File too large" in drill(sealed, sealed.backups, status=1, **full)
    other = Daemon(tmp_path)
    try:  # a sound backup of another contest
        other.add_person("khac", "auditor")
        other.ctl("backup", tmp_path / "c.db")
        assert "không phải của phong trào này" in drill(sealed, tmp_path / "c.db", status=1)
    finally:
        assert other.stop() == 0
    good = drill(sealed, sealed.backups)
    assert good["noted"] and sealed.json("status")["drill"]["failed"] is None
    sealed.stop()
    assert "chưa ghi nhận được" in drill(sealed, sealed.backups, status=1)
    sealed.start()
    sealed.ready()


def test_the_house_asks_for_it(make, tmp_path):
    package = shutil.copytree(PACKAGE, tmp_path / "asks")
    alerts = package / "alerts.ini"
    alerts.write_text(alerts.read_text() + "\n[drill]\nafter_days = 31\n")
    daemon = make(package=package)
    daemon.ctl("backup", tmp_path / "a.db")
    daemon.advance("2024-12-01T07:59")
    assert daemon.alerts("--open", kind="drill") == []
    daemon.advance("2024-12-01T08:01")
    alert, = daemon.alerts("--open", kind="drill")
    assert alert["opened_at"] == "2024-12-01T08:00:00+07:00" and "Chưa lần nào diễn tập" in alert["text"] and "thiduactl backup drill" in alert["text"]
    assert "restore drill" in alert["text_en"] and query(daemon, "SELECT count(*) FROM audit WHERE action = 'drill'") == [(1,)]
    drill(daemon, tmp_path / "a.db")
    assert daemon.alerts("--open", kind="drill") == []
    (tmp_path / "none").mkdir()
    drill(daemon, tmp_path / "none", status=1)
    alert, = daemon.alerts("--open", kind="drill")
    assert "01/12/2024" in alert["text"] and "không có bản sao lưu nào" in alert["text"]
    drill(daemon, tmp_path / "a.db")
    assert daemon.alerts("--open", kind="drill") == []
    daemon.advance("2025-01-01T08:02")
    alert, = daemon.alerts("--open", kind="drill")
    assert "lần thành công gần nhất là ngày 01/12/2024" in alert["text"]
