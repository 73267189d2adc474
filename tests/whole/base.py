"""Looking straight into a state folder's database: for tests of durability, which must not trust the daemon's word."""
import sqlite3

import ledger
from daemon import until


def query(daemon, sql, *values):
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        return base.execute(sql, values).fetchall()


def runs(daemon):
    """(period, stage, cause) of every run, in the order in which they were made."""
    return query(daemon, "SELECT period, stage, cause FROM run ORDER BY id")


def performed(daemon):
    return query(daemon, "SELECT kind, period FROM performed ORDER BY due_at, kind, period")


def measured(daemon):
    """Waits until the figures of the open periods are of the newest import: what a test asks twice must not move between. The import must be
    of something that an open period counts."""
    newest = "SELECT max(live.sequence) >= (SELECT max(sequence) FROM audit WHERE action = 'import') FROM live"
    until(lambda: query(daemon, newest) == [(1,)], what="figures of the open periods")


def intact(daemon):
    """What must hold after any crash: a sound file, everything scheduled once, alerts open once, an unbroken chain,
    every row as the log says."""
    assert query(daemon, "PRAGMA integrity_check") == [("ok",)]
    assert query(daemon, "SELECT period, stage, count(*) FROM run WHERE cause = 'schedule' GROUP BY 1, 2 HAVING count(*) > 1") == []
    assert query(daemon, "SELECT kind, criterion, subject, period FROM alert WHERE resolved_at IS NULL"
                         " GROUP BY 1, 2, 3, 4 HAVING count(*) > 1") == []
    assert query(daemon, "SELECT object, count(*) FROM workflow_event WHERE kind = 'alert' AND event = 'opened' GROUP BY 1 HAVING count(*) <> 1") == []
    assert query(daemon, "SELECT a.sequence FROM audit a JOIN audit b ON b.sequence ="
                         " (SELECT max(sequence) FROM audit WHERE sequence < a.sequence) WHERE a.previous <> b.hash") == []
    # every step in the life of a thing is in the log: by the same person, at the same instant; the thing is where its last one led
    assert query(daemon, "SELECT object FROM workflow_event LEFT JOIN audit USING (sequence) WHERE workflow_event.sequence NOT NULL"
                         " AND (audit.hash IS NULL OR audit.at <> workflow_event.at OR audit.actor <> workflow_event.actor)") == []
    for kind in ("draft", "proposal"):
        assert query(daemon, f"SELECT {kind}.id, {kind}.state, last.state FROM {kind} JOIN workflow_event AS last ON last.id ="
                             f" (SELECT max(id) FROM workflow_event WHERE kind = '{kind}' AND object = CAST({kind}.id AS TEXT))"
                             f" WHERE last.state <> {kind}.state") == []
    assert query(daemon, "SELECT * FROM rerun") == []
    assert ledger.differing(daemon.state / "thidua.db") == []
