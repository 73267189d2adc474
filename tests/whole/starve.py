"""A daemon that memory runs out for, at the allocation that a test names (tests/fault/starve.c)."""
import mmap
import os
import shlex
import struct
import subprocess
import sys
import time
from dataclasses import dataclass

from daemon import SOURCE, Daemon

sys.path.insert(0, str(SOURCE / "tests" / "house"))
from house import make_variables  # noqa: E402

WORKERS, FOR_GOOD, TELL, LEFT, COUNT = range(5)  # the places in the shared file
DAEMON, ITS_WORKERS = 0, 1
LOST = "was lost before the answer"


def build(folder):
    """The shim; once a test."""
    target = folder / "starve.so"
    subprocess.run([*shlex.split(make_variables()["CC"]), "-std=gnu17", "-O1", "-D_GNU_SOURCE", "-fPIC", "-shared", "-o", str(target),
                    str(SOURCE / "tests" / "fault" / "starve.c")], check=True)
    return target


@dataclass
class Answer:
    done: bool  # as the client was told
    text: str
    said: str  # why not

    def is_sentence(self):
        """Of a machine without memory; that nothing is said of the rest. Or who was turned away at the door was still sending, and did not read it."""
        return "memory left" in self.said and self.said.count("memory") == 1 or LOST in self.said


class Silence(AssertionError):
    """A client got no answer."""


class StarvedDaemon(Daemon):
    def __init__(self, folder, whose=DAEMON, **more):
        folder.mkdir(exist_ok=True)
        path = folder / "starve"
        path.write_bytes(bytes(8 * 5))
        with open(path, "r+b") as file:
            self.shared = mmap.mmap(file.fileno(), 8 * 5)
        self.put(WORKERS, whose)
        self.put(TELL, int("THIDUA_STARVE_TELL" in os.environ))
        # what was freed is written over, so that who still reads it falls
        self.environment = {"LD_PRELOAD": str(build(folder)), "THIDUA_STARVE": str(path), "MALLOC_PERTURB_": "165"}
        super().__init__(folder, **more)

    def put(self, place, number):
        struct.pack_into("=q", self.shared, 8 * place, number)

    def get(self, place):
        return struct.unpack_from("=q", self.shared, 8 * place)[0]

    def fail(self, at, for_good=False):
        """The at-th allocation from now on fails; 0: none. for_good: all behind it too."""
        self.put(FOR_GOOD, int(for_good))
        self.put(LEFT, at)

    def was_hit(self):
        left = self.get(LEFT)
        self.fail(0)
        return left <= 0

    def counted(self, act, times=3):
        """(how many allocations it took, its answer). The least of some: figures of open periods may be measured beside it."""
        counts = []
        for _ in range(times):
            self.put(COUNT, 0)
            answer = act()
            counts.append(self.get(COUNT))
        return min(counts), answer

    def undisturbed(self, perform):
        """Done while nothing fails, and not counted."""
        left, count = self.get(LEFT), self.get(COUNT)
        self.fail(0)
        perform()
        self.put(COUNT, count)
        self.put(LEFT, left)

    def lives(self):
        return self.process.poll() is None

    # what clients ask ---------------------------------------------------------------------------------------
    def told(self, *words, timeout=30):
        """thiduactl's answer."""
        try:
            done = self.run("--lang", "en", *words, timeout=timeout)
        except subprocess.TimeoutExpired:
            raise Silence(f"no answer in {timeout} s") from None
        if done.returncode not in (0, 1) and LOST not in done.stderr:
            raise Silence(f"status {done.returncode}: {done.stderr}")
        return Answer(done.returncode == 0, done.stdout, done.stderr)

    def shown(self, path, **more):
        """A browser's, by TCP."""
        try:
            with self.open(path, timeout=30, **more) as answer:
                return Answer(True, answer.read().decode(), "")
        except OSError as failed:
            if isinstance(getattr(failed, "reason", None), BrokenPipeError) and "data" in more:
                return Answer(False, "", f"it {LOST}")
            if not hasattr(failed, "read"):
                raise Silence(repr(failed)) from None
            said = failed.read().decode()
            return Answer(False, "", said if failed.code == 503 else f"{failed.code} {said}")

    def started(self, at):
        """Starts it with the at-th allocation failing. What it ended with, or None when it stands."""
        before = len(self.logged())
        self.fail(at)
        self.start(self.clock)
        end = time.monotonic() + 30
        while self.process.poll() is None and "sẵn sàng" not in self.logged()[before:]:
            assert time.monotonic() < end, self.logged()[before:]
            time.sleep(0.005)
        if self.process.poll() is None:
            return None
        process, self.process = self.process, None
        return process.returncode, self.logged()[before:]
