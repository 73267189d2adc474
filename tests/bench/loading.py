"""What an import costs beside plain SQL that fills the same trees, and beside sqlite3's .import into a bare table."""
import resource
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import scale


def spent(pid):
    """Seconds of processor time of a daemon so far; its workers are not in it."""
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def rows_of(count, wards):
    """Tips from before the contest: nothing is evaluated again."""
    return [{"tip_id": f"nap-{number:07d}", "ward": scale.ward(number % wards), "received_on": f"2024-10-{number % 30 + 1:02d}", "channel": "force",
             "verified": "yes"} for number in range(count)]


def by_sqlite3(database, script):
    """(seconds on the clock, seconds of processor time) of the sqlite3 program."""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    before, start = used(), time.perf_counter()
    subprocess.run([shutil.which("sqlite3"), str(database)], input=script, text=True, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, used() - before


def plain(state, file, rows):
    """The file into a copy of the database as somebody with SQL alone would: read by .import, then put into the same table with all its indexes and into
    the table that lists are found and ordered by, in one transaction. No check, no row looked up before, no digest, no log."""
    copy = state.parent / "plain.db"
    for end in ("", "-wal", "-shm"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)
    source, target = sqlite3.connect(state / "thidua.db"), sqlite3.connect(copy)
    source.backup(target)
    target.execute("PRAGMA journal_mode = WAL")
    sequence, = target.execute("SELECT max(sequence) FROM audit").fetchone()
    source.close()
    target.close()
    script = (f"PRAGMA synchronous = FULL;\nPRAGMA cache_size = -32768;\nCREATE TEMP TABLE came ({', '.join(rows[0])});\n.mode csv\n"
              f".import --schema temp --skip 1 {file} came\nBEGIN IMMEDIATE;\n"
              "INSERT INTO record_tip (tip_id, ward, received_on, channel, verified, state, source_file, source_row, from_seq, folded_id) "
              "SELECT tip_id, ward, CAST(julianday(received_on) - 2440587.5 AS INTEGER), channel, verified, 'confirmed', 'tip.csv', rowid, "
              f"{sequence}, tip_id FROM temp.came;\n"
              "INSERT INTO listing_tip (key_ward, key_tip_id, sort_tip_id, search) SELECT ward, tip_id, CAST(tip_id AS BLOB), "
              "tip_id || ' ' || ward || ' ' || received_on || channel || verified FROM temp.came;\nCOMMIT;\n")
    took = by_sqlite3(copy, script)
    there = sqlite3.connect(copy)
    assert there.execute("SELECT count(*) FROM listing_tip WHERE key_tip_id LIKE 'nap-%'").fetchone()[0] >= len(rows)
    there.close()
    for end in ("", "-wal", "-shm"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)
    return took


def bare(folder, file, rows):
    path = folder / "bare.db"
    path.unlink(missing_ok=True)
    columns = ", ".join(f"{name} TEXT{' PRIMARY KEY' if name == 'tip_id' else ''}" for name in rows[0])
    return by_sqlite3(path, f"CREATE TABLE tip ({columns});\n.mode csv\n.import --skip 1 {file} tip\n")


def compare(daemon, figures, wards, count):
    rows = rows_of(count, wards)
    file = daemon.write({"tip": rows}, name="load") / "tip.csv"
    beside = None
    if shutil.which("sqlite3"):
        beside, alone = plain(daemon.state, file, rows), bare(daemon.folder, file, rows)
    before, start = spent(daemon.process.pid), time.perf_counter()
    daemon.ctl("import", "--dir", file.parent, timeout=600)
    took, own = time.perf_counter() - start, spent(daemon.process.pid) - before
    figures.add(f"import of {count} rows", count / took, "rows/s", bar=(">=", 150_000))
    if not beside:
        return
    figures.add("import / plain SQL that fills the same trees", took / beside[0], bar=("<=", 1.4),
                says="plain: sqlite3 reads the file and puts it into a copy of the table with its five indexes and into the table of list keys, in one transaction; "
                     "ours: thiduactl, the file read in a worker, each row looked up before, checks, warnings, keys of lists, digest, log, what it owes looked at")
    figures.add("the same, the daemon's processor time / sqlite3's", own / beside[1], says="without the worker that reads the file")
    figures.add("import / sqlite3 .import into a bare table", took / alone[0], says="a table with a key and nothing else: for information")
