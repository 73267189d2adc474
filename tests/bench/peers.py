"""What other people would use, on the same tables in the same run: each does what its sentence says and no more, ours does what the sentence of ours
says. Processor time on both sides, children with it. What is not on the machine (npm, sqlite3, a network) is left out.
"""
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

import scale

HERE = Path(__file__).resolve().parent
OURS = "ours: each criterion of each month for wards and teams in locked-down workers, history and successions looked at, verdict, sentence and receipt made"
MODULES = {"json-rules-engine": "json-rules-engine@7", "@duckdb/node-api": "@duckdb/node-api@1.4"}


def spent(work):
    """(seconds of processor time of this program and of what it started, what the work gave)."""
    def now():
        return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    before = now()
    given = work()
    return now() - before, given


def median(work, rounds):
    return statistics.median(spent(work)[0] for _ in range(rounds))


def statements(path=HERE / "raw.sql"):
    for part in path.read_text(encoding="utf-8").split("-- name: ")[1:]:
        head, sql = part.split("\n", 1)
        yield head.split()[0], sql


def names_of(first, last):
    return {"from": scale.day(first), "until": scale.day(last) + 1, "last": scale.day(last)}


# ---- Python ----

def python_sets(state, months=len(scale.MONTHS)):
    """The hand-written statements from Python, one verdict a row: (verdicts, sum of the numerators)."""
    database = sqlite3.connect(state / "thidua.db")
    verdicts = total = 0
    for _, sql in statements():
        for _, first, last in scale.MONTHS[-months:]:
            for _, num, den in database.execute(sql, names_of(first, last)):
                verdicts += num * 100 >= 80 * (den or 1)
                total += num
    database.close()
    return verdicts, total


# Of each declared measure: what a script would fetch of a month, and count row by row (numerator, denominator).
DECLARED = {
    "tip": ("received_on", "channel, verified, duplicate_of",
            lambda channel, verified, of: (channel == "force", 1) if of is None and verified != "no" else (0, 0)),
    "incident": ("occurred_on", "presence, notified_at, arrived_at",
                 lambda presence, told, came: (came - told <= 900, 1) if presence == "required" else (0, 0)),
    "model": ("recognised_on", "recognised_by", lambda by: (by in ("city_police", "ministry", "district_police"), 0)),
    "callout": ("called_on", "called_at, arrived_at", lambda called, came: (came - called <= 600, 1)),
    "business_violation": ("act_on", "self_detected", lambda own: (1, 0)),
    "weapon_case": ("on_date", "kind", lambda kind: (1, 0)),
    "reoffence": ("on_date", "person_code", lambda code: (1, 0)),
    "accident": ("on_date", "level", lambda level: (level in ("serious", "very_serious", "extremely_serious"), 0)),
}


def python_rows(state, months):
    """The declared measures as a script does them: a month's rows fetched, counted a ward in a dictionary, judged."""
    database = sqlite3.connect(state / "thidua.db")
    verdicts = 0
    for name, (date, columns, count) in DECLARED.items():
        for _, first, last in scale.MONTHS[-months:]:
            sums = {}
            for home, *row in database.execute(f"SELECT ward, {columns} FROM record_{name} WHERE {date} >= ? AND {date} < ? "
                                               "AND state = 'confirmed'", (scale.day(first), scale.day(last) + 1)):
                num, den = count(*row)
                of_ward = sums.setdefault(home, [0, 0])
                of_ward[0] += num
                of_ward[1] += den
            verdicts += sum(num * 100 >= 80 * (den or 1) for num, den in sums.values())
    database.close()
    return verdicts


def python_subjects(state, wards, months):
    """The same asked for each ward by itself."""
    database = sqlite3.connect(state / "thidua.db")
    verdicts = 0
    for name, (date, columns, count) in DECLARED.items():
        for _, first, last in scale.MONTHS[-months:]:
            for number in range(wards):
                counted = [count(*row) for row in database.execute(
                    f"SELECT {columns} FROM record_{name} WHERE {date} >= ? AND {date} < ? AND ward = ? AND state = 'confirmed'",
                    (scale.day(first), scale.day(last) + 1, scale.ward(number)))]
                verdicts += sum(num for num, _ in counted) * 100 >= 80 * (sum(den for _, den in counted) or 1)
    database.close()
    return verdicts


# ---- npm ----

def installed(modules, name):
    """The folder of node's modules with one of them in it; None without npm or a network."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not modules or not node or not npm:
        return None
    if not (modules / "node_modules" / name).exists():
        modules.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", modules, MODULES[name]],
                           check=True, timeout=300, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError):
            return None
    return modules / "node_modules"


def rules_engine(modules):
    """Seconds that json-rules-engine takes for one judgement."""
    done = subprocess.run(["node", HERE / "rules_engine.js", modules, "20000"], capture_output=True, text=True, check=True)
    return float(done.stdout)


def rules_engine_whole(modules, state, folder, months):
    """sqlite3 counts by the hand-written statements, json-rules-engine judges each row: how many verdicts it wrote."""
    script = [".mode list"]
    for criterion, sql in statements():
        for _, first, last in scale.MONTHS[-months:]:
            script += [f".parameter set :{name} {value}" for name, value in names_of(first, last).items()]
            script.append(f"SELECT '{criterion}', * FROM ({sql.strip().rstrip(';')});")
    counted, judged = folder / "counted.txt", folder / "judged.txt"
    with open(counted, "wb") as out:
        subprocess.run(["sqlite3", "-readonly", state / "thidua.db"], input="\n".join(script).encode(), stdout=out, check=True)
    with open(counted, "rb") as rows, open(judged, "wb") as out:
        subprocess.run(["node", HERE / "rules_engine.js", modules, "-"], stdin=rows, stdout=out, check=True)
    return len(judged.read_text(encoding="utf-8").splitlines())


def duck(modules, state, folder, months, rounds):
    """DuckDB over its own copy of the same tables: {seconds, kilobytes, sum}."""
    database = sqlite3.connect(state / "thidua.db")
    other = dict(statements(HERE / "duck.sql"))
    task = {"statements": [other.get(criterion, sql) for criterion, sql in statements()], "rounds": rounds, "tables": {},
            "months": [names_of(first, last) for _, first, last in scale.MONTHS[-months:]]}
    for name in ("accident", "absence", "business_violation", "callout", "good_deed", "incident", "managed_person", "member", "model", "patrol", "population",
                 "reoffence", "tip", "unit", "weapon_case"):
        columns = {row[1]: "BIGINT" if row[2].startswith("INT") else "VARCHAR" for row in database.execute(f"PRAGMA table_info(record_{name})")}
        file = folder / f"{name}.csv"
        subprocess.run(["sqlite3", "-readonly", "-csv", state / "thidua.db", f"SELECT * FROM record_{name}"], stdout=open(file, "wb"), check=True)
        task["tables"][f"record_{name}"] = {"file": str(file), "types": columns}
    database.close()
    (folder / "duck.json").write_text(json.dumps(task), encoding="utf-8")
    done = subprocess.run(["node", HERE / "duck.js", modules, folder / "duck.json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ---- the table ----

def judgements(wards, months):
    return months * (11 * wards + int(scale.TEAMS * wards))


def compare(figures, state, ours, memory, judge, size, modules):
    """ours: seconds of processor time a way of evaluating; memory: MiB of the largest worker; judge: seconds of a judgement {Lua, C}; size: wards, months, rounds."""
    wards, months, rounds = size
    folder = state.parent / "peers"
    folder.mkdir(exist_ok=True)
    whole, declared = ours["all"], ours["declared"]
    sets = median(lambda: python_sets(state, months), rounds)
    figures.add("Python with the hand-written SQL / all criteria", sets / whole,
                says=f"Python: raw.sql a month, one comparison a row; {OURS}")
    figures.add("Python counting a month's rows / declared measures", median(lambda: python_rows(state, months), rounds) / declared, bar=(">=", 5),
                says="Python: a month's rows of eight record types fetched, counted a ward in a dictionary, compared; ours: these measures in their workers, with all of the line above")
    figures.add("Python asking ward by ward / declared measures", median(lambda: python_subjects(state, wards, months), rounds) / declared,
                says="Python: the same, with a query a ward, month and record type")
    node = installed(modules, "json-rules-engine")
    if node:
        each = rules_engine(node)
        figures.add("json-rules-engine, judging / our judging in Lua", each / judge["Lua"], bar=(">=", 40),
                    says=f"json-rules-engine: one share against one target, {each * 1e6:.1f} µs; ours: the same by a rule's own function in its state, {judge['Lua'] * 1e9:.0f} ns")
        figures.add("json-rules-engine, judging / our judging in C", each / judge["C"],
                    says="ours: the same comparison of a rule that is data, as ten of eleven are")
        if shutil.which("sqlite3"):
            figures.add("json-rules-engine, the whole / our whole", median(lambda: rules_engine_whole(node, state, folder, months), rounds) / whole,
                        says="theirs: sqlite3 runs raw.sql, node judges each ward's row and writes its verdict, both started once for all months; ours: as with Python, teams too")
    node = shutil.which("sqlite3") and installed(modules, "@duckdb/node-api")
    if node:
        theirs = duck(node, state, folder, months, rounds)
        assert theirs["sum"] == python_sets(state, months)[1], "DuckDB counts otherwise"
        figures.add("DuckDB with the hand-written SQL / raw", theirs["seconds"] / ours["raw"],
                    says="DuckDB: raw.sql over its own columns in memory, read before from CSV, one thread; raw: SQLite from the file")
        figures.add("DuckDB with the hand-written SQL / all criteria", theirs["seconds"] / whole, says="ours: as with Python")
        figures.add("memory of DuckDB for that, node with it", theirs["kilobytes"] / 1024, "MiB", says=f"the tables are in it; our largest worker: {memory:.1f} MiB, which reads from the file")
    shutil.rmtree(folder)
