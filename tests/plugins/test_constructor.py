"""A plugin's constructor runs with the plugin's loading: behind the same lock as everything after it."""
import os
import socket
import struct
import time

import pytest

from plugin_build import HERE, SOURCE, build, configure, thiduad
from test_plugins import LOANS, start

from daemon import SANITIZED

pytestmark = pytest.mark.skipif(SANITIZED, reason="a sanitizer's run time has no list of system calls")

MARK = b"constructor-way\0"
KILLED = "called a forbidden system service and was stopped"
GOOD = "good: template 1.0"
WAYS = {  # numbers in constructor.c: whether the process is ended, or the call refused and the plugin taken
    "nothing": (1000, GOOD), "deletes a file": (1001, KILLED), "connects": (1002, KILLED), "forks what outlives it": (1003, KILLED),
    "maps a file of the state folder for writing": (1004, KILLED), "reads a file": (1005, GOOD), "truncates a file": (1006, KILLED),
    "reads of /proc": (1007, GOOD), "maps memory to be executed": (1008, KILLED), "makes its code writable": (1009, KILLED),
    "has signals sent by a descriptor": (1010, KILLED), "kills its parent": (1011, KILLED), "outlives its parent": (1012, KILLED),
    "is root": (1013, GOOD), "sets its parent's limits": (1014, KILLED), "makes a file": (1015, KILLED),
}
# What is allowed while a plugin is loaded (daemon/worker/system_call.c), or answered “no such file”.
LOADING = {0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20, 21, 24, 25, 28, 35, 39, 44, 45, 60, 72, 79, 89, 96, 99, 102, 107, 157,
           186, 202, 219, 228, 230, 231, 257, 262, 269, 271, 317, 318, 439, 444, 446}
NOT_FILTERED = {335, 336}  # the kernel's own (test_every_call.py)


class Shelf:
    """One build, written over for each way."""

    def __init__(self, folder):
        self.folder = folder
        self.canary = folder / "canary"
        self.canary.write_text("stays")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        built = build(HERE / "constructor.c", folder / "whole.so", f'-DCANARY="{self.canary}"', f"-DPORT={self.listener.getsockname()[1]}")
        self.bytes = built.read_bytes()
        assert self.bytes.count(MARK) == 1

    def plugin(self, way):
        at = self.bytes.index(MARK) + len(MARK)
        folder = self.folder / str(way)
        folder.mkdir(exist_ok=True)
        target = folder / "template.so"
        target.write_bytes(self.bytes[:at] + struct.pack("=i", way) + self.bytes[at + 4:])
        return target

    def check(self, way):
        done = thiduad("--check-plugin", self.plugin(way))
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    made = Shelf(tmp_path_factory.mktemp("constructor"))
    yield made
    made.listener.close()


@pytest.mark.parametrize("name", WAYS, ids=[name.replace(" ", "-") for name in WAYS])
def test_a_constructor_does_nothing_to_others(shelf, name):
    way, said = WAYS[name]
    answer = shelf.check(way)
    assert said in answer and "came through" not in answer, answer
    assert shelf.canary.read_text() == "stays"
    with pytest.raises(BlockingIOError):
        shelf.listener.accept()
    if name == "forks what outlives it":
        time.sleep(1.5)
        assert shelf.canary.exists()


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of one machine")
def test_each_forbidden_call_ends_it(shelf):
    numbers = [number for number in range(470) if number not in LOADING | NOT_FILTERED]
    files = {number: shelf.plugin(number) for number in numbers}
    said = thiduad("--check-plugin", *files.values()).stderr.splitlines()
    killed = {line.partition(": ")[0] for line in said if KILLED in line}
    assert {number for number, path in files.items() if str(path) not in killed} == set(), said


def test_a_constructor_in_a_run(tmp_path):
    """In the daemon's own run, with the database open beside it: one criterion without a verdict, nothing else."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    build(SOURCE / "plugins/template/template.c", folder / "template.so")
    daemon = start(tmp_path, folder)
    try:
        daemon.advance("2025-02-06T17:00")
        daemon.add_text("loan", LOANS)
        head = daemon.state / "thidua.db-head"
        assert head.exists()
        (folder / "template.so").unlink()
        target = build(HERE / "constructor.c", folder / "template.so", f'-DCANARY="{head}"', "-DPORT=9")
        at = target.read_bytes().index(MARK) + len(MARK)
        target.write_bytes(target.read_bytes()[:at] + struct.pack("=i", 1004) + target.read_bytes()[at + 4:])
        daemon.ctl("evaluate", "2025-01")
        verdicts = {row["criterion"]: row["verdict"] for row in daemon.results(period="2025-01", subject="khu-1", stage="final")}
        assert {criterion for criterion, verdict in verdicts.items() if verdict == "error"} == {"3", "5"}, verdicts
        assert daemon.json("audit", "verify") and daemon.process.poll() is None
    finally:
        assert daemon.stop() == 0
