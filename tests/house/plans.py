"""How SQLite would run every named query, and every statement that follows from the package, against plans.txt.

A query that begins to scan a table of records is seen in the difference. THIDUA_PLANS=write writes the file anew, to
be looked at and committed. Plans are those of SQLite 3.40 (Debian 12); another version is said and skipped.
"""
import os
import re
import shutil
import sqlite3
import subprocess
import time

import pytest

from house import BUILD, DAEMON, SOURCE

GOLDEN = SOURCE / "tests" / "house" / "plans.txt"
NAMED = re.compile(r"^-- name: (\w+)\n((?:--[^\n]*\n)*)(.*?);\s*$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A state folder's database with the contest loaded, as the product makes it."""
    folder = tmp_path_factory.mktemp("plans")
    state = folder / "state"
    daemon = subprocess.Popen([BUILD / "thiduad", "--state", state, "--clock", "2024-10-31T08:00"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        subprocess.run([BUILD / "thiduactl", "--state", state, "contest", "load", SOURCE / "rules" / "hai-an-2024"], check=True,
                       capture_output=True, timeout=120)
    finally:
        daemon.terminate()
        daemon.wait(20)
    base = sqlite3.connect(state / "thidua.db")
    yield base
    base.close()


@pytest.fixture(scope="module")
def accounts():
    """The second database (store_open_accounts)."""
    base = sqlite3.connect(":memory:")
    for step in sorted((DAEMON / "store" / "account").glob("*.sql")):
        base.executescript(step.read_text())
    yield base
    base.close()


def named_queries():
    for path in sorted((DAEMON / "store" / "queries").glob("*.sql")):
        for name, _, sql in NAMED.findall(path.read_text()):
            yield f"{path.stem}/{name}", sql


def plan(base, sql):
    count = max([int(number) for number in re.findall(r"\?(\d+)", sql)] or [0])
    names = set(re.findall(r"(?<![:\w]):([a-z_]+)", sql))
    values = {name: None for name in names} if names and not count else [None] * count
    rows = base.execute("EXPLAIN QUERY PLAN " + sql, values).fetchall()
    depth = {0: 0}
    lines = []
    for node, parent, _, detail in rows:
        depth[node] = depth.get(parent, 0) + 1
        lines.append("  " * depth[node] + detail)
    return lines or ["  (no plan)"]


def test_named_queries_are_found():
    names = [name for name, _ in named_queries()]
    declared = sum(path.read_text().count("-- name: ") for path in (DAEMON / "store" / "queries").glob("*.sql"))
    assert len(names) == declared > 0


def test_every_query_is_valid_and_runs_as_it_did(database, accounts):
    if not sqlite3.sqlite_version.startswith("3.40."):
        pytest.skip(f"SQLite {sqlite3.sqlite_version}: the plans are those of 3.40")
    database.create_function("param", 2, lambda name, day: None)
    lines = []
    for name, sql in named_queries():
        lines += [name, *plan(accounts if name.startswith("account/") else database, sql), ""]
    said = "\n".join(lines)
    if os.environ.get("THIDUA_PLANS") == "write":
        GOLDEN.write_text(said)
    assert said == GOLDEN.read_text(), "the plans are not those of tests/house/plans.txt"


def test_measures_read_their_covering_index(database):
    """Every declared measure scans one covering index, date first; made when the package is loaded."""
    made = dict(database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'measure_*' "
                                 "AND name NOT GLOB 'measure_pending_*'").fetchall())
    assert made, "no index was made for any declared measure"
    for name, sql in made.items():
        table, columns = re.search(r"ON (\w+)\s*\(([^)]*)\)", sql).groups()
        columns = [column.strip() for column in columns.split(",")]
        assert columns[-1] == "from_seq", (name, columns)
        first, last = columns[0], columns[-1]
        where = f"{first} >= 20000 AND {first} < 20030 AND {last} <= 5"
        details = " ".join(row[3] for row in database.execute(
            f"EXPLAIN QUERY PLAN SELECT {', '.join(columns)} FROM {table} WHERE {where}"))
        assert f"USING COVERING INDEX {name} " in details or "USING COVERING INDEX" in details, (name, details)


def test_what_waits_is_found_by_index(database):
    """Whose records a reviewer has to look at: few of very many."""
    made = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'measure_pending_*'").fetchall()
    assert len(made) > 10
    for name, sql in made:
        table, owner, where = re.search(r"ON (\w+) \((\w+), state\) (WHERE .*)", sql).groups()
        details = " ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN SELECT DISTINCT {owner} FROM {table} {where}"))
        assert f"INDEX {name}" in details, (name, details)


def test_the_change_log_of_every_type_is_found_by_index(database):
    """What came and went since a sequence (record_sql.h) is looked up, never searched for."""
    types = [name for name, in database.execute("SELECT substr(name, 8) FROM sqlite_schema WHERE name GLOB 'record_*'")]
    assert len(types) > 10
    for name in types:
        for table, column, index in (("record", "from_seq", "since"), ("history", "until_seq", "until")):
            details = " ".join(row[3] for row in database.execute(
                f"EXPLAIN QUERY PLAN SELECT * FROM {table}_{name} WHERE {column} > 7"))
            assert f"USING INDEX {index}_{name} ({column}>?)" in details, (name, details)
