"""Nothing runs that should: seen from outside without a log-in (/healthz turns red), by systemd (no more pings when the writer does not answer), and by administrators
(an alert when what is due could not be performed)."""
import json
import os
import socket
import urllib.error

import pytest

from daemon import free_port, until
from world import FULL, HANGING, SOUND, WorldDaemon


class Notified:
    """The other end of $NOTIFY_SOCKET."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(0.05)

    def got(self):
        lines = []
        try:
            while True:
                lines += self.socket.recv(4096).decode().splitlines()
        except TimeoutError:
            return lines


@pytest.fixture
def watched(tmp_path):
    """By the machine's clock, watched by a systemd that wants a sign of life every 0.9 s."""
    folder = tmp_path / "one"
    folder.mkdir()
    config = folder / "thiduad.conf"
    config.write_text("[daemon]\npatience = 1\n")
    notified = Notified(folder / "notify")
    os.environ.update(NOTIFY_SOCKET=str(folder / "notify"), WATCHDOG_USEC="900000")
    try:
        daemon = WorldDaemon(folder, "2024-10-31T08:00", arguments=["--config", config, "--listen", f"127.0.0.1:{(port := free_port())}"])
    finally:
        del os.environ["NOTIFY_SOCKET"], os.environ["WATCHDOG_USEC"]
    daemon.port, daemon.notified = port, notified
    try:
        yield daemon
    finally:
        daemon.set_disk(SOUND)
        assert daemon.stop() == 0
        notified.socket.close()


def health(daemon):
    try:
        with daemon.open("/healthz", headers={}) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def red(daemon, part):
    """Waits until /healthz says that this part is in trouble; the line."""
    def look():
        status, line = health(daemon)
        return status == 503 and part in json.loads(line)["failing"] and line
    return until(look, what=f"{part} in /healthz")


def test_a_monitor_sees_a_full_disk_and_what_falls_due_on_it(watched):
    assert health(watched)[0] == 200 and health(watched)[1].startswith("ok ")
    until(lambda: "WATCHDOG=1" in watched.notified.got(), what="a ping")
    watched.set_disk(FULL)
    watched.set_clock("2024-11-02T00:05")
    line = red(watched, "disk")
    assert line.count("\n") == 1 and set(json.loads(line)) == {"status", "failing"} and str(watched.state) not in line
    assert "WATCHDOG=1" in until(watched.notified.got, what="a ping")  # a new start would not mend it
    watched.set_disk(SOUND)
    until(lambda: health(watched)[0] == 200, what="green")
    assert "không ổn" in watched.logged()
    until(lambda: "đã ổn trở lại" in watched.logged(), what="a line of the log")


def test_a_writer_that_hangs_gets_no_more_pings(watched):
    until(lambda: "WATCHDOG=1" in watched.notified.got(), what="a ping")
    watched.set_disk(HANGING)
    assert json.loads(red(watched, "writer"))["failing"] == ["writer"]
    watched.notified.got()
    assert "WATCHDOG=1" not in watched.notified.got()
    watched.set_disk(SOUND)
    until(lambda: health(watched)[0] == 200, what="green")
    until(lambda: "WATCHDOG=1" in watched.notified.got(), what="a ping")
