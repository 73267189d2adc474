"""A machine of so much memory and one processor, for a daemon and all that it starts: a control group of its own, and no swap. Of version 2 where the kernel
gives it the memory of groups, else of version 1."""
import os
import shutil
import subprocess
import threading
import time
import uuid
from pathlib import Path

from daemon import Daemon

ROOT = Path("/sys/fs/cgroup")


class NoGroups(Exception):
    """Why there can be none here."""


def _own(name):
    """This process's group of a controller of version 1, or of version 2 (name "")."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if name in controllers.split(","):
            return path.lstrip("/")
    return ""


class Group:
    def __init__(self, most):
        self.two = (ROOT / "cgroup.controllers").exists()
        above = ROOT if self.two else ROOT / "memory" / _own("memory")
        if not shutil.which("taskset"):
            raise NoGroups("taskset is missing: apt-get install util-linux")
        self.folder = above / f"thidua-{uuid.uuid4().hex[:12]}"
        try:
            if self.two and "memory" not in (above / "cgroup.subtree_control").read_text().split():
                (above / "cgroup.subtree_control").write_text("+memory")
            self.folder.mkdir()
            self.put("memory.max" if self.two else "memory.limit_in_bytes", most)
        except OSError as failure:
            self.remove()
            raise NoGroups(f"no control group can be made below {above} ({failure.strerror}): run it as root of the machine") from failure
        try:
            self.put("memory.swap.max" if self.two else "memory.memsw.limit_in_bytes", 0 if self.two else most)
        except OSError:
            if [line for line in Path("/proc/swaps").read_text().splitlines()[1:] if line]:
                self.remove()
                raise NoGroups("the kernel bounds no group's swap, and this machine has some") from None

    def put(self, name, number):
        (self.folder / name).write_text(str(number))

    def get(self, name):
        return (self.folder / name).read_text()

    def fields(self, name):
        return {words[0]: int(words[1]) for words in (line.split() for line in self.get(name).splitlines()) if len(words) == 2}

    def killed(self):
        """How many processes the kernel ended for want of memory."""
        return self.fields("memory.events" if self.two else "memory.oom_control")["oom_kill"]

    def own(self):
        """Bytes of the processes that are no pages of files, which the kernel could give away."""
        about = self.fields("memory.stat")
        return about["anon"] + about["shmem"] if self.two else about["total_rss"] + about.get("total_shmem", 0)

    def remove(self):
        for _ in range(50):
            try:
                self.folder.rmdir()
                return
            except FileNotFoundError:
                return
            except OSError:
                time.sleep(0.1)  # who was in it is not gone yet


class SmallMachine(Daemon):
    """The daemon in such a group, on one processor; how much it and its workers had of their own at most, looked at all the time."""

    def __init__(self, folder, most, **more):
        self.group = Group(most)
        self.peak, self.ended = 0, threading.Event()
        cpu = min(os.sched_getaffinity(0))
        self.through = ["/bin/sh", "-c", f'echo $$ > "{self.group.folder}/cgroup.procs" && exec taskset -c {cpu} "$@"', "small"]
        self.watch = threading.Thread(target=self.look)
        self.watch.start()
        try:
            super().__init__(folder, **more)
        except BaseException:
            self.leave()
            raise

    def look(self):
        while not self.ended.wait(0.005):
            self.peak = max(self.peak, self.group.own())

    def leave(self):
        self.stop()
        self.ended.set()
        self.watch.join()
        self.group.remove()


def on_disk(path):
    """Whether a folder's files are no memory themselves."""
    kind = subprocess.run(["stat", "-f", "-c", "%T", str(path)], capture_output=True, text=True, check=True).stdout.strip()
    return kind not in ("tmpfs", "ramfs")
