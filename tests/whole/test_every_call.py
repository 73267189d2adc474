"""A program of `exec` that means ill: tests/hostile/every_call tries every system call of the kernel's table, aimed at the daemon, and the
known ways by their exact arguments. Nothing may come of it: as root, as another user, and where no namespaces are to be had."""
import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from daemon import BUILD, SANITIZED, SOURCE, Daemon

sys.path.insert(0, str(SOURCE / "tests" / "plugins"))
from plugin_build import CONTEST, build, configure  # noqa: E402

PROBE = BUILD / "tests/hostile/every_call"
OTHER = 64001
UNUSED_USERS = 1879048192  # docs/decisions/0059
# A sanitizer maps shadow memory, reads /proc/self/maps, ignores RLIMIT_AS and reports from a process that a filter has killed: with its calls
# allowed the list would be another one than that of the program people run, and what is tried here, number by number, is that list.
pytestmark = [pytest.mark.skipif(SANITIZED, reason="a sanitizer's run time makes calls that the list refuses; the list itself is tried without"),
              pytest.mark.skipif(not PROBE.exists(), reason="make check builds it")]

# What a program may call: a change of daemon/worker/outside_call.c is a change here.
ALLOWED = set("""
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek sendfile copy_file_range splice tee close close_range dup dup2
dup3 pipe pipe2 poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
timerfd_create timerfd_settime timerfd_gettime signalfd signalfd4 recvfrom recvmsg sendmsg sendto shutdown getsockopt getsockname
getpeername flock fsync fdatasync fadvise64 readahead open openat stat lstat fstat newfstatat statx statfs fstatfs access faccessat
faccessat2 readlink readlinkat getcwd chdir fchdir getdents getdents64 getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr umask
brk mmap munmap mremap mprotect madvise mincore msync membarrier wait4 waitid futex set_tid_address set_robust_list get_robust_list rseq
arch_prctl sched_yield getcpu sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getpriority
restart_syscall getpid getppid gettid getpgrp getpgid getsid getuid geteuid getgid getegid getgroups getresuid getresgid capget uname
sysinfo getrusage times getrlimit setrlimit prlimit64 getrandom clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time
alarm pause setitimer getitimer timer_create timer_settime timer_gettime timer_getoverrun timer_delete rt_sigaction rt_sigprocmask
rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack socketpair fcntl ioctl prctl
""".split()) | {"335", "336"}  # the kernel's own way back from a probe (uretprobe, uprobe), which no filter sees; called by others it is SIGILL
LOANS = "loan_id,ward,on_date,reader,pages,returned\nl1,khu-1,2025-01-06,Lan,40,yes\n"


@pytest.fixture()
def place():
    """A folder that every user reaches: pytest's own are its user's alone."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-every-call."))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def contest_with(folder, program, *arguments):
    package = folder / "contest"
    shutil.copytree(CONTEST, package)
    ini = package / "criteria/4.ini"
    ini.write_text(ini.read_text().replace("program = readers.py", f"program = {program}")
                   .replace("arguments = --period {period}", f"arguments = {' '.join(map(str, arguments))}").replace("timeout = 4", "timeout = 60"))
    return package


def start(place, user, poor, program=PROBE):
    shelf = place / "plugins"
    shelf.mkdir()
    build(SOURCE / "plugins/template/template.c", shelf / "template.so")
    probe = place / ("probe" if program == PROBE else program.name)
    shutil.copy(program, probe)
    for path in (place, shelf):
        path.chmod(0o777 if user and path == place else 0o755)
    conf = configure(place, shelf, [probe], deadline=90)
    made = type("Sacrificial", (Daemon,), {"user": user, "start": poor_start if poor else Daemon.start, "poor": poor or "--no-namespaces"})
    return made(place, clock="2025-01-02T08:00", package=None, arguments=["--config", conf])


def poor_start(self, clock=None):
    """As a systemd unit with RestrictNamespaces: the daemon's own program, begun by the probe."""
    words = [PROBE, self.poor, BUILD / "thiduad", "--state", self.state, *(["--clock", clock] if clock else []), *self.arguments]
    with open(self.log, "ab") as log:
        self.process = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                        user=self.user, group=self.user, extra_groups=[])


def seen(daemon):
    """What the probe is after."""
    process = Path("/proc") / str(daemon.process.pid)
    stat = (process / "stat").read_text().rsplit(")", 1)[1].split()
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    files = {}
    for path in [daemon.state, *sorted(daemon.state.rglob("*"))]:
        about, whole = path.lstat(), path.name in ("canary", "accounts.db")
        files[str(path)] = (about.st_mode, about.st_uid, about.st_gid, *((about.st_size, about.st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
                                                                         if whole else ()))
    return {"limits": (process / "limits").read_text(), "priority": (stat[15], stat[16], stat[37], stat[38]),
            "affinity": status["Cpus_allowed"], "user": status["Uid"], "files": files, "hostname": socket.gethostname(),
            "scores": (process / "oom_score_adj").read_text(), "cwd": os.readlink(process / "cwd")}


def namespaces(user):
    """Whether the kernel gives one a process namespace of its own: root asks for that alone (in a changed root it gets no other), others as a user's."""
    tool = shutil.which("unshare")
    return tool and subprocess.run([tool, *(["--user"] if user else []), "--pid", "--fork", "true"], user=user, group=user, stderr=subprocess.DEVNULL).returncode == 0


CASES = [("as it is", None, False), ("another user", OTHER, False), ("another user, no namespaces", OTHER, "--no-namespaces")]


@pytest.mark.parametrize("name, user, poor", CASES, ids=[case[0].replace(" ", "-") for case in CASES])
def test_every_system_call_of_a_program(place, name, user, poor):
    if user and os.geteuid() != 0:
        pytest.skip("another user takes root")
    daemon = start(place, user, poor)
    try:
        walls = daemon.ready().json("status")["walls"]
        assert ("không gian tên" in walls) == bool(poor or not namespaces(user)) and ("người dùng riêng" in walls) == bool(user or os.geteuid()), walls
        package = contest_with(place, "probe", daemon.process.pid, daemon.state)
        daemon.ctl("contest", "load", package)
        (daemon.state / "canary").write_text("stays as it is")
        os.utime(daemon.state / "canary", (1e9, 1e9))
        daemon.advance("2025-02-06T17:00")
        daemon.add_text("loan", LOANS)
        before = seen(daemon)
        daemon.ctl("evaluate", "2025-01")
        after = seen(daemon)
        with sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True) as database:
            receipt = json.loads(database.execute("SELECT receipt FROM run ORDER BY id DESC").fetchone()[0])
        said = dict(part.strip().partition(":")[::2] for part in receipt["4"]["outside"]["warning"].split(";"))
        assert "whole" in said and len(said["calls"].split()) > 50, said  # it tried, and to the end
        assert set(said["calls"].split()) <= ALLOWED, set(said["calls"].split()) - ALLOWED
        assert said["exact"].split() == [], said["exact"]
        process, runs_as = map(int, said["who"].split())
        assert runs_as >= UNUSED_USERS if os.geteuid() == 0 and not user else runs_as != 0
        assert process < 20 or poor or not namespaces(user), "it is among the machine's processes"
        assert {key: after[key] for key in after if after[key] != before[key]} == {}
        assert (daemon.state / "thidua.db").stat().st_mtime > 1e9 and daemon.state.stat().st_mtime > 1e9
        assert daemon.process.poll() is None and daemon.json("audit", "verify")
    finally:
        assert daemon.stop() == 0
