"""The world around a daemon as a test wants it (tests/fault/world.c): its time of day, and how its disk is."""
import os
import shlex
import struct
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone

import steady
from daemon import SANITIZED, SOURCE, Daemon

sys.path.insert(0, str(SOURCE / "tests" / "house"))
from house import make_variables  # noqa: E402

SOUND, FULL, FAILING, READ_ONLY, HANGING = range(5)
ZONE = timezone(timedelta(hours=7))


def build(folder):
    """The shim; once a test."""
    target = folder / "world.so"
    if not target.exists():
        subprocess.run([*shlex.split(make_variables()["CC"]), "-std=gnu17", "-O1", "-D_GNU_SOURCE", "-fPIC", "-shared", "-o", str(target),
                        str(SOURCE / "tests" / "fault" / "world.c")], check=True)
    return target


class WorldDaemon(Daemon):
    """A daemon by the machine's clock, which the test sets, on a disk that the test breaks."""

    def __init__(self, folder, now, **more):
        folder.mkdir(exist_ok=True)
        self.world = folder / "world"
        self.disk = SOUND
        self.syncs = 0
        self.set_clock(now)
        self.environment = {"LD_PRELOAD": str(build(folder)), "THIDUA_WORLD": str(self.world)}
        if SANITIZED:
            self.environment["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        super().__init__(folder, clock=None, **more)

    def write_world(self):
        with open(self.world, "r+b" if self.world.exists() else "wb") as world:
            world.write(struct.pack("=qqq", self.ahead, self.disk, self.syncs))

    def set_clock(self, now):
        """now: "2024-12-03T09:00", Vietnam time; from then on it goes on as the machine's does."""
        self.ahead = int(datetime.fromisoformat(now).replace(tzinfo=ZONE).timestamp() - time.time())
        self.write_world()

    def set_disk(self, disk):
        self.disk = disk
        self.write_world()

    def die_behind(self, syncs):
        """kill -9 when the disk has been synced so many times more; 0: no more."""
        self.syncs = syncs
        self.write_world()

    def look(self):
        """Makes the daemon look at its clock now: it does behind every change, else once a minute. The second import waits in
        the writer's queue for the look behind the first: what was read is stored before a test turns the clock or the disk on."""
        for _ in range(2):
            self.ctl("import", "--dir", self.write(steady.roster()))
