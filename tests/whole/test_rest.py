"""A daemon that has nothing to do: how much memory it keeps after a district's month, that requests and imports leave nothing behind, and
that nothing wakes it between its timers.

It rests when no thread of it was scheduled for a while: then what it kept for the next request is given back (door/work_queue.c).
`make check-memory` sends 10,000 requests and 1,000 imports."""
import os

import pytest

import steady
from daemon import PACKAGE, SANITIZED, Daemon, Door
from resting import QUIET, rested, slept

LONG = "THIDUA_LONG" in os.environ
REQUESTS, ANEW, IMPORTS = (10_000, 10_000, 1_000) if LONG else (500, 90, 30)
OWN = 16 << 10   # KiB that a district's month may leave, beside pages of files
SLACK = 1 << 10  # KiB: what malloc's pieces differ by from one rest to the next; a hundred bytes a request of the long form
PAGES = ("/board", "/", "/alerts", "/records", "/schedule", "/compare?period=2024-11", "/unit?subject=cat-bi&period=2024-11")
ANSWERS = ("/api/status", "/api/results?period=2024-11")

pytestmark = pytest.mark.skipif(SANITIZED, reason="a sanitizer keeps memory of its own")


def requests(daemon, paths):
    connection = Door(daemon.state)
    for path in paths:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
    connection.close()


def varied(count, anew):
    """Pages and answers in turn; so many pages have an address of their own and are made anew, the others are kept."""
    for number in range(count):
        path = (PAGES + ANSWERS)[number % len(PAGES + ANSWERS)]
        yield path if path in ANSWERS else f"{path}{'&' if '?' in path else '?'}pick={number % anew}"


def imports(daemon, first, count):
    for number in range(first, first + count):
        daemon.add({"tip": [{**row, "tip_id": f"them-{number}-{place}"} for place, row in enumerate(steady.tips("cat-bi", "2024-11", 9, 10))]})


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """In its second month, the first sent and run."""
    daemon = Daemon(tmp_path_factory.mktemp("rest"), package=PACKAGE)
    try:
        daemon.add(steady.roster())
        daemon.advance("2024-12-03T09:00")
        daemon.add(steady.month("2024-11"))
        yield daemon
    finally:
        code = daemon.stop()
    assert code == 0


def test_a_district_s_month_leaves_little(daemon):
    assert rested(daemon, OWN)[1] <= OWN


def test_memory_does_not_grow_with_requests_and_imports(daemon):
    requests(daemon, varied(45, 45))  # each thread has met its largest piece of work
    requests(daemon, (f"/board?pick=first-{number}" for number in range(120)))  # the cache of pages is full
    imports(daemon, 0, 10)
    before = rested(daemon)[1]
    requests(daemon, varied(REQUESTS, ANEW))
    imports(daemon, 10, IMPORTS)
    grown = rested(daemon, before + SLACK)[1] - before
    assert grown <= SLACK, f"{grown} KiB more after {REQUESTS} requests and {IMPORTS} imports"


def test_nothing_wakes_it_between_its_timers(tmp_path):
    """By the machine's clock it looks each minute for what is due and beats each half minute; between these no thread runs."""
    daemon = Daemon(tmp_path, clock=None, package=None).ready()
    try:
        assert any(slept(daemon, QUIET) for _ in range(8))
    finally:
        assert daemon.stop() == 0


def test_a_connection_that_cannot_be_opened_says_why(daemon):
    """Nobody has tried anything yet, so the connections of trials are opened with this one."""
    (daemon.state / "thidua.db").rename(daemon.state / "aside.db")
    refused = daemon.refused("rules", "lint")
    (daemon.state / "aside.db").rename(daemon.state / "thidua.db")
    assert "không mở được tệp dữ liệu" in refused and "bộ nhớ" not in refused, refused
    assert daemon.ctl("rules", "lint")
