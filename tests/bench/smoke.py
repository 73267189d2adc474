#!/usr/bin/env python3
"""smoke.py [--record] [--folder F]: whether a build has become much slower, in some seconds: processor time of ours over processor time of hand-written SQL
over the same tables, in turn in the same run. It fails when a ratio is more than twice that of smoke.json in each of a few tries; --record writes the file anew.

Nothing here is a time: what else the machine does stretches both sides. See docs/decisions/0118.
"""
import argparse
import json
import shutil
import sys
from pathlib import Path

import bench
import loading
import scale
from daemon import BUILD, Daemon

RECORDED = Path(__file__).resolve().parent / "smoke.json"
WARDS, ROUNDS, ROWS, TIMES, TRIES, BEYOND = 8, 3, 2_000, 3, 4, 2.0
WAYS = {"all criteria in workers / raw": ("all", "raw"), "all criteria, stored / raw, stored": ("all and writing", "raw and writing"),
        "declared measures without processes / raw": ("declared, no process", "raw declared"),
        "latest and each without processes / raw": ("free, no process", "raw free")}


def evaluation(state):
    """Of each way the round that took least."""
    names = {name for pair in WAYS.values() for name in pair}
    ways = bench.ask("evaluate", state, BUILD / "thiduad", bench.HERE / "raw.sql", len(scale.MONTHS), ROUNDS, only=names)
    return {name: ways[ours]["least"] / ways[raw]["least"] for name, (ours, raw) in WAYS.items()}


def imports(folder, number):
    """The daemon's processor time over that of sqlite3 filling the same trees, each the least of some."""
    if not shutil.which("sqlite3"):
        return {}
    daemon = Daemon(folder, clock=scale.CLOCK, package=None)
    ours, plain = [], []
    try:
        daemon.ready()
        for turn in range(TIMES):
            rows = [{**row, "tip_id": f"{row['tip_id']}-{number}-{turn}"} for row in loading.rows_of(ROWS, WARDS)]
            file = daemon.write({"tip": rows}, name="load") / "tip.csv"
            plain.append(loading.plain(daemon.state, file, rows)[1])
            before = loading.spent(daemon.process.pid)
            daemon.ctl("import", "--dir", file.parent)
            ours.append(loading.spent(daemon.process.pid) - before)
    finally:
        daemon.stop(timeout=120)
    return {"import / plain SQL that fills the same trees": min(ours) / min(plain)}


def ratios(folder, number):
    """Of one try, on a copy of the state."""
    state, _ = scale.make(folder / str(WARDS), WARDS)
    copy = folder / "run"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(state, copy / "state")
    try:
        return {**evaluation(copy / "state"), **imports(copy, number)}
    finally:
        shutil.rmtree(copy)


def beyond(best, recorded):
    return {name: (ratio, recorded[name]) for name, ratio in best.items() if ratio > BEYOND * recorded[name]}


def least(folder, recorded=None):
    """The least ratio of each over the tries; no more tries than are needed to be within what was recorded."""
    best = {}
    for number in range(TRIES):
        for name, ratio in ratios(folder, number).items():
            best[name] = min(ratio, best.get(name, ratio))
        if recorded and not beyond(best, recorded):
            break
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--folder", type=Path, default=BUILD / "bench")
    options = parser.parse_args()
    recorded = None if options.record else json.loads(RECORDED.read_text(encoding="utf-8"))
    best = least(options.folder, recorded)
    for name, ratio in best.items():
        print(f"{name:<50} {ratio:>8.2f}" + (f"  recorded {recorded[name]:>8.2f}" if recorded else ""))
    if options.record:
        RECORDED.write_text(json.dumps({name: round(ratio, 2) for name, ratio in best.items()}, indent=1) + "\n", encoding="utf-8")
        return 0
    wrong = beyond(best, recorded)
    for name, (ratio, was) in wrong.items():
        print(f"{name}: {ratio:.2f} is more than {BEYOND:g} times {was:.2f}. Find what became slower; if it must be, make bench-smoke RECORD=--record", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
