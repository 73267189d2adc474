"""Whether a daemon has nothing to do, by what the kernel says of its threads. At rest it has given back what it kept for the next request
(door/work_queue.c)."""
import time
from pathlib import Path

QUIET = 1.3  # seconds: longer than a hand waits before it rests


def status(path, name):
    return int(next(line for line in path.read_text().splitlines() if line.startswith(f"{name}:")).split()[1])


def scheduled(daemon):
    """How often its threads gave the processor away, or had it taken away."""
    return sum(status(thread / "status", kind) for thread in Path(f"/proc/{daemon.process.pid}/task").iterdir()
               for kind in ("voluntary_ctxt_switches", "nonvoluntary_ctxt_switches"))


def slept(daemon, seconds):
    """Whether nothing of it ran for so long."""
    before = scheduled(daemon)
    time.sleep(seconds)
    return scheduled(daemon) == before


def rested(daemon, own=0):
    """KiB that it has in memory when it has come to rest: all, and of these its own, which are of no file. Looked at again while it is more
    than `own`: on a busy machine a thread may rest later, or the figures of the open month be measured once more."""
    of, found = Path(f"/proc/{daemon.process.pid}/status"), []
    for _ in range(20 if own else 2):
        assert any(slept(daemon, QUIET) for _ in range(60)), "it does not come to rest"
        found.append((status(of, "RssAnon"), status(of, "VmRSS")))
        if found[-1][0] <= own:
            break
    own, whole = min(found)
    return whole, own
