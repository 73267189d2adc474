"""Attacks that no other test has, of kinds that are mended (make check-unseen): ways of a program out of its walls, starts that are refused while
clients wait, databases that are replaced at every moment, escapes in every field. What one finds becomes a test of its own kind."""
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
from pathlib import Path

import pytest

from base import query
from daemon import PACKAGE, SANITIZED, SOURCE, Daemon, connected, free_port
from test_every_call import CASES, LOANS, OTHER, UNUSED_USERS, contest_with, place, seen, start  # noqa: F401

pytestmark = pytest.mark.skipif(not os.environ.get("THIDUA_LONG"), reason="long: make check-unseen")

WAYS = SOURCE / "tests/hostile/more_calls.py"


# Ways of a program.

@pytest.mark.skipif(SANITIZED, reason="a sanitizer's run time has no list of system calls")
@pytest.mark.parametrize("name, user, poor", CASES, ids=[case[0].replace(" ", "-") for case in CASES])
def test_more_ways_of_a_program(place, name, user, poor):  # noqa: F811
    if user and os.geteuid() != 0:
        pytest.skip("another user takes root")
    daemon = start(place, user, poor, WAYS)
    try:
        daemon.ready()
        daemon.ctl("contest", "load", contest_with(place, WAYS.name, daemon.process.pid, daemon.state))
        (daemon.state / "canary").write_text("stays as it is")
        os.utime(daemon.state / "canary", (1e9, 1e9))
        daemon.advance("2025-02-06T17:00")
        daemon.add_text("loan", LOANS)
        before = seen(daemon)
        daemon.ctl("evaluate", "2025-01")
        after = seen(daemon)
        with sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True) as database:
            receipt = json.loads(database.execute("SELECT receipt FROM run ORDER BY id DESC").fetchone()[0])
        assert "outside" in receipt["4"], receipt["4"]
        said = dict(part.strip().partition(":")[::2] for part in receipt["4"]["outside"]["warning"].split(";"))
        assert int(said["ways"]) >= 140 and not said["through"].strip() and not said["odd"].strip(), said
        runs_as = int(said["who"].split()[1])
        assert runs_as >= UNUSED_USERS if os.geteuid() == 0 and not user else runs_as != 0
        assert {key: after[key] for key in after if after[key] != before[key]} == {}
        assert daemon.process.poll() is None and daemon.json("audit", "verify")
    finally:
        assert daemon.stop() == 0


@pytest.mark.skipif(SANITIZED or os.geteuid() != 0, reason="another user takes root; a sanitizer's run time has no list of system calls")
def test_a_program_where_there_is_no_landlock_reads_and_changes_nothing(place):  # noqa: F811
    daemon = start(place, OTHER, "--no-landlock", WAYS)
    try:
        assert "Landlock (" in daemon.ready().json("status")["walls"]
        daemon.ctl("contest", "load", contest_with(place, WAYS.name, daemon.process.pid, daemon.state))
        daemon.advance("2025-02-06T17:00")
        daemon.add_text("loan", LOANS)
        before = seen(daemon)
        daemon.ctl("evaluate", "2025-01")
        assert seen(daemon) == {**before, "files": seen(daemon)["files"]} and not (daemon.state / "escaped").exists()
        with sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True) as database:
            warning = json.loads(database.execute("SELECT receipt FROM run ORDER BY id DESC").fetchone()[0])["4"]["outside"]["warning"]
        through = set(dict(part.strip().partition(":")[::2] for part in warning.split(";"))["through"].strip().split(", "))
        assert "database by name" in through  # that is what Landlock is for
        assert not {way for way in through if re.search("writing|file in|file without|beside|own file|truncate|hole|name changed|link", way)}, through
    finally:
        assert daemon.stop() == 0


# Starts that are refused while somebody knocks.

class Knocking:
    """Clients at the port and at the socket, as many as fit."""

    def __init__(self, port, state):
        self.port, self.state, self.ending = port, state, threading.Event()
        self.threads = [threading.Thread(target=self.knock, args=(number,)) for number in range(6)]

    def knock(self, number):
        while not self.ending.is_set():
            try:
                if number % 2:
                    client = socket.create_connection(("127.0.0.1", self.port), timeout=5)
                else:
                    client = connected(self.state, 5)
                with client:
                    client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"[:None if number < 4 else 9])
                    if number < 4:
                        client.recv(100)
            except OSError:
                pass

    def __enter__(self):
        for thread in self.threads:
            thread.start()

    def __exit__(self, *what):
        self.ending.set()
        for thread in self.threads:
            thread.join()


def no_log(state, conf):
    (state / "thidua.db-wal").unlink()


def other_log(state, conf):
    (state / "thidua.db-wal").write_bytes(os.urandom(8192))


def no_database(state, conf):
    (state / "thidua.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)


def cut_database(state, conf):
    (state / "thidua.db").write_bytes((state / "thidua.db").read_bytes()[:6000])


def folder_for_database(state, conf):
    (state / "thidua.db").unlink()
    (state / "thidua.db").mkdir()


def link_for_database(state, conf):
    (state / "thidua.db").rename(state.parent / "elsewhere.db")
    (state / "thidua.db").symlink_to(state.parent / "elsewhere.db")


def bad_accounts(state, conf):
    (state / "accounts.db").write_bytes(b"no database" * 1000)


def bad_setting(state, conf):
    conf.write_text("[worker]\ndeadline = soon\n")


def bad_certificate(state, conf):
    conf.write_text(f"[http]\ncertificate = {state}/none.pem\nkey = {state}/none.key\n")


def later_database(state, conf):
    with sqlite3.connect(state / "thidua.db") as database:
        database.execute("PRAGMA user_version = 9999")


RUNNING = {no_log, other_log}  # spoilt under a daemon that was killed; the others after one that ended well: what a -wal has is taken from there
REFUSED = [no_log, other_log, no_database, cut_database, folder_for_database, link_for_database, bad_accounts, bad_setting, bad_certificate, later_database]


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
def test_a_refused_start_ends_as_it_should_whoever_knocks(tmp_path, spoil):
    port, conf = free_port(), tmp_path / "thiduad.conf"
    conf.write_text("")
    daemon = Daemon(tmp_path, package=None, arguments=("--listen", f"127.0.0.1:{port}", "--config", str(conf))).load(PACKAGE)  # into its own -wal
    daemon.stop(signal.SIGKILL if spoil in RUNNING else signal.SIGTERM)
    spoil(daemon.state, conf)
    with Knocking(port, daemon.state):
        for number in range(5):
            said = len(daemon.logged())
            daemon.start()
            process, daemon.process = daemon.process, None
            assert process.wait(30) == 1, (spoil.__name__, number, daemon.logged()[said:])
            assert daemon.logged()[said:].strip(), spoil.__name__
            assert not {line for line in daemon.logged()[said:].splitlines() if "Sanitizer" in line or "out of memory" in line}


# Databases that are replaced.

def tip(number):
    return f"tip_id,ward,received_on,channel,verified\nm{number},cat-bi,2024-11-05,force,yes\n"


def lived(folder, number):
    """A state folder with a life of its own, ended well."""
    folder.mkdir()
    daemon = Daemon(folder)
    daemon.advance("2024-11-08T08:00")
    daemon.add_text("tip", tip(number))
    assert daemon.stop() == 0
    return daemon.state


@pytest.fixture(scope="module")
def lives(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lives")
    return lived(folder / "own", 900), lived(folder / "other", 901)


def swap_in(name):
    return lambda state, other: os.replace(shutil.copy(other / "thidua.db", state / "swap"), state / name)


def copy_of_itself(state, other):
    os.replace(shutil.copy(state / "thidua.db", state / "swap"), state / "thidua.db")


def away(*names):
    def move(state, other):
        for name in names:
            (state / name).unlink(missing_ok=True)
    return move


def linked(state, other):
    (state / "thidua.db").rename(state / "real.db")
    (state / "thidua.db").symlink_to("real.db")


def folder_renamed(state, other):
    state.rename(state.parent / "moved")
    state.mkdir(mode=0o711)
    for path in (state.parent / "moved").iterdir():
        if path.is_socket():
            os.link(path, state / path.name)


MOMENTS = {  # what is replaced; before which of the steps below
    "another database": swap_in("thidua.db"), "a copy of itself": copy_of_itself, "no database": away("thidua.db"), "no log": away("thidua.db-wal"),
    "no index": away("thidua.db-shm"), "no log and index": away("thidua.db-wal", "thidua.db-shm"), "nothing left": away("thidua.db", "thidua.db-wal", "thidua.db-shm"),
    "a database for a log": swap_in("thidua.db-wal"), "a link": linked, "another folder": folder_renamed,
}
STEPS = 4


@pytest.mark.parametrize("moment", [0, 2], ids=["early", "late"])
@pytest.mark.parametrize("what", MOMENTS, ids=[name.replace(" ", "-") for name in MOMENTS])
def test_what_was_said_to_be_done_is_there_or_the_start_says_it_is_not(tmp_path, lives, what, moment):
    own, other = lives
    shutil.copytree(own, tmp_path / "state")
    daemon = Daemon(tmp_path, clock=None, package=None).ready()
    done, said = {"m900"}, []
    for step in range(STEPS):
        if step == moment:
            MOMENTS[what](daemon.state, other)
        path = tmp_path / "tip.csv"
        path.write_text(tip(step))
        answer = daemon.run("import", "tip", path)
        said.append(answer.stderr)
        assert answer.returncode in (0, 1) and (answer.returncode == 0 or answer.stderr.strip()), answer
        if answer.returncode == 0:
            done.add(f"m{step}")
    assert daemon.process.poll() is None, daemon.logged()
    daemon.stop()
    if (tmp_path / "moved").exists():  # a folder that is empty is a new one: the old one is put back
        shutil.rmtree(daemon.state)
        (tmp_path / "moved").rename(daemon.state)
    log = len(daemon.logged())
    daemon.start()
    if daemon.run("status").returncode == 0:
        there = {row[0] for row in query(daemon, "SELECT tip_id FROM record_tip")}
        assert done <= there and daemon.json("audit", "verify"), (done, there, said)
        assert daemon.stop() == 0
    else:
        process, daemon.process = daemon.process, None
        assert process.wait(20) == 1 and daemon.logged()[log:].strip(), daemon.logged()[log:]


# Escapes.

ACTING = "\x1b[2J\x1b]0;x\x07\u009b31m\u202egnp\u2066a\u2028b\x7f"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
FIELDS = [  # words of thiduactl with the escapes where {} stands
    ("import", "{}", "x.csv"), ("import", "tip", "{}.csv"), ("results", "--period", "{}"), ("results", "--criterion", "{}"), ("explain", "{}"),
    ("explain", "2024-11/{}/cat-bi"), ("evaluate", "{}"), ("clock", "advance", "{}"), ("rules", "show", "{}"), ("rules", "diff", "{}", "{}"),
    ("plugins", "show", "{}"), ("people", "add", "{}", "--full-name", "x", "--role", "auditor"), ("people", "add", "x1", "--full-name", "{}", "--role", "auditor"),
    ("people", "show", "{}"), ("people", "disable", "{}", "--reason", "x"), ("records", "list", "{}"), ("records", "show", "tip", "{}"),
    ("records", "list", "tip", "--where", "{}"), ("board", "{}"), ("alerts", "--kind", "{}"), ("draft", "show", "{}"), ("replay", "{}"),
    ("tokens", "add", "{}", "--role", "auditor", "--until", "2099-12-31", "--note", "x"), ("sessions", "end", "{}"), ("workflow", "show", "{}"),
    ("backup", "/absent/{}"), ("contest", "load", "/absent/{}"), ("rules", "release", "{}", "--reason", "x"), ("jobs", "cancel", "{}"), ("{}",), ("--{}",),
    ("locks", "set", "{}"), ("unit", "{}"),
]


def shown(done):
    return (done.stdout + done.stderr).decode(errors="surrogateescape")


def test_no_field_acts_on_a_terminal_or_in_the_log(tmp_path):
    daemon = Daemon(tmp_path)
    try:
        daemon.advance("2024-11-08T08:00")
        for words in FIELDS:
            for attack in (ACTING, "\udc9b31m\udcff"):
                done = subprocess.run(daemon.command(*[word.replace("{}", attack) for word in words]), capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
                assert done.returncode in (0, 1, 2), (words, done)
                assert not UNSEEN.search(shown(done)) and "\udc9b" not in shown(done), (words, shown(done))
        for column, text in ((name, ACTING) for name in ("tip_id", "ward", "received_on", "channel", "verified", "category")):
            cells = {"tip_id": "a1", "ward": "cat-bi", "received_on": "2024-11-05", "channel": "force", "verified": "yes", column: text}
            path = tmp_path / "tip.csv"
            path.write_text(",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n", newline="")
            for words in (("import", "tip", path), ("--lang", "en", "import", "tip", path, "--dry-run"), ("records", "list", "tip"), ("records", "returns")):
                assert not UNSEEN.search(shown(subprocess.run(daemon.command(*words), capture_output=True, stdin=subprocess.DEVNULL, timeout=60))), (column, words)
        assert not UNSEEN.search(daemon.log.read_bytes().decode(errors="surrogateescape")), "the log"
    finally:
        assert daemon.stop() == 0
