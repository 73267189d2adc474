"""Random bits of the database file turned over: whatever changes something that is stored is found by `audit verify`, or the
daemon does not start on it. What changes nothing (free pages, slack in pages) is told apart, and accuses nobody.

In `make check` a sample; `make check-flip` turns over THIDUA_FLIPS = 1000 used bits. The seed is printed: THIDUA_FLIP_SEED
plays the same bits again.
"""
import os
import random
import sqlite3
import subprocess
import tarfile
import time
from collections import Counter

import pytest

from daemon import BUILD, SOURCE, Daemon

FLIPS = int(os.environ.get("THIDUA_FLIPS", 8))
SEED = int(os.environ.get("THIDUA_FLIP_SEED", 0)) or random.SystemRandom().randrange(1, 10 ** 9)

NO_RUNS = (b"live", b"live_result")  # figures of open periods, in no hash: nothing follows from them (docs/decisions/0049-live-figures.md)


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """The kept folder of an older version (every table has rows), brought up to date, with a month's work of today on it."""
    folder = tmp_path_factory.mktemp("flip")
    with tarfile.open(SOURCE / "tests" / "fixture" / "state-0.1.0.tar.xz") as archive:
        archive.extractall(folder)
    (folder / "state").chmod(0o700)
    daemon = Daemon(folder, clock=None, package=None)
    daemon.advance("2025-04-08T17:00")
    daemon.ctl("audit", "verify")
    assert daemon.stop() == 0
    assert sorted(path.name for path in daemon.state.iterdir()) == ["accounts.db", "thidua.build", "thidua.db", "thidua.db-head", "thidua.lock"]
    return daemon


def content(path):
    """All that is stored, as another program reads it; None when SQLite itself finds the file damaged."""
    base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    base.text_factory = bytes
    try:
        if base.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
            return None
        schema = base.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
        pragmas = [base.execute(f"PRAGMA {name}").fetchall() for name in ("user_version", "application_id", "encoding")]
        rows = {name: sorted(repr(row) for row in base.execute(f'SELECT * FROM "{name.decode()}"'))
                for kind, name, _, _ in schema if kind == b"table" and name not in NO_RUNS}
        return schema, pragmas, rows
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError):
        return None
    finally:
        base.close()


def verdict(daemon):
    """What the product says of the file: whole, found by verify, or refused at the start."""
    daemon.log.write_bytes(b"")
    daemon.start()
    done = daemon.run("audit", "verify")
    if done.returncode == 0:
        assert daemon.stop() == 0
        return "whole", ""
    if daemon.process.poll() is None and done.returncode == 1:
        assert daemon.stop() == 0
        return "found", done.stderr
    process, daemon.process = daemon.process, None
    assert process.wait(30) == 1, daemon.logged()  # never a signal
    return "refused", daemon.logged()


def test_a_flipped_bit_is_found(state):
    path, sound = state.state / "thidua.db", (state.state / "thidua.db").read_bytes()
    head = (state.state / "thidua.db-head").read_bytes()
    before, draw, count, missed, accused = content(path), random.Random(SEED), Counter(), [], []
    begun = time.monotonic()
    assert before is not None and verdict(state)[0] == "whole"
    while count["used"] < FLIPS:
        at, bit = draw.randrange(len(sound)), draw.randrange(8)
        flipped = bytearray(sound)
        flipped[at] ^= 1 << bit
        path.write_bytes(flipped)
        used = content(path) != before
        said, sentence = verdict(state)
        count["used" if used else "unused"] += 1
        count[said if used else f"unused {said}"] += 1
        if used and said == "whole":
            missed.append((at, bit))
        if not used and said != "whole":
            accused.append((at, bit, sentence))
        for left in state.state.glob("thidua.db-*"):
            left.unlink()
        path.write_bytes(sound)
        (state.state / "thidua.db-head").write_bytes(head)
    print(f"\nseed {SEED}: {count['used']} bits of used bytes turned over: {count['found']} found by audit verify, {count['refused']} refused "
          f"at the start, {len(missed)} missed; {count['unused']} of unused bytes: {count['unused whole']} called whole; "
          f"{time.monotonic() - begun:.0f} s")
    assert missed == [], f"seed {SEED}"
    assert all("thidua.db" in sentence or "bị" in sentence for _, _, sentence in accused), accused
