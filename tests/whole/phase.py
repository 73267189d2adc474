"""The sample contest's first phase with its pages on a port of this machine: what test_page.py and test_browser.py look at."""
import contextlib

import steady
from daemon import Daemon, free_port

PHASE = [("2024-12-03T09:00", "2024-11"), ("2025-01-03T09:00", "2024-12"), ("2025-02-06T09:00", "2025-01")]


def listening(folder, conf=None, **settings):
    """A daemon with a port of its own; its `port` is added to it. conf: its file of settings."""
    port = free_port()
    daemon = Daemon(folder, arguments=("--listen", f"127.0.0.1:{port}", *(("--config", conf) if conf else ())), **settings)
    daemon.port = port
    return daemon


def miss(month, files):
    """Cát Bi misses 1.1 in November, and so in the phase. Nam Hải's share of January is no whole number: 8 of 9."""
    if month == "2025-01":
        files["tip"] = [tip for tip in files["tip"] if tip["tip_id"] != "tin-2025-01-nam-hai-0"]
    for tip in files["tip"]:
        if month == "2024-11" and tip["ward"] == "cat-bi":
            tip["channel"] = "station"
    return files


@contextlib.contextmanager
def phase_1(folder):
    """Phase 1 to its seal and drafts."""
    daemon = listening(folder, play=play)
    try:
        yield daemon
    except BaseException:
        daemon.stop()
        raise
    assert daemon.stop() == 0


def play_november(daemon):
    """Its figures are there while December runs."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-07T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.ctl("evaluate", "2024-11")


def play(daemon):
    daemon.add(steady.roster())
    for when, month in PHASE:
        daemon.advance(when)
        daemon.add(miss(month, steady.month(month)))
    daemon.advance("2025-02-12T18:00")
    return daemon
