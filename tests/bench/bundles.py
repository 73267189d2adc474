#!/usr/bin/env python3
"""bundles.py [--districts N] [--folder F]: what a city pays for the sealed bundles of its districts, beside plain SQL that inserts the same rows. The bundle
is a real one, of a district's first phase (tests/whole/phase.py), signed anew for each district."""
import argparse
import copy
import hashlib
import json
import resource
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "whole"))
import city  # noqa: E402
from bench import Figures, timed  # noqa: E402
from phase import phase_1  # noqa: E402
from verifier import sign  # noqa: E402


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seed(number):
    return hashlib.sha256(str(number).encode()).digest()


def write(folder, given, districts):
    """A file a district, all of the same figures."""
    for number in range(districts):
        unit, bundle = f"quan-{number}", copy.deepcopy(given)
        text = canonical(bundle).replace(b'"quan-hai-an"', canonical(unit))
        bundle = json.loads(text)
        bundle["seal"]["hash"] = hashlib.sha256(canonical(bundle["seal"]["content"])).hexdigest()
        key, signature = sign(seed(number), canonical(bundle))
        (folder / f"{unit}.json").write_bytes(canonical({"bundle": bundle, "key": key, "signature": signature}))


def plain(folder, base):
    """The same rows, read by Python's parser and inserted in one transaction that reaches the disk."""
    database = sqlite3.connect(base, isolation_level=None)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE result (ward TEXT, phase TEXT, criterion TEXT, subject TEXT, num INTEGER, den INTEGER,"
                           " verdict TEXT, seal TEXT, PRIMARY KEY (ward, phase, criterion, subject)) STRICT; BEGIN")
    for path in sorted(folder.iterdir()):
        bundle = json.loads(path.read_bytes())["bundle"]
        database.executemany("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (
            (bundle["issuer"]["unit"], bundle["seal"]["content"]["phase"], criterion, row["subject"], cell["num"], cell["den"], cell["verdict"], bundle["seal"]["hash"])
            for row in bundle["seal"]["content"]["results"] for criterion, cell in row["cells"].items()))
    database.execute("COMMIT")
    database.close()


def main(districts, folder):
    figures = Figures()
    sent, taken = folder / "sent", []
    sent.mkdir()
    with phase_1(folder / "district") as daemon:
        daemon.ctl("seals", "export", "phase-1-1", "--out", folder / "one.json")
    given = json.loads((folder / "one.json").read_bytes())["bundle"]
    write(sent, given, districts)
    (folder / "city").mkdir()
    daemon = city.begin(folder / "city", {f"quan-{number}": sign(seed(number), b"")[0] for number in range(districts)})
    try:
        daemon.advance("2025-02-13T09:00")
        seconds = timed(lambda: taken.append(daemon.json("seals", "import", sent)))
        again = timed(lambda: taken.append(daemon.json("seals", "import", sent)))
        walk = timed(lambda: daemon.json("seals", "walk", "quan-0", "phase-1", "1.1"))
    finally:
        daemon.stop()
    if taken[0]["added"] != taken[1]["unchanged"] or not taken[0]["written"] or taken[1]["written"]:
        sys.exit(f"not what was sent: {taken}")
    raw = timed(lambda: plain(sent, folder / "plain.db"))
    figures.add(f"{districts} bundles of {(folder / 'one.json').stat().st_size // 1024} KiB, {taken[0]['added']} rows, taken", seconds, "s")
    figures.add("the same rows by plain SQL (parsed, inserted, on the disk)", raw, "s")
    figures.add("bundles taken, counted and noted / plain SQL", seconds / raw)
    figures.add("the same bundles once more / the first time", again / seconds)
    figures.add("one total walked down to its rows, by thiduactl", walk * 1000, "ms")
    figures.add("memory of the largest process", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MiB")
    figures.print()


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--districts", type=int, default=100)
    given = words.parse_args()
    made = Path(tempfile.mkdtemp(prefix="thidua-bundles-"))
    try:
        main(given.districts, made)
    finally:
        shutil.rmtree(made)
