#!/usr/bin/env python3
"""growth.py [--wards N] [--months N] [--thin N] [--points N] [--folder F] [--out F]: what a contest of so many wards leaves behind in so many months, and what
is waited for then: a line a measured month (MB in the database by kind; board, preview, backup), then the same as a picture (growth.svg) and for programs
(growth.json).

The real package with other wards, five years in phases of six months. Every record comes by the import, 83 wards at once, and one in ten wards sends a fact
late; every run, seal, alert, message and paper is the daemon's own, whose clock is set forward. Nobody answers alerts or does duties. 60 months of 3,300
wards are 75 million records: --thin 10 takes a tenth of what a ward records and one member a team, with as many teams, results, alerts and papers.
"""
import argparse
import calendar
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import growth_picture
import scale
from bench import timed
from daemon import BUILD, SAMPLE, Daemon, Door

BEGIN = date(2024, 11, 1)
PHASE, OFFICE, LASTS = 6, 83, 60  # months of a phase; wards that one import comes from; months that the contest has, however many are lived
# What a table is for, by the beginning of its name; what none of them names is "other".
KINDS = {"records": ("record_",), "lists of records": ("listing",), "history": ("history_",), "imported files": ("content", "imported"),
         "results": ("result", "run", "live", "performed"), "audit": ("audit",), "alerts, messages": ("alert", "message", "outbox", "silence", "weekly_digest"),
         "seals, papers": ("seal", "dossier", "draft", "stamp", "decision")}


WAITED = ("board", "preview", "backup")


def months(count):
    """(name, first day, last day) of each."""
    for number in range(BEGIN.month - 1, BEGIN.month - 1 + count):
        year, month = BEGIN.year + number // 12, number % 12 + 1
        yield f"{year}-{month:02d}", date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def package(folder, wards):
    """Hải An's with other wards and five years, in phases."""
    scale.package(folder, wards, SAMPLE)
    days = list(months(LASTS))
    head, _, rest = re.split(r"(?ms)^(\[phase-1\].*?)(?=^# Cả phong trào)", (folder / "contest.ini").read_text(encoding="utf-8"))
    head = re.sub(r"(?m)^until = .*$", f"until = {days[-1][2]}", head)
    for number, start in enumerate(range(0, LASTS, PHASE), start=1):
        phase = days[start:start + PHASE]
        head += f"[phase-{number}]\ntitle = Đợt {number}\nslogan = Thi đua đợt {number}\nfrom = {phase[0][1]}\nuntil = {phase[-1][2]}\n\n"
    (folder / "contest.ini").write_text(head + rest, encoding="utf-8")
    years = "".join(f"{year}-{day}\n" for year in range(BEGIN.year + 2, days[-1][1].year + 1) for day in ("01-01 = Tết", "04-30 = Lễ", "05-01 = Lễ", "09-02 = Lễ"))
    calendar_file = folder / "calendar.ini"
    calendar_file.write_text(calendar_file.read_text(encoding="utf-8").replace("\n[workdays]", f"{years}\n[workdays]"), encoding="utf-8")
    return folder


class Rows(scale.Records):
    """Rows as files have them, of what scale.py puts into tables."""

    def __init__(self):
        super().__init__(None, 0)
        self.files = {}

    def add(self, kind, columns, rows):
        names = columns.split()
        kept = [(place, name) for place, name in enumerate(names) if f"{name.removesuffix('_on')}_at" not in names or name.endswith("_at")]
        came = [{name: written(name, row[place]) for place, name in kept} for row in rows]
        self.files.setdefault(kind, []).extend(came)
        self.count += len(came)

    def take(self):
        files, self.files = self.files, {}
        return files


def written(name, value):
    if not isinstance(value, int):
        return value or ""
    if name.endswith("_at"):
        return (datetime(1970, 1, 1) + timedelta(seconds=value + 7 * 3600)).isoformat()
    return (scale.EPOCH + timedelta(value)).isoformat() if re.search("_(on|from|until|date|of)$", name) else value


class Office:
    """Some wards with their teams and members, and what they send."""

    def __init__(self, rows, numbers, chance, thin):
        self.rows, self.numbers, self.chance = rows, numbers, chance
        self.each = {kind: max(1, count // thin) for kind, count in scale.EACH.items()}
        self.teams, self.members = scale.roster(rows, numbers, chance, scale.TEAM_SIZES if thin == 1 else (1,))
        self.roster = rows.take()
        self.models = self.roster.pop("model", [])

    def month(self, name, first, last):
        """All of it is of before the last day, on which it is sent; with it the models that were recognised by then."""
        self.rows.files["model"] = [model for model in self.models if first <= date.fromisoformat(model["recognised_on"]) < last]
        for number in self.numbers:
            scale.month_of_ward(self.rows, name, first, last - timedelta(1), number, self.chance, self.each)
        scale.month_of_force(self.rows, first, last - timedelta(1), self.teams, self.members, self.chance)
        return self.rows.take()

    def late(self, first):
        """A tip a ten wards, of the month's first day."""
        self.rows.add("tip", "tip_id ward received_on channel verified",
                      ((self.rows.id("tin"), scale.ward(number), scale.day(first), "zalo", "yes") for number in self.numbers[::10]))
        return self.rows.take()


def send(daemon, files):
    daemon.ctl("import", "--dir", daemon.write(files), timeout=1800)


# what is measured ---------------------------------------------------------------------------------------------

def kind_of(table):
    return next((kind for kind, beginnings in KINDS.items() if table.startswith(beginnings)), "other")


def sizes(state):
    """Bytes by kind, and by table. The log beside the database is brought into it before."""
    database = sqlite3.connect(state / "thidua.db", timeout=60)
    database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    owner = {name: table for name, table in database.execute("SELECT name, tbl_name FROM sqlite_schema")}
    tables, kinds = {}, dict.fromkeys([*KINDS, "other"], 0)
    for name, size in database.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE"):
        table = owner.get(name, name)
        tables[table] = tables.get(table, 0) + size
    database.close()
    for table, size in tables.items():
        kinds[kind_of(table)] += size
    return kinds, tables


def spent(daemon):
    """Seconds of processor time of the daemon, its workers and our own children so far."""
    own = Path(f"/proc/{daemon.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(map(int, own[11:15])) / os.sysconf("SC_CLK_TCK") + ours.ru_utime + ours.ru_stime


def cost(daemon, work):
    """{clock, processor}: seconds."""
    before = spent(daemon)
    return {"clock": timed(work), "processor": spent(daemon) - before}


def board(daemon, period, turn, rounds=10):
    """Of one, each time another page, so that none is sent as it was made before."""
    door = Door(daemon.state, 1800)

    def ask(number):
        door.request("GET", f"/board?period={period}&pick={turn}-{number}")
        answer = door.getresponse()
        said = answer.read()
        assert answer.status == 200, said
    whole = cost(daemon, lambda: [ask(number) for number in range(rounds)])
    return {name: seconds / rounds for name, seconds in whole.items()}


def preview(daemon, first):
    """Of another value of a target from that day on; a record has come since the last."""
    words = ["target=1.1.share", f"from={first:%d/%m/%Y}", "value=81 %", "reference=Công văn số 1/BCĐ"]
    return cost(daemon, lambda: daemon.ctl("--json", "rules", "preview", *(word for one in words for word in ("--change", one)), timeout=1800))


def backup(daemon):
    copy = daemon.folder / "backup"
    copy.mkdir()
    found = cost(daemon, lambda: daemon.ctl("backup", copy / "thidua.db", timeout=1800))
    shutil.rmtree(copy)
    return found


def measured(daemon, number, name, first, began):
    kinds, tables = sizes(daemon.state)
    point = {"month": number, "name": name, "bytes": (daemon.state / "thidua.db").stat().st_size, "kinds": kinds, "tables": tables,
             "board": board(daemon, name, number), "preview": preview(daemon, first), "backup": backup(daemon)}
    print(line(point), f"{time.perf_counter() - began:9.0f}", flush=True)
    return point


def line(point):
    kinds = " ".join(f"{point['kinds'][kind] / 1e6:>{len(kind) + 1}.2f}" for kind in [*KINDS, "other"])
    waited = " ".join(f"{point[name][how] * 1000:>9.0f}" for name in WAITED for how in ("clock", "processor"))
    return f"{point['month']:>5} {point['bytes'] / 1e6:>9.1f} {kinds} {waited}"


def head():
    return ("MB by kind; board, preview and backup in ms, by the clock and of processor time (of the daemon and its workers); seconds since the beginning\n"
            f"month      file {' '.join(f' {kind}' for kind in [*KINDS, 'other'])} {' '.join(f'{name:>9} processor' for name in WAITED)}   seconds")


# the years ----------------------------------------------------------------------------------------------------

def live(daemon, wards, thin, days, points, tell):
    """The months, one after the other; what was measured, which is told each time: who ends it early has what was measured by then."""
    began, rows, chance = time.perf_counter(), Rows(), random.Random(wards).random
    offices = [Office(rows, range(start, min(start + OFFICE, wards)), chance, thin) for start in range(0, wards, OFFICE)]
    for office in offices:
        send(daemon, office.roster)
    found, every = [], max(1, len(days) // points)
    print(head(), flush=True)
    for number, (name, first, last) in enumerate(days, start=1):
        daemon.ctl("clock", "advance", f"{last}T08:00", timeout=3600)
        for office in offices:
            send(daemon, office.month(name, first, last))
        daemon.ctl("clock", "advance", f"{last + timedelta(18)}T08:00", timeout=3600)
        send(daemon, offices[number % len(offices)].late(first))
        if number % every == 0 or number == len(days):
            found.append(measured(daemon, number, name, first, began))
            tell(found, rows.count)
    return found, rows.count


def run(folder, wards, count, thin=1, points=20, tell=lambda points, records: None):
    """A contest made anew: what was measured each month, and how many records there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    conf = folder / "thiduad.conf"
    conf.write_text("[worker]\nmemory = 2048\nanswer = 512\ndeadline = 600\n", encoding="utf-8")
    daemon = Daemon(folder, f"{BEGIN}T08:00", package=None, arguments=["--config", conf])
    try:
        daemon.ctl("contest", "load", package(folder / "package", wards), timeout=3600)
        return live(daemon, wards, thin, list(months(count)), points, tell)
    finally:
        daemon.stop(timeout=600)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wards", type=int, default=3300)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--thin", type=int, default=10)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--folder", type=Path, default=BUILD / "bench" / "growth")
    parser.add_argument("--out", type=Path, default=BUILD / "bench")
    options = parser.parse_args()

    def tell(points, records):
        said = {"wards": options.wards, "months": points[-1]["month"], "thin": options.thin, "records": records, "points": points}
        (options.out / "growth.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        (options.out / "growth.svg").write_text(growth_picture.draw(said), encoding="utf-8")
    run(options.folder, options.wards, options.months, options.thin, options.points, tell)
    print(f"{options.out}/growth.svg, growth.json")


if __name__ == "__main__":
    sys.exit(main())
