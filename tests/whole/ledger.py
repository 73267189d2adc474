"""The audit log as docs/reliability.md describes it, written down a second time: what a change of tables by another program
must add to the log, and whether log and tables agree."""
import hashlib
import json
import sqlite3
import struct

MODULUS = 2 ** 256
ELSEWHERE = ("record_", "history_", "clock_mark", "listing", "live", "unsent")  # sums of versions by change; written without a change (row_table.c)


def packed(value):
    if isinstance(value, int):
        return b"i" + struct.pack("<q", value)
    if isinstance(value, float):
        return b"r" + struct.pack("<d", value)
    raw = value.encode() if isinstance(value, str) else value
    return (b"t" if isinstance(value, str) else b"b") + struct.pack("<Q", len(raw)) + raw


def row_hash(columns, row):
    text = b"".join(column.encode() + b"\0" + packed(value) for column, value in zip(columns, row) if value is not None)
    return int.from_bytes(hashlib.sha256(text).digest(), "little")


def table_sum(base, table):
    columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})") if (table, row[1]) != ("content", "bytes")]
    rows = base.execute(f"SELECT {', '.join(columns)} FROM {table}")
    return sum(row_hash(columns, row) for row in rows) % MODULUS


def tables(base):
    names = [name for name, in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return [name for name in names if name != "audit" and not name.startswith(ELSEWHERE)]


def logged(base):
    """{table: sum} as all changes together say."""
    sums = {}
    for detail, in base.execute("SELECT detail FROM audit"):
        for table, digest in json.loads(detail).get("tables", {}).items():
            sums[table] = (sums.get(table, 0) + int(digest, 16)) % MODULUS
    return sums


def differing(path):
    """The tables whose rows are not those that the log tells of."""
    base = sqlite3.connect(path)
    base.execute("BEGIN")
    sums = logged(base)
    found = [table for table in tables(base) if table_sum(base, table) != sums.get(table, 0)]
    base.close()
    return found


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def change(path, table, sql, *values):
    """Changes rows of a table and says so in the log, as a person with the right to would through the daemon."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("BEGIN IMMEDIATE")
    before = table_sum(base, table)
    assert base.execute(sql, values).rowcount > 0, sql
    sequence, at, previous = base.execute("SELECT sequence, at, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    row = {"previous": previous, "sequence": sequence + 1, "at": at, "actor": "uid:7", "via": "socket", "action": "test",
           "reason": None, "detail": {"tables": {table: f"{(table_sum(base, table) - before) % MODULUS:064x}"}}}
    digest = hashlib.sha256(canonical(row).encode()).hexdigest()
    row["detail"] = canonical(row["detail"])
    base.execute("INSERT INTO audit VALUES (:sequence, :at, :actor, :via, :action, :reason, :detail, :previous, :hash)",
                 {**row, "hash": digest})
    base.execute("COMMIT")
    base.close()
