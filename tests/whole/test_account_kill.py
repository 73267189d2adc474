"""What proves who somebody is stands in accounts.db and is told in the log of thidua.db: two files, two commits. The daemon is killed behind every
sync of the disk in turn; after the next start both files say the same, nothing waits any more, and what was told is so."""
import sqlite3
import subprocess
from datetime import datetime

import pytest

from base import intact, query
from daemon import free_port
from test_account import code_of
from test_login import OTHER
from world import ZONE, WorldDaemon

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def daemon(tmp_path):
    port = free_port()
    made = WorldDaemon(tmp_path / "one", datetime.now(ZONE).strftime("%Y-%m-%dT%H:%M:%S"), package=None, arguments=("--listen", f"127.0.0.1:{port}"))
    made.port = port
    try:
        made.add_person("hoa", "leader")
        yield made
    finally:
        made.die_behind(0)
        made.stop()


def accounts(daemon, sql):
    base = sqlite3.connect(daemon.state / "accounts.db", isolation_level=None)
    try:
        return base.execute(sql).fetchall()
    finally:
        base.close()


def told(daemon, action):
    return query(daemon, "SELECT count(*) FROM audit WHERE action = ?", action)[0][0]


def set_password(daemon, number):
    return ("people", "password", "hoa", "--lasting"), f"{OTHER} số {number}\n"


def reset_factor(daemon, number):
    return ("factor", "reset", "hoa", "--reason", "mất máy"), None


def end_sessions(daemon, number):
    return ("sessions", "end", "--others", "--name", "hoa"), None


SCENES = {
    # the action that the log tells, what accounts.db says when it is so, and what is so before
    set_password: ("people password", "SELECT password FROM secret", None),
    reset_factor: ("factor reset", "SELECT totp FROM secret", f"UPDATE secret SET totp = '{KEY}'"),
    end_sessions: ("sessions end", "SELECT count(*) FROM session", None),
}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_killed_behind_every_sync_both_files_say_the_same(daemon, scene):
    action, state, prepare = SCENES[scene]
    outcomes = []
    for number in range(1, 40):
        if scene is end_sessions:
            daemon.sign_in("hoa")
        if prepare:
            accounts(daemon, prepare)
        before, rows = accounts(daemon, state), told(daemon, action)
        words, typed = scene(daemon, number)
        daemon.die_behind(number)
        done = subprocess.run(daemon.command(*words), input=typed or "", capture_output=True, text=True, timeout=60)
        daemon.die_behind(0)
        if done.returncode == 0:
            break
        daemon.process.wait(20)
        daemon.process = None
        daemon.start()
        daemon.ready()
        assert (told(daemon, action) > rows) == (accounts(daemon, state) != before), (number, done.stderr)
        assert accounts(daemon, "SELECT count(*) FROM intent") == [(0,)]
        outcomes.append(told(daemon, action) > rows)
    assert done.returncode == 0 and told(daemon, action) == rows + 1 and accounts(daemon, state) != before
    assert outcomes == sorted(outcomes) and outcomes.count(False) >= 1 and outcomes.count(True) >= 1, outcomes  # killed before, in and behind the middle
    intact(daemon)


def test_a_factor_that_a_start_confirms_has_no_codes_that_nobody_saw(daemon):
    sequence = query(daemon, "SELECT sequence FROM audit WHERE action = 'people password'")[0][0]
    daemon.stop()
    accounts(daemon, f"UPDATE secret SET totp_new = '{KEY}'")
    for row in (f"{sequence}, 'hoa', 'confirm', 'people password', NULL, 0, NULL, 5, 0",
                f"{sequence}0, 'hoa', 'remove', 'factor remove', NULL, 0, NULL, 0, 0"):  # which no log tells
        accounts(daemon, f"INSERT INTO intent VALUES ({row})")
    daemon.start()
    daemon.ready()
    assert accounts(daemon, "SELECT totp, totp_step FROM secret") == [(KEY, 5)]
    assert accounts(daemon, "SELECT count(*) FROM recovery") == accounts(daemon, "SELECT count(*) FROM intent") == [(0,)]
    assert daemon.sign_in("hoa", code=code_of(KEY))
