#!/usr/bin/env python3
"""bench.py [--wards N] [--rounds N] [--folder F] [--json]: what thidua costs on this machine, as ratios in one run.

N wards are N × 4,000 records of ten months: 332 are a tenth of the country, 8 a district. The state is made once in the
folder and kept; every run works on a copy. Each line gives the figure, the bar of docs/performance.md and whether it is
met. Nothing here fails because a figure is poor.
"""
import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

import scale
from daemon import BUILD, PACKAGE, Daemon

HERE = Path(__file__).resolve().parent
PROGRAM = Path(os.environ.get("THIDUA_BENCH", BUILD / "tests" / "bench" / "bench"))
MONTH = "2025-07"  # whose records change


def ask(*words):
    """The figures that the C program prints: {way: {…}}."""
    done = subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{PROGRAM.name} {words[0]}: {done.stderr.strip() or done.returncode}")
    return {row["way"]: row for row in map(json.loads, done.stdout.splitlines())}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Figures:
    """One line a figure: name, value, unit, the bar ("<=" or ">=", number)."""

    def __init__(self):
        self.lines = []

    def add(self, name, value, unit="x", bar=None):
        met = None if bar is None else (value <= bar[1] if bar[0] == "<=" else value >= bar[1])
        self.lines.append({"name": name, "value": value, "unit": unit, "bar": bar, "met": met})

    def print(self):
        for line in self.lines:
            bar = f"{line['bar'][0]} {line['bar'][1]:g}" if line["bar"] else ""
            says = {None: "", True: "met", False: "SHORT"}[line["met"]]
            print(f"{line['name']:<58} {line['value']:>12.3f} {line['unit']:<6} {bar:>9}  {says}")


def evaluation(figures, state, months, rounds, small):
    ways = ask("evaluate", state, BUILD / "thiduad", HERE / "raw.sql", months, rounds)
    wall = {name: row["seconds"] for name, row in ways.items() if "seconds" in row}
    # Processor time of daemon and workers: on a machine that is busy with other things the clock on the wall says little.
    seconds = {name: ways[name]["own"] + ways[name]["children"] for name in wall}
    raw = seconds["raw"]
    figures.add(f"hand-written SQL, {months} months (raw)", raw, "s")
    figures.add(f"all criteria in workers, {months} months", wall["all"], "s")
    figures.add("declared measures in their workers / raw", seconds["declared"] / seconds["raw declared"], bar=("<=", 0.95))
    figures.add("declared measures without processes / raw", seconds["declared, no process"] / seconds["raw declared"])
    figures.add("free SQL measures in their workers / raw", seconds["free"] / seconds["raw free"], bar=("<=", 1.3))
    figures.add("free SQL measures without processes / raw", seconds["free, no process"] / seconds["raw free"])
    figures.add("all criteria in workers / raw", seconds["all"] / raw)
    figures.add("all criteria, with storing / without", seconds["all and writing"] / seconds["all"], bar=("<=", 1.4))
    figures.add("two workers / one (wall clock)", wall["all, two workers"] / wall["all"], bar=("<=", 0.70))
    figures.add(f"one month / {months}", seconds["one month"] / seconds["all"], bar=("<=", 1.3 / months))
    figures.add("a worker that has nothing to count", wall["an idle worker"] * 1000, "ms")
    figures.add("memory of the largest worker", ways["worker"]["kilobytes"] / 1024, "MiB", bar=("<=", 12 if small else 32))
    return wall["all"], raw


def fences(figures, raw, wards, times, rounds):
    ways = ask("script", times, rounds)
    seconds = {name: row["seconds"] for name, row in ways.items()}
    each = {name: seconds[name] / ways[name]["count"] for name in ways}
    judgements = len(scale.MONTHS) * (11 * wards + int(scale.TEAMS * wards))
    figures.add("a judge in its rule's state", each["judge in a rule's state"] * 1e9, "ns")
    figures.add("the same, Lua alone", each["judge, bare"] * 1e9, "ns")
    figures.add("the same comparison in C", each["judge in C"] * 1e9, "ns")
    # Shares of the whole, were every judge a function of Lua (most are words that C judges).
    figures.add("Lua's share: all judgements in Lua / raw", judgements * each["judge in a rule's state"] / raw, bar=("<=", 0.14))
    figures.add("hook and allocator of these / raw",
                judgements * max(0, each["judge, hook and allocator"] - each["judge, bare"]) / raw + 1e-9, bar=("<=", 0.09))
    for function in ("judge", "writes", "loops"):
        figures.add(f"count hook / bare ({function})", each[f"{function}, hook"] / each[f"{function}, bare"])
        figures.add(f"counting allocator / bare ({function})", each[f"{function}, allocator"] / each[f"{function}, bare"])


def raw_statements():
    for part in (HERE / "raw.sql").read_text(encoding="utf-8").split("-- name: ")[1:]:
        head, sql = part.split("\n", 1)
        yield head.split()[0], sql


def python_sets(state):
    """The same hand-written statements from Python, one verdict a row."""
    database = sqlite3.connect(state / "thidua.db")
    verdicts = 0
    for _, sql in raw_statements():
        for _, first, last in scale.MONTHS:
            names = {"from": scale.day(first), "until": scale.day(last) + 1, "last": scale.day(last)}
            for _, num, den in database.execute(sql, names):
                verdicts += num * 100 >= 80 * (den or 1)
    database.close()
    return verdicts


def python_records(state):
    """Every tip, incident and patrol of every month fetched and counted in Python: as a script would do it."""
    database = sqlite3.connect(state / "thidua.db")
    counted = {}
    for name, column in (("tip", "received_on"), ("incident", "occurred_on"), ("patrol", "on_date"), ("accident", "on_date"),
                         ("callout", "called_on"), ("good_deed", "on_date"), ("population", "as_of")):
        cursor = database.execute(f"SELECT * FROM record_{name} WHERE state = 'confirmed'")
        place = [item[0] for item in cursor.description].index(column)
        for row in cursor:
            key = (name, row[1], row[place] // 30)
            counted[key] = counted.get(key, 0) + 1
    database.close()
    return counted


def peers(figures, state, full, rounds):
    sets = statistics.median(timed(lambda: python_sets(state)) for _ in range(rounds))
    records = statistics.median(timed(lambda: python_records(state)) for _ in range(rounds))
    figures.add("Python, the hand-written SQL / all criteria", sets / full, bar=(">=", 5))
    figures.add("Python, record by record (7 of 11 targets) / all criteria", records / full)


def tips(count, start, prefix):
    return [{"tip_id": f"{prefix}-{number:07d}", "ward": scale.ward(number % start["wards"]), "received_on": f"{MONTH}-15",
             "channel": "force", "verified": "yes"} for number in range(count)]


def changed(daemon, figures, wards, months, full, month_records):
    """Late records of one month; the daemon answers when every period concerned is evaluated again."""
    for name, _, _ in scale.MONTHS[-months:]:
        daemon.ctl("evaluate", name, timeout=600)
    start = {"wards": wards}
    for words, count in (("one fact", 1), ("0.1 % of a month", max(2, month_records // 1000)),
                         ("1 % of a month", max(2, month_records // 100))):
        spent = []
        for turn in range(3):
            folder = daemon.write({"tip": tips(count, start, f"moi-{count}-{turn}")}, name="late")
            spent.append(timed(lambda: daemon.ctl("import", "--dir", folder, timeout=600)))
        seconds = statistics.median(spent)
        bar = {"one fact": None, "0.1 % of a month": ("<=", 0.05), "1 % of a month": ("<=", 0.15)}[words]
        figures.add(f"{words} imported late, all runs made again", seconds * 1000, "ms", bar=("<=", 2) if count == 1 else None)
        figures.add(f"{words} / evaluating {months} months", seconds / full, bar=bar)


def loading(daemon, figures, wards, count):
    """A file of tips: by the import with its checks, history and chain, and by sqlite3 .import into a bare table."""
    rows = tips(count, {"wards": wards}, "nap")
    for number, row in enumerate(rows):
        row["received_on"] = f"2024-10-{number % 30 + 1:02d}"  # before the contest: nothing is evaluated again
    folder = daemon.write({"tip": rows}, name="load")
    ours = timed(lambda: daemon.ctl("import", "--dir", folder, timeout=600))
    figures.add(f"import of {count} rows", count / ours, "rows/s")
    tool = shutil.which("sqlite3")
    if not tool:
        return
    bare = folder.parent / "bare.db"
    bare.unlink(missing_ok=True)
    columns = ", ".join(f"{name} TEXT{' PRIMARY KEY' if name == 'tip_id' else ''}" for name in rows[0])
    script = f"CREATE TABLE tip ({columns});\n.mode csv\n.import --skip 1 {folder / 'tip.csv'} tip\n"
    theirs = timed(lambda: subprocess.run([tool, str(bare)], input=script, text=True, check=True))
    figures.add("import / sqlite3 .import into a bare table", ours / theirs, bar=("<=", 1.4))


def documents(figures, count, rounds):
    ways = ask("draft", PACKAGE / "documents" / "e.docx", HERE / "notice.json", count, rounds)
    figures.add("notices drafted a second of processor time", ways["documents"]["count"] / ways["documents"]["own"], "")


def run(folder, wards, rounds, months=len(scale.MONTHS)):
    state, records = scale.make(folder / str(wards), wards)
    copy = folder / "run"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(state, copy / "state")
    figures = Figures()
    figures.add("wards", wards, "")
    figures.add("records", records, "")
    full, raw = evaluation(figures, copy / "state", months, rounds, wards <= 16)
    peers(figures, copy / "state", full, min(rounds, 3))
    fences(figures, raw, wards, 200_000 if wards > 16 else 5_000, rounds)
    documents(figures, 300 if wards > 16 else 20, rounds)
    daemon = Daemon(copy, clock=scale.CLOCK, package=None)
    try:
        changed(daemon, figures, wards, months, full, records // len(scale.MONTHS))
        loading(daemon, figures, wards, min(50_000, 5_000 * max(1, wards // 8)))
    finally:
        daemon.stop(timeout=120)
        shutil.rmtree(copy, ignore_errors=True)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wards", type=int, default=83)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=BUILD / "bench")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.folder, options.wards, options.rounds)
    if options.json:
        print(json.dumps(figures.lines, indent=1))
    else:
        figures.print()


if __name__ == "__main__":
    main()
